"""Several questions put in one: "… bao nhiêu %, và ai chủ trì?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.tokens import nfc
from retrieval.config import cue
from retrieval.model import Question, Wanted

# Where one question may end and the next begin. What does not ask joins what stands beside it.
_JOINT = re.compile(
    r"(?:[?!]+|[;.](?=\s)|,)\s*(?:(?:và|va|còn|con|rồi|roi|and|also)\s+)?(?=\w)"
    r"|\s+(?:và|va|and|also|đồng thời|dong thoi|với lại|voi lai|rồi|roi)\s+",
    re.IGNORECASE,
)
_MOST = 4
_LONG = 40
# Fewer words of its own than this, and a part only says more of the one before it.
_OWN = 2
# Asked without a matter of their own, these ask one thing more of the row or clause just told.
_OF_ONE = (Wanted.OWNER, Wanted.DEADLINE, Wanted.TASK, Wanted.REPORT, Wanted.DUTIES)
_OF_A_PLAN = (Wanted.META, Wanted.BASIS)

Read = Callable[[str, Sequence[str]], Question]


def apart(text: str, history: Sequence[str], read: Read) -> tuple[Question, ...]:
    """The questions in a text, each read after those before it; one where it asks one thing.

    What one of them leaves out, the place above all, another one may name.
    """
    whole = read(text, history)
    if len(_pieces(nfc(text))) < 2 or len(text.split()) > _LONG:
        return (whole,)
    parts = _parts(text, read)[:_MOST]
    if len(parts) < 2 or whole.also & {"compare", "highest"}:
        return (_by_the_first(whole, text, read),)
    found = [read(part, (*history, *parts[:at])) for at, part in enumerate(parts)]
    return tuple(_inside(one, whole) for one in found)


def _inside(question: Question, whole: Question) -> Question:
    """A part with the language, the history and, where it names none, the places of the whole."""
    question = replace(question, lang=whole.lang, history=whole.history)
    if question.places or question.unknown:
        return question
    return replace(question, places=whole.places, unknown=whole.unknown, within=whole.within)


def _by_the_first(whole: Question, text: str, read: Read) -> Question:
    """What asks for a figure first, and then for more of it, asks for a figure."""
    if whole.wanted is Wanted.TARGET or "kind" not in whole.also:
        return whole
    first = next((q for q in (read(piece, ()) for piece in _pieces(nfc(text))) if _asks(q)), whole)
    return replace(whole, wanted=first.wanted) if first.wanted is Wanted.TARGET else whole


def _parts(text: str, read: Read) -> list[str]:
    """The text cut where both sides ask something of their own."""
    found: list[str] = []
    alone: list[Question] = []
    for piece in _pieces(nfc(text)):
        question = read(piece, ())
        if found and (not _asks(alone[-1]) or not _stands(question, alone[-1])):
            found[-1] += piece
            alone[-1] = read(found[-1], ())
        else:
            found.append(piece)
            alone.append(question)
    if len(found) > 1 and not _interrogative(alone[-1]):
        found[-2:] = [found[-2] + found[-1]]
    return found


def _pieces(text: str) -> list[str]:
    cuts = [0, *(m.end() for m in _JOINT.finditer(text)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if text[a:b].strip(" ?.,;!")]


def _asks(question: Question) -> bool:
    """Whether it asks something, and says of what."""
    return _interrogative(question) and bool(question.words or question.agencies)


def _interrogative(question: Question) -> bool:
    return "kind" in question.also and cue("also.asks").search(question.asking) is not None


def _stands(question: Question, before: Question) -> bool:
    """Whether it asks something else than the one before it."""
    if not _interrogative(question):
        return False
    own = [word for word in question.words if word not in before.words]
    if len(own) >= _OWN or question.agencies:
        return not (question.wanted in _OF_A_PLAN and before.wanted in _OF_A_PLAN)
    of_one = question.wanted in _OF_ONE and before.wanted in _OF_ONE
    either = question.wanted in _OF_A_PLAN or before.wanted in _OF_A_PLAN
    return not own and question.wanted is not before.wanted and not (of_one or either)
