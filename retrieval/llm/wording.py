"""The answer in other words: the model's sentences as they pass the gate."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from ingest.model import Clause
from prompts.model import Prompt, prompt
from retrieval.compose.context import Context
from retrieval.compose.statement import Draft, Statement
from retrieval.ground.strict.data import pattern
from retrieval.ground.strict.form import formed
from retrieval.ground.strict.gate import loose
from retrieval.ground.strict.slots import slots
from retrieval.ground.strict.words import content
from retrieval.llm.chat import Chat, Exchange
from retrieval.llm.marks import Marks, Said, lines
from retrieval.model import Status
from retrieval.work import Work

# More lines are a list, which reads best as it is; a longer clause is no more than its beginning.
_MOST_LINES = 8
_LONGEST_CLAUSE = 1_500
# Of a sentence's words, what must be among those of the line that it words anew.
_SHARE = 0.65
# Words that turn a sentence round: an answer has them only where its draft has.
_TURNING = (partial(pattern, "vague", "words"), partial(pattern, "negation", "words"))
_REWORDED = (Status.ANSWERED, Status.PARTIAL)


@dataclass(slots=True)
class Wording:
    """One rewording: what passed so far, and what was taken out and why."""

    work: Work
    exchange: Exchange = field(default_factory=Exchange)
    dropped: list[str] = field(default_factory=list)

    @property
    def prompt(self) -> Prompt:
        """What the model is told."""
        return prompt("compose", self.work.context.question.lang)

    def sentences(self, chat: Chat, until: float) -> Iterator[Statement]:
        """The sentences that may be shown, as they come.

        Raises:
            Failed: the exchange broke off; what came before stands.
        """
        marks = Marks(c for line in self.work.draft.statements for c in line.clauses)
        user = self.prompt.user.substitute(data=_data(self.work, marks))
        seen: set[str] = set()
        for line in lines(chat.stream(self.prompt.system, user, until, self.exchange)):
            for said in marks.read(line):
                if said.text not in seen and not self._reasons(said):
                    yield Statement(said.text, said.clauses)
                seen.add(said.text)

    def _lines(self, said: Said) -> list[str]:
        """The draft's lines that rest on a clause which the sentence cites."""
        ids = {clause.id for clause in said.clauses}
        draft = self.work.draft.statements
        return [line.text for line in draft if ids & {c.id for c in line.clauses}]

    def _reasons(self, said: Said) -> list[str]:
        """Why a sentence may not be shown; it is kept for the record."""
        context = self.work.context
        if not said.clauses:
            reasons = ["no known mark"]
        else:
            cards = [context.card(clause.doc) for clause in said.clauses]
            reasons = loose(said.text, said.clauses, cards, context.question, self._lines(said))
            reasons += [*_placeless(said, self.work), *_stray(said, self._lines(said))]
        if reasons:
            self.dropped.append(f"{said.text} [{', '.join(reasons)}]")
        return reasons


def worth(draft: Draft) -> bool:
    """Whether a draft is one to word anew: an answer, not too long, its notes not in between."""
    if draft.status not in _REWORDED:
        return False
    cited = [bool(line.clauses) for line in draft.statements]
    inside = draft.statements[cited.index(True) :] if any(cited) else ()
    between = any(not line.clauses and line.text.rstrip().endswith(":") for line in inside)
    return 0 < sum(cited) <= _MOST_LINES and not between and not any(s.more for s in inside)


def around(draft: Draft) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The program's own lines before and after those that cite clauses."""
    first = next(at for at, line in enumerate(draft.statements) if line.clauses)
    after = tuple(line for line in draft.statements[first:] if not line.clauses)
    return draft.statements[:first], after


def _placeless(said: Said, work: Work) -> list[str]:
    """Where an answer speaks of several places, a sentence that does not name its own."""
    docs = {clause.doc for line in work.draft.statements for clause in line.clauses}
    place = work.context.card(said.clauses[0].doc).place.name
    return ["no place"] if len(docs) > 1 and place.lower() not in said.text.lower() else []


def _stray(said: Said, draft: list[str]) -> list[str]:
    """A sentence that words no line of the draft anew, though its clause may hold its words.

    What a clause says beside the answer may be an order to the model, which the draft left out.
    """
    near, text = formed(" \n ".join(draft)), formed(said.text)
    wanted, held = set(content(text)), set(content(near))
    strange = [m.group() for p in _TURNING for m in p().finditer(text) if m.group() not in near]
    figures = _figures(text) - _figures(near)
    few = len(wanted) < 2 or len(wanted & held) < _SHARE * len(wanted)
    return (
        [f"beside the draft {' '.join([*strange, *figures])}"] if few or strange or figures else []
    )


def _figures(text: str) -> set[str]:
    return {slot.key for slot in slots(text) if slot.group.startswith("figure")}


def _data(work: Work, marks: Marks) -> str:
    """The question, the clauses and the draft; a model reads them as data of one object."""
    context = work.context
    draft = [
        {"cau": line.text, "ma": marks.of(line.clauses)}
        for line in work.draft.statements
        if line.clauses
    ]
    clauses = [{"ma": mark, **_clause(clause, context)} for mark, clause in marks.items()]
    data = {"cau_hoi": context.question.text, "khoan_muc": clauses, "ban_nhap": draft}
    return json.dumps(data, ensure_ascii=False)


def _clause(clause: Clause, context: Context) -> dict[str, object]:
    told = {cell.header: cell.text for cell in clause.cells if cell.header and cell.text}
    return {
        "noi": context.place(clause.doc),
        "de_muc": list(clause.breadcrumb[-2:]),
        "noi_dung": told or clause.text[:_LONGEST_CLAUSE],
    }
