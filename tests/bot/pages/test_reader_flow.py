"""The reader of documents in a real browser, and the search in their words."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page, expect


def test_a_clause_s_link_is_copied_and_opens_at_it(
    context: BrowserContext, page: Page, served: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{served}/van-ban/thang-binh-2021-2025")
    words = page.locator("[id='II.2.a.g1']")
    words.hover()
    words.get_by_role("link").click()
    expect(page.locator("#thong-bao")).to_have_text("Đã chép đường dẫn của khoản mục.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/van-ban/thang-binh-2021-2025#II.2.a.g1")
    other = context.new_page()
    other.goto(copied)
    expect(other.locator(":target")).to_be_in_viewport()
    expect(other.locator(":target")).to_contain_text("nhóm 05 huyện đứng đầu của tỉnh")


def test_the_contents_follow_the_reading(page: Page, served: str) -> None:
    page.goto(f"{served}/van-ban/thang-binh-2021-2025")
    contents = page.get_by_role("navigation", name="Mục lục")
    contents.get_by_role("link", name="III. NHIỆM VỤ TRỌNG TÂM").click()
    expect(page.locator("[id='III']")).to_be_in_viewport()
    expect(contents.locator("[aria-current]")).to_contain_text(re.compile("NHIỆM VỤ|1. Công tác"))


def test_the_contents_fold_on_a_telephone(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{served}/van-ban/tu-ky-2021-2025")
    link = page.get_by_role("link", name="V. TỔ CHỨC THỰC HIỆN")
    expect(link).to_be_hidden()
    page.locator(".contents-small summary").click()
    link.click()
    expect(link).to_be_hidden()
    expect(page.locator("[id='V']")).to_be_in_viewport()


def test_a_row_of_a_table_is_marked(page: Page, served: str) -> None:
    page.goto(f"{served}/van-ban/quang-nam-2021-2025#PL.r3")
    row = page.locator(":target")
    expect(row).to_be_in_viewport()
    expect(row.get_by_role("cell")).to_have_count(4)
    expect(row).to_contain_text("Sở Nội vụ")
    headings = page.get_by_role("columnheader").all_inner_texts()
    assert headings == ["TT", "NỘI DUNG", "CƠ QUAN CHỦ TRÌ", "THỜI GIAN HOÀN THÀNH"]


def test_where_a_document_does_not_agree(page: Page, served: str) -> None:
    page.goto(f"{served}/van-ban/tan-binh-2024")
    page.get_by_text("chỗ chưa thống nhất").click()
    findings = page.locator(".findings")
    expect(findings).to_contain_text("35%")
    findings.get_by_role("link").first.click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_search_in_the_documents(page: Page, served: str) -> None:
    page.goto(f"{served}/van-ban")
    page.get_by_label("Tìm trong lời văn").fill("so hoa ket qua")
    page.get_by_role("combobox", name="Văn bản").select_option("thang-binh-2021-2025")
    page.get_by_role("button", name="Tìm").click()
    found = page.locator(".found li")
    expect(found.first.locator("mark").first).to_have_text(re.compile("số hóa", re.IGNORECASE))
    where = set(page.locator(".found-where").all_inner_texts())
    assert all(line.startswith("Kế hoạch huyện Thăng Bình") for line in where)
    found.first.get_by_role("link").click()
    expect(page.locator(":target")).to_be_in_viewport()
