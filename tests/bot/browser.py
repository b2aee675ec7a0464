"""What the tests that drive a real browser share: its flags, a server, the check of access."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
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
# What still fades is taken to its end; an animation that repeats has none, and is no transition.
SETTLED = """() => document.getAnimations()
    .filter(a => a instanceof CSSTransition).forEach(a => a.finish())"""


def violations(page: Page, **also: Any) -> list[str]:
    """What axe-core finds against a page, a line for each rule and place; nothing if all is well.

    Colours are judged as they come to rest: half-way through a transition from light to dark
    a button has neither scheme's contrast. `also` goes into axe's options:
    `rules={"region": {"enabled": False}}`.
    """
    options = {**RULES, **also, "rules": {**RULES["rules"], **also.get("rules", {})}}
    page.evaluate(SETTLED)
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """An application on a port of its own: its address, without a final slash."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
