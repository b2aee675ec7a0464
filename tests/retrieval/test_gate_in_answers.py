"""The gate where answers leave: what is taken out is told, and what is left must still answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from prompts import say
from retrieval import drafting
from retrieval.assistant import Assistant
from retrieval.compose.statement import Draft, Statement
from retrieval.model import OWNER, Answer, Status

QUESTION = "Tứ Kỳ đến năm 2025 số hóa hồ sơ bao nhiêu phần trăm?"


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with closing(Assistant.open(built_index)) as opened:
        yield opened


@pytest.fixture
def clause(assistant: Assistant) -> Statement:
    """A line that a clause of Tứ Kỳ holds."""
    answer = assistant.ask(QUESTION, principal=OWNER)
    found = assistant.index.clause(answer.citations[0].clause)
    assert found is not None
    return Statement(found.body, (found,))


def composed(assistant: Assistant, patch: pytest.MonkeyPatch, *lines: Statement) -> Answer:
    """The answer that goes out when a composer, right or wrong, makes these lines."""
    patch.setattr(drafting, "_draft", lambda context: Draft(Status.ANSWERED, lines))
    return assistant.ask(QUESTION, principal=OWNER)


def test_a_line_that_holds_goes_out(
    assistant: Assistant, clause: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = composed(assistant, monkeypatch, clause)
    assert (answer.status, answer.dropped) == (Status.ANSWERED, ())


def test_a_line_that_does_not_is_left_out_and_told(
    assistant: Assistant, clause: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Statement("Tối thiểu 77,5% hồ sơ", clause.clauses)
    answer = composed(assistant, monkeypatch, clause, wrong)
    assert answer.status is Status.PARTIAL
    assert "77,5" not in answer.answer
    assert len(answer.dropped) == 1
    assert "77.5%" in answer.dropped[0]


def test_nothing_left_is_a_refusal(
    assistant: Assistant, clause: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Statement("huyện Di Linh: Sở Y tế chủ trì", clause.clauses)
    answer = composed(assistant, monkeypatch, wrong, Statement(say("place.same")))
    assert (answer.status, answer.citations) == (Status.NOT_STATED, ())
    assert answer.answer == say("refuse.not_stated_any")
    assert answer.dropped


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Tứ Kỳ đến năm 2035 số hóa bao nhiêu?", ("2035", "2021")),
        ("huyện Núi Thành số hóa bao nhiêu phần trăm?", ("Núi Thành", "Tứ Kỳ")),
    ],
)
def test_a_refusal_keeps_the_askers_words_and_the_plans_own(
    question: str, said: tuple[str, ...], assistant: Assistant
) -> None:
    answer = assistant.ask(question, principal=OWNER)
    assert answer.abstained
    assert answer.dropped == ()
    assert all(words in answer.answer for words in said)
