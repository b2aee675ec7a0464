"""The application over the five plans, on a port of its own; what a page complains of fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import BrowserContext, Page

from bot.settings import Settings
from bot.web.app import create_app
from tests.bot.browser import serving


@pytest.fixture(scope="module")
def served(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application's address, without a final slash."""
    settings = replace(Settings(home=tmp_path_factory.mktemp("served")), limits="off")
    with serving(create_app(settings, built_index)) as address:
        yield address


@pytest.fixture
def client(built_index: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The application in this process, for pages read as text."""
    settings = replace(Settings(home=tmp_path / "home"), limits="off")
    app = create_app(settings, built_index)
    with TestClient(app, headers={"Accept": "text/html"}, raise_server_exceptions=False) as made:
        yield made


def listen(page: Page) -> list[str]:
    """What the page complains of: errors of scripts, and what the policy refused."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda told: complaints.append(told.text) if told.type == "error" else None,
    )
    return complaints


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A blank page, at a desk; complaints fail the test."""
    made = context.new_page()
    complaints = listen(made)
    yield made
    assert complaints == []
