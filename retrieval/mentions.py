"""Places that no document is about, though one speaks of them: a commune in its province's plan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ingest.index import Index
from ingest.model import Clause
from ingest.tokens import folded
from ingest.written import words
from retrieval.anchors import says
from retrieval.model import Question
from retrieval.understand.places_words import PREFIXES

_SHORTEST = 2


def spoken_of(question: Question, index: Index, seen: Collection[str]) -> Question:
    """The question put to the documents that name the place asked about, if any does.

    Where a document is about the place around it, only that one is asked.
    """
    names = tuple(name for name in map(_bare, question.unknown) if len(name.split()) >= _SHORTEST)
    if question.places or not names:
        return question
    around = {slug for slug in question.within if slug} & set(seen)
    found = [
        slug
        for slug in around or seen
        if any(f" {name} " in f" {folded_text(index, slug)} " for name in names)
    ]
    return replace(question, places=tuple(found), mentioned=names) if found else question


def speaks_of(names: Collection[str], clause: Clause) -> bool:
    """Whether a clause, or a heading above it, has one of these folded names."""
    return any(says(name, text) for name in names for text in (clause.text, *clause.breadcrumb))


def _bare(place: str) -> str:
    """A place's name, folded, without the word for its kind: "thị trấn Thịnh Long"."""
    said = words(place)
    kinds = (size for size in (2, 1) if tuple(said[:size]) in PREFIXES)
    return " ".join(folded(said[next(kinds, 0) :]))


_FOLDED: dict[tuple[str, str], str] = {}


def folded_text(index: Index, slug: str) -> str:
    """A document's words, folded, one blank between them; kept by generation."""
    key = (index.generation, slug)
    found = _FOLDED.get(key)
    if found is None:
        # A copy of the keys: another thread may add one meanwhile.
        for old in [k for k in tuple(_FOLDED) if k[0] != index.generation]:
            _FOLDED.pop(old, None)
        found = _FOLDED[key] = " ".join(folded(words(index.text(slug))))
    return found
