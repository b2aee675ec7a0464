"""Every page for everyone: axe-core, keyboard alone, a telephone's width, 400 %, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.bot.browser import violations
from tests.bot.pages.conftest import listen

PAGES = (
    "/",
    "/?q=hài+lòng+của+người+dân",
    "/?q=Hội+An+đạt+bao+nhiêu",
    "/chi-tieu?place=tan-binh-2024&topic=số+hóa&sort=-year",
    "/nhiem-vu",
    "/nhiem-vu?agency=Sở+Thiên+văn",
    "/so-sanh",
    "/so-sanh?a=thang-binh-2021-2025&b=tu-ky-2021-2025&both=1",
    "/van-ban",
    "/van-ban?q=so+hoa+ket+qua",
    "/van-ban/quang-nam-2021-2025@000000000000#PL.r3",
    "/gioi-thieu",
    "/khong-co-trang-nay",
)
TELEPHONE: ViewportSize = {"width": 360, "height": 740}
# A screen 1280 wide at 400 %.
ENLARGED: ViewportSize = {"width": 320, "height": 256}


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    context: BrowserContext, served: str, address: str
) -> None:
    page = context.new_page()
    page.goto(served + address)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == [], "dark"
    for size in (TELEPHONE, ENLARGED):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_axe_finds_nothing_in_a_conversation(page: Page, served: str) -> None:
    page.goto(served)
    for at, question in enumerate(("hài lòng của người dân", "thế còn Hội An?")):
        page.get_by_label("Câu hỏi của anh/chị").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(".turn > .under")).to_have_count(at + 1)
    page.locator("summary:visible").first.click()
    page.get_by_role("button", name="Chưa đúng").first.click()
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == [], "dark"


def test_axe_finds_nothing_on_a_telephone(page: Page, served: str) -> None:
    page.set_viewport_size(TELEPHONE)
    for address in ("/", "/chi-tieu", "/nhiem-vu?due=2022", "/van-ban/quang-nam-2021-2025"):
        page.goto(served + address)
        assert violations(page) == [], address


def test_rows_are_cards_on_a_telephone(page: Page, served: str) -> None:
    page.set_viewport_size(TELEPHONE)
    page.goto(f"{served}/nhiem-vu")
    row = page.locator("table.cards tbody tr").first
    assert row.evaluate("one => getComputedStyle(one).display") == "block"
    expect(page.get_by_role("row").nth(1).get_by_role("cell").first).to_be_visible()
    expect(page.get_by_text("Xếp theo:")).to_be_visible()


def focused(page: Page) -> str:
    words: str = page.evaluate("(document.activeElement.innerText || '').trim()")
    return words


def test_keyboard_alone(page: Page, served: str) -> None:
    page.goto(served)
    page.keyboard.press("Tab")
    assert focused(page) == "Đến nội dung chính"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_be_focused()
    page.keyboard.type("Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?")
    page.keyboard.press("Enter")
    expect(page.locator(".turn > .under")).to_be_visible()
    expect(page.get_by_label("Câu hỏi của anh/chị")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('a.mark')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("details.source").first).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    assert focused(page) == "Mở trong văn bản"
    page.keyboard.press("Enter")
    expect(page.locator(":target")).to_be_in_viewport()


def test_what_has_the_focus_shows_it(page: Page, served: str) -> None:
    page.goto(f"{served}/chi-tieu")
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => {
              const one = document.activeElement;
              const style = getComputedStyle(one);
              return `${one.outerHTML} ${style.outlineStyle} ${style.outlineWidth}`;
            }"""
        )
        assert re.search(r" (solid 3px|auto \d)", outline), outline


def test_the_menu_closes_with_escape(page: Page, served: str) -> None:
    page.set_viewport_size(TELEPHONE)
    page.goto(served)
    menu = page.locator("details.menu")
    menu.locator("summary").press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_the_theme_is_chosen_and_kept(page: Page, served: str) -> None:
    page.goto(f"{served}/chi-tieu?year=2025")
    page.get_by_role("button", name="Dùng nền tối").click()
    dark = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")
    assert dark == "rgb(18, 25, 27)"
    page.goto(f"{served}/van-ban")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dùng nền sáng")).to_be_visible()


def test_motion_is_reduced_where_that_is_asked_for(page: Page, served: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{served}/van-ban/thang-binh-2021-2025")
    page.locator(".contents a:visible").first.click()
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    complaints = listen(page)
    yield page
    context.close()
    assert complaints == []


def test_without_script_questions_are_answered(plain: Page, served: str) -> None:
    plain.goto(served)
    plain.get_by_label("Câu hỏi của anh/chị").fill("Thăng Bình thanh toán trực tuyến 2025?")
    plain.get_by_role("button", name="Hỏi", exact=True).click()
    expect(plain.locator(".answer-text")).to_contain_text("80%")
    plain.get_by_label("Câu hỏi của anh/chị").fill("thế còn Quảng Nam?")
    plain.get_by_role("button", name="Hỏi", exact=True).click()
    expect(plain.locator(".answer-text")).to_contain_text("30%")
    expect(plain.get_by_text("Đã hỏi trước đó: 1 câu")).to_be_visible()
    plain.locator("details.source summary").first.click()
    plain.get_by_role("link", name="Mở trong văn bản").first.click()
    ground = plain.locator(":target")
    expect(ground).to_be_in_viewport()
    expect(ground).to_have_css("background-color", "rgb(255, 233, 163)")


def test_without_script_opinions_filters_and_the_theme_work(plain: Page, served: str) -> None:
    plain.goto(f"{served}/?q=hài+lòng+ở+Tứ+Kỳ")
    plain.get_by_label("Câu trả lời này thế nào?").select_option("wrong_figure")
    plain.get_by_role("button", name="Gửi góp ý").click()
    expect(plain.get_by_role("heading", name="Đã nhận góp ý")).to_be_visible()
    plain.goto(f"{served}/nhiem-vu")
    plain.get_by_label("Hạn", exact=True).fill("2022-Q3")
    plain.get_by_role("button", name="Lọc").click()
    expect(plain.get_by_role("list", name="Đang lọc theo")).to_contain_text("hạn 2022-Q3")
    plain.get_by_role("button", name="Dùng nền tối").click()
    expect(plain).to_have_url(f"{served}/nhiem-vu?topic=&agency=&place=&role=&due=2022-Q3")
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")
