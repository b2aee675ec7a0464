"""Which places a question asks about: those that the corpus holds, and those that it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Card, Level
from retrieval.understand.places_mentions import Mention, by_initials, mentions
from retrieval.understand.places_names import Lexicon, lexicon
from retrieval.understand.places_roles import asked, within
from retrieval.understand.places_text import Token, tokens
from retrieval.understand.places_words import ENGLISH_LEVELS, LEVELS
from retrieval.units import Unit, Units, load

# From this day on the plan of a province is that of those it took in as well.
_MERGED = "2025-07-01"
_LEVEL = re.compile(
    rf"\bcap ({'|'.join(LEVELS)})\b|\b({'|'.join(ENGLISH_LEVELS)})(?: |-)level\b"
    rf"|\bat ({'|'.join(ENGLISH_LEVELS)}) level\b"
)


@dataclass(frozen=True, slots=True)
class Places:
    """The places asked about.

    `named` are slugs in order of mention. `unknown` are places that the corpus does not hold, as
    they are shown to the asker; `within` says for each which slug covers it, "" where none does.
    `level` is the one tier named as such ("cấp xã"). `spans` are the mentions, in code points of
    the question, for the caller to take out of the words to search; the issuer of a cited
    document is none of them.
    """

    named: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    level: Level | None = None
    spans: tuple[tuple[int, int], ...] = ()


def resolve(text: str, cards: Sequence[tuple[str, Card]], units: Units | None = None) -> Places:
    """Read the places of a question, with or without tone marks, mistyped or in English."""
    country = units or load()
    names = lexicon(tuple(cards), country)
    line = tokens(text)
    found = mentions(line, names, country) or by_initials(line, text, names)
    asks, taken = asked(found, line, text, country)
    named = [slug for m in asks for name in m.names for slug in name.slugs]
    merged = {n: _merged_into(m.unit, cards) for n, m in enumerate(asks) if m.unit is not None}
    named += [slug for slugs in merged.values() for slug in slugs]
    asks = [m for n, m in enumerate(asks) if not merged.get(n)]
    taken = [m for m in taken if m in asks or m.unit is None]
    others = _others(asks, names, country)
    return Places(
        named=tuple(dict.fromkeys(named)),
        unknown=tuple(others),
        within=tuple(others.values()),
        level=_level(line),
        spans=tuple((line[m.first].start, line[m.last - 1].end) for m in taken),
    )


def _merged_into(unit: Unit, cards: Sequence[tuple[str, Card]]) -> list[str]:
    """The plans that a province of 1 July 2025 has made since for an old one that it took in."""
    if unit.since or unit.level is not Level.PROVINCE or unit.name in unit.became:
        return []
    return [
        slug
        for slug, card in cards
        if card.place.level is Level.PROVINCE
        and card.place.name in unit.became
        and card.signed >= _MERGED
    ]


def _others(asks: Sequence[Mention], names: Lexicon, units: Units) -> dict[str, str]:
    """What is shown of each unknown place, and the slug that covers it."""
    return {
        _shown(m.unit, m, names): within(m.unit, names, units) for m in asks if m.unit is not None
    }


def _shown(unit: Unit, mention: Mention, names: Lexicon) -> str:
    """The name with the unit word that the asker used, where it is a full one.

    A namesake of one of the corpus's places is shown with its province.
    """
    word = mention.prefix.word if mention.prefix else ""
    full = {"tp": "thành phố", "tx": "thị xã"}.get(word, word)
    own = full and " of" not in full and not mention.party
    shown = f"{full} {unit.name}" if own else unit.display
    twin = any(n.place.name == unit.name and n.place.level is unit.level for n in names.names)
    twin = twin and unit.level is not Level.PROVINCE
    return f"{shown} ({unit.province})" if twin else shown


def _level(line: Sequence[Token]) -> Level | None:
    """The one tier spoken of; None where none is, or more than one."""
    found = {
        LEVELS[vi] if vi else ENGLISH_LEVELS[en or at]
        for vi, en, at in _LEVEL.findall(" ".join(t.bare for t in line))
    }
    return found.pop() if len(found) == 1 else None
