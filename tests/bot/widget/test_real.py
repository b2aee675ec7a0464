"""The widget against the application itself, over the five plans: nothing in between is faked."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import BrowserContext, Page, expect

from bot.settings import Settings
from bot.state import State
from bot.web.app import create_app
from bot.widget.sample import Portal
from tests.bot.widget.conftest import running
from tests.bot.widget.driver import Widget

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="module")
def served(built_index: Path, homes: Path) -> Iterator[tuple[str, Portal]]:
    """The application on one origin, a portal that it lets ask on another."""
    with Portal(("127.0.0.1", 0), "http://127.0.0.1:0") as portal, running(portal):
        origin = f"http://127.0.0.1:{portal.server_port}"
        settings = replace(Settings(home=homes), widget_origins=(origin,), asks_per_minute=12)
        config = uvicorn.Config(create_app(settings, built_index), port=0, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        portal.server = f"http://127.0.0.1:{port}/"
        yield portal.server, portal
        server.should_exit = True
        thread.join()


@pytest.fixture
def widget(served: tuple[str, Portal], page: Page) -> Iterator[Widget]:
    """Open on the portal."""
    made = Widget(page, f"http://127.0.0.1:{served[1].server_port}/")
    made.visit("mau-nhung")
    made.open()
    yield made
    assert made.complaints == []


def test_a_question_its_sources_and_the_next_question(
    widget: Widget, served: tuple[str, Portal], context: BrowserContext
) -> None:
    widget.ask(QUESTION)
    expect(widget.text).to_contain_text("80%")
    expect(widget.sources.first).to_contain_text("Kế hoạch huyện Thăng Bình 2021–2025")
    widget.sources.first.click()
    expect(widget.panel.locator("blockquote").first).to_contain_text("thanh toán trực tuyến")
    link = widget.panel.get_by_role("link", name="Mở trong văn bản").first
    pattern = re.escape(served[0]) + r"van-ban/thang-binh-2021-2025@\w{12}#II\.2\.a\."
    expect(link).to_have_attribute("href", re.compile(pattern))
    with context.expect_page() as opened:
        link.click()
    expect(opened.value.locator(":target")).to_be_in_viewport()
    expect(opened.value.locator(":target")).to_contain_text("thanh toán trực tuyến")
    opened.value.close()
    widget.ask("thế còn Tứ Kỳ?")
    expect(widget.sources.first).to_contain_text("Tứ Kỳ")


def test_feedback_reaches_the_state(widget: Widget, homes: Path) -> None:
    widget.ask("ai chủ trì cải cách thể chế ở Tứ Kỳ?")
    widget.button("Chưa đúng").click()
    widget.button("Sai cơ quan").click()
    expect(widget.panel.get_by_text("Cảm ơn anh/chị đã góp ý.")).to_be_visible()
    with State(homes / "state.db") as state:
        assert "wrong_agency" in str(list(state.feedback.export()))


def test_an_english_page_is_answered_in_english(widget: Widget) -> None:
    widget.page.evaluate("document.querySelector('cchc-hoi-dap').setAttribute('data-lang', 'en')")
    widget.field.fill("Who signed the plan of Tan Binh commune?")
    widget.field.press("Enter")
    expect(widget.turns.last.locator(".actions, .trouble")).not_to_have_count(0)
    expect(widget.panel.get_by_text("Sources", exact=True)).to_be_visible()


def test_another_site_is_refused(served: tuple[str, Portal], page: Page) -> None:
    with Portal(("127.0.0.1", 0), served[0]) as stranger, running(stranger):
        widget = Widget(page, f"http://127.0.0.1:{stranger.server_port}/")
        widget.visit("mau-nhung")
        widget.open().ask(QUESTION)
        expect(widget.turns.last.locator(".trouble")).to_contain_text("chưa được phép")


def test_the_sample_page_of_the_server_itself_works(served: tuple[str, Portal], page: Page) -> None:
    widget = Widget(page, served[0])
    widget.visit("mau-nhung")
    widget.open().ask(QUESTION)
    expect(widget.text).to_contain_text("80%")
    assert widget.complaints == []


def test_asking_too_fast_is_told_with_the_time_to_wait(widget: Widget) -> None:
    for _ in range(14):
        widget.ask("xin chào")
        if widget.turns.last.locator(".trouble").count():
            break
    said = widget.turns.last.locator(".trouble").inner_text()
    assert re.fullmatch(r"Đang có nhiều câu hỏi quá\. Xin thử lại sau \d+ giây\.", said)
    assert 0 < int(re.findall(r"\d+", said)[0]) <= 60
