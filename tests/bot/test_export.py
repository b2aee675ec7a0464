"""The register in spreadsheets, comma-separated text and calendars, each read back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot import export
from bot.cli.entry import run
from bot.export.calendar import escaped, folded
from bot.export.sheet import Labels, Sheet, figure
from bot.export.values import guarded, shown
from ingest.index import Index, open_index
from retrieval.model import OWNER
from retrieval.register import check, compare, readable, targets, tasks
from tests.retrieval.register_made import target

NOW = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
SLUGS = ["thang-binh-2021-2025", "quang-nam-2021-2025"]
PLAIN = Sheet("Thử", ("Một", "Hai"), (10, 20), (("Đường", 1.5), ("=1+1", date(2024, 1, 31))))


@pytest.fixture(scope="module")
def index(built_index: Path) -> Iterator[Index]:
    with closing(open_index(built_index)) as opened:
        yield opened


@pytest.fixture(scope="module")
def labels(index: Index) -> Labels:
    return Labels.of(readable(index, OWNER))


@pytest.fixture(scope="module")
def sheets(index: Index, labels: Labels) -> list[Sheet]:
    return [
        export.targets(targets(index, OWNER), labels),
        export.tasks(tasks(index, OWNER), labels),
        export.comparisons(compare(index, OWNER, SLUGS), SLUGS, labels),
        export.checks(check(index, OWNER, "tan-binh-2024"), labels),
    ]


def test_a_workbook_opens_again(sheets: list[Sheet]) -> None:
    book = load_workbook(io.BytesIO(export.workbook(sheets)))
    assert book.sheetnames == ["Chỉ tiêu", "Nhiệm vụ", "So sánh", "Kiểm tra"]
    for sheet in sheets:
        page = book[sheet.title]
        assert tuple(cell.value for cell in page[1]) == sheet.headings
        assert page.max_row == len(sheet.rows) + 1
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert all(cell.alignment.wrap_text for cell in page[2])
        assert min(d.width for d in page.column_dimensions.values()) >= 6
        assert max(d.width for d in page.column_dimensions.values()) <= 60


def test_numbers_and_dates_are_numbers_and_dates(sheets: list[Sheet]) -> None:
    book = load_workbook(io.BytesIO(export.workbook(sheets)))
    page = book["Chỉ tiêu"]
    at = {cell.value: cell.column for cell in page[1]}
    assert {type(page.cell(n, at["Mức"]).value) for n in range(2, 50)} <= {int, float}
    assert page.cell(2, at["Năm"]).value == 2025
    page = book["Nhiệm vụ"]
    at = {cell.value: cell.column for cell in page[1]}
    days = [page.cell(n, at["Đến ngày"]) for n in range(2, page.max_row + 1)]
    dated = [cell for cell in days if cell.value is not None]
    assert dated
    assert all(cell.is_date for cell in dated)


def test_every_row_has_its_address_in_words(sheets: list[Sheet]) -> None:
    headings, rows = sheets[0].headings, sheets[0].rows
    at, key = headings.index("Căn cứ"), headings.index("Mã khoản mục")
    cited = {row[key]: row[at] for row in rows}
    assert cited["thang-binh-2021-2025:II.2.a.g1"] == (
        "gạch đầu dòng thứ nhất điểm a khoản 2 Mục II, Kế hoạch huyện Thăng Bình 2021–2025"
    )
    assert all(cited.values())


def test_a_link_where_there_is_a_public_address(index: Index) -> None:
    labels = Labels.of(readable(index, OWNER), "https://cchc.example")
    sheet = export.targets(targets(index, OWNER, places=SLUGS[:1]), labels)
    book = load_workbook(io.BytesIO(export.workbook([sheet])))
    link = book.active[2][-1]
    version = labels.documents[SLUGS[0]].version
    assert link.hyperlink.target == link.value
    assert link.value == f"https://cchc.example/van-ban/{SLUGS[0]}@{version}#II.2.a.g1"


def test_no_text_becomes_a_formula() -> None:
    cells = ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "#N/A", "bình\x0bthường", "=" * 40_000]
    sheet = Sheet("Thử", ("=A1",), (10,), tuple((text,) for text in cells))
    page = load_workbook(io.BytesIO(export.workbook([sheet]))).active
    read = [page.cell(n, 1) for n in range(1, len(cells) + 2)]
    assert {cell.data_type for cell in read} == {"s"}
    assert read[1].value == "=1+1"
    assert read[7].value == "bìnhthường"
    lines = list(csv.reader(io.StringIO(export.comma_separated(sheet))))
    assert all(row[0].startswith(("'", "#", "b", "\ufeff'")) for row in lines)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("value", ["a=1", "", None, -5, -1.5])
def test_what_it_would_not_run_stays(value: str | float | None) -> None:
    assert guarded(value) == value


def test_comma_separated_text_is_what_excel_reads() -> None:
    written = export.comma_separated(PLAIN)
    assert written.encode().startswith(b"\xef\xbb\xbf")
    assert written == "\ufeffMột,Hai\r\nĐường,1.5\r\n'=1+1,2024-01-31\r\n"


def test_comma_separated_text_is_read_back(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        text = export.comma_separated(sheet).removeprefix("\ufeff")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert tuple(rows[0]) == sheet.headings
        assert len(rows) == len(sheet.rows) + 1
        assert {len(row) for row in rows} == {len(sheet.headings)}


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (target("I", 90), "≥ 90 %"),
        (target("I", 97.5, comparator="="), "= 97,5 %"),
        (target("I", 30, value_max=40.0, comparator="range"), "30–40 %"),
        (target("I", 20, per="năm"), "≥ 20 %/năm"),
        (target("I", 5, value_kind="rank", comparator="<=", unit="huyện"), "≤ 5 (huyện)"),
        (target("I", 12000, value_kind="count", comparator=">", unit="hồ sơ"), "> 12.000 hồ sơ"),
    ],
)
def test_a_figure_in_words(row: object, text: str) -> None:
    assert figure(row) == text  # type: ignore[arg-type]


def test_a_number_as_it_is_written_here() -> None:
    assert [shown(n) for n in (90, 90.0, 0.5, 1234.5)] == ["90", "90", "0,5", "1.234,5"]


def events(text: str) -> list[dict[str, str]]:
    """A calendar read back: unfolded, one mapping from name to unescaped value an event."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1].setdefault(
                name, re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), value)
            )
    return found


