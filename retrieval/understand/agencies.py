"""Which agency a question names, with or without tone marks, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ingest.model import Level
from ingest.tokens import fold, folded
from ingest.written import words
from retrieval import data
from retrieval.config import cue
from retrieval.model import Question, Wanted
from retrieval.reading import agency_in

# More plans than these are too many to look for names in.
_FEW = 3
_NUMBER = re.compile(r"\bsố\b", re.IGNORECASE)
_DIGITAL = re.compile(
    r"\b(chuyen doi|chi|he|ky thuat|kinh te|xa hoi|chinh quyen|nen tang|du lieu|cong nghe) so\b"
)
# The committees of a tier, named by the tier and by no place.
_COMMITTEES = re.compile(
    r"\b(?:ubnd|uy ban nhan dan)(?: (?:cac|cap|tung|moi))* (?P<tier>tinh|huyen|thi xa|quan)\b"
)
_BELOW = {"tinh": (Level.CENTRAL,), "huyen": (Level.CENTRAL, Level.PROVINCE)}
_TIER = re.compile(r" (?:tinh|thanh pho|huyen|xa|phuong|dac khu)$")


@cache
def _generic() -> frozenset[str]:
    """Names that mean no one office ("các đơn vị")."""
    return frozenset(data.words("cues", "agency", "nobody"))


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of a document: its name as it stands there and its folded words."""

    doc: str
    name: str
    words: frozenset[str]


class Agencies:
    """The agencies of a corpus, to be found in questions; a document's are read when wanted."""

    def __init__(self, names: Callable[[str], Iterable[str]]) -> None:
        self._names = names
        self._known: dict[str, tuple[Agency, ...]] = {}

    def like(self, name: str, slugs: Iterable[str]) -> list[Agency]:
        """The agencies of these documents that a name may mean: all of its words are theirs."""
        wanted = set(name.split())
        return [a for slug in slugs for a in self._of(slug) if wanted <= a.words]

    def named_in(self, text: str, slugs: Iterable[str]) -> tuple[str, ...]:
        """The agencies of these documents that a text calls by their whole names, folded.

        Of one within another the longer; a name of one word or of no agency in particular
        ("các đơn vị") is none.
        """
        plain = f" {' '.join(folded(words(text)))} "
        names = {self._bare(a.name) for slug in slugs for a in self._of(slug)}
        held = {n for n in names if " " in n and f" {n} " in plain and n not in _generic()}
        return tuple(sorted(n for n in held if not any(n != m and n in m for m in held)))

    @staticmethod
    def _bare(name: str) -> str:
        """A name as it is said: without its mark, and without the tier that it belongs to."""
        return _TIER.sub("", " ".join(folded(words(agency_in(name) or name))))

    def _of(self, slug: str) -> tuple[Agency, ...]:
        if slug not in self._known:
            names = dict.fromkeys(self._names(slug))
            self._known[slug] = tuple(
                Agency(slug, name, frozenset(folded(words(name)))) for name in names
            )
        return self._known[slug]


@cache
def _pattern() -> re.Pattern[str]:
    """A kind of office with its field, or an office that needs none, over folded text."""
    kinds, fields, lone = (
        "|".join(data.words("cues", "agency", key)) for key in ("kinds", "fields", "lone")
    )
    joint = r"(?:\s*(?:va|&|-|–|,)?\s*)"
    return re.compile(
        rf"(?<!\w)(?:(?:{kinds})\s+(?:{fields})(?:{joint}(?:{fields}))*|{lone})(?!\w)"
    )


def named_agencies(text: str) -> tuple[str, ...]:
    """The agencies that a question names: folded words, joints left out, each once."""
    # "Số" folds to what "sở" does: it is taken out where marks or the word before it tell.
    plainly = _DIGITAL.sub(r"\1 , ", fold(_NUMBER.sub(",", text)))
    found = (m.group() for m in _pattern().finditer(plainly))
    plain = (" ".join(w for w in re.findall(r"\w+", name) if w != "va") for name in found)
    return tuple(dict.fromkeys(plain))


def is_collective(agency: str) -> bool:
    """Whether it means offices of a kind together ("xã, phường"), and no one of them."""
    said = set(agency.split())
    together, many = (set(data.words("cues", "agency", key)) for key in ("together", "many"))
    return said <= together and bool(said & many)


def with_agencies(question: Question, known: Agencies, levels: Mapping[str, Level]) -> Question:
    """The question with the offices that its few plans name and no list of ours has.

    To ask what such an office does is to ask for its duties. `levels` are the tiers of the plans:
    to one of a higher tier the committees below are offices, too ("Quảng Nam giao UBND huyện gì").
    """
    asks = question.wanted is Wanted.TASK and cue("wanted.duties").search(question.asking)
    wants = asks or question.wanted in (Wanted.DUTIES, Wanted.REPORT)
    if question.agencies or not wants or not 0 < len(question.places) <= _FEW:
        return question
    named = known.named_in(question.asking, question.places)
    tier = _committees(question.asking, [levels[slug] for slug in question.places])
    named = (f"uy ban nhan dan {tier}",) if tier else named
    if not named:
        return question
    return replace(question, agencies=named, wanted=Wanted.DUTIES if asks else question.wanted)


def _committees(asking: str, levels: Iterable[Level]) -> str:
    """The tier, folded, whose committees a question names to plans of a higher one; else ""."""
    found = _COMMITTEES.search(asking)
    tier = found["tier"] if found else ""
    above = _BELOW.get(tier, _BELOW["huyen"])
    return tier if tier and all(level in above for level in levels) else ""
