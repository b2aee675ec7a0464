"""The answers that went out, kept so that a source can be opened after a restart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.masking import masked
from bot.state.database import Database
from bot.state.identity import fresh
from bot.state.retention import Clock, Retention
from retrieval.model import Answer, Citation

_COLUMNS = "id, at, channel, place, question, history, text, status, citations, notes, suggestions"


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent; `question` and `history` without personal data."""

    id: str
    at: int
    channel: str
    place: str
    question: str
    history: tuple[str, ...]
    text: str
    status: str
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    suggestions: tuple[str, ...]

    def citation(self, number: int) -> Citation | None:
        """The citation behind a mark."""
        return next((c for c in self.citations if c.number == number), None)


class Answers:
    """Answers by id."""

    def __init__(self, db: Database, retention: Retention, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._kept = retention.answers

    def keep(
        self,
        answer: Answer,
        channel: str,
        *,
        question: str = "",
        history: Sequence[str] = (),
        place: str | None = None,
    ) -> str:
        """Keep an answer; its id."""
        identity = fresh()
        values = (
            identity,
            self._clock(),
            channel,
            place or "",
            masked(question),
            _text([masked(turn) for turn in history]),
            answer.answer,
            answer.status.value,
            _text([asdict(citation) for citation in answer.citations]),
            _text(answer.notes),
            _text(answer.suggestions),
        )
        with self._db.write() as db:
            marks = ", ".join("?" * len(values))
            db.execute(f"INSERT INTO answers ({_COLUMNS}) VALUES ({marks})", values)
        return identity

    def get(self, identity: str) -> Kept | None:
        """The answer of this id; None where there is none, or none any more."""
        asked = f"SELECT {_COLUMNS} FROM answers WHERE id = ? AND at > ?"
        found = self._db.rows(asked, identity, self._clock() - self._kept)
        if not found:
            return None
        key, at, channel, place, question, history, text, status, *lists = found[0]
        citations, notes, suggestions = map(json.loads, lists)
        return Kept(
            *(key, at, channel, place, question, tuple(json.loads(history)), text, status),
            citations=tuple(
                Citation(**one | {"columns": tuple(one.get("columns", ()))}) for one in citations
            ),
            notes=tuple(notes),
            suggestions=tuple(suggestions),
        )


def _text(value: Sequence[object]) -> str:
    return json.dumps(value, ensure_ascii=False)
