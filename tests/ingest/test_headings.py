"""Headings without a number: which lines in bold or in capitals are, and what stands under them."""

from __future__ import annotations

import pytest

from ingest.model import Kind, Level
from ingest.parse import parse
from tests.ingest.guarantees import broken

LONG = (
    "Rà soát, sửa đổi các văn bản thuộc thẩm quyền ban hành theo quy định của pháp luật hiện hành."
)

# Blank lines stand between blocks, and lines that go on are close.
WEB = "".join(f"{number}. Số hóa\nhồ sơ.\n\n" for number in range(1, 6))

# trap, text, the paths that come of it in order
TREES = [
    ("bold over bullets, under a number",
     "II. NHIỆM VỤ\n\n**Cải cách thể chế**\n\n- Một.\n\n- Hai.",
     "II II.t1 II.t1.g1 II.t1.g2"),
    ("bold over paragraphs", f"1. Mục tiêu\n\n**Giai đoạn đầu**\n\n{LONG}\n\n{LONG}",
     "1 1.t1 1.t1.p1 1.t1.p2"),
    ("capitals over paragraphs", f"1. Mục tiêu\n\nGIAI ĐOẠN ĐẦU\n\n{LONG}", "1 1.t1 1.t1.p1"),
    ("capitals in one plan, no blank lines", f"1. Mục tiêu\nGIAI ĐOẠN ĐẦU\n{LONG}\n- Một.",
     "1 1.t1 1.t1.p1 1.t1.g1"),
    ("the next one closes it", "I. Việc\n**Về thể chế**\n- Một.\n**Về bộ máy**\n- Hai.",
     "I I.t1 I.t1.g1 I.t2 I.t2.g1"),
    ("the next number closes it", "I. Việc\n1. Y\n**Về thể chế**\n- Một.\n2. Z\n- Hai.",
     "I I.1 I.1.t1 I.1.t1.g1 I.2 I.2.g1"),
    ("a number further out closes it", "I. Việc\n1. Y\n**Về thể chế**\n- Một.\nII. Z",
     "I I.1 I.1.t1 I.1.t1.g1 II"),
    ("bold under capitals",
     "I. Việc\nNHIỆM VỤ CHUNG\n**Về thể chế**\n- Một.\n**Về bộ máy**\n- Hai.\n"
     "NHIỆM VỤ RIÊNG\n- Ba.", "I I.t1 I.t1.t1 I.t1.t1.g1 I.t1.t2 I.t1.t2.g1 I.t2 I.t2.g1"),
    ("it closes the bullets above it", "I. Việc\n- Một:\n+ Hai.\n**Về bộ máy**\n- Ba.",
     "I I.g1 I.g1.c1 I.t1 I.t1.g1"),
    ("capitals right under a number in capitals",
     "I. MỤC TIÊU\n\nMỤC TIÊU ĐẾN NĂM 2025\n\n- Một.\n\n"
     "MỤC TIÊU ĐẾN NĂM 2030\n\n- Hai.", "I I.t1 I.t1.g1 I.t2 I.t2.g1"),
    ("its paragraph on the next line, in text of the web", f"{WEB}II. Tin\n\n**Sở Nội vụ**\n{LONG}",
     "1 2 3 4 5 II II.t1 II.t1.p1"),
    ("right under one that ends like half a number",
     "I. Việc\n**CHUYỂN ĐỔI SỐ**\n**Hạ tầng số**\n- Một.\n**Dữ liệu số**\n- Hai.",
     "I I.t1 I.t1.t1 I.t1.t1.g1 I.t1.t2 I.t1.t2.g1"),
    ("over two lines", "I. Việc\n**Mục tiêu cụ thể\nđến năm 2025**\n- Một.", "I I.t1 I.t1.g1"),
    ("plain lines over lists, several of a kind",
     "I. Việc\n\nCông an xã\n\n- Một.\n\nTrưởng các thôn\n\n- Hai.\n\nKế toán xã\n\n- Ba.",
     "I I.t1 I.t1.g1 I.t2 I.t2.g1 I.t3 I.t3.g1"),
    ("a plain line over a list, alone of its kind",
     "I. Việc\n\nCông an xã\n\n- Một.", "I I.p1 I.g1"),
    ("a hash", "I. Việc\n\n### Về thể chế\n\n- Một.", "I I.t1 I.t1.g1"),
    ("bold by a tag", "I. Việc\n\n<b>Về thể chế</b>\n\n- Một.", "I I.t1 I.t1.g1"),
    ("its colon behind the stars", "I. Việc\n\n**Về thể chế**:\n\n- Một.", "I I.t1 I.t1.g1"),
    ("over a table",
     "I. Việc\n\n**Chỉ tiêu năm 2025**\n\n| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n"
     "| 1 | Số hóa | Sở Nội vụ |\n", "I I.t1 I.t1.h1 I.t1.r1"),
    ("over numbers that begin with it",
     "II. Việc\n**Nhóm một**\n1. A\n2. B\n**Nhóm hai**\n1. C\nIII. Tin",
     "II II.t1 II.t1.1 II.t1.2 II.t2 II.t2.1 III"),
    ("over numbers that are counted through",
     "II. Việc\n**Nhóm một**\n1. A\n2. B\n**Nhóm hai**\n3. C",
     "II II.t1 II.t1.1 II.t1.2 II.t2 II.t2.3"),
    ("inside numbers that go on behind it",
     "**Mục tiêu**\n1. A\n2. B\n**Về thể chế**\n- Một.\n3. C",
     "t1 t1.1 t1.2 t1.2.t1 t1.2.t1.g1 t1.3"),
    ("behind the last number it stands beside", f"**Mục tiêu**\n1. A\n2. B\n**Tổ chức**\n{LONG}",
     "t1 t1.1 t1.2 t2 t2.p1"),
    ("behind numbers that begin anew it stands beside", f"**Mục tiêu**\n1. A\n2. B\n**Tổ chức**\n"
     f"{LONG}\n1. C", "t1 t1.1 t1.2 t2 t2.p1 1"),
    ("behind numbers of a list that has ended", f"A. Một\n**Mục tiêu**\n1. A\n**Tổ chức**\n{LONG}\n"
     "B. Hai", "A A.t1 A.t1.1 A.t2 A.t2.p1 B"),
    ("in a number whose letters follow", f"**Mục tiêu**\n1. A\n**Về thể chế**\n{LONG}\na) B",
     "t1 t1.1 t1.1.t1 t1.1.t1.p1 t1.1.a"),
    ("in a number, over its letters", "**Mục tiêu**\n1. A\n**Về thể chế**\na) B\n2. C",
     "t1 t1.1 t1.1.t1 t1.1.t1.a t1.2"),
    ("in the middle of numbers that repeat", "1. A\n\n**Về thể chế**\n\n1. B", "1 1.p1 1~2"),
    ("the first line of all, over bullets", "**Chỉ tiêu chung**\n- Một.", "t1 t1.g1"),
    ("right below a full line", f"I. Việc\n{LONG}\n**Về thể chế**\n- Một.", "I I.p1 I.t1 I.t1.g1"),
    ("a title that goes on in small letters parts paragraphs all the same",
     f"KẾ HOẠCH\n\nCải cách\n\ntrên địa bàn xã\n\n{LONG}\n\n{LONG}", "p1 p2 p3"),
    ("no number anywhere",
     f"**Mục tiêu**\n\n- Một.\n\n**Nhiệm vụ**\n\n{LONG}", "t1 t1.g1 t2 t2.p1"),
    ("what closes the plan is under none", f"I. Việc\n\n**Tổ chức thực hiện**\n\n{LONG}\n\n"
     "Trên đây là Kế hoạch năm 2025.", "I I.t1 I.t1.p1 p1"),
    ("a paragraph on this plan closes nothing before a heading", "**Phạm vi**\n\n"
     "Kế hoạch này áp dụng cho các xã.\n\n**Kinh phí**\n\nTheo quy định.", "t1 t1.p1 t2 t2.p1"),
    ("under the title of an annex", "I. Việc\nNơi nhận:\n- Lưu.\nPHỤ LỤC\nCHỈ TIÊU CHUNG\n"
     "**Về thể chế**\n- Một.", "I NN NN.p1 PL PL.t1 PL.t1.g1"),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "text", "paths"), TREES, ids=[t[0] for t in TREES])
