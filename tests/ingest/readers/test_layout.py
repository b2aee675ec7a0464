"""From lines on a page to paragraphs, columns and tables, without any file."""

from __future__ import annotations

import pytest

from ingest.readers.cells import GridCell
from ingest.readers.layout import Line, PageLayout, Word, segments_of
from ingest.readers.pages import write_pages
from ingest.readers.paragraphs import measure, paragraphs
from ingest.readers.rejoin import rejoin
from ingest.readers.running import without_heads

LETTER = 6.0
LEFT, RIGHT, LEADING = 80.0, 500.0, 18.0


def words(text: str, x0: float, top: float, *, bold: bool = False, tab: float = 0) -> list[Word]:
    """The words of a line; `tab` is where the second one stands."""
    made: list[Word] = []
    for part in text.split():
        if tab and len(made) == 1:
            x0 = tab
        end = x0 + LETTER * len(part)
        made.append(Word(part, x0, end, top, top + 12, 12, bold))
        x0 = end + LETTER
    return made


def full(start: str, x0: float = LEFT) -> str:
    """A line that begins so and reaches the right edge."""
    room = int((RIGHT - x0) / LETTER) - len(start)
    return start + " chu" * (room // 4) + "o" * (room % 4)


def page(*rows: tuple[str, float], **options: float) -> PageLayout:
    """A page of lines, each with its left edge."""
    found = [w for at, (text, x0) in enumerate(rows) for w in words(text, x0, 100 + LEADING * at)]
    return PageLayout(595, 842, found)


WRAPS = [
    ("a full line goes on", [(full("Một"), 80), ("hai.", 80)], 1),
    ("a short line ends", [("Một.", 80), ("Hai.", 80), (full("Ba"), 80)], 3),
    ("an indent begins", [(full("Một"), 80), (full("Hai"), 80), ("Ba bốn", 110), ("x", 110)], 3),
    ("a mark begins", [(full("Một"), 80), ("- Hai", 80)], 2),
    ("years at a wrap", [(full("Một")[:-4] + "2021", 80), ("- 2025.", 80)], 1),
    ("a word cut", [(full("Một")[:-4] + "QĐ-", 80), ("UBND.", 80)], 1),
]


@pytest.mark.parametrize(("trap", "rows", "count"), WRAPS, ids=[c[0] for c in WRAPS])
def test_wraps(trap: str, rows: list[tuple[str, float]], count: int) -> None:
    lines = [Line(tuple(words(t, x, LEADING * at))) for at, (t, x) in enumerate(rows)]
    assert len(paragraphs(lines, measure(lines))) == count, trap


def test_a_cut_word_is_whole_and_a_dash_keeps_its_blanks() -> None:
    rows = [(full("Một")[:-4] + "QĐ-", 80.0), ("UBND và", 80.0)]
    lines = [Line(tuple(words(t, x, LEADING * at))) for at, (t, x) in enumerate(rows)]
    assert "QĐ-UBND và" in paragraphs(lines, measure(lines))[0].text


def test_a_number_stays_with_its_words_behind_a_tab() -> None:
    row = words("I. MỤC TIÊU", LEFT, 100, tab=130)
    assert [s.text for s in segments_of(row, marks=True)] == ["I. MỤC TIÊU"]
    assert [s.text for s in segments_of(row)] == ["I.", "MỤC TIÊU"]


def test_running_heads_and_page_numbers_go() -> None:
    def of(number: int) -> PageLayout:
        top = [*words("KẾ HOẠCH 2025", 80, 30), *words("Nội dung", 80, 300)]
        return PageLayout(595, 842, [*top, *words(f"- {number} -", 290, 800)])

    kept = without_heads([of(number) for number in range(1, 6)])
    assert [[Line(tuple(row)).text for row in rows] for rows in kept] == [["Nội dung"]] * 5


def test_a_paragraph_goes_on_over_a_page() -> None:
    first = page((full("Một", 110), 110), (full("hai"), 80), (full("ba"), 80))
    second = page(("bốn năm.", 80), (full("Sáu", 110), 110), ("bảy.", 80))
    assert len(write_pages([first, second]).strip().split("\n\n")) == 2


def _weighed(*rows: tuple[str, bool]) -> str:
    found = [
        w
        for at, (text, bold) in enumerate(rows)
        for w in words(text, LEFT, 100 + LEADING * at, bold=bold)
    ]
    return write_pages([PageLayout(595, 842, found)])


WEIGHTS = [
    ("a line in bold", [("Về thể chế", True), (full("Một"), False)], "**Về thể chế**"),
    ("over two lines", [(full("Một"), True), ("hai ba", True), (full("Bốn"), False)],
     f"**{full('Một')} hai ba**"),
    ("bold for some words", [(full("Một"), True), ("hai ba", False)], f"{full('Một')} hai ba"),
    ("in capitals", [("VỀ THỂ CHẾ", True), (full("Một"), False)], "VỀ THỂ CHẾ"),
    ("under a number", [("1. Về thể chế", True), (full("Một"), False)], "1. Về thể chế"),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "rows", "read"), WEIGHTS, ids=[c[0] for c in WEIGHTS])
def test_weight(trap: str, rows: list[tuple[str, bool]], read: str) -> None:
    assert _weighed(*rows).split("\n\n")[0].strip() == read, trap


def test_bold_says_nothing_in_a_block_beside_another() -> None:
    rows = [("Ủy ban nhân dân xã", "Độc lập hạnh phúc"), ("Văn phòng ủy ban", "Tân An")]
    found = [
        w
        for at, (left, right) in enumerate(rows)
        for text, x0 in ((left, LEFT), (right, 350))
        for w in words(text, x0, 100 + LEADING * at, bold=True)
    ]
    assert "**" not in write_pages([PageLayout(595, 842, found)])


def _row(*texts: str) -> list[GridCell]:
    return [GridCell(text) for text in texts]


HEAD = _row("TT", "Mục tiêu", "Nhiệm vụ", "Cơ quan chủ trì")
REST = [
    ("the rest of a row", _row("", "", "hồ sơ điện tử", "Thống kê"), 2),
    ("the rest of a goal and a task", _row("", "Bộ phận Một cửa", "Kiểm tra", "Sở Y tế"), 3),
    ("a row of its own", _row("2", "Mục tiêu hai", "Rà soát", "Sở Y tế"), 3),
    ("a task without a number", _row("", "", "Rà soát", "Sở Y tế"), 3),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "first", "count"), REST, ids=[c[0] for c in REST])
def test_rows_that_a_page_cut(trap: str, first: list[GridCell], count: int) -> None:
    above = [HEAD, _row("1", "Duy trì hệ thống", "Số hóa", "Văn phòng -")]
    rows = rejoin(above, [first], 1)
    assert len(rows) == count, trap
    if trap == "the rest of a row":
        assert rows[1][2].flat == "Số hóa hồ sơ điện tử"
    if trap.startswith("the rest of a goal"):
        assert rows[1][1].flat == "Duy trì hệ thống Bộ phận Một cửa"
        assert rows[2][1].above
