"""What the tests that drive a real browser share: its flags, and the check of accessibility."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The browser is held to the ban on the network as well.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
# WCAG 2.2 AA, and what axe calls best practice. Target size is off unless asked for.
RULES: Mapping[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
}


def violations(page: Page, **also: Any) -> list[str]:
    """What axe-core finds against a page, a line for each rule and place; nothing if all is well.

    `also` goes into axe's options: `rules={"region": {"enabled": False}}`.
    """
    options = {**RULES, **also, "rules": {**RULES["rules"], **also.get("rules", {})}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
