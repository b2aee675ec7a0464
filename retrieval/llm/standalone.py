"""A follow-up as a question that stands alone, where the rules' own reading found no answer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.tokens import fold
from prompts.model import prompt
from retrieval.ground.strict.form import formed
from retrieval.ground.strict.slots import Slot, slots
from retrieval.llm.chat import Chat, Exchange
from retrieval.model import Question, Status
from retrieval.work import Work

_LONGEST = 300
_ANSWERED = (Status.ANSWERED, Status.PARTIAL)
_WORD = re.compile(r"\w+")
_KEPT = ("year", "period", "date", "number", "agency", "figure%")


def wanted(work: Work) -> bool:
    """Whether a follow-up was left without an answer, though not for a place that is not here."""
    question = work.context.question
    leans = "follow_up" in question.also or bool(question.carried)
    lost = work.draft.status not in _ANSWERED and not question.unknown
    return bool(question.history) and leans and lost


def asked(chat: Chat, question: Question, until: float, exchange: Exchange) -> tuple[str, str]:
    """The model's question, "" where it is unfit; and the name of the prompt.

    Raises:
        Failed: the exchange came to nothing.
    """
    told = prompt("standalone", question.lang)
    data = {"truoc": list(question.history), "cau_hoi": question.text}
    user = told.user.substitute(data=json.dumps(data, ensure_ascii=False))
    text = " ".join(chat.reply(told.system, user, until, exchange).split()).strip("“”\"' ")
    return (text if fits(text, question.text, question.history) else ""), told.name


def fits(text: str, last: str, history: Sequence[str]) -> bool:
    """Whether a question says nothing that the asker did not, and all that the last turn did."""
    if not 0 < len(text) <= _LONGEST:
        return False
    said, own = _facts(text), _facts(last)
    known = own.union(*map(_facts, history))
    words = set(_words(" ".join((last, *history))))
    names = [w for w in _WORD.findall(text)[1:] if w[:1].isupper()]
    return own <= said <= known and all(fold(name) in words for name in names)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _facts(text: str) -> frozenset[str]:
    """Years, dates, figures and numbers; an agency by its folded name."""
    return frozenset(_key(slot) for slot in slots(formed(text)) if slot.group in _KEPT)


def _key(slot: Slot) -> str:
    return fold(slot.key) if slot.group == "agency" else slot.key


def holds(before: Work, after: Work) -> bool:
    """Whether a new reading answers, and of no other place, year or agency than was asked."""
    old, new = before.context.question, after.context.question
    same_place = not old.places or set(new.places) <= set(old.places)
    same_years = not old.years or set(new.years) == set(old.years)
    return after.draft.status in _ANSWERED and same_place and same_years and not new.unknown


def noted(work: Work, note: str) -> Work:
    """The work with a line that says how the question was read."""
    return replace(work, draft=replace(work.draft, notes=(note, *work.draft.notes)))
