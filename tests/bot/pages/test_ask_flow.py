"""Asking in a real browser: the answer streams, a source opens, its words are marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"
FOLLOW_UP = "thế còn Quảng Nam?"


def ask(page: Page, question: str) -> Locator:
    """Ask from the keyboard; the turn, once its answer is complete."""
    before = page.locator(".turn").count()
    page.get_by_label("Câu hỏi của anh/chị").fill(question)
    page.keyboard.press("Enter")
    turn = page.locator(".turn").nth(before)
    expect(turn.locator("> .under")).to_be_visible()
    return turn


@pytest.fixture
def asked(page: Page, served: str) -> Callable[[str], Locator]:
    page.goto(f"{served}/")
    return lambda question: ask(page, question)


def test_an_answer_its_source_and_the_words_marked(
    page: Page, served: str, asked: Callable[[str], Locator]
) -> None:
    turn = asked(QUESTION)
    expect(turn.locator(".answer-text")).to_contain_text("80%")
    expect(turn.locator(".answer-text .figure").first).to_have_text("80%")
    source = turn.locator("details.source").first
    expect(source).not_to_have_attribute("open", "")
    turn.locator(".mark").first.click()
    expect(source).to_have_attribute("open", "")
    expect(source.locator("summary")).to_be_focused()
    quote = source.locator("blockquote").inner_text()
    assert "thanh toán trực tuyến" in quote
    source.get_by_role("link", name="Mở trong văn bản").click()
    expect(page).to_have_url(re.compile(r"/van-ban/thang-binh-2021-2025@\w{12}#II\.2\.a\."))
    words = page.locator(":target")
    expect(words).to_be_in_viewport()
    assert quote in words.inner_text()
    ground = words.evaluate("one => getComputedStyle(one).backgroundColor")
    assert ground == "rgb(255, 233, 163)"
    # Clear of the bar that stays at the top.
    bar = page.locator("header.site").bounding_box()
    box = words.bounding_box()
    assert bar is not None
    assert box is not None
    assert box["y"] >= bar["y"] + bar["height"]


def test_a_row_is_quoted_under_its_columns(
    page: Page, served: str, asked: Callable[[str], Locator]
) -> None:
    question = "Quảng Nam: đề án đo lường hài lòng về y tế công do ai chủ trì?"
    cells = "Cơ quan chủ trì: Sở Y tế"
    turn = asked(question)
    turn.locator(".mark").first.click()
    expect(turn.locator(".quote-cell", has_text=cells).first).to_be_visible()
    # Without script the page says the same.
    page.goto(f"{served}/?q={quote(question)}")
    page.locator("details.source summary").first.click()
    expect(page.locator(".quote-cell", has_text=cells).first).to_be_visible()


def test_a_conversation_outlives_a_look_at_the_document(
    page: Page, asked: Callable[[str], Locator]
) -> None:
    asked(QUESTION)
    turn = asked(FOLLOW_UP)
    expect(turn.locator(".answer-text")).to_contain_text("30%")
    expect(turn.locator(".source-document").first).to_have_text(
        "Quyết định tỉnh Quảng Nam 2021–2025"
    )
    turn.locator("summary").first.click()
    turn.get_by_role("link", name="Mở trong văn bản").first.click()
    expect(page.locator(".sheet")).to_be_visible()
    page.go_back()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").first.locator(".answer-text")).to_contain_text("80%")
    third = ask(page, "thế còn Tứ Kỳ?")
    expect(third.locator(".source-document").first).to_contain_text("Tứ Kỳ")


def test_a_new_conversation_forgets_the_old(page: Page, asked: Callable[[str], Locator]) -> None:
    asked(QUESTION)
    page.get_by_role("link", name="Hội thoại mới").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_be_focused()
    page.reload()
    expect(page.locator(".turn")).to_have_count(0)


@pytest.fixture
def slow(page: Page) -> Iterator[list[bytes]]:
    """The stream's body, held so that the page is seen while it waits."""
    held: list[bytes] = []

    def through(route: Route) -> None:
        response = route.fetch()
        held.append(response.body())
        route.fulfill(response=response)

    page.route("**/api/v1/ask/stream", through)
    yield held
    page.unroute("**/api/v1/ask/stream")


def test_it_streams_and_is_announced_once(page: Page, served: str, slow: list[bytes]) -> None:
    page.goto(f"{served}/")
    page.evaluate(
        """() => {
          window.said = [];
          const place = document.getElementById("thong-bao");
          new MutationObserver(() => place.textContent && window.said.push(place.textContent))
            .observe(place, { childList: true, characterData: true, subtree: true });
          window.seen = [];
          new MutationObserver(() => {
            const text = document.querySelector(".waiting .answer-text")?.textContent;
            if (text && text !== window.seen.at(-1)) window.seen.push(text);
          }).observe(document.getElementById("hoi-thoai"), { childList: true, subtree: true });
        }"""
    )
    ask(page, QUESTION)
    page.wait_for_timeout(300)
    body = slow[0].decode()
    events = re.findall(r"^event: (\w+)", body, re.MULTILINE)
    assert events[0] == "start"
    assert events[-1] == "answer"
    assert "text" in events
    # What came first was shown before the rest, and while the answer was still awaited.
    seen = page.evaluate("window.seen")
    assert len(seen) > 1
    assert seen[-1].startswith(seen[0])
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert "80%" in said[0]
    assert "căn cứ" in said[0]
    log = page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "off")
    expect(page.locator("[aria-busy]")).to_have_count(0)


def test_copying_and_feedback(
    context: BrowserContext, page: Page, asked: Callable[[str], Locator]
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = asked(QUESTION)
    turn.get_by_role("button", name="Chép câu trả lời").click()
    expect(page.locator("#thong-bao")).to_have_text("Đã chép câu trả lời.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "80%" in copied
    assert "Kế hoạch huyện Thăng Bình" in copied
    turn.get_by_role("button", name="Chưa đúng").click()
    reason = turn.get_by_label("Chưa đúng ở đâu")
    expect(reason).to_be_focused()
    reason.select_option("wrong_figure")
    turn.get_by_role("button", name="Gửi góp ý").click()
    expect(turn).to_contain_text("Cảm ơn góp ý")


def test_a_refusal_offers_what_came_near(asked: Callable[[str], Locator]) -> None:
    turn = asked("Thăng Bình trồng bao nhiêu cây xanh?")
    expect(turn.locator(".answer.refusal")).to_be_visible()
    expect(turn.get_by_role("region", name="Khoản mục gần nhất")).to_be_visible()


def test_what_is_typed_is_never_html(page: Page, asked: Callable[[str], Locator]) -> None:
    turn = asked('<img src=x onerror="document.title=1"> ai chủ trì?')
    expect(turn.locator("h2")).to_contain_text("<img src=x")
    expect(turn.locator("img")).to_have_count(0)


def test_a_server_that_fails_is_told_and_the_question_kept(page: Page, served: str) -> None:
    page.goto(f"{served}/")
    page.route("**/api/v1/ask/stream", lambda route: route.fulfill(body="", status=200))
    page.get_by_label("Câu hỏi của anh/chị").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".turn .problem")).to_contain_text("Xin hỏi lại")
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_have_value(QUESTION)


def test_a_place_chosen_is_kept_to(page: Page, served: str) -> None:
    page.goto(f"{served}/?place=tu-ky-2021-2025")
    turn = ask(page, "hài lòng đạt bao nhiêu phần trăm?")
    documents = turn.locator(".source-document")
    assert set(documents.all_inner_texts()) == {"Kế hoạch huyện Tứ Kỳ 2021–2025"}
