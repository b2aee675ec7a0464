"""Answers are no worse than the figures recorded in tests/gold/floor.json.

A figure that rises is recorded by hand, from `cchc eval FILE`; one that falls fails here, and the
message names the questions to look at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.gold import read_gold
from bot.evaluation.judge import Verdict
from bot.evaluation.report import summary
from bot.evaluation.run import evaluate
from retrieval.assistant import Assistant
from retrieval.model import OWNER

GOLD = Path(__file__).parent / "gold"
FLOOR: dict[str, dict[str, dict[str, float]]] = json.loads(
    (GOLD / "floor.json").read_text(encoding="utf-8")
)
MEASURED = {"strict", "right", "recall@5", "hit@1", "cite_precision"}
# A ratio of whole questions written with three decimals must not fail by its rounding.
ROUNDING = 0.0005


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with closing(Assistant.open(built_index)) as opened:
        yield opened


def verdicts(name: str, assistant: Assistant) -> list[Verdict]:
    texts = {d.slug: assistant.index.text(d.slug) for d in assistant.index.documents}
    judged = evaluate(
        read_gold([GOLD / name]),
        texts,
        lambda question, history: assistant.ask(question, history=history, principal=OWNER),
    )
    return [verdict for verdict, _ in judged]


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_no_figure_falls(name: str, assistant: Assistant) -> None:
    judged = verdicts(name, assistant)
    figures: dict[str, Any] = summary(judged)
    floor, ceiling = FLOOR[name]["at_least"], FLOOR[name]["at_most"]
    low = {k: figures[k] for k, least in floor.items() if (figures[k] or 0.0) < least - ROUNDING}
    high = {k: figures[k] for k, most in ceiling.items() if (figures[k] or 0.0) > most + ROUNDING}
    loose = [f"{v.id}: {v.why}" for v in judged if not v.strict]
    assert not low | high, "\n".join([f"{name}: {low | high}", *loose])


def test_every_development_set_has_a_floor() -> None:
    assert FLOOR.keys() >= {path.name for path in GOLD.glob("dev_*.jsonl")}
    for bounds in FLOOR.values():
        assert bounds["at_least"].keys() == MEASURED
        assert bounds["at_most"].keys() == {"wrong_place"}


def test_no_question_is_in_two_sets() -> None:
    questions = read_gold(sorted(GOLD.glob("*.jsonl")))
    assert len({question.id for question in questions}) == len(questions)
