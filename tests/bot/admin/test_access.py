"""The administrators' page for everyone: axe-core, light and dark, at a desk and on a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from tests.bot.admin.test_admin import API, PAGE, client, done, plan, put
from tests.bot.browser import serving, violations

__all__ = ["client"]


@pytest.fixture
def page(client: TestClient, chromium: Browser) -> Iterator[Page]:
    """The page with a plan, one that was withdrawn, and so a history."""
    assert put(client).status_code == 200
    other = {"file": ("an-phu.txt", plan()[1].replace("An Lạc".encode(), "An Phú".encode()))}
    done(client.put("/api/v1/admin/documents/an-phu", headers=API, files=other))
    done(client.post("/api/v1/admin/documents/an-phu/withdraw", headers=API))
    user, password = PAGE
    with serving(client.app) as address:  # type: ignore[arg-type]
        context = chromium.new_context(
            base_url=address,
            locale="vi-VN",
            http_credentials={"username": user, "password": password},
        )
        yield context.new_page()
        context.close()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page) -> None:
    page.goto("/quan-tri")
    expect(page.locator("main")).to_contain_text("an-lac")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == [], "dark"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == [], "telephone"