def test_a_calendar_is_read_back(index: Index, labels: Labels) -> None:
    rows = tasks(index, OWNER, places=["quang-nam-2021-2025"])
    read = events(export.calendar(rows, (), labels, NOW))
    assert len(read) == 7 == len([row for row in rows if row.due_to])
    first = read[0]
    assert first["DTSTART;VALUE=DATE"] == "20221231"
    assert first["DTEND;VALUE=DATE"] == "20230101"
    assert first["DTSTAMP"] == "20250102T030405Z"
    assert first["SUMMARY"].startswith("Sở Nội vụ: Đề án “Tăng cường năng lực")
    assert "Chủ trì: Sở Nội vụ" in first["DESCRIPTION"]
    assert "Căn cứ: dòng 1 Phụ lục, Quyết định tỉnh Quảng Nam 2021–2025" in first["DESCRIPTION"]


def test_an_events_name_does_not_depend_on_the_others(index: Index, labels: Labels) -> None:
    rows = [row for row in tasks(index, OWNER) if row.due_to]
    every = [event["UID"] for event in events(export.calendar(rows, (), labels, NOW))]
    assert len(set(every)) == len(every) == len(rows)
    later = replace(rows[-1], start=rows[-1].start + 50, end=rows[-1].end + 50)
    (alone,) = events(export.calendar([later], (), labels, datetime(2026, 1, 1, tzinfo=UTC)))
    assert alone["UID"] == every[-1]


def test_targets_stand_at_their_years_end(index: Index, labels: Labels) -> None:
    rows = targets(index, OWNER, places=["tu-ky-2021-2025"])
    read = events(export.calendar((), rows, labels, NOW))
    assert len(read) == len([row for row in rows if row.year is not None])
    assert {event["DTSTART;VALUE=DATE"][4:] for event in read} == {"1231"}


@pytest.mark.parametrize("size", range(70, 82))
def test_a_line_is_folded_between_characters(size: int) -> None:
    for line in ("ố" * size, "a" * size, "aố" * size):
        pieces = folded(line).split("\r\n")
        assert all(len(piece.encode()) <= 75 for piece in pieces)
        assert all(piece.startswith(" ") for piece in pieces[1:])
        assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_what_means_something_in_a_calendar_is_escaped() -> None:
    assert escaped("a,b;c\\d\ne\r") == "a\\,b\\;c\\\\d\\ne"


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "ics"])
def test_the_command_writes_a_file(built_index: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"nhiem-vu.{form}"
    words = ["tasks", "--due", "2022", "--format", form, "--out", str(file)]
    assert run([*words, "--index", str(built_index)]) == 0
    content = file.read_bytes()
    starts = {"json": b"[", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR\r\n"}
    assert content.startswith(starts[form])


def test_the_same_day_gives_the_same_calendar(
    built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_TODAY", "2025-03-01")
    files = [tmp_path / "a.ics", tmp_path / "b.ics"]
    for file in files:
        words = ["tasks", "--format", "ics", "--out", str(file), "--index", str(built_index)]
        assert run(words) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    assert b"DTSTAMP:20250301T000000Z" in files[0].read_bytes()
