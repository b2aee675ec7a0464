"""The traps that the five plans taught: what each document must come out as, read by eye."""

from __future__ import annotations

import unicodedata

import pytest

from ingest.model import Clause, Kind, Level
from tests.ingest.documents import by_path, clauses_of, text_of

DI_LINH, QUANG_NAM, TAN_BINH = "di-linh-2022-2025", "quang-nam-2021-2025", "tan-binh-2024"
THANG_BINH, TU_KY = "thang-binh-2021-2025", "tu-ky-2021-2025"

# trap, document, path, how its clause begins, how it ends
WHOLE = [
    ("a cut joins without a space: 30-⏎40%", TU_KY, "II.2.1.a.g5", "- Hàng năm tổ chức",
     "từ 30-40% cơ quan, đơn vị trực thuộc."),
    ("a bullet after its page's leading space", TU_KY, "II.2.1.a.g6", "- Phấn đấu hoàn thành",
     "Tỉnh ủy và UBND tỉnh giao."),
    ("a page break in a bullet: a leading space", TU_KY, "I.2.g2", "- Xác định rõ trách nhiệm",
     "trong quá trình triển khai thực hiện các nhiệm vụ CCHC."),
    ("a blank line after a bullet's first line parts nothing", TU_KY, "I.1.g1", "- Tập trung",
     "nhiệm kỳ 2020 - 2025 đề ra."),
    ("an abbreviation at a line's start is no heading", TU_KY, "II.2.1.b.g2", "- Ban hành các",
     "triển khai các nhiệm vụ CCHC."),
    ("a title over three lines and a blank one", TU_KY, "p1", "KẾ HOẠCH Thực hiện cải cách",
     "huyện Tứ Kỳ giai đoạn 2021 - 2025"),
    ("lost dashes are not put back", TU_KY, "p2", "Căn cứ Nghị quyết số 76/NQ-CP",
     "tỉnh Hải Dương giai đoạn 2021-2025;"),
    ("a heading that wraps", TU_KY, "V.1", "1. Trách nhiệm của Thủ trưởng",
     "và Chủ tịch UBND các xã, thị trấn"),
    ("a cut in a number: 14-⏎CTr/HU", THANG_BINH, "IV.2.g1", "- Là cơ quan thường trực",
     "yêu cầu, tiến độ đề ra."),
    ("a title and the preamble that repeats it", THANG_BINH, "p1", "KẾ HOẠCH Thực hiện Chương",
     "giai đoạn 2021-2025, định hướng đến năm 2030"),
    ("the preamble apart from the title", THANG_BINH, "p2", "Thực hiện Chương trình số 14-CTr",
     "với các nội dung sau:"),
    ("a page break in a bullet's last line", THANG_BINH, "III.4.g5", "- Đổi mới phương thức",
     "bằng hình thức trực tuyến, không giấy tờ."),
    ("a heading that wraps over a blank line", THANG_BINH, "IV.1", "1. Các Phòng, ban",
     "Ủy ban nhân dân xã, thị trấn"),
    ("a plus that is a sentence and its years", THANG_BINH, "II.2.a.g7.c8", "+ Thăng Bình thuộc",
     "và chính quyền điện tử."),
    ("a dash with no space: -100%", DI_LINH, "II.1.2.4.a.k1.g1", "-100% văn bản QPPL do Ủy ban",
     "văn bản QPPL không còn phù hợp."),
    ("a title over five lines, a blank one after each", DI_LINH, "p1", "CHƯƠNG TRÌNH HÀNH ĐỘNG",
     "đến 2025, định hướng đến năm 2030"),
    ("a heading that wraps, a blank line inside", DI_LINH, "II.1.2.3", "1.2.3. Mức độ hài lòng",
     "phục vụ của cơ quan hành chính nhà nước"),
    ("a heading with its paragraph below, both unmarked by layout", DI_LINH, "II.1.2.2",
     "1.2.2. Chỉ số cải cách", "của huyện (Par-index)"),
    ("the paragraph under it", DI_LINH, "II.1.2.2.p1", "Phấn đấu chỉ số cải cách hành chính",
     "cao trong toàn tỉnh."),
    ("a page break inside a numbered paragraph", DI_LINH, "III.2", "2. Các cấp uỷ đảng",
     "để triển khai thực hiện."),
    ("a cut in a number: 1464/QĐ-⏎UBND", QUANG_NAM, "D1.V.1.p2", "Nâng cao trách nhiệm của",
     "ngày 01/6/2020 của Ủy ban nhân dân tỉnh."),
    ("a blank letterhead", QUANG_NAM, "p1", "Số: /QĐ-UBND Quảng Nam", "tháng 8 năm 2021"),
    ("a legal basis apart from the next", QUANG_NAM, "p7", "Theo đề nghị của Giám đốc",
     "số 1649/TTr-SNV ngày 06/8/2021."),
    ("a bold title over two lines", TAN_BINH, "p3", "KẾ HOẠCH Cải cách hành chính",
     "xã Tân Bình năm 2024"),
    ("a page break between two lines of an item", TAN_BINH, "I.2.g4", "- Đẩy mạnh chuyển đổi số",
     "trên địa bàn tỉnh."),
    ("a run-in heading in bold", TAN_BINH, "IV.3", "3. Công chức", "Tư pháp – Hộ tịch:"),
    ("the duty on the same line", TAN_BINH, "IV.3.p1", "Chủ trì tham mưu, theo dõi",
     "nội dung cải cách thể chế."),
    ("another run-in heading", TAN_BINH, "IV.6", "6. Trung tâm văn hóa", "thể thao xã:"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "slug", "path", "begins", "ends"), WHOLE, ids=[w[0] for w in WHOLE]
)
def test_what_belongs_together(trap: str, slug: str, path: str, begins: str, ends: str) -> None:
    text = by_path(slug)[path].text
    assert text.startswith(begins), trap
    assert text.endswith(ends), trap


