"""The register's pages in a real browser: filter, sort, page, take away, compare."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect


def test_filter_the_targets_and_take_them_as_a_spreadsheet(
    page: Page, served: str, tmp_path: Path
) -> None:
    page.goto(f"{served}/chi-tieu")
    page.get_by_role("combobox", name="Nơi", exact=True).select_option(label="huyện Thăng Bình")
    page.get_by_label("Tìm theo chủ đề").fill("thanh toán trực tuyến")
    page.get_by_role("combobox", name="Năm", exact=True).select_option("2025")
    page.get_by_role("button", name="Lọc").click()
    rows = page.locator("table.cards tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Huyện Thăng Bình", ignore_case=True)
    expect(page.get_by_role("list", name="Đang lọc theo")).to_contain_text("năm 2025")
    with page.expect_download() as waited:
        page.get_by_role("link", name="Excel").click()
    file = tmp_path / waited.value.suggested_filename
    waited.value.save_as(file)
    assert file.suffix == ".xlsx"
    sheet = load_workbook(BytesIO(file.read_bytes())).active
    assert sheet is not None
    heading, *found = list(sheet.iter_rows(values_only=True))
    assert heading[:3] == ("Văn bản", "Nhóm chỉ tiêu", "Chỉ tiêu")
    assert {row[0] for row in found} == {"Kế hoạch huyện Thăng Bình 2021–2025"}
    assert {row[4] for row in found} == {80, 70}
    assert {row[10] for row in found} == {2025}


@pytest.mark.parametrize(("form", "begins"), [("CSV", "\ufeffVăn bản"), ("Lịch (ics)", "BEGIN:")])
def test_other_forms_of_the_tasks(page: Page, served: str, form: str, begins: str) -> None:
    page.goto(f"{served}/nhiem-vu?place=quang-nam-2021-2025&due=2022")
    with page.expect_download() as waited:
        page.get_by_role("link", name=form).click()
    assert Path(waited.value.path()).read_text("utf-8").startswith(begins)


def test_the_list_taken_away_is_the_list_shown(page: Page, served: str) -> None:
    page.goto(f"{served}/nhiem-vu?agency=Sở+Nội+vụ&role=lead")
    shown = int(page.locator(".count strong").inner_text())
    assert shown > 0
    with page.expect_download() as waited:
        page.get_by_role("link", name="JSON").click()
    assert len(json.loads(Path(waited.value.path()).read_text("utf-8"))) == shown


def test_sort_and_page(page: Page, served: str) -> None:
    page.goto(f"{served}/nhiem-vu")
    expect(page.locator("table.cards tbody tr")).to_have_count(25)
    page.locator("thead").get_by_role("link", name="Thời hạn").click()
    heading = page.get_by_role("columnheader", name="Thời hạn")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page.locator(".cell-due").first).to_contain_text("2021")
    page.get_by_role("link", name="Trang sau").click()
    expect(page.get_by_text("Trang 2 /")).to_be_visible()
    expect(page.locator(".count")).to_contain_text("26–50")
    expect(page.get_by_role("columnheader", name="Thời hạn")).to_have_attribute(
        "aria-sort", "ascending"
    )


def test_an_agency_that_no_task_names_is_told(page: Page, served: str) -> None:
    page.goto(f"{served}/nhiem-vu?agency=Sở+Thiên+văn")
    expect(page.get_by_role("alert")).to_contain_text("Không nhiệm vụ nào nêu “Sở Thiên văn”")


def test_a_row_opens_its_clause(page: Page, served: str) -> None:
    page.goto(f"{served}/chi-tieu?place=tan-binh-2024")
    quote = page.locator("table.cards q").first.inner_text().strip("“”")
    page.locator(".cell-link a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert quote in " ".join(page.locator(":target").inner_text().split())


def test_the_chart_and_the_table_behind_it(page: Page, served: str) -> None:
    page.goto(f"{served}/chi-tieu")
    choice = page.get_by_label("So các nơi về")
    choice.select_option(label="Tỷ lệ giao dịch thanh toán trực tuyến")
    page.get_by_role("button", name="Xem").click()
    chart = page.locator("section.chart")
    expect(chart.get_by_role("heading", level=2)).to_have_text(
        "Tỷ lệ giao dịch thanh toán trực tuyến"
    )
    widths = {
        item.locator("strong").inner_text().lower(): float(
            item.locator(".bar-fill").get_attribute("width") or 0
        )
        for item in chart.locator(".bars li").all()
    }
    assert widths["huyện thăng bình"] == 70
    assert widths["huyện tứ kỳ"] == 30
    chart.locator("summary").click()
    table = chart.get_by_role("table")
    expect(table).to_be_visible()
    row = table.get_by_role("row").filter(has_text="Thăng Bình")
    expect(row).to_contain_text("≥ 70 %")


def test_compare_two_places(page: Page, served: str) -> None:
    page.goto(f"{served}/so-sanh")
    page.get_by_label("Nơi thứ nhất").select_option("thang-binh-2021-2025")
    page.get_by_label("Nơi thứ hai").select_option("quang-nam-2021-2025")
    page.get_by_label("Chỉ việc cả hai cùng đặt").check()
    page.get_by_role("button", name="So sánh").click()
    row = page.get_by_role("row").filter(has_text="Tỷ lệ giao dịch thanh toán trực tuyến")
    expect(row).to_contain_text("≥ 70 %")
    expect(row).to_contain_text("≥ 30 %")
    expect(row).to_contain_text("Huyện Thăng Bình cao hơn")
    expect(page.locator(".verdict")).to_contain_text("cao hơn tỉnh Quảng Nam")
    shared = int(page.locator(".verdict strong").first.inner_text())
    expect(page.locator("table.compared tbody tr")).to_have_count(shared)


def test_one_place_cannot_be_compared_with_itself(page: Page, served: str) -> None:
    page.goto(f"{served}/so-sanh?a=tu-ky-2021-2025&b=tu-ky-2021-2025")
    expect(page.get_by_role("alert")).to_contain_text("hai nơi khác nhau")
