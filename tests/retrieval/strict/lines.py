"""The lines of the answers to the development questions, with the clauses that they cite."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Card, Clause
from retrieval.assistant import Assistant
from retrieval.compose.statement import Statement
from retrieval.ground.strict.gate import loose
from retrieval.model import Question
from retrieval.work import Again, Helped, Work

GOLD = Path(__file__).parents[2] / "gold"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer, and what the gate needs to know to judge another wording of it."""

    id: str
    text: str
    clauses: tuple[Clause, ...]
    cards: tuple[Card, ...]
    question: Question

    def refused(self, sentence: str) -> list[str]:
        """Why a sentence may not stand in the line's place."""
        return loose(sentence, self.clauses, self.cards, self.question, [self.text])


class Recorder:
    """A helper that only keeps what it is shown."""

    def __init__(self) -> None:
        self.works: list[Work] = []

    def help(self, work: Work, again: Again) -> Iterator[Statement | Helped]:
        """The work as it is."""
        self.works.append(work)
        yield Helped(work)

    def close(self) -> None:
        """Nothing is held."""


def questions(pattern: str = "dev_*.jsonl") -> list[dict[str, object]]:
    """The questions of these files, in order."""
    files = sorted(GOLD.glob(pattern))
    return [json.loads(row) for file in files for row in file.read_text("utf-8").splitlines()]


def lines(index: Path, pattern: str = "dev_*.jsonl") -> list[Line]:
    """The lines that cite a clause, of all the answers that do answer."""
    recorder = Recorder()
    found: list[Line] = []
    with Assistant.open(index, helper=recorder) as assistant:
        for asked in questions(pattern):
            recorder.works.clear()
            turns = asked.get("history") or ()
            assert isinstance(turns, list | tuple)
            answer = assistant.ask(str(asked["question"]), history=turns)
            if answer.abstained or not recorder.works:
                continue
            context = recorder.works[-1].context
            for one in recorder.works[-1].draft.statements:
                cards = tuple(context.card(clause.doc) for clause in one.clauses)
                if one.clauses:
                    line = Line(str(asked["id"]), one.text, one.clauses, cards, context.question)
                    found.append(line)
    return found
