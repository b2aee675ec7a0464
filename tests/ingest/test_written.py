"""Abbreviations written out, so that either form finds both."""

from __future__ import annotations

import pytest

from ingest.tokens import syllables
from ingest.written import abbreviations, words, written_out

CASES = [
    ("in a sentence", "công bố TTHC của xã", "công bố thủ tục hành chính của xã"),
    ("the longest wins", "DVCTT", "dịch vụ công trực tuyến"),
    ("inside a longer one that is known", "HTTTGQTTHC", None),
    ("small letters are words", "tthc", "tthc"),
    ("before a figure it is a name", "TTHC1", "TTHC1"),
    ("inside a word stays", "TTHCX", "TTHCX"),
    ("beside signs", "(TTHC),", "(thủ tục hành chính),"),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("trap", "text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_written_out(trap: str, text: str, wanted: str | None) -> None:
    wanted = abbreviations()[text] if wanted is None else wanted
    assert written_out(text) == wanted, trap


@pytest.mark.parametrize("short", abbreviations())
def test_both_forms_are_the_same_words(short: str) -> None:
    assert words(short) == syllables(written_out(abbreviations()[short]))


def test_no_abbreviation_is_a_word() -> None:
    assert all(any(c.isupper() for c in short) and full for short, full in abbreviations().items())
