"""Any text goes out whole, in parts that Telegram takes, with nothing torn apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.markup import Block, Run, block, cut, parts, plain, units
from tests.bot.telegram.entities import parsed

PIECES = st.one_of(
    st.sampled_from(["e\u0302\u0309", "ươ", "Đ", "<", ">", "&", '"', "&lt;", "</b>", " ", "\n"]),
    st.sampled_from(["👨\u200d👩\u200d👧", "🇻🇳", "👍🏽", "𝄞", "\u0301", "\ufe0f", "a"]),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
LETTERS = st.lists(PIECES, max_size=60).map("".join)
STYLES = st.sampled_from(["", "b", "i", "u", "code", "quote"])
BLOCKS = st.lists(
    st.lists(st.builds(Run, LETTERS, STYLES), max_size=6).map(lambda runs: block(*runs)),
    max_size=12,
)


def letters(blocks: list[Block]) -> str:
    return "".join("".join(run.text.split()) for one in blocks for run in one)


@settings(max_examples=100, deadline=None)
@given(BLOCKS, st.integers(4, 200))
def test_every_letter_arrives_in_parts_that_fit(blocks: list[Block], limit: int) -> None:
    made = [parsed(part) for part in parts(blocks, limit)]
    assert all(0 < units(one.text.strip()) <= units(one.text) <= limit for one in made)
    assert "".join("".join(one.text.split()) for one in made) == letters(blocks)
    assert all(len(one.entities) <= 100 for one in made)


@settings(max_examples=100, deadline=None)
@given(LETTERS, st.integers(20, 60))
def test_a_cut_loses_nothing_but_blanks_and_parts_no_letter_from_its_marks(
    text: str, limit: int
) -> None:
    head, tail = cut(text, limit)
    assert units(head) <= limit
    assert "".join(f"{head}{tail}".split()) == "".join(text.split())
    if tail and head and head[-1:].strip() and text.startswith(head + tail):
        clings = unicodedata.category(tail[0]).startswith("M")
        # Only a heap of marks longer than any letter's is cut through.
        assert not clings or all(unicodedata.category(c).startswith("M") for c in head[-15:])


@settings(max_examples=100, deadline=None)
@given(LETTERS)
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    one = block(Run(text, "b"))
    assert parsed("".join(run.html for run in one)).text == plain(text)


def test_decomposed_letters_are_sent_as_one_unit_each() -> None:
    decomposed = unicodedata.normalize("NFD", "hướng")
    assert units(decomposed) == 8
    assert units(plain(decomposed)) == 5


def test_items_stay_whole_where_they_can() -> None:
    items = [block(f"{n} " + "x" * 40) for n in range(10)]
    made = [parsed(part).text for part in parts(items, 100)]
    assert [one.count("\n\n") + 1 for one in made] == [2] * 5
    assert all(one[0].isdigit() for one in made)


def test_a_quotation_that_is_cut_is_a_quotation_in_each_part() -> None:
    made = [parsed(part) for part in parts([block(Run("từ " * 3000, "quote"))])]
    assert len(made) == 3
    assert all([e.kind for e in one.entities] == ["expandable_blockquote"] for one in made)


@pytest.mark.parametrize(
    ("text", "limit", "head", "tail"),
    [
        ("Câu một. Câu hai dài hơn", 14, "Câu một.", "Câu hai dài hơn"),  # at a sentence
        ("một hai ba bốn", 9, "một hai", "ba bốn"),  # at a word
        ("ab👍🏽", 4, "ab", "👍🏽"),  # a hand keeps its colour
        ("aaa\u0301b", 3, "aa", "a\u0301b"),  # a letter keeps its mark
    ],
)
def test_where_a_text_is_cut(text: str, limit: int, head: str, tail: str) -> None:
    assert cut(text, limit) == (head, tail)


def test_many_styles_are_spread_over_parts() -> None:
    made = [parsed(p) for p in parts([block(*[Run(f"a{n}", "b") for n in range(250)])])]
    assert all(len(one.entities) <= 100 for one in made)
    assert "".join(one.text for one in made) == "".join(f"a{n}" for n in range(250))
