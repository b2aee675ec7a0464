"""What goes wrong is said in one plain line, the question stays, and it can be sent again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from bot.widget.sample import Portal
from tests.bot.widget.conftest import Show
from tests.bot.widget.fake import Reply, Service, answer

PROBLEMS: dict[str, tuple[Reply, str]] = {
    "too many of one visitor": (
        Reply(status=429, headers={"Retry-After": "7"}),
        "Đang có nhiều câu hỏi quá. Xin thử lại sau 7 giây.",
    ),
    "too many in all": (
        Reply(status=503, problem={"code": "busy"}, headers={"Retry-After": "5"}),
        "Đang có nhiều câu hỏi quá. Xin thử lại sau 5 giây.",
    ),
    "no index yet": (
        Reply(status=503, problem={"code": "needs-ingest", "detail": "chạy cchc ingest"}),
        "Máy chủ chưa sẵn sàng. Xin thử lại sau ít phút.",
    ),
    "a fault": (
        Reply(status=500, problem={"detail": "chi tiết nội bộ"}),
        "Máy chủ gặp trục trặc, chưa trả lời được.",
    ),
    "a proxy's fault, no JSON": (Reply(status=502), "Máy chủ gặp trục trặc, chưa trả lời được."),
    "too slow": (Reply(status=504), "Máy chủ trả lời quá lâu."),
    "refused for what it is": (
        Reply(status=422, problem={"detail": "Câu hỏi dài quá.", "remedy": "Xin hỏi gọn lại."}),
        "Câu hỏi dài quá. Xin hỏi gọn lại.",
    ),
    "refused without a reason": (
        Reply(status=400),
        "Câu hỏi này chưa gửi được. Xin hỏi lại gọn hơn.",
    ),
}


def test_a_problem_is_one_line_and_a_way_on(
    show: Show, service: Service, subtests: pytest.Subtests
) -> None:
    widget = show().open()
    for turn, (name, (reply, line)) in enumerate(PROBLEMS.items(), 1):
        with subtests.test(name):
            service.answers(reply)
            service.asked.clear()
            widget.ask("ai chủ trì")
            expect(widget.turns.last.locator(".trouble")).to_have_text(line)
            expect(widget.status).to_have_text(line)
            assert len(service.asked) == 1
            service.answers(Reply())
            widget.button("Thử lại").click()
            expect(widget.text).to_contain_text("chủ trì")
            expect(widget.turns).to_have_count(turn)
            expect(widget.field).to_be_focused()
            widget.settled()


def test_without_a_stream_the_whole_answer_is_asked_for(show: Show, service: Service) -> None:
    service.answers(Reply(stream=False))
    widget = show().open()
    widget.ask("ai chủ trì")
    expect(widget.text).to_contain_text("chủ trì")
    assert service.paths == ["/api/v1/ask/stream", "/api/v1/ask"]


def test_a_stream_that_breaks_off_is_asked_for_whole(show: Show, service: Service) -> None:
    service.answers(Reply(cut=True))
    widget = show().open()
    widget.ask("ai chủ trì")
    expect(widget.sources).to_have_count(1)
    assert service.paths == ["/api/v1/ask/stream", "/api/v1/ask"]


def test_offline_is_said_and_mended(show: Show, service: Service, context: BrowserContext) -> None:
    widget = show().open()
    context.set_offline(True)
    widget.ask("ai chủ trì")
    expect(widget.turns.last.locator(".trouble")).to_contain_text("Máy đang mất mạng.")
    context.set_offline(False)
    widget.button("Thử lại").click()
    expect(widget.text).to_contain_text("chủ trì")


def test_a_server_that_is_gone_is_said(show: Show, service: Service) -> None:
    widget = show().open()
    service.shutdown()
    service.server_close()
    widget.ask("ai chủ trì")
    expect(widget.turns.last.locator(".trouble")).to_have_text(
        "Chưa kết nối được tới máy chủ hỏi đáp."
    )


def test_a_page_that_may_not_ask_is_told_so(show: Show, service: Service, portal: Portal) -> None:
    widget = show().open()
    warned: list[str] = []
    widget.page.on("console", lambda message: warned.append(message.text))
    service.origins.clear()
    widget.ask("ai chủ trì")
    expect(widget.turns.last.locator(".trouble")).to_have_text(
        "Trang web này chưa được phép dùng trợ lý. Xin báo người quản trị trang."
    )
    assert service.asked == []
    assert any("CCHC_WIDGET_ORIGINS" in line for line in warned)


def test_feedback_that_fails_can_be_sent_again(
    show: Show, service: Service, context: BrowserContext
) -> None:
    widget = show().open()
    widget.ask("ai chủ trì")
    context.set_offline(True)
    widget.button("Hữu ích").click()
    expect(widget.turns.last.get_by_text("Chưa gửi được góp ý; xin thử lại.")).to_be_visible()
    context.set_offline(False)
    widget.button("Hữu ích").click()
    expect(widget.turns.last.get_by_text("Cảm ơn anh/chị đã góp ý.")).to_be_visible()
    assert [each["verdict"] for each in service.judged] == ["useful"]


def test_a_question_is_not_sent_twice(show: Show, service: Service) -> None:
    service.answers(Reply(pause=0.1))
    widget = show().open()
    widget.field.fill("ai chủ trì")
    for _ in range(3):
        widget.field.press("Enter")
    widget.button("Ai chủ trì cải cách thể chế?").click()
    widget.settled()
    assert len(service.asked) == 1


def test_what_was_typed_meanwhile_stays(show: Show, service: Service) -> None:
    service.answers(Reply(pause=0.1))
    widget = show().open()
    widget.field.fill("câu một")
    widget.field.press("Enter")
    widget.field.fill("câu hai")
    widget.field.press("Enter")
    widget.settled()
    expect(widget.field).to_have_value("câu hai")


def test_a_question_too_long_is_not_sent_and_not_cut(show: Show, service: Service) -> None:
    widget = show().open()
    widget.field.fill("ă" * 2001)
    expect(widget.panel.locator(".count")).to_have_text(
        "Câu hỏi dài 2001 ký tự; xin rút gọn còn 2000."
    )
    widget.field.press("Enter")
    expect(widget.turns).to_have_count(0)
    assert len(widget.field.input_value()) == 2001
    widget.field.fill("ă" * 2000)
    widget.field.press("Enter")
    widget.settled()
    assert len(service.asked) == 1


KEYS: dict[str, dict[str, Any]] = {
    "in the middle of a composition": {"key": "Enter", "isComposing": True},
    "the key that ends one, in Safari": {"key": "Enter", "keyCode": 229},
    "a new line": {"key": "Enter", "shiftKey": True},
    "a key held down": {"key": "Enter", "repeat": True},
}


def test_not_every_enter_sends(show: Show, service: Service, subtests: pytest.Subtests) -> None:
    widget = show().open()
    widget.field.fill("tieengs")
    for name, key in KEYS.items():
        with subtests.test(name):
            widget.field.evaluate(
                """(field, key) => field.dispatchEvent(new KeyboardEvent("keydown",
                     {bubbles: true, cancelable: true, composed: true, ...key}))""",
                key,
            )
            expect(widget.field).to_have_value("tieengs")
            expect(widget.turns).to_have_count(0)
    assert service.asked == []


def test_an_answer_of_nothing_but_small_talk_has_no_buttons(show: Show, service: Service) -> None:
    greeting = answer("Xin chào anh/chị.", status="smalltalk", citations=[])
    service.answers(Reply(greeting))
    widget = show().open()
    widget.field.fill("chào")
    widget.field.press("Enter")
    expect(widget.text).to_have_text("Xin chào anh/chị.")
    expect(widget.panel.locator(".actions, .sources")).to_have_count(0)


def test_the_kind_of_answer_is_said(show: Show, service: Service) -> None:
    service.reply = lambda question: Reply(answer(status=question))
    widget = show().open()
    for status, said in {
        "partial": "Trả lời được một phần",
        "clarify": "Xin hỏi rõ thêm",
        "unanswerable:place": "Chưa có kế hoạch của nơi này",
    }.items():
        widget.ask(status)
        expect(widget.turns.last.locator(".state")).to_have_text(said)
