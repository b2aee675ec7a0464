"""A question as typed to a question as understood, on its own and after what was asked before."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Card, Level
from ingest.tokens import fold, nfc
from retrieval import data
from retrieval.config import cue, kinds
from retrieval.model import Question, Wanted
from retrieval.understand.agencies import Agencies, is_collective, named_agencies
from retrieval.understand.content import content
from retrieval.understand.english import to_vietnamese
from retrieval.understand.follow import follow, refers_back
from retrieval.understand.places import resolve
from retrieval.understand.spelling import Typed, is_english, restore

# "2021-2025" and "14/10/2021" are parts of names; a year that is asked for stands alone.
_YEAR = re.compile(r"(?<![\d/.\-–])(?<!\d )(20[1-4]\d)(?![\d/])(?!\s*[-–]\s*20\d\d)")
_PERIOD = re.compile(
    r"20\d\d\s*[-–]\s*20\d\d|\b(?:từ|tu|from)\s+(?:năm\s+|nam\s+)?20\d\d\s+"
    r"(?:đến|den|tới|toi|to)\s+(?:năm\s+|nam\s+)?20\d\d",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b\d{1,5}(?:/\d{4})?(?:\s?/\s?|-)[A-ZĐa-zđ]{1,6}(?:[/-][A-ZĐa-zđ]+\d*){0,2}\b"
    r"|(?<!háng )(?<!hang )\b\d{2,5}/\d{4}\b"
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?(?=\s*(?:%|phần trăm|phan tram|percent))")
_LEVELS = {
    "trung uong": Level.CENTRAL,
    "tinh": Level.PROVINCE,
    "huyen": Level.DISTRICT,
    "xa": Level.COMMUNE,
    "provincial": Level.PROVINCE,
    "province": Level.PROVINCE,
    "district": Level.DISTRICT,
    "commune": Level.COMMUNE,
    "communal": Level.COMMUNE,
}
_LEVEL = re.compile(
    r"\b(?:cap|can bo|cong chuc|cbcc|tren|duoi|o|may|cac|nhung|tung|moi)"
    r" (trung uong|tinh|huyen|xa)\b"
    r"|\b(provincial|province|district|commune|communal)(?:[- ]levels?\b"
    r"|(?= (?:\w+ ){0,2}(?:cadres?|civil servants?|officials?|staff|work files?|work records?)\b))"
)
_TO = r"\b(?:cho|ve|len|toi|den|gui) "
_WHICH_NUMBER = re.compile(r"(?<!chỉ )\bsố nào\b", re.IGNORECASE)
_SOME = re.compile(r"(?<!\bthu )(?<!\btop )(?<!\bhang )\bmay\b(?! (?:%|phan tram))")
_WHAT = re.compile(r"\b(?:la|gom) (?:nhung )?(?:gi|nao)$")
# "Mấy huyện nào" asks which, and how many only by the way.
_WHICH = re.compile(r"\bmay (?:\w+ ){1,3}nao\b")
_PART = re.compile(r"[,;.?!]\s")
_LONG = 30
# What stands where a place stood: a word that joins nothing, so that its neighbours stay apart.
_BREAK = " và "
_ALSO = ("compare", "list", "support", "product", "highest")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What understanding needs to know of the corpus."""

    cards: tuple[tuple[str, Card], ...]
    vocabulary: Mapping[str, int]
    agencies: Agencies


def understand(
    text: str,
    history: Sequence[str],
    knowledge: Knowledge,
    *,
    place: str | None = None,
    year: int | None = None,
    lang: str | None = None,
) -> Question:
    """Read a question after the turns before it, oldest first; options stand above both."""
    before: Question | None = None
    for turn in history:
        before = follow(_alone(turn, knowledge), before)
    own = _alone(text, knowledge)
    question = follow(own, before)
    if own.places and not own.years:
        question = _in_reach(question, knowledge)
    if place is not None and place in dict(knowledge.cards):
        # A document by its slug: of several about one place, this one.
        question = replace(question, places=(place,), unknown=(), within=())
    elif place is not None:
        named = resolve(place, knowledge.cards)
        question = replace(question, places=named.named, unknown=named.unknown, within=named.within)
    if year is not None:
        question = replace(question, years=(year,))
    return replace(question, history=tuple(history), lang=lang or question.lang)


def _in_reach(question: Question, knowledge: Knowledge) -> Question:
    """Without the years of an earlier turn that no plan of the place named now reaches to."""
    cards = [card for slug, card in knowledge.cards if slug in question.places]
    reached = tuple(y for y in question.years if any(card.reaches(y) for card in cards))
    return replace(question, years=reached)


