"""The page of real exchanges: it can be written, and each answer turns out as it is listed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.exchanges import COMMAND, EXCHANGES, Exchange, answers, failures, main, page
from retrieval.assistant import Assistant
from retrieval.model import Status


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with closing(Assistant.open(built_index)) as opened:
        yield opened


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.shows)
def test_each_answer_turns_out_as_it_is_listed(assistant: Assistant, exchange: Exchange) -> None:
    said = answers(assistant, [question for question, _ in exchange.turns])
    assert [answer.status for answer in said] == [status for _, status in exchange.turns]


def test_there_are_twenty_and_every_refusal_is_among_them() -> None:
    shown = {status for exchange in EXCHANGES for _, status in exchange.turns}
    assert len(EXCHANGES) == 20
    assert {status for status in Status if status.abstained} - shown == {Status.ERROR}


def test_an_answer_from_a_plan_shows_where_it_stands(assistant: Assistant) -> None:
    for exchange in EXCHANGES:
        for answer in answers(assistant, [question for question, _ in exchange.turns]):
            if answer.status in (Status.ANSWERED, Status.PARTIAL):
                assert answer.citations, exchange.shows


def test_the_page_holds_every_question_and_every_failure(assistant: Assistant) -> None:
    known = failures()
    text = page(assistant, known)
    asked = [question for exchange in EXCHANGES for question, _ in exchange.turns]
    assert [words for words in asked if f"**{words}**" not in text] == []
    assert [failure for failure in known if failure.wrong not in text] == []
    assert COMMAND in text


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    out = tmp_path / "page.md"
    main(["--out", str(out)])
    assert out.read_text(encoding="utf-8").count("\n## ") == len(EXCHANGES) + 1


def test_a_failure_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "failures.toml"
    file.write_text('[[failure]]\nquestion = "?"\nwrong = "."\nbecause = "."\n', encoding="utf-8")
    with pytest.raises(TypeError):
        failures(file)
