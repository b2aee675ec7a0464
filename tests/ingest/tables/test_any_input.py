"""What holds for any text, table or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from ingest.lines import split_lines
from ingest.tables import read_table
from ingest.tables.cells import clean, join

WORDS = [
    "\t", "|", "\n", "\r\n", "\n\n", "\f", " ", "|---|", "|---|---|", "<b>", "</b>", "<ul><li>",
    "**", "*",
    "Stt", "TT", "Mục tiêu", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Kết quả", "Năm 2025",
    "1", "1.1", "2", "3", "I", "II.", "Sở Nội vụ", "Các phòng, ban", "Quý I/2024", "Thường xuyên",
    "báo cáo", "TP-", "HT", "đạt 90%", "SỐ HÓA HỒ SƠ", "Nơi nhận:", "TM. ỦY BAN", "\\|", "&nbsp;",
    "\u200b", "o\u0302", ";", "”.",
]  # fmt: skip
HEADS = [
    "Stt\tMục tiêu\tNhiệm vụ\tKết quả\tChủ trì\tPhối hợp\tThời hạn\n",
    "|\nTT\n|\nNhiệm vụ\n|\nChủ trì\n|\nThời hạn\n|\n|\n",
    "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| ",
    "TT NỘI DUNG\nCƠ QUAN CHỦ TRÌ\nTHỜI GIAN\n1 ",
    "| STT | Chỉ tiêu | Kế hoạch | |\n| | | Năm 2024 | Năm 2025 |\n",
    "TT\nTên nhiệm vụ\nCơ quan\nchủ trì\nPhối hợp\nThời gian\n1\nSố hóa\nSở Nội vụ\n2026\n2\nĐo\n"
    "Sở Y tế\n2026\n3\nRà soát\nSở Nội vụ\n2027\n4\n",
    "",
]
TEXTS = st.builds(
    lambda head, words: head + "".join(words),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(WORDS), max_size=60),
)


def check(text: str) -> int:
    """Hold every table of a text to its guarantees; the number of rows seen."""
    lines = split_lines(text)
    at = seen = 0
    while at < len(lines):
        table = read_table(lines, at)
        if table is None:
            at += 1
            continue
        assert table.first == at < table.last <= len(lines)
        owners = [0] * (len(text) + 1)
        for row in table.rows:
            assert row.start < row.end
            assert not text[row.start].isspace()
            assert not text[row.end - 1].isspace()
            for i in range(row.start, row.end):
                owners[i] += 1
            for cell in row.cells:
                parts = [clean(text[s.start : s.end]) for s in cell.spans]
                assert cell.text == join(parts)
                assert all(
                    text[s.start : s.end].strip() == text[s.start : s.end] for s in cell.spans
                )
        for line in lines[table.first : table.last]:
            for i in range(line.start, line.end):
                assert owners[i] <= 1
                assert owners[i] == 1 or text[i].isspace()
        assert sum(owners) == sum(row.end - row.start for row in table.rows)
        starts = [row.start for row in table.rows]
        assert starts == sorted(starts)
        assert starts[0] >= lines[at].start
        assert table.rows[-1].end <= lines[table.last - 1].end
        seen += len(table.rows)
        at = table.last
    return seen


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_guarantees_hold(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.integers(-3, 20))
def test_nothing_is_raised(text: str, at: int) -> None:
    read_table(split_lines(text), at)


STARTS = [
    (HEADS[0], "1\tA\tB"),
    (HEADS[1], "1\n|\nB\n|\nSở A\n|\n2025\n|\n"),
    (HEADS[2], "1 | A | Sở A |"),
    (HEADS[3], "A. Sở Nội vụ Năm 2025"),
    (HEADS[4], "| 1 | A | 2 | 3 |"),
    (HEADS[5], "Tập huấn\nSở Nội vụ\n2027"),
]


@pytest.mark.parametrize(("head", "row"), STARTS)
def test_the_heads_of_these_texts_do_begin_tables(head: str, row: str) -> None:
    assert check(head + row) >= 2


@pytest.mark.parametrize("path", corpus.documents(), ids=lambda path: path.stem)
def test_guarantees_hold_for_the_plans(path: Path) -> None:
    check(path.read_bytes().decode("utf-8"))
