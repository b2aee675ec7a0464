"""English questions turned into the plans' words, by the bilingual terms; no translation engine.

What comes out is a query for retrieval: terms found, figures and names, in the order asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ingest.tokens import fold, nfc, place_tones
from retrieval import data
from retrieval.understand.lexicon import english_words
from retrieval.understand.syllable import is_marked, well_formed_bare

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*(?:[-/][^\W\d_]+)*%?|%|[^\W\d_]+(?:'[a-z]+)?|\S")
_FIGURE = re.compile(r"\d[\d.,]*%?$")
Phrase = tuple[str, ...]


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, tuple[tuple[Phrase, str], ...]]:
    """English phrases with their Vietnamese, longest first, under their first word."""
    found: dict[str, dict[Phrase, str]] = {}
    for term in data.records("terms", "term"):
        for english in term["en"]:
            phrase = tuple(_plain(t) for t in _tokens(english))
            found.setdefault(phrase[0], {}).setdefault(phrase, term["vi"])
    return {
        first: tuple(sorted(some.items(), key=lambda item: -len(item[0])))
        for first, some in found.items()
    }


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
    return token.lower().removesuffix("'s")


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
        at += size or 1


def _continues(tokens: Sequence[str], at: int, size: int) -> bool:
    """Whether a name goes on: "Thang Binh" stays together and in order."""
    named = tokens[at + size][:1].isupper() and tokens[at][:1].isupper()
    return named and not _match(tokens, at + size)[0]


def _match(tokens: Sequence[str], at: int) -> tuple[int, str]:
    for word in _stems(_plain(tokens[at])):
        for phrase, vietnamese in _forms().get(word, ()):
            size = len(phrase)
            held = tokens[at : at + size]
            if len(held) < size or (size == 1 and is_marked(held[0])):
                continue
            if all(_same(h, p) for h, p in zip(held, phrase, strict=True)):
                return size, _filled(vietnamese, phrase, held)
    return 0, ""


def _same(typed: str, wanted: str) -> bool:
    if wanted == "#":
        return bool(_FIGURE.match(typed))
    return wanted in _stems(_plain(typed))


def _stems(word: str) -> tuple[str, ...]:
    """The word and what its plural may come from."""
    if word.endswith("ies") and len(word) > 4:
        return word, word[:-3] + "y"
    if word.endswith("es") and len(word) > 4:
        return word, word[:-2], word[:-1]
    return (word, word[:-1]) if word.endswith("s") and len(word) > 3 else (word,)


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


def term_in_english(vi: str) -> str | None:
    """The English that is printed for a Vietnamese term, or None if it is not among the terms."""
    return _back().get(_key(vi))


__all__ = ["term_in_english", "to_vietnamese"]
