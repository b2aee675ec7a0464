"""Which of several plans of one place a question means, and which of its words only name it.

A place may have a plan a year, or several at once on different subjects. The number that a question
gives picks the plan; else its year; else the words that only one of the titles has; else, of plans
on one subject, the one in force today.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from ingest.model import Card
from ingest.tokens import bigrams, fold, folded, syllables
from retrieval import data
from retrieval.config import cue
from retrieval.model import Question, Wanted

_YEAR = re.compile(r"(?:19|20)\d\d")
_OFFICE = re.compile(
    r"(?:bo|so|tong cuc|cuc|vien|ngan hang|kiem toan|tong cong ty|truong|hoc vien) "
)
_JOINTS = re.compile(r"\s*([/-])\s*")
_AMENDS = re.compile(r"sua doi|bo sung|dieu chinh|thay the|bai bo")
_NUMBER = re.compile(r"(\d+)\s*(.*)")
# So much of the words of the shorter title, and two plans are on one subject.
_ALIKE = 0.8
# A pair of words that so few of a document's clauses hold is not what it is about.
_SELDOM = 0.015
# So many pairs of words call a plan by its subject, if no more than this share of titles has them.
_CALLED, _FEW = 3, 0.34
# What a plan's card says of it.
_OWN = ("number", "signer", "issuer", "period")

Cards = Mapping[str, Card]
Shares = Callable[[str], Mapping[str, float]]


def _no_shares(_: str) -> Mapping[str, float]:
    return {}


def today() -> date:
    """The date where the plans are."""
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def meant(question: Question, cards: Cards, now: date, shares: Shares = _no_shares) -> Question:
    """The question with its places narrowed to the plans that it means.

    `shares` gives for a pair of words the share of each document's clauses that hold it.
    """
    wanted = [slug for slug in question.places if slug in cards] or list(cards)
    numbered = [slug for slug in wanted if _numbered(cards[slug], question)]
    if numbered:
        # The plan's own number has done its work, unless it is the plan itself that is asked about.
        own = {n for n in question.numbers if _of_any(n, cards, numbered)}
        own = set() if _bare(question.words) else own
        left = tuple(n for n in question.numbers if n not in own)
        return _named(replace(question, places=tuple(numbered), numbers=left), cards)
    if not question.places:
        question = _called(question, cards)
    elif "compare" in question.also:
        question = replace(question, places=(*question.places, *_of_issuer(question, cards)))
    if not question.places:
        return question
    kept = []
    for group in _by_place(question.places, cards):
        kept += _of_group(question, group, cards, now, shares)
    return _named(replace(question, places=tuple(kept)), cards)


def in_force(card: Card, day: date) -> bool:
    """Whether a plan's period holds that day; a plan without one holds from its signing on."""
    if card.first_year is None or card.last_year is None:
        return not card.signed or card.signed <= day.isoformat()
    return card.first_year <= day.year <= card.last_year


def amendments(card: Card, cards: Iterable[Card]) -> list[Card]:
    """The plans of its place whose titles say that they change this one, which they name."""
    own = _squeezed(card.number)
    return [
        other
        for other in cards
        if own
        and other.place.name == card.place.name
        and own != _squeezed(other.number)
        and _AMENDS.search(fold(other.title))
        and re.search(rf"(?<!\d){re.escape(own)}(?!\w)", _JOINTS.sub(r"\1", fold(other.title)))
    ]


def same_subject(one: Card, other: Card) -> bool:
    """Whether two titles say the same but for years: last year's plan and this one's."""
    first, second = title_words(one), title_words(other)
    least = min(len(first), len(second))
    return least > 0 and len(first & second) >= _ALIKE * least


def title_words(card: Card) -> frozenset[str]:
    """The folded syllables of a title and their pairs, without its years and its place's name."""
    return _title_words(card.title, card.place.name)


@lru_cache(maxsize=8_192)
def _title_words(title: str, place: str) -> frozenset[str]:
    plain = _YEAR.sub(" ", fold(title)).replace(fold(place), " , ") if place else fold(title)
    parts = [syllables(part) for part in re.split(r"[,;:.“”\"()]", plain)]
    return frozenset(word for part in parts for word in (*part, *bigrams(part)))


def _of_group(
    question: Question, slugs: Sequence[str], cards: Cards, now: date, shares: Shares
) -> list[str]:
    """Of a place's plans those that are meant; all of them where nothing tells them apart."""
    if len(slugs) == 1 or "compare" in question.also:
        return list(slugs)
    about = _on_subject(question, slugs, cards, shares)
    if question.years:
        return about
    return [slug for series in _series(about, cards) for slug in _holding(series, cards, now)]


def _series(slugs: Sequence[str], cards: Cards) -> list[list[str]]:
    """The plans that follow one another on one subject."""
    found: list[list[str]] = []
    for slug in slugs:
        own = next((s for s in found if same_subject(cards[s[0]], cards[slug])), None)
        if own is None:
            found.append([slug])
        else:
            own.append(slug)
    return found


def _holding(series: list[str], cards: Cards, now: date) -> list[str]:
    return [slug for slug in series if in_force(cards[slug], now)] or series


def _on_subject(
    question: Question, slugs: Sequence[str], cards: Cards, shares: Shares
) -> list[str]:
    """The plans of whose own title words the question has most; shared words say nothing.

    One pair of words alone tells a plan only if the others hardly speak of it at all.
    """
    asked = _asked(question)
    shared = frozenset.intersection(*(title_words(cards[slug]) for slug in slugs))
    own = {slug: {w for w in title_words(cards[slug]) - shared if "_" in w} for slug in slugs}
    generic = set(data.words("cues", "about", "title"))
    said = {slug: (asked & own[slug]) - generic for slug in slugs}
    most = max(map(len, said.values()))
    found = [slug for slug in slugs if len(said[slug]) == most]
    if most != 1 or len(found) != 1:
        return found
    held = shares(next(iter(said[found[0]])))
    elsewhere = (held.get(slug, 0.0) for slug in slugs if slug != found[0])
    return list(slugs) if max(elsewhere, default=0.0) > _SELDOM else found


