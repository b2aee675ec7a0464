"""A visitor of a portal on another origin, under a strict policy: the whole way of a question."""

from __future__ import annotations

import json

from playwright.sync_api import BrowserContext, expect

from tests.bot.widget.conftest import Show
from tests.bot.widget.fake import QUOTE, SESSION, Reply, Service, answer, citation

TWO = answer(
    "huyện Thăng Bình: Tối thiểu 70% [1]\nhuyện Tứ Kỳ: Tối thiểu 30% [2]",
    citations=[
        citation(1, title="Kế hoạch cải cách hành chính huyện Thăng Bình"),
        citation(2, doc="tu-ky-2021-2025", url="/van-ban/tu-ky-2021-2025@5966a5f0abae#II.2.3.a.g5"),
    ],
    notes=["Kế hoạch này áp dụng cho giai đoạn 2021-2025."],
    suggestions=["Thế còn đến 2030?"],
)


def test_one_tag_puts_the_launcher_on_the_page(show: Show) -> None:
    widget = show()
    expect(widget.launcher).to_be_visible()
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_have_accessible_name("Hỏi đáp")


def test_the_answer_is_streamed_and_then_whole(show: Show, service: Service) -> None:
    service.answers(Reply(TWO, pause=0.08))
    widget = show().open()
    widget.field.fill("thanh toán trực tuyến?")
    widget.field.press("Enter")
    expect(widget.text).to_contain_text("huyện")
    assert "Tứ Kỳ" not in widget.text.inner_text()
    assert widget.sources.count() == 0
    widget.settled()
    expect(widget.text.locator("p")).to_have_text(
        ["huyện Thăng Bình: Tối thiểu 70% 1", "huyện Tứ Kỳ: Tối thiểu 30% 2"]
    )
    expect(widget.turns.last.locator(".notes li")).to_have_text(TWO["notes"])
    assert service.paths == ["/api/v1/ask/stream"]
    assert service.asked == [{"question": "thanh toán trực tuyến?"}]


def test_no_cookie_and_no_key_is_sent(show: Show, service: Service) -> None:
    show().open().ask("câu hỏi")
    names = {name.lower() for headers in service.headers_seen for name in headers}
    assert names.isdisjoint({"cookie", "authorization"})


def test_sources_stand_under_the_answer_and_open_their_words(show: Show, service: Service) -> None:
    service.answers(Reply(TWO))
    widget = show().open()
    widget.ask("so sánh")
    expect(widget.sources).to_have_count(2)
    expect(widget.sources.first).to_contain_text("Kế hoạch cải cách hành chính huyện Thăng Bình")
    expect(widget.sources.first).to_contain_text("Gạch đầu dòng thứ bảy khoản 1 Mục IV")
    expect(widget.panel.get_by_text(QUOTE).first).to_be_hidden()
    widget.sources.first.click()
    expect(widget.panel.get_by_text(QUOTE).first).to_be_visible()
    expect(widget.sources.first).to_have_attribute("aria-expanded", "true")
    widget.sources.first.click()
    expect(widget.panel.get_by_text(QUOTE).first).to_be_hidden()


def test_a_mark_in_the_text_opens_its_source(show: Show, service: Service) -> None:
    service.answers(Reply(TWO))
    widget = show().open()
    widget.ask("so sánh")
    widget.button("Xem căn cứ 2").click()
    expect(widget.sources.nth(1)).to_have_attribute("aria-expanded", "true")
    expect(widget.sources.nth(1)).to_be_focused()


def test_the_document_opens_at_the_clause_in_a_new_page(
    show: Show, service: Service, context: BrowserContext
) -> None:
    widget = show().open()
    widget.ask("ai chủ trì")
    widget.sources.first.click()
    with context.expect_page() as opened:
        widget.panel.get_by_role("link", name="Mở trong văn bản").click()
    assert opened.value.url == f"{service.url}van-ban/tan-binh-2024@6ed4c7e04d14#IV.1.g7"
    assert opened.value.evaluate("window.opener") is None


def test_what_one_place_says_on_several_lines_stands_under_its_name(
    show: Show, service: Service
) -> None:
    told = "huyện An: - Một [1]\nhuyện An: - Hai [1]\nBa commune: - Ba 5% [1]\nHai nơi khác nhau."
    service.answers(Reply(answer(told)))
    widget = show().open()
    widget.ask("so sánh")
    expect(widget.text.locator("p")).to_have_text(
        ["huyện An:", "Ba commune: Ba 5% 1", "Hai nơi khác nhau."]
    )
    expect(widget.text.locator("li")).to_have_text(["Một 1", "Hai 1"])
    expect(widget.text.locator("strong")).to_have_text(["huyện An", "Ba commune", "5%"])


def test_a_row_of_a_table_is_quoted_cell_by_cell(show: Show, service: Service) -> None:
    row = citation(clause="tan-binh-2024:PL.r71", quote="5 | Bố trí nguồn nhân lực | Danh sách")
    service.answers(Reply(answer(citations=[row])))
    widget = show().open()
    widget.ask("nhiệm vụ")
    widget.sources.first.click()
    expect(widget.panel.locator("blockquote p")).to_have_text(
        ["5", "Bố trí nguồn nhân lực", "Danh sách"]
    )


