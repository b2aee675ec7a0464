"""Keyboard, focus, announcements, widths, contrast: WCAG 2.2 AA."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.browser import violations
from tests.bot.widget.conftest import Show
from tests.bot.widget.driver import Widget
from tests.bot.widget.fake import Reply, Service, answer, citation

TABLE = """Hai nơi:
| Chỉ tiêu | A | B |
|---|---|---|
| Trực tuyến | 70% [1] | 30% [2] |
- một
- hai"""
FULL = answer(
    TABLE,
    status="partial",
    citations=[citation(1, title="Kế hoạch của A"), citation(2)],
    notes=["Kế hoạch này áp dụng cho năm 2024."],
    suggestions=["Thế còn đến 2030?"],
)


def answered(widget: Widget, service: Service) -> Widget:
    """With an answer that has every part, its source open and its reasons out; and a trouble."""
    service.reply = lambda question: Reply(status=500) if question == "lỗi" else Reply(FULL)
    widget.open()
    widget.ask("lỗi")
    widget.ask("so sánh")
    widget.sources.first.click()
    widget.button("Chưa đúng").click()
    return widget


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(show: Show, service: Service, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    widget = show(page=page)
    assert violations(page) == []
    widget.open()
    assert violations(page) == []
    widget.field.press("Escape")
    answered(widget, service)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_telephone(
    show: Show, service: Service, page: Page, scheme: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    widget = answered(show(page=page, theme=scheme), service)
    assert violations(page) == []
    assert widget.panel.evaluate("e => e.scrollWidth <= e.clientWidth")


COLOURS = ("#ffcc00", "#ffffff", "#000", "tomato", "#1e88e5", "nonsense")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_colour_spoils_the_contrast(
    show: Show, service: Service, page: Page, scheme: str
) -> None:
    widget = answered(show(page=page, theme=scheme), service)
    paint = "colour => document.querySelector('cchc-hoi-dap').setAttribute('data-color', colour)"
    for colour in COLOURS:
        page.evaluate(paint, colour)
        widget.sources.first.click()
        assert violations(page, runOnly=["color-contrast"]) == [], colour


def test_a_variable_of_the_page_gives_the_colour(show: Show, page: Page) -> None:
    widget = show(page=page)
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
             sheet.replaceSync("cchc-hoi-dap { --cchc-color: #8b0000; --cchc-radius: 3px }");
             document.adoptedStyleSheets = [sheet];
             document.querySelector("cchc-hoi-dap").setAttribute("data-theme", "light"); }"""
    )
    expect(widget.launcher).to_have_css("background-color", "rgb(139, 0, 0)")
    widget.open()
    expect(widget.panel).to_have_css("border-radius", "3px")


def test_everything_can_be_done_by_keyboard(show: Show, service: Service, page: Page) -> None:
    service.answers(Reply(FULL))
    widget = show(page=page)
    widget.launcher.focus()
    page.keyboard.press("Enter")
    expect(widget.field).to_be_focused()
    page.keyboard.type("so sánh")
    page.keyboard.press("Enter")
    widget.settled()
    seen = []
    for _ in range(24):
        page.keyboard.press("Shift+Tab")
        seen.append(widget.focused().split()[0])
        if seen[-1] == "tool":
            break
    # From the field upwards: the suggestion, feedback, the two sources, marks, the log, the frame.
    in_order = list(dict.fromkeys(seen))
    assert in_order == ["chip", "action", "source", "mark", "log", "tool"]


