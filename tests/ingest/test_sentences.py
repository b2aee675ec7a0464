"""Sentences of a long paragraph, as ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences

CASES = [
    ("two", "Đạt 80%. Phấn đấu 90%.", ["Đạt 80%.", "Phấn đấu 90%."]),
    (
        "a figure begins one",
        "Đạt 80%. 100% TTHC đủ điều kiện.",
        ["Đạt 80%.", "100% TTHC đủ điều kiện."],
    ),
    ("a decimal is inside", "Đạt 1.000 hồ sơ, 95.5 điểm.", ["Đạt 1.000 hồ sơ, 95.5 điểm."]),
    ("a cited point is inside", "theo mục 2.1. của Kế hoạch", ["theo mục 2.1. của Kế hoạch"]),
    ("an abbreviation with a stop", "TT. Tứ Kỳ và TP. Hải Dương.", ["TT. Tứ Kỳ và TP. Hải Dương."]),
    ("dots that trail off", "đất đai, xây dựng... Kết nối tổng đài.", None),
    ("one sign for them", "đầu tư… Nâng cao tinh thần.", ["đầu tư…", "Nâng cao tinh thần."]),
    ("a semicolon ends none", "Đất đai; Xây dựng.", ["Đất đai; Xây dựng."]),
    ("a quotation closes with it", "“Không giấy tờ.” Các sở thực hiện.", None),
    ("the end of a document", "giai đoạn 2021-2025./.", ["giai đoạn 2021-2025./."]),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("trap", "text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_split(trap: str, text: str, wanted: list[str] | None) -> None:
    found = [text[start:end] for start, end in split_sentences(text)]
    if wanted is None:
        wanted = {
            "dots that trail off": [text],
            "a quotation closes with it": ["“Không giấy tờ.”", "Các sở thực hiện."],
        }[trap]
    assert found == wanted, trap


@given(st.text(alphabet='Aađ1 .!?…;"”(“\n', max_size=80))
def test_nothing_is_lost_and_nothing_twice(text: str) -> None:
    at = 0
    for start, end in split_sentences(text):
        assert not text[at:start].strip()
        assert start >= at
        assert end > start
        at = end
    assert not text[at:].strip()