def test_trees(trap: str, text: str, paths: str) -> None:
    clauses = parse(text, "x")
    assert broken(text, clauses) == []
    assert [c.path for c in clauses] == paths.split(), trap


FRONT = (
    "ỦY BAN NHÂN DÂN\n\n**Xã Tân An**\n\n**Độc lập - Tự do - Hạnh phúc**\n\n"
    "**Tân An, ngày 5 tháng 1 năm 2025**\n\n"
)
# trap, text, the line that is no heading
PARAGRAPHS = [
    ("a letterhead", f"{FRONT}I. Việc\n- Một.", "Xã Tân An"),
    ("a motto inside", f"I. Việc\n\n**Độc lập - Tự do - Hạnh phúc**\n\n{LONG}", "Độc lập - Tự do"),
    ("a date and a place",
     f"I. Việc\n\n**Tân An, ngày 5 tháng 1 năm 2025**\n\n{LONG}", "Tân An, ngày"),
    ("a title", f"{FRONT}KẾ HOẠCH\n\nCải cách\n\n**Xã Tân An năm 2025**\n\n{LONG}\n\nI. Việc",
     "Xã Tân An năm 2025"),
    ("a title right above its grounds", "**Cải cách hành chính năm 2025**\n\n- Căn cứ Luật số 1;",
     "Cải cách hành chính"),
    ("the issuer above the grounds", f"**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH**\n\nCăn cứ Luật;\n\n{LONG}",
     "CHỦ TỊCH ỦY BAN"),
    ("what a decision says before its articles",
     f"Căn cứ Luật số 76;\n\n{LONG}\n\n**QUYẾT ĐỊNH:**\n\n"
     "Điều 1. Ban hành.", "QUYẾT ĐỊNH:"),
    ("what an assembly says", f"{LONG}\n\n**QUYẾT NGHỊ:**\n\n{LONG}", "QUYẾT NGHỊ"),
    ("a caption right below it",
     f"I. Việc\n\n**Biểu chỉ tiêu**\n\n(Kèm theo)\n\n{LONG}", "Biểu chỉ"),
    ("small letters below a table", "TT\tNhiệm vụ\tChủ trì\n1\tSố hóa\tSở Nội vụ\n\n"
     f"**và các nội dung khác**\n\n{LONG}", "và các nội dung"),
    ("a sentence that matters",
     f"I. Việc\n\n**Phải hoàn thành trong quý I.**\n\n{LONG}", "Phải hoàn"),
    ("a whole paragraph",
     f"I. Việc\n\n**{LONG.rstrip('.')} {LONG.rstrip('.')}**\n\n{LONG}", "Rà soát"),
    ("a sentence that goes on",
     f"I. Việc\n\nThực hiện các\n\n**Nhiệm vụ cụ thể**\n\n{LONG}", "Nhiệm vụ"),
    ("bold inside a line",
     f"I. Việc\n\n**Sở Nội vụ** chủ trì thực hiện\n\n{LONG}", "Sở Nội vụ chủ"),
    ("a run-in", f"I. Việc\n\n**Sở Nội vụ:** Chủ trì thực hiện\n\n{LONG}", "Sở Nội vụ: Chủ"),
    ("emphasis", f"I. Việc\n\n*Kèm theo danh mục*\n\n{LONG}", "Kèm theo"),
    ("a remark", f"I. Việc\n\n**Ghi chú: Số liệu ước**\n\n{LONG}", "Ghi chú"),
    ("a line that says something",
     f"I. Việc\n\n**Thời gian: Quý I năm 2025**\n\n{LONG}", "Thời gian"),
    ("the rest of a line", f"I. Việc\n\n{LONG}\n\n**và các nội dung khác**\n\n{LONG}", "và các"),
    ("one word", f"I. Việc\n\n**Dashboard**\n\n{LONG}", "Dashboard"),
    ("an abbreviation of a number", f"I. Việc\n\n**Số: 15/KH-UBND**\n\n{LONG}", "Số: 15"),
    ("the heads of columns",
     "I. Việc\n\n**Nội dung**\n\n**Đơn vị chủ trì**\n\n**Thời gian làm**\n\n"
     f"{LONG}", "Thời gian làm"),
    ("a cell between bars", f"I. Việc\n\n|\n**Nội dung chính**\n|\n\n{LONG}", "Nội dung chính"),
    ("nothing under it but another",
     f"I. Việc\n\n**Về thể chế**\n\n**Về bộ máy**\n\n{LONG}", "Về thể chế"),
    ("nothing under it but a number", "I. Việc\n1. A\n\n**Về thể chế**\n\n2. B", "Về thể chế"),
    ("nothing under it at all", f"I. Việc\n\n{LONG}\n\n**Lê Văn Thanh**", "Lê Văn Thanh"),
    ("the office of who signs", f"**Phạm vi**\n\n{LONG}\n\n**CHỦ TỊCH UBND XÃ**\n\nLê Văn Thanh",
     "CHỦ TỊCH UBND"),
    ("what closes the plan, in bold",
     f"I. Việc\n\n{LONG}\n\n**Trên đây là Kế hoạch năm 2025**\n\n{LONG}",
     "Trên đây"),
    ("who wrote it, below what closes the plan",
     f"I. Việc\n\n{LONG}\n\nTrên đây là Kế hoạch.\n\nNGƯỜI LẬP BIỂU\n\nLê Văn Thanh", "NGƯỜI LẬP"),
    ("an annex announced", f"I. Việc\n\n**Phụ lục I: Chỉ tiêu**\n\n{LONG}", "Phụ lục I"),
    ("the title of an annex below its remark",
     "I. Việc\nNơi nhận:\n- Lưu.\nPhụ lục\n(Kèm theo Kế hoạch)\n"
     f"DANH MỤC ĐỀ ÁN\n{LONG}", "DANH MỤC ĐỀ ÁN"),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "text", "line"), PARAGRAPHS, ids=[p[0] for p in PARAGRAPHS])