# trap, document, path, words inside its clause
INSIDE = [
    ("a number joined", THANG_BINH, "IV.2.g1", "Chương trình số 14-CTr/HU ngày 26/11/2021"),
    ("a second number joined", THANG_BINH, "IV.2.g9", "Nghị quyết số 16-NQ/TU, ngày 14/10/2021"),
    ("a period joined", THANG_BINH, "IV.6.g2", "Tỉnh ủy Quảng Nam"),
    ("the period itself", THANG_BINH, "IV.6.g2", "giai đoạn 2021-2025, định hướng"),
    ("a number joined over a wrap", QUANG_NAM, "D1.V.1.p2", "1464/QĐ-UBND"),
    ("lost dashes stand", TU_KY, "p2", "giai đoạn 20212030"),
    ("one bullet, figures by level", QUANG_NAM, "D1.II.2.g3.c3", "tương ứng là 30%, 20%, 15%"),
    ("minutes", TU_KY, "II.2.3.a.g8", "15 phút/01 lượt giao dịch"),
    ("yearly growth", TU_KY, "II.2.3.a.g4", "mỗi năm tăng tối thiểu 20%"),
    ("a rank", THANG_BINH, "II.2.a.g1", "nhóm 05 huyện đứng đầu"),
    ("a count", THANG_BINH, "II.2.a.g5", "01 đơn vị sự nghiệp công lập"),
    ("a typo is quoted as it stands", TU_KY, "V.4.g3", "tình hình th ực hiện"),
    ("a typo in a word", TU_KY, "II.2.1.b.g1", "hệ thóng thủ tục"),
    ("a typo in a goal", TU_KY, "II.2.3.a.g3", "Phấn đầu đạt từ 95% - 100%"),
    ("one number of a document", TAN_BINH, "II.2.2~2.b.p1", "Kế hoạch số 5755/KH-UBND"),
    ("and its contradiction", TAN_BINH, "IV.1.g6", "5575/KH-UBND"),
]


@pytest.mark.parametrize(("trap", "slug", "path", "words"), INSIDE, ids=[w[0] for w in INSIDE])
def test_words_inside(trap: str, slug: str, path: str, words: str) -> None:
    assert words in by_path(slug)[path].text, trap