def test_the_cells_of_a_row_stand_under_their_columns(show: Show, service: Service) -> None:
    row = citation(
        clause="go-cong:P2.r1", quote="Hồ sơ nộp trực tuyến | 28 | 40",
        columns=["Chỉ tiêu", "2022", "2023"],
    )  # fmt: skip
    service.answers(Reply(answer(citations=[row])))
    widget = show().open()
    widget.ask("chỉ tiêu")
    widget.sources.first.click()
    expect(widget.panel.locator("blockquote p")).to_have_text(
        ["Chỉ tiêu: Hồ sơ nộp trực tuyến", "2022: 28", "2023: 40"]
    )


def test_a_second_question_goes_into_the_same_session(show: Show, service: Service) -> None:
    widget = show(place="xã Tân Bình").open()
    widget.ask("ai chủ trì")
    widget.ask("ai phối hợp")
    assert service.asked == [
        {"question": "ai chủ trì", "place": "xã Tân Bình"},
        {"question": "ai phối hợp", "place": "xã Tân Bình", "session": SESSION},
    ]
    expect(widget.turns).to_have_count(2)


def test_the_conversation_is_kept_on_the_next_page(show: Show, service: Service) -> None:
    service.answers(Reply(TWO))
    widget = show().open()
    widget.ask("so sánh")
    widget.page.get_by_role("link", name="Thông báo").click()
    expect(widget.page.get_by_role("heading", name="Trang thứ hai")).to_be_visible()
    expect(widget.panel).to_be_visible()
    expect(widget.text).to_contain_text("Thăng Bình")
    widget.sources.first.click()
    expect(widget.panel.get_by_text(QUOTE).first).to_be_visible()
    widget.ask("còn đến 2030?")
    assert service.asked[-1]["session"] == SESSION


def test_a_page_that_opens_by_itself_does_not_take_the_focus(show: Show) -> None:
    widget = show().open()
    widget.ask("câu hỏi")
    widget.visit("mau-nhung-2")
    expect(widget.panel).to_be_visible()
    assert widget.focused() == "body"


def test_a_conversation_of_yesterday_is_gone(show: Show) -> None:
    widget = show().open()
    widget.ask("câu hỏi")
    widget.page.evaluate(
        """() => {
          const key = Object.keys(sessionStorage).find((name) => name.startsWith("cchc"));
          const kept = JSON.parse(sessionStorage.getItem(key));
          sessionStorage.setItem(key, JSON.stringify({...kept, at: kept.at - 86400001}));
        }"""
    )
    widget.visit("mau-nhung-2")
    widget.open()
    expect(widget.turns).to_have_count(0)


def test_what_is_kept_is_bounded(show: Show, service: Service) -> None:
    service.answers(Reply(answer("dài " * 4000), stream=False))
    widget = show().open()
    for number in range(12):
        widget.ask(f"câu {number}")
    kept = widget.page.evaluate("Object.values(sessionStorage)[0]")
    assert len(kept) <= 120_000
    assert json.loads(kept)["turns"][-1]["q"] == "câu 11"


def test_a_question_left_with_its_page_can_be_asked_again(show: Show, service: Service) -> None:
    service.answers(Reply(pause=1))
    widget = show().open()
    widget.field.fill("câu hỏi")
    widget.field.press("Enter")
    expect(widget.turns).to_have_count(1)
    service.answers(Reply())
    widget.visit("mau-nhung-2")
    expect(widget.panel.get_by_text("Trang đã chuyển trước khi có câu trả lời.")).to_be_visible()
    widget.button("Thử lại").click()
    expect(widget.text).to_contain_text("chủ trì")
    expect(widget.turns).to_have_count(1)


def test_a_suggestion_is_asked_by_a_click(show: Show, service: Service) -> None:
    service.answers(Reply(TWO))
    widget = show().open()
    widget.button("Ai chủ trì cải cách thể chế?").click()
    widget.settled()
    widget.button("Thế còn đến 2030?").click()
    widget.settled()
    asked = [each["question"] for each in service.asked]
    assert asked == ["Ai chủ trì cải cách thể chế?", "Thế còn đến 2030?"]


def test_feedback_is_sent_once(show: Show, service: Service) -> None:
    widget = show().open()
    widget.ask("câu một")
    widget.button("Hữu ích").click()
    expect(widget.panel.get_by_text("Cảm ơn anh/chị đã góp ý.")).to_be_focused()
    expect(widget.button("Chưa đúng")).to_have_count(0)
    widget.ask("câu hai")
    widget.button("Chưa đúng").click()
    expect(widget.button("Sai con số")).to_be_focused()
    widget.button("Sai địa phương").click()
    expect(widget.turns.last.get_by_text("Cảm ơn anh/chị đã góp ý.")).to_be_visible()
    assert service.judged == [
        {"id": "a" * 22, "verdict": "useful"},
        {"id": "a" * 22, "verdict": "wrong_place"},
    ]


