"""What a question names so exactly that only a clause with that very name can answer it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.model import Clause
from ingest.tokens import fold, folded
from ingest.written import words

# "Dự án nhóm A": a class by its letter.
_LETTERED = re.compile(r"\b(?:du an|cong trinh|ho so|benh) ?((?:nhom|hang|loai) [a-d])\b")
# "Dự án 8", "mẫu số 47", "Điều 36": a thing of a kind, by its number.
_NUMBERED = re.compile(
    r"\b(tieu du an|du an|phu luc|dieu|mau|buoc|bieu|chuong|hop phan) (?:so )?"
    r"(\d{1,3}|[ivx]{1,5})\b(?!\s*(?:%|phan tram))"
)
_NO_BARE = re.compile(
    r"\d+\s?[/-]\s?[^\W\d]\S*|\d+(?:/\d+)+|\b(?:ngày|tháng|quý|năm|ngay|thang|quy|nam|số|so)\s+\d+"
    r"|\d[\d.,]*\s*(?:%|phần trăm|phan tram)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d,])|(?<![\d.,])\d+(?![\d,]|\.\d)")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]{4,80})[\"“”»]")


@lru_cache(maxsize=8_192)
def numbered(asking: str) -> tuple[str, ...]:
    """The things of a kind that a folded question names by number or letter: "du an 8"."""
    found = [f"{kind} {number}" for kind, number in _NUMBERED.findall(asking)]
    return tuple(dict.fromkeys([*found, *_LETTERED.findall(asking)]))


@lru_cache(maxsize=16_384)
def bare_numbers(text: str) -> frozenset[str]:
    """The numbers of two digits or more that are no year, no date and no document's number.

    "204 hồ sơ", "tổ dân phố 25 đến 33"; without leading zeros and points.
    """
    found = (m.replace(".", "").lstrip("0") for m in _BARE.findall(_NO_BARE.sub(" ", text)))
    return frozenset(number for number in found if len(number) > 1 and not _YEAR.match(number))


@lru_cache(maxsize=8_192)
def quoted(text: str) -> tuple[str, ...]:
    """What a question puts in quotation marks, folded, two words or more: names to find as such."""
    found = (" ".join(folded(words(inside))) for inside in _QUOTED.findall(text))
    return tuple(dict.fromkeys(name for name in found if " " in name))


def quotes(names: Sequence[str], clause: Clause) -> bool:
    """Whether a clause has all of these names, word for word."""
    return all(says(name, clause.text) for name in names)


def says(name: str, text: str) -> bool:
    """Whether a text has a folded name, word for word."""
    return f" {name} " in f" {_plain(text)} "


@lru_cache(maxsize=16_384)
def _plain(text: str) -> str:
    return " ".join(folded(words(text)))


def holds(anchors: Sequence[str], clause: Clause) -> bool:
    """Whether a clause, or a heading above it, names all of these."""
    held = _named((clause.text, *clause.breadcrumb))
    return held.issuperset(anchors)


def among(anchors: Sequence[str], text: str) -> bool:
    """Whether a text names all of these."""
    return set(_in(text)).issuperset(anchors)


def _named(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(anchor for text in texts for anchor in _in(text))


@lru_cache(maxsize=16_384)
def _in(text: str) -> tuple[str, ...]:
    return numbered(fold(text))
