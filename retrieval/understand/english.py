"""English questions turned into the plans' words, by the bilingual terms; no translation engine.

What comes out is a query for retrieval: terms found, figures and names, in the order asked. A word
that names something and that no term knows stays as it is, so that it counts as asked for and not
found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ingest.tokens import fold, nfc, place_tones
from retrieval import data
from retrieval.understand.english_forms import INFLECTED, american, bases, kinship
from retrieval.understand.lexicon import english_words
from retrieval.understand.syllable import is_marked, well_formed_bare

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*(?:[-/][^\W\d_]+)*%?|%|[^\W\d_]+(?:'[a-z]+)?|\S")
_FIGURE = re.compile(r"\d[\d.,]*%?$")
_BEGINNING, _SHORT = 3, 3
Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, tuple[tuple[Phrase, str], ...]]:
    """English phrases with their Vietnamese, longest first, under the beginning of the first."""
    found: dict[str, dict[Phrase, str]] = {}
    for term in data.records("terms", "term"):
        for english in term["en"]:
            phrase = tuple(_plain(t) for t in _tokens(english))
            found.setdefault(_beginning(phrase[0]), {}).setdefault(phrase, term["vi"])
    return {
        first: tuple(sorted(some.items(), key=lambda item: -len(item[0])))
        for first, some in found.items()
    }


def _beginning(word: str) -> str:
    return american(word)[:_BEGINNING]


@lru_cache(maxsize=1)
def _back() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for term in data.records("terms", "term"):
        for part in (term["vi"], *term["vi"].split(",")):
            key = _key(part)
            # A list of near synonyms ("tối thiểu, ít nhất") is found by each; the whole goes first.
            if part is term["vi"]:
                found[key] = term["en"][0]
            elif len(term["vi"].split(",")) > 1 and " " in key:
                found.setdefault(key, term["en"][0])
    return found


def _key(vietnamese: str) -> str:
    return " ".join(place_tones(nfc(vietnamese)).lower().split())


def _tokens(text: str) -> list[str]:
    """Words, figures and signs; a document's number is one token."""
    return _TOKEN.findall(_unhyphened(nfc(text).replace("\u2019", "'")))


def _plain(token: str) -> str:
    """A word as terms have it: "districts'" and "district's" are "districts" and "district"."""
    return token.lower().removesuffix("'s").rstrip("'")


def to_vietnamese(text: str) -> str:
    """The Vietnamese query of an English question; "" where no term, figure or name is found."""
    return " ".join(dict.fromkeys(_words(_tokens(text))))


def _unhyphened(text: str) -> str:
    # "one-stop", "level-4" are words apart; "14-NQ/TU" and "2021-2025" are one thing.
    chunks = (c if "/" in c else re.sub(r"(?<=[^\W\d_])-(?=\w)", " ", c) for c in text.split())
    return " ".join(chunks)


def _words(tokens: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        size, written = _match(tokens, at)
        if size:
            yield written
        elif _kept(tokens, at):
            written = tokens[at].removesuffix("'s")
            size = 1
            while at + size < len(tokens) and _continues(tokens, at, size):
                written += " " + tokens[at + size].removesuffix("'s")
                size += 1
            yield written
        elif _names_something(tokens[at]):
            yield _plain(tokens[at])
        at += size or 1


def _continues(tokens: Sequence[str], at: int, size: int) -> bool:
    """Whether a name goes on: "Thang Binh" stays together and in order."""
    named = tokens[at + size][:1].isupper() and tokens[at][:1].isupper()
    return named and not _match(tokens, at + size)[0]


def _match(tokens: Sequence[str], at: int) -> tuple[int, str]:
    """The longest term here, of several the one whose words are nearest to those typed."""
    best: tuple[int, float, str] = (0, 0.0, "")
    first = _plain(tokens[at])
    for phrase, vietnamese in _candidates(first):
        size = len(phrase)
        if size < best[0]:
            break
        held = tokens[at : at + size]
        if len(held) < size or (size == 1 and is_marked(held[0])):
            continue
        near = _nearness(held, phrase)
        if size == 1 and near < INFLECTED and not _names_something(first):
            continue  # "public" is no form of "publication"
        if near and (size, near) > best[:2]:
            best = size, near, _filled(vietnamese, phrase, held)
    return best[0], best[2]


@lru_cache(maxsize=4_096)
def _candidates(word: str) -> tuple[tuple[Phrase, str], ...]:
    """The terms that may begin with this word or a form of it, longest first."""
    beginnings = dict.fromkeys(_beginning(base) for base in bases(word))
    found = [item for beginning in beginnings for item in _forms().get(beginning, ())]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def _nearness(held: Sequence[str], phrase: Phrase) -> float:
    """How near the typed words are to a term's, 0 where one of them is another word."""
    near = 1.0
    for typed, wanted in zip(held, phrase, strict=True):
        if wanted == "#":
            near = min(near, float(bool(_FIGURE.match(typed))))
        else:
            near = min(near, kinship(_plain(typed), wanted))
        if not near:
            break
    return near


def _filled(vietnamese: str, phrase: Phrase, held: Sequence[str]) -> str:
    for wanted, typed in zip(phrase, held, strict=True):
        if wanted == "#":
            vietnamese = vietnamese.replace("#", typed, 1)
    return vietnamese


def _kept(tokens: Sequence[str], at: int) -> bool:
    """Figures, document numbers, marked words and names stay; English words without a term go."""
    token = tokens[at]
    if token[0].isdigit() or token == "%" or is_marked(token):
        return True
    if not token[:1].isupper() or len(token) < 2 or token.lower() in english_words():
        return False
    return at > 0 or well_formed_bare(fold(token))


def _names_something(token: str) -> bool:
    """Whether an English word without a term is about something, not glue."""
    word = _plain(token).partition("'")[0]
    if len(word) < _SHORT or not word.isascii() or not word.isalpha():
        return False
    # A syllable such as "tin" would be found in the plans as a Vietnamese word.
    return not well_formed_bare(word) and _glue().isdisjoint(bases(word))


@lru_cache(maxsize=1)
def _glue() -> frozenset[str]:
    listed = (data.words("typing", "english", key) for key in ("function", "general"))
    return frozenset(word for words in listed for word in words)


def term_in_english(vi: str) -> str | None:
    """The English that is printed for a Vietnamese term, or None if it is not among the terms."""
    return _back().get(_key(vi))


__all__ = ["term_in_english", "to_vietnamese"]