def test_a_source_opens_by_keyboard(show: Show, service: Service, page: Page) -> None:
    widget = show(page=page).open()
    widget.ask("ai chủ trì")
    widget.button("Xem căn cứ 1").focus()
    page.keyboard.press("Enter")
    expect(widget.sources.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(widget.panel.get_by_role("link", name="Mở trong văn bản")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
def test_escape_closes_and_the_focus_returns(show: Show, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    widget = show(page=page)
    widget.launcher.focus()
    page.keyboard.press("Enter")
    expect(widget.panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    page.keyboard.press("Enter")
    widget.button("Đóng").click()
    expect(widget.launcher).to_be_focused()


def test_beside_the_page_the_keyboard_goes_on_into_the_page(show: Show, page: Page) -> None:
    widget = show(page=page).open()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.localName") != "cchc-hoi-dap"
    expect(widget.panel).to_be_visible()


def test_over_the_whole_screen_the_keyboard_stays_in_it(show: Show, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    widget = show(page=page).open()
    box = widget.panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 360, "height": 740}
    met = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        met.add(page.evaluate("document.activeElement.localName"))
    # Chromium lets the focus pass through the browser's own bar, where the page says "body".
    assert met <= {"cchc-hoi-dap", "body"}
    assert "cchc-hoi-dap" in met


def test_behind_the_whole_screen_the_page_does_not_scroll(show: Show, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    widget = show(page=page).open()
    overflow = "document.documentElement.style.overflow"
    assert page.evaluate(overflow) == "hidden"
    widget.button("Đóng").click()
    assert page.evaluate(overflow) == ""


def test_a_telephone_turned_keeps_the_conversation(
    show: Show, service: Service, page: Page
) -> None:
    page.set_viewport_size({"width": 1000, "height": 740})
    widget = show(page=page).open()
    widget.ask("ai chủ trì")
    for width in (360, 1000):
        page.set_viewport_size({"width": width, "height": 740})
        expect(widget.panel).to_be_visible()
        expect(widget.panel.locator(":modal")).to_have_count(0)
        assert widget.panel.evaluate("e => e.matches(':modal')") is (width == 360)
        expect(widget.text).to_contain_text("chủ trì")


def test_a_touch_does_not_throw_up_the_keyboard(
    chromium: Browser, show: Show, service: Service
) -> None:
    touched = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="vi-VN"
    )
    with touched:
        widget = show(page=touched.new_page())
        widget.launcher.tap()
        expect(widget.panel).to_be_visible()
        assert widget.focused() == "title"
        widget.ask("ai chủ trì")
        expect(widget.field).not_to_be_focused()


def test_an_answer_is_announced_once_when_it_is_whole(
    show: Show, service: Service, page: Page
) -> None:
    service.answers(Reply(FULL, pause=0.02))
    widget = show(page=page).open()
    expect(widget.panel.get_by_role("log")).to_have_attribute("aria-live", "off")
    widget.status.evaluate(
        """(status) => { window.said = [];
             new MutationObserver(() => window.said.push(status.textContent))
               .observe(status, {childList: true, characterData: true, subtree: true}); }"""
    )
    widget.ask("so sánh")
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert "Trực tuyến" in said[0]
    assert said[0].endswith("2 căn cứ.")
    assert not re.search(r"\[\d\]|---", said[0])


def test_less_motion_is_none(show: Show, page: Page) -> None:
    widget = show(page=page).open()
    expect(widget.panel).to_have_css("animation-name", "none")
    page.emulate_media(reduced_motion="no-preference")
    expect(widget.panel).to_have_css("animation-name", "rise")


def test_four_times_enlarged_everything_is_within_reach(
    show: Show, service: Service, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    widget = answered(show(page=page), service)
    assert widget.panel.evaluate("e => e.scrollWidth <= e.clientWidth")
    for part in (widget.button("Đóng"), widget.sources.first, widget.field):
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport(ratio=1)


def test_a_table_is_one_on_a_wide_panel_and_a_list_on_a_narrow_one(
    show: Show, service: Service, page: Page
) -> None:
    service.answers(Reply(FULL))
    widget = show(page=page).open()
    widget.ask("so sánh")
    row = widget.text.locator("tbody tr")
    expect(row).to_have_css("display", "block")
    widget.button("Mở rộng khung").click()
    expect(row).to_have_css("display", "table-row")
    expect(widget.text.get_by_role("columnheader")).to_have_text(["Chỉ tiêu", "A", "B"])
    expect(widget.text.get_by_role("cell")).to_have_text(["70% 1", "30% 2"])
    expect(widget.text.locator("li")).to_have_text(["một", "hai"])


def test_targets_are_large_enough(show: Show, service: Service, page: Page) -> None:
    widget = answered(show(page=page), service)
    small = widget.panel.evaluate(
        """(panel) => [...panel.querySelectorAll("button, a, textarea")]
             .filter((each) => each.offsetParent)
             .map((each) => [each.className, each.getBoundingClientRect()])
             .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    )
    assert small == []
