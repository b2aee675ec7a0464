"""The task table of Tân Bình, tab-separated, with every trap that its page breaks hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus
from ingest.model import Span
from ingest.tables import Table
from ingest.tables.cells import clean, join
from tests.ingest.tables.reading import cell, only, rows

TRUTH = Path(__file__).parents[2] / "truth" / "tan-binh-table.jsonl"
NAMES = ("number", "goal", "task", "deliverable", "lead", "support", "deadline")
ALL_PARTS = "Các bộ phận: Văn phòng, ĐCXD-NNMT, {}, TP-HT, Quân sự, Công an"


@pytest.fixture(scope="module")
def text() -> str:
    return (corpus.folder() / "tan-binh-2024.md").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def table(text: str) -> Table:
    return only(text)


def test_every_cell_is_as_the_hand_transcription_has_it(table: Table) -> None:
    keys = ("stt", *NAMES[1:])
    wanted = [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]
    got = [tuple(cell(row, name) for name in NAMES) for row in rows(table)]
    assert len(got) == 72
    assert got == [tuple(row[key] or "" for key in keys) for row in wanted]


SECTIONS = [
    (1, "I", "I Cải cách thể chế"),
    (1, "II", "II. Cải cách thủ tục hành chính (TTHC)"),
    (2, "1", "1 Kiểm soát TTHC"),
    (2, "2", "2 Thực hiện cơ chế một cửa, một cửa liên thông"),
    (2, "3", "3 Đẩy mạnh chuyển đổi số toàn diện, thực chất trong giải quyết TTHC"),
    (2, "4", "4 Nâng cao hiệu quả giải quyết phản ánh kiến nghị cho người dân, doanh nghiệp"),
    (1, "III", "III Cải cách tổ chức bộ máy"),
    (1, "IV", "IV Cải cách chế độ công vụ"),
    (1, "V", "V Cải cách tài chính công"),
    (1, "VI", "VI Xây dựng và phát triển Chính quyền điện tử, Chính quyền số"),
    (2, "1", "1 Đảm bảo các hạ tầng nền tảng phát triển chính quyền điện tử của huyện"),
    (2, "2", "2 Xây dựng và phát triển cơ sở dữ liệu, ứng dụng quản lý nội bộ"),
    (2, "3", "3 Phát triển ứng dụng hỗ trợ người dân, doanh nghiệp"),
    (1, "VII", "VII Chỉ đạo điều hành cải cách hành chính"),
]


def test_titles_stand_in_the_number_cell_or_beside_it(table: Table) -> None:
    sections = [row for row in table.rows if row.kind == "section"]
    assert [(row.depth, row.marker, row.title) for row in sections] == SECTIONS


# Row (from 1), cell, text, spans, inherited; the last column names the trap.
CELLS = [
    (1, "lead", ALL_PARTS.format("VHXX"), 1, False, "a plain row"),
    (2, "number", "1", 1, True, "Stt under a merged cell"),
    (2, "goal", "100% văn bản QPPL được ban hành đúng quy định, kịp thời", 1, True, "merged goal"),
    (2, "lead", "Công chức Tư pháp – Hộ tịch", 1, False, "own lead beside a merged goal"),
    (10, "deliverable", "- Kế hoạch rà soát đơn giản hóa TTHC; - Báo cáo kết quả phương án đơn "
     "giản hóa TTHC", 1, False, "a list in HTML"),
    (19, "goal", "Tỷ lệ giải quyết hồ sơ đúng hạn đạt tối thiểu 97%", 1, False, "bold in a cell"),
    (22, "task", "Phối hợp tổ chức ( nếu cần thiết ), tham gia các chương trình đối thoại để giải "
     "quyết kịp thời các khó khăn, vướng mắc của người dân, doanh nghiệp", 1, False, "italics"),
    (22, "support", ALL_PARTS.format("VHXH"), 2, False, "a cell that goes on after the page"),
    (26, "deadline", "", 0, False, "blank, and the merge is not certain"),
    (30, "lead", "", 0, False, "blank, and the merge is not certain"),
    (31, "goal", "Tối thiểu 35% ở cấp xã được số hóa", 1, True, "shifted row: goal from above"),
    (31, "task", "Tổ chức thực hiện quy trình số hóa hồ sơ TTHC", 1, False, "shifted row"),
    (31, "lead", ALL_PARTS.format("VHXX"), 1, False, "shifted row"),
    (31, "support", "Công chức Văn phòng – Thống kê", 1, False, "shifted row"),
    (31, "deadline", "Theo kế hoạch", 1, False, "shifted row"),
    (32, "number", "3.4", 1, True, "a goal of its own under a merged Stt"),
    (49, "goal", "Thực hiện đúng quy định về quản lý ngân sách, tài sản công", 2, False,
     "the second half of the goal arrives with the next task"),
    (49, "number", "1", 1, True, "the Stt arrives with the next task"),
    (50, "goal", "Thực hiện đúng quy định về quản lý ngân sách, tài sản công", 2, False,
     "the first half of the goal stands a page before"),
    (72, "deadline", "Thường xuyên", 1, False, "the last row"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "name", "wanted", "spans", "inherited", "trap"), CELLS)
def test_cell(
    table: Table, row: int, name: str, wanted: str, spans: int, inherited: bool, trap: str
) -> None:
    found = next(c for c in rows(table)[row - 1].cells if c.name == name)
    assert (found.text, len(found.spans), found.inherited) == (wanted, spans, inherited), trap


def test_a_header_in_the_middle_gives_its_own_words_to_the_rows_below(table: Table) -> None:
    above, below = (rows(table)[i].cells[4] for i in (31, 32))
    assert (above.name, above.header) == ("lead", "Bộ phận chủ trì tham mưu")
    assert (below.name, below.header) == ("lead", "Cơ quan chủ trì")
    assert [row.kind for row in table.rows].count("header") == 2


def test_a_cut_row_reaches_over_the_page_break(text: str, table: Table) -> None:
    row = rows(table)[21]
    assert text[row.start : row.end].endswith("HT, Quân sự, Công an")
    support = next(c for c in row.cells if c.name == "support")
    assert [text[s.start : s.end] for s in support.spans][1] == "HT, Quân sự, Công an"


def test_cells_are_their_spans_cleaned_and_joined(text: str, table: Table) -> None:
    def read(span: Span) -> str:
        return clean(text[span.start : span.end])

    for row in rows(table):
        for found in row.cells:
            assert found.text == join(map(read, found.spans))


def test_the_marker_is_the_row_s_own(table: Table) -> None:
    assert [row.marker for row in rows(table)[:4]] == ["1", "", "2", ""]
    assert rows(table)[48].marker == ""
