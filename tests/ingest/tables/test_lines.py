"""Lines keep their offsets, and lose nothing but line breaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.lines import split_lines


def test_every_kind_of_line_break() -> None:
    assert [line.text for line in split_lines("a\nb\r\nc\rd\fe\n\ng")] == [*list("abcde"), "", "g"]


@given(st.text(alphabet="ab \t\n\r\f\u2028\x0b"))
def test_nothing_is_lost(text: str) -> None:
    lines = split_lines(text)
    assert all(line.text == text[line.start : line.end] for line in lines)
    inside = {i for line in lines for i in range(line.start, line.end)}
    assert len(inside) == sum(line.end - line.start for line in lines)
    assert {i for i, char in enumerate(text) if char not in "\n\r\f"} == inside