def _alone(text: str, knowledge: Knowledge) -> Question:
    english = is_english(text)
    typed = restore(text, knowledge.vocabulary)
    shown = typed.text
    where = resolve(shown, knowledge.cards)
    rest = _without(shown, where.spans, _BREAK if typed.marked else fold(_BREAK))
    searched = f"{to_vietnamese(rest)}" if english else rest
    # Cues are read in the language they are asked in: a translation has words of its own.
    said = [shown] if english else [text, shown]
    # What ends the one reading and begins the other is no phrase ("… qua mạng" "Sở …").
    plain = "; ".join(_plainly(words) for words in said)
    agencies = named_agencies(searched if english else typed.text)
    also = frozenset(name for name in _ALSO if cue(f"also.{name}").search(plain))
    figures = tuple(_FIGURE.findall(nfc(text)))
    wanted = _wanted_at_last(plain, bool(agencies)) or _by_sign(figures, also, plain)
    if wanted not in (Wanted.DUTIES, Wanted.REPORT):
        agencies = tuple(name for name in agencies if not is_collective(name))
    if wanted is Wanted.REPORT:
        # Who is reported to is not who reports.
        senders = tuple(name for name in agencies if not re.search(_TO + name, plain))
        agencies = senders or agencies
    marked = typed.marked or english
    named = content(_NUMBER.sub(" ", searched), wanted, knowledge.vocabulary, marked=marked)
    if wanted is not None:
        also |= {"kind"}
    if wanted is Wanted.TARGET and _loosely(plain):
        also |= {"loose"}
    if refers_back(shown if english else text):
        also |= {"follow_up"}
    return Question(
        text=shown if english else text,
        asking=plain,
        lang="en" if english else "vi",
        words=named.words,
        related=named.related,
        places=where.named,
        unknown=where.unknown,
        within=where.within,
        years=_years(text),
        levels=_levels(plain),
        agencies=agencies,
        numbers=_numbers(text, plain),
        figures=figures,
        wanted=wanted or Wanted.TASK,
        also=also,
        changes=_changes(typed, english, searched),
    )


def _plainly(text: str) -> str:
    """Folded, without what ends it. Where marks tell "số nào" from "sở nào", so do these words."""
    return fold(_WHICH_NUMBER.sub("số mấy", text).rstrip(" ?.!…"))


def _wanted_at_last(plain: str, agency: bool) -> Wanted | None:
    """What a question wants; a long one tells a story first and asks in its last parts."""
    if cue("wanted.report").search(plain):
        return _wanted(plain, agency)
    if len(plain.split()) > _LONG:
        for part in reversed(_PART.split(plain)):
            if (wanted := _wanted(part, agency)) is not None:
                return wanted
    return _wanted(plain, agency)


def _by_sign(figures: Sequence[str], also: Collection[str], plain: str) -> Wanted | None:
    """A question that gives a figure asks for one, as one for the highest that asks not what."""
    highest = "highest" in also and not _WHAT.search(plain)
    return Wanted.TARGET if figures or highest else None


def _wanted(plain: str, agency: bool) -> Wanted | None:
    for key in kinds():
        wanted = Wanted(key)
        if wanted is Wanted.DUTIES and not agency:
            continue
        if wanted is Wanted.TARGET and _WHICH.search(plain) and _loosely(plain):
            continue
        if cue(f"wanted.{key}").search(plain):
            return wanted
    return None


def _loosely(plain: str) -> bool:
    """Whether nothing but a "mấy" asks for a figure: it may as well mean "some"."""
    return not cue("wanted.target").search(_SOME.sub(" ", plain))


def _without(text: str, spans: Sequence[tuple[int, int]], instead: str) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{instead}{text[end:]}"
    return text


def _years(text: str) -> tuple[int, ...]:
    alone = _PERIOD.sub(" ", text)
    return tuple(dict.fromkeys(int(y) for y in _YEAR.findall(alone)))


def _numbers(text: str, plain: str) -> tuple[str, ...]:
    """The document numbers in a question, and those of documents that go by a name."""
    named = [n for name, n in data.pairs("cues", "known_as").items() if name in plain]
    return tuple(dict.fromkeys([*(m.group() for m in _NUMBER.finditer(nfc(text))), *named]))


def _levels(plain: str) -> tuple[Level, ...]:
    found = []
    for vi, en in _LEVEL.findall(plain):
        found.append(_LEVELS[vi or en])
    return tuple(dict.fromkeys(found))


def _changes(typed: Typed, english: bool, searched: str) -> tuple[tuple[str, str], ...]:
    return (*typed.changes, ("English", searched.strip())) if english else typed.changes
