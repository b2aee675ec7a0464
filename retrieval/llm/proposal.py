"""A reading of a question that the rules could not place: proposed by the model, checked here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.tokens import fold
from prompts.model import prompt
from retrieval.compose.context import Context
from retrieval.llm.chat import Chat, Exchange
from retrieval.mentions import folded_text
from retrieval.model import Question, Status, Wanted
from retrieval.work import Work

_PLACEABLE = (Status.NOT_STATED, Status.CLARIFY, Status.NO_AGENCY)
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 16
_MOST_AGENCIES = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading of a question: every part of it was among what was offered."""

    wanted: Wanted
    places: tuple[str, ...]
    years: tuple[int, ...]
    agencies: tuple[str, ...]
    words: str

    def changed(self, question: Question, original: Question) -> Question:
        """A question read from the proposal's words, with what the asker named himself on top."""
        return replace(
            question,
            lang=original.lang,
            wanted=self.wanted,
            places=original.places or self.places,
            unknown=(),
            within=(),
            years=original.years or self.years,
            agencies=original.agencies or self.agencies,
            also=original.also | {"kind"},
            history=original.history,
        )


def wanted(work: Work) -> bool:
    """Whether the rules found no place for the question, though it is about places held here."""
    question = work.context.question
    return work.draft.status in _PLACEABLE and not question.unknown and not question.numbers


def proposed(
    chat: Chat, context: Context, until: float, exchange: Exchange
) -> tuple[Proposal | None, str]:
    """The model's reading, None where it is unfit; and the name of the prompt.

    Raises:
        Failed: the exchange came to nothing.
    """
    told = prompt("propose", context.question.lang)
    offered = offer(context)
    data = json.dumps({"cau_hoi": context.question.text, **offered}, ensure_ascii=False)
    reply = chat.reply(told.system, told.user.substitute(data=data), until, exchange)
    return read(reply, offered, context), told.name


def offer(context: Context) -> dict[str, Any]:
    """What may be chosen among: our kinds, and the places, years and agencies of the plans."""
    cards = {d.slug: d.card for d in context.documents if d.card.audience == "public"}
    bounds = [y for c in cards.values() for y in (c.first_year, c.last_year, c.outlook) if y]
    rows: list[Any] = [r for s in cards for r in context.index.register("assignments", s)]
    agencies = dict.fromkeys(name for row in rows for name in row["lead"])
    return {
        "loai": [kind.value for kind in Wanted],
        "noi": {slug: card.unit or card.title for slug, card in cards.items()},
        "nam": list(range(min(bounds), max(bounds) + 1)) if bounds else [],
        "co_quan": list(agencies)[:_MOST_AGENCIES],
    }


def read(reply: str, offered: Mapping[str, Any], context: Context) -> Proposal | None:
    """A proposal where every part is among what was offered and the plans know its words."""
    match = _OBJECT.search(reply)
    try:
        found = json.loads(match.group()) if match else None
    except ValueError:
        return None
    if not isinstance(found, dict) or found.get("loai") not in offered["loai"]:
        return None
    places = _chosen(found.get("noi"), offered["noi"])
    years = _chosen(found.get("nam"), offered["nam"])
    agencies = _chosen(found.get("co_quan"), offered["co_quan"])
    words = found.get("tu_khoa")
    if places is None or years is None or agencies is None or not isinstance(words, str):
        return None
    if not _known(words, context):
        return None
    return Proposal(Wanted(found["loai"]), places, years, agencies, words.strip())


def _chosen(value: object, offered: object) -> tuple[Any, ...] | None:
    """A list of which every item was offered."""
    if not isinstance(value, list) or not isinstance(offered, Sequence | Mapping):
        return None
    return tuple(value) if all(item in offered for item in value) else None


def _known(words: str, context: Context) -> bool:
    """Whether the words are few, hold no figure, and each stands in some plan."""
    found = _WORD.findall(fold(words))
    if not 0 < len(found) <= _MOST_WORDS or re.search(r"\d", words):
        return False
    held = {w for d in context.documents for w in folded_text(context.index, d.slug).split()}
    return all(word in held for word in found)