# trap, document, parent, the components of its children in order
CHILDREN = [
    ("two items of one number", THANG_BINH, "IV", ["1", "2", "3", "4", "5", "6", "6~2"]),
    ("2.2 before 2.2", TAN_BINH, "II.2", ["2", "2~2"]),
    ("letters with đ", DI_LINH, "II.1.2.4", ["a", "b", "c", "d", "dd", "e"]),
    ("letters without đ, f among them", QUANG_NAM, "D1.VII.3", list("abcdefghi")),
    ("sections inside an article", QUANG_NAM, "D1", ["I", "II", "III", "IV", "V", "VI", "VII"]),
    ("numbers up to ten", QUANG_NAM, "D1.VII", [str(n) for n in range(1, 11)]),
    ("a dash that is a heading of pluses", THANG_BINH, "II.2.a.g3", [f"c{n}" for n in range(1, 7)]),
    ("the same without a colon", QUANG_NAM, "D1.II.2.g7", [f"c{n}" for n in range(1, 8)]),
    ("dashes go on after pluses", TU_KY, "II.2.2.b", ["g1", "g2", "g3"]),
    ("unmarked paragraphs in a numbered item", DI_LINH, "II.2.8", ["p1", "p2"]),
    ("unmarked paragraphs under a heading", THANG_BINH, "I.2", ["p1", "p2", "p3", "p4"]),
    ("an unmarked paragraph before bullets", TU_KY, "V.1",
     ["p1", "g1", "g2", "g3", "g4", "g5", "g6"]),
    ("stars over dashes", DI_LINH, "II.1.2.4.b", ["k1", "k2"]),
    ("three levels of numbers", DI_LINH, "II.1.2", ["1", "2", "3", "4"]),
    ("goals, then tasks", TU_KY, "II.2.7", ["a", "b"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "slug", "parent", "wanted"), CHILDREN, ids=[c[0] for c in CHILDREN]
)
def test_children(trap: str, slug: str, parent: str, wanted: list[str]) -> None:
    depth = parent.count(".") + 1
    below = [c.path.split(".") for c in clauses_of(slug) if c.path.startswith(parent + ".")]
    # The sentences of the clause itself are no children of its heading.
    found = dict.fromkeys(p[depth] for p in below if not p[depth].startswith("s"))
    assert list(found) == wanted, trap


# trap, document, path, years, levels, the heading right above
INHERITED = [
    ("the earlier goal", THANG_BINH, "II.2.a.g1", (2025,), (), "a) Mục tiêu đến năm 2025"),
    ("a near twin differs by its year only", THANG_BINH, "II.2.b.g5", (2030,), (),
     "b) Định hướng đến năm 2030"),
    ("a plus under a dash", THANG_BINH, "II.2.a.g3.c3", (2025,), (),
     "- Về cải cách thủ tục hành chính (TTHC):"),
    ("a sentence of a long item", THANG_BINH, "II.2.b.g4.s2", (2030,), (),
     "b) Định hướng đến năm 2030"),
    ("no year above", THANG_BINH, "III.1.g1", (), (), None),
    ("a star that says the year", DI_LINH, "II.1.2.4.c.k2.p1", (2030,), (),
     "* Định hướng đến năm 2030"),
    ("a baseline in the clause itself is not its year", DI_LINH, "II.1.2.4.c.k1.p1", (2025,), (),
     "* Mục tiêu đến năm 2025"),
    ("a tier from a bullet that is a heading", DI_LINH, "II.1.2.4.d.k1.g1.c1", (2025,),
     (Level.DISTRICT,), "- Cán bộ, công chức, viên chức cấp huyện:"),
    ("the other tier, an unmarked paragraph", DI_LINH, "II.1.2.4.d.k1.g2.p1", (2025,),
     (Level.COMMUNE,), "- Cán bộ, công chức cấp xã:"),
    ("a bullet with a year", DI_LINH, "II.1.2.1.g2.c1", (2025,), (),
     "- Các chỉ tiêu đến năm 2025:"),
    ("the agency is in the heading", TU_KY, "V.3.p1", (), (), "3. Phòng Tư pháp huyện"),
    ("the same agency elsewhere", THANG_BINH, "IV.3.g1", (), (), "3. Phòng Tư pháp"),
    ("an agency above lettered duties", QUANG_NAM, "D1.VII.4.a", (2025,), (), "4. Sở Tư pháp"),
    ("the run-in heading's agency", TAN_BINH, "IV.6.p1", (), (),
     "6. Trung tâm văn hóa thông tin – thể thao xã:"),
    ("a letterhead's blank date is no year", TAN_BINH, "p2", (), (), None),
    ("what closes a plan is nobody's duty", TAN_BINH, "p6", (), (), None),
    ("nor is it in another", THANG_BINH, "p3", (), (), None),
    ("nor in a programme of the Party", DI_LINH, "p3", (), (), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "slug", "path", "years", "levels", "above"), INHERITED, ids=[i[0] for i in INHERITED]
)
def test_inherited(
    trap: str,
    slug: str,
    path: str,
    years: tuple[int, ...],
    levels: tuple[Level, ...],
    above: str | None,
) -> None:
    clause = by_path(slug)[path]
    assert (clause.years, clause.levels) == (years, levels), trap
    if above is not None:
        assert clause.breadcrumb[-1] == above, trap
    elif path.startswith("p"):
        assert clause.breadcrumb == (), trap


KINDS = [
    ("an article after the last section", QUANG_NAM, "D2", Kind.ITEM),
    ("and the next", QUANG_NAM, "D3", Kind.ITEM),
    ("an article that holds sections", QUANG_NAM, "D1", Kind.HEADING),
    ("a numbered paragraph is no heading", DI_LINH, "II.2.1", Kind.ITEM),
    ("nor with paragraphs under it", DI_LINH, "II.2.8", Kind.ITEM),
    ("a numbered duty", TU_KY, "IV.2", Kind.ITEM),
    ("a bullet that is a heading", THANG_BINH, "II.2.a.g3", Kind.HEADING),
    ("recipients", TU_KY, "NN", Kind.RECIPIENTS),
    ("a bullet among recipients", TU_KY, "NN.p1", Kind.RECIPIENTS),
    ("a signature", TU_KY, "KY", Kind.SIGNATURE),
    ("a placeholder for one", THANG_BINH, "KY", Kind.SIGNATURE),
    ("another, with a name after it", QUANG_NAM, "KY", Kind.SIGNATURE),
    ("an annex after the signature", QUANG_NAM, "PL", Kind.HEADING),
    ("one without the word", TAN_BINH, "PL", Kind.HEADING),
    ("a row", QUANG_NAM, "PL.r6", Kind.ROW),
    ("a table's header", TAN_BINH, "PL.h1", Kind.HEADING),
    ("the header again, inside", TAN_BINH, "PL.II.4.h1", Kind.HEADING),
    ("a section of a table", TAN_BINH, "PL.II.1", Kind.HEADING),
]


@pytest.mark.parametrize(("trap", "slug", "path", "kind"), KINDS, ids=[k[0] for k in KINDS])
def test_kinds(trap: str, slug: str, path: str, kind: Kind) -> None:
    assert by_path(slug)[path].kind is kind, trap


@pytest.mark.parametrize(
    ("slug", "signature"),
    [
        (THANG_BINH, "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH #ChuKyLanhDao"),
        (QUANG_NAM, "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH [daky] Hồ Quang Bửu"),
        (DI_LINH, "T/M HUYỆN ỦY BÍ THƯ Đinh Văn Tuấn"),
        (TAN_BINH, "CHỦ TỊCH Lê Văn Thanh"),
        (TU_KY, "CHỦ TỊCH Vũ Thị Hà"),
    ],
)
def test_signatures(slug: str, signature: str) -> None:
    assert by_path(slug)["KY"].text == signature


def _rows(slug: str) -> list[Clause]:
    return [clause for clause in clauses_of(slug) if clause.kind is Kind.ROW]


def _cell(row: Clause, name: str) -> str:
    cell = row.cell(name)
    return cell.text if cell else ""


def test_a_table_flattened_in_five_shapes() -> None:
    """Agencies wrap ("Sở Giáo dục và⏎Đào tạo Năm 2022"), and project names hold other years."""
    rows = _rows(QUANG_NAM)
    assert [row.path for row in rows] == [f"PL.r{n}" for n in range(1, 8)]
    assert [(_cell(row, "lead"), _cell(row, "deadline")) for row in rows] == [
        ("Sở Nội vụ", "Năm 2022"),
        ("Sở Nội vụ", "Năm 2022"),
        ("Sở Nội vụ", "Năm 2021"),
        ("Sở Nội vụ", "Năm 2022"),
        ("Sở Y tế", "Năm 2022"),
        ("Sở Giáo dục và Đào tạo", "Năm 2022"),
        ("Sở Nội vụ", "Năm 2021"),
    ]
    assert _cell(rows[0], "task").endswith("giai đoạn 2021 - 2025”.")


def test_a_table_of_tasks() -> None:
    """Seventy-two tasks, counted through the whole annex; two rows leave cells blank."""
    rows = _rows(TAN_BINH)
    assert [row.path for row in rows] == [f"PL.r{n}" for n in range(1, 73)]
    for row in rows:
        for name in ("number", "goal", "task"):
            assert _cell(row, name), (row.path, name)
    assert [row.path for row in rows if not _cell(row, "lead")] == ["PL.r30"]
    assert [row.path for row in rows if not _cell(row, "deadline")] == ["PL.r26", "PL.r30"]


ROWS = [
    ("a goal inherited from above", "PL.r2", "goal", True, 1),
    ("a number inherited from above", "PL.r2", "number", True, 1),
    ("a goal of its own", "PL.r1", "goal", False, 1),
    ("a cell that a page cut in two", "PL.r22", "support", False, 2),
]


@pytest.mark.parametrize(
    ("trap", "path", "name", "inherited", "spans"), ROWS, ids=[r[0] for r in ROWS]
)
def test_cells(trap: str, path: str, name: str, inherited: bool, spans: int) -> None:
    cell = by_path(TAN_BINH)[path].cell(name)
    assert cell is not None
    assert (cell.inherited, len(cell.spans)) == (inherited, spans), trap


def test_an_inherited_cell_points_at_the_row_it_comes_from() -> None:
    above, below = by_path(TAN_BINH)["PL.r1"], by_path(TAN_BINH)["PL.r2"]
    given, taken = above.cell("goal"), below.cell("goal")
    assert given is not None
    assert taken is not None
    assert taken.text == given.text
    assert taken.spans == given.spans
    assert taken.spans[0].end <= below.start


def test_mark_up_inside_cells_is_gone() -> None:
    text = text_of(TAN_BINH)
    assert "<li>" in text
    assert all("<" not in clause.text for clause in clauses_of(TAN_BINH))


def test_letters_in_pieces_are_composed_and_offsets_stay() -> None:
    text = text_of(DI_LINH)
    assert not unicodedata.is_normalized("NFC", text)
    for clause in clauses_of(DI_LINH):
        assert unicodedata.is_normalized("NFC", clause.text)
        raw = text[clause.start : clause.end]
        first = clause.text.split()[0]
        assert unicodedata.normalize("NFC", raw).startswith(first)


def test_a_blank_line_after_every_line_parts_nothing() -> None:
    """Half of the document's lines are blank, and its items are whole sentences."""
    items = [c for c in clauses_of(DI_LINH) if c.kind is Kind.ITEM]
    assert len(items) > 40
    assert all(item.text.rstrip().endswith((".", ";", ":", "…")) for item in items)


def test_one_bullet_and_its_five_figures() -> None:
    """Eighty, a hundred, ninety, eighty, seventy per cent: two sentences of one item."""
    sentences = [by_path(THANG_BINH)[f"II.2.a.g3.c2.s{n}"].text for n in (1, 2)]
    words = " ".join(sentences).replace(",", " ").split()
    assert [w for w in words if w.endswith("%")] == ["80%", "100%", "90%", "80%", "70%"]