def _called(question: Question, cards: Cards) -> Question:
    """A question that names no place, put to the plan that it calls by its subject or issuer."""
    if about := _about(question, cards):
        return replace(question, places=about)
    issued = _of_issuer(question, cards)
    if not issued or question.unknown:
        return question
    issuers = [set(fold(cards[slug].issuer).split()) for slug in issued]
    said = {word for issuer in issuers for word in issuer}
    others = tuple(a for a in question.agencies if not set(a.split()) <= said)
    left = tuple(w for w in question.words if not set(fold(w).split()) <= said)
    return replace(question, places=issued, agencies=others, words=left or question.words)


def _of_issuer(question: Question, cards: Cards) -> tuple[str, ...]:
    """The plans of the ministries and offices that a question names; an office is no place."""
    asked = f" {' '.join(syllables(fold(question.asking)))} "
    issuers = {s: fold(c.issuer) for s, c in cards.items() if _OFFICE.match(fold(c.issuer))}
    whole = [s for s, name in issuers.items() if f" {' '.join(syllables(name))} " in asked]
    short = [s for s, name in issuers.items() if any(f" {n} " in asked for n in _short(name))]
    return tuple(whole or short)


def _short(issuer: str) -> tuple[str, ...]:
    """What a ministry is called for short: by its first field, or that field's letters.

    "bo nong nghiep", "bo nn" and "bnn" of "bo nong nghiep va phat trien nong thon".
    """
    kind, *field = syllables(re.split(r",| va |&", issuer)[0])
    if kind != "bo" or len(field) < 2:
        return ()
    letters = "".join(word[0] for word in field)
    return f"{kind} {' '.join(field)}", f"{kind} {letters}", f"{kind[0]}{letters}"


def _about(question: Question, cards: Cards) -> tuple[str, ...]:
    """Where no place is named: the plan that is called by its subject ("đề án chuyển đổi số …").

    It must be called a plan, by words that few titles have and no other title has as many of.
    """
    if not cue("about.plan").search(question.asking) or question.unknown:
        return ()
    asked = _asked(question)
    titles = {slug: title_words(card) for slug, card in cards.items()}
    spread = Counter(word for title in titles.values() for word in title if word in asked)
    rare = {word for word, count in spread.items() if "_" in word and count <= _FEW * len(cards)}
    counts = {slug: len(rare & title) for slug, title in titles.items()}
    most = max(counts.values(), default=0)
    found = tuple(slug for slug, count in counts.items() if count == most)
    return found if most >= _CALLED and len(found) < len(cards) else ()


def _asked(question: Question) -> frozenset[str]:
    words = " ".join((*question.carried, *question.words))
    return frozenset((*bigrams(folded(syllables(words))), *bigrams(syllables(fold(question.text)))))


def _named(question: Question, cards: Cards) -> Question:
    """The words that every plan meant has in its title only name it, if others are left to ask."""
    titles = [title_words(cards[slug]) for slug in question.places]
    if not titles or not question.words:
        return question
    naming = {word for word in question.words if _in_all(word, titles)}
    left = tuple(word for word in question.words if word not in naming)
    wanted = Wanted.META if naming and _of_itself(question, left) else question.wanted
    if not naming or not (left or wanted is Wanted.META):
        return question
    named = tuple(word for word in question.words if word in naming)
    return replace(question, words=left, named=named, wanted=wanted)


def _of_itself(question: Question, left: Sequence[str]) -> bool:
    """Whether nothing is asked but the plan's own number, date, signer, issuer or period."""
    if question.wanted not in (Wanted.META, Wanted.TASK, Wanted.TARGET):
        return False
    asked = fold(question.text)
    return _bare(left) and any(cue(f"about.{part}").search(asked) for part in _OWN)


def _bare(words: Sequence[str]) -> bool:
    """Whether words only say which fact of a document is wanted, and nothing that it speaks of."""
    generic = {*data.words("cues", "list", "basis"), *data.words("cues", "list", "itself")}
    return all(fold(word) in generic for word in words)


def _in_all(word: str, titles: Iterable[frozenset[str]]) -> bool:
    said = syllables(fold(word))
    # One syllable is too little to know a title by, unless it is a name of its own: "5g".
    sure = len(said) > 1 or (word.isalnum() and not word.isalpha() and not word.isdigit())
    parts = set(bigrams(said) if len(said) > 1 else said)
    return sure and all(parts <= title for title in titles)


def _by_place(slugs: Iterable[str], cards: Cards) -> list[list[str]]:
    groups: dict[object, list[str]] = {}
    for slug in slugs:
        key = cards[slug].place if slug in cards else slug
        groups.setdefault(key, []).append(slug)
    return list(groups.values())


def _numbered(card: Card, question: Question) -> bool:
    return any(_same_number(card.number, number) for number in question.numbers)


def _of_any(number: str, cards: Cards, slugs: Collection[str]) -> bool:
    return any(_same_number(cards[slug].number, number) for slug in slugs)


def _same_number(own: str, typed: str) -> bool:
    """ "552/KH-UBND" by its whole, or typed short: "552/KH"."""
    one, other = _NUMBER.match(_squeezed(own)), _NUMBER.match(_squeezed(typed))
    if not one or not other or one[1].lstrip("0") != other[1].lstrip("0"):
        return False
    return bool(other[2]) and one[2].startswith(other[2])


def _squeezed(number: str) -> str:
    return fold(number).replace(" ", "")
