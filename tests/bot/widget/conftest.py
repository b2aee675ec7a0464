"""Two origins on loopback: the service, and a portal under a strict policy that embeds it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, Page

from bot.widget.sample import Portal
from tests.bot.widget.driver import Widget
from tests.bot.widget.fake import Service


@contextmanager
def running(server: ThreadingHTTPServer) -> Iterator[None]:
    """Serve in a thread until the block ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def service() -> Iterator[Service]:
    """The service, faked at the wire."""
    with Service() as made, running(made):
        yield made


@pytest.fixture
def portal(service: Service) -> Iterator[Portal]:
    """The sample portal on another origin, which the service lets ask."""
    with Portal(("127.0.0.1", 0), service.url) as made, running(made):
        service.origins.add(f"http://127.0.0.1:{made.server_port}")
        yield made


Show = Callable[..., Widget]


@pytest.fixture
def show(context: BrowserContext, portal: Portal) -> Iterator[Show]:
    """Open a page of the portal, with data attributes on the tag; its complaints fail the test."""
    opened: list[Widget] = []

    def go(path: str = "mau-nhung", page: Page | None = None, **attributes: str) -> Widget:
        portal.attributes = attributes
        widget = Widget(page or context.new_page(), f"http://127.0.0.1:{portal.server_port}/")
        opened.append(widget)
        widget.visit(path)
        return widget

    yield go
    for widget in opened:
        assert widget.complaints == []