def test_no_heading(trap: str, text: str, line: str) -> None:
    clauses = parse(text, "x")
    assert broken(text, clauses) == []
    found = [c for c in clauses if line in c.text]
    assert found, trap
    assert all(c.kind is not Kind.HEADING for c in found), trap
    assert not any(line in crumb for c in clauses for crumb in c.breadcrumb), trap


INHERITED = (
    "II. MỤC TIÊU\n\n**Mục tiêu đến năm 2025 của cấp xã**\n\n- 80% hồ sơ.\n\n"
    "**Mục tiêu đến năm 2030 của cấp tỉnh**\n\n95% hồ sơ trực tuyến.\n\n1. Chung\n\n- Một.\n"
)


def test_what_it_says_goes_down() -> None:
    found = {c.path: c for c in parse(INHERITED, "x")}
    first, second, number = (found[path] for path in ("II.t1.g1", "II.t2.p1", "II.1.g1"))
    assert found["II.t1"].kind is Kind.HEADING
    assert first.breadcrumb == ("II. MỤC TIÊU", "Mục tiêu đến năm 2025 của cấp xã")
    assert (first.years, first.levels) == ((2025,), (Level.COMMUNE,))
    assert (second.years, second.levels) == ((2030,), (Level.PROVINCE,))
    assert (number.years, number.levels, len(number.breadcrumb)) == ((), (), 2)


def test_a_row_of_a_table_inherits() -> None:
    text = next(text for trap, text, _ in TREES if trap == "over a table")
    row = parse(text, "x")[-1]
    assert (row.breadcrumb[-1], row.years) == ("Chỉ tiêu năm 2025", (2025,))


# what is added before, and what
ADDED = [
    ("a bullet", "- Khác.\n"),
    ("a number", "9. Khác\n"),
    ("a heading", "**Về khác**\n- Khác.\n"),
]
BASE = "I. Việc\n- Một.\nII. Tin\n**Về thể chế**\n- Hai.\n**Về bộ máy**\n- Ba.\n"


@pytest.mark.parametrize(("what", "added"), ADDED, ids=[a[0] for a in ADDED])
def test_its_id_stays_when_another_section_changes(what: str, added: str) -> None:
    def second(text: str) -> dict[str, str]:
        return {c.path: c.text for c in parse(text, "x") if c.path.startswith("II")}

    assert "II.t2.g1" in second(BASE)
    assert second(BASE.replace("- Một.\n", f"- Một.\n{added}")) == second(BASE), what