def test_an_answer_is_copied_with_its_sources(
    show: Show, service: Service, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    service.answers(Reply(TWO))
    widget = show().open()
    widget.ask("so sánh")
    widget.button("Sao chép").click()
    expect(widget.panel.locator(".action").first).to_have_text("Đã sao chép")
    copied = widget.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(TWO["answer"])
    assert QUOTE in copied
    assert f"{service.url}van-ban/tu-ky-2021-2025@5966a5f0abae#II.2.3.a.g5" in copied


def test_an_answer_is_copied_where_there_is_no_clipboard(
    show: Show, service: Service, context: BrowserContext
) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    widget = show().open()
    widget.ask("ai chủ trì")
    widget.page.evaluate("addEventListener('copy', () => { window.copied = true; })")
    widget.button("Sao chép").click()
    expect(widget.panel.locator(".action").first).to_have_text("Đã sao chép")
    assert widget.page.evaluate("window.copied") is True


def test_a_new_conversation_forgets_the_old_one(show: Show, service: Service) -> None:
    widget = show().open()
    widget.ask("câu một")
    widget.button("Cuộc trò chuyện mới").click()
    expect(widget.turns).to_have_count(0)
    expect(widget.field).to_be_focused()
    widget.ask("câu hai")
    assert "session" not in service.asked[-1]
    widget.visit("mau-nhung-2")
    expect(widget.turns).to_have_count(1)


def test_a_new_conversation_lets_a_running_answer_go(show: Show, service: Service) -> None:
    service.answers(Reply(pause=0.3))
    widget = show().open()
    widget.field.fill("câu chậm")
    widget.field.press("Enter")
    expect(widget.turns).to_have_count(1)
    widget.button("Cuộc trò chuyện mới").click()
    service.answers(Reply(answer("Câu mới [1]")))
    widget.ask("câu mới")
    expect(widget.turns).to_have_count(1)
    expect(widget.text).to_contain_text("Câu mới")


def test_an_answer_can_be_stopped(show: Show, service: Service) -> None:
    service.answers(Reply(pause=0.5))
    widget = show().open()
    widget.field.fill("câu chậm")
    widget.field.press("Enter")
    widget.button("Dừng trả lời").click()
    expect(widget.panel.get_by_text("Đã dừng.").first).to_be_visible()
    expect(widget.button("Thử lại")).to_be_visible()


def test_a_link_on_the_page_opens_it(show: Show) -> None:
    widget = show()
    widget.page.get_by_role("link", name="Hỏi đáp").click()
    expect(widget.panel).to_be_visible()


def test_it_speaks_english(show: Show, service: Service) -> None:
    widget = show(lang="en")
    expect(widget.launcher).to_have_accessible_name("Ask")
    widget.open()
    expect(widget.panel.get_by_text("You are talking to a computer program")).to_be_visible()
    widget.field.fill("who leads?")
    widget.field.press("Enter")
    expect(widget.panel.get_by_text("Sources", exact=True)).to_be_visible()
    assert service.asked == [{"question": "who leads?", "lang": "en"}]


def test_the_portal_chooses_words_and_place(show: Show) -> None:
    widget = show(
        title="Hỏi đáp xã nhà",
        greeting="Xin hỏi tự nhiên.",
        suggestions="Câu A?|Câu B?",
        launcher="Hỏi xã",
        position="bottom-left",
    )
    expect(widget.launcher).to_have_accessible_name("Hỏi xã")
    widget.open()
    expect(widget.panel).to_have_accessible_name("Hỏi đáp xã nhà")
    expect(widget.panel.get_by_text("Xin hỏi tự nhiên.")).to_be_visible()
    expect(widget.panel.locator(".welcome .chip")).to_have_text(["Câu A?", "Câu B?"])
    box = widget.panel.bounding_box()
    assert box is not None
    assert box["x"] < 40


def test_the_widget_stands_in_the_page_where_it_is_wanted(show: Show, service: Service) -> None:
    widget = show(position="inline")
    expect(widget.panel).to_be_visible()
    expect(widget.launcher).to_have_count(0)
    widget.ask("ai chủ trì")
    expect(widget.text).to_contain_text("chủ trì")
    widget.field.press("Escape")
    expect(widget.panel).to_be_visible()


def test_attributes_may_change_later(show: Show) -> None:
    widget = show().open()
    widget.ask("ai chủ trì")
    widget.page.evaluate(
        """() => { const it = document.querySelector("cchc-hoi-dap");
          it.setAttribute("data-lang", "en"); it.setAttribute("data-title", "Ask us"); }"""
    )
    expect(widget.panel).to_have_accessible_name("Ask us")
    expect(widget.panel).to_be_visible()
    expect(widget.turns).to_have_count(1)


def test_the_program_says_that_it_is_one_and_links_to_privacy(show: Show, service: Service) -> None:
    widget = show().open()
    notice = "Anh/chị đang trao đổi với chương trình tự động"
    expect(widget.panel.get_by_text(notice)).to_be_visible()
    link = widget.panel.get_by_role("link", name="Quyền riêng tư")
    expect(link).to_have_attribute("href", f"{service.url}gioi-thieu#rieng-tu")
