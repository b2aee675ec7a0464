"""The slips and stripped marks that `benchmarks.noise` puts into questions."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.noise import SLIPS, slipped, unmarked
from bot.evaluation.gold import GoldQuestion

QUESTION = GoldQuestion(
    "q", "Đến năm 2025 Thăng Bình số hóa bao nhiêu %?", "target", "formal", ("Còn Tứ Kỳ?",)
)


def test_marks_go_from_the_question_and_its_history_and_capitals_stay() -> None:
    bare = unmarked(QUESTION)
    assert bare.question == "Den nam 2025 Thang Binh so hoa bao nhieu %?"
    assert bare.history == ("Con Tu Ky?",)


@given(st.integers())
def test_one_slip_is_in_one_word_and_leaves_figures_and_history(seed: int) -> None:
    typed = slipped(QUESTION, random.Random(seed))
    before, after = QUESTION.question.split(" "), typed.question.split(" ")
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1
    assert "2025" in after
    assert typed.history == QUESTION.history


def test_the_same_seed_slips_alike() -> None:
    assert slipped(QUESTION, random.Random(3)) == slipped(QUESTION, random.Random(3))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_changes_a_word_by_one_letter_or_mark(slip: object) -> None:
    assert callable(slip)
    for seed in range(50):
        typed = slip("thuộc", random.Random(seed))
        assert abs(len(typed) - len("thuộc")) <= 1
        assert unicodedata.is_normalized("NFC", typed)


def test_a_question_without_words_stays() -> None:
    short = GoldQuestion("q", "k? 99%", "target", "casual")
    assert slipped(short, random.Random(1)) == short
