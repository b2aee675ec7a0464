"""An answer as a page draws it: lines of pieces, sources with their links, what came near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.export import Labels
from bot.pages.words import address, link
from retrieval.model import Answer, Citation, Status

_PIECE = re.compile(r"\[(?P<mark>\d+)\]|(?P<figure>\d[\d.,]*(?:[-–]\d[\d.,]*)?\s?%)")
_ITEM = re.compile(r"^[-•]\s+")
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: `kind` is text, figure, place or mark (the number of a source)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer; `item` where it stands in a list."""

    pieces: tuple[Piece, ...]
    item: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A clause that an answer rests on, or one that came near."""

    number: int
    address: str
    document: str
    quote: str
    link: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that a template needs of an answer; `id` is that of the kept answer, "" for none."""

    id: str
    question: str
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]
    nearest: tuple[Source, ...]
    notes: tuple[str, ...]
    suggestions: tuple[str, ...]
    abstained: bool


def drawn(answer: Answer, question: str, labels: Labels, identity: str = "") -> Drawn:
    """The answer for a template."""
    numbers = {citation.number for citation in answer.citations}
    places = [labels.place(slug) for slug in labels.documents]
    lines = (_line(text, numbers, places) for text in answer.answer.split("\n") if text.strip())
    return Drawn(
        identity,
        question,
        tuple(lines),
        tuple(_source(citation, labels) for citation in answer.citations),
        tuple(_nearest(answer, labels)) if _came_near(answer) else (),
        answer.notes,
        answer.suggestions,
        answer.abstained,
    )


def _line(text: str, numbers: set[int], places: Sequence[str]) -> Line:
    words = _ITEM.sub("", text)
    named = next((place for place in places if words.startswith(f"{place}:")), "")
    pieces = [Piece("place", f"{named}:")] if named else []
    rest = words.removeprefix(f"{named}:") if named else words
    return Line((*pieces, *_pieces(rest, numbers)), words != text)


def _pieces(text: str, numbers: set[int]) -> Iterator[Piece]:
    at = 0
    for match in _PIECE.finditer(text):
        if match["mark"] and int(match["mark"]) not in numbers:
            continue
        # A mark follows its line's last word without a space that could break before it.
        before = text[at : match.start()]
        before = before.rstrip() if match["mark"] else before
        if before:
            yield Piece("text", before)
        kind = "mark" if match["mark"] else "figure"
        yield Piece(kind, match["mark"] or match["figure"])
        at = match.end()
    if text[at:]:
        yield Piece("text", text[at:])


def _source(citation: Citation, labels: Labels) -> Source:
    return Source(
        citation.number,
        address(citation.clause),
        labels.document(citation.doc),
        citation.quote,
        link(citation.clause, citation.version),
    )


def _came_near(answer: Answer) -> bool:
    return answer.status in (Status.NOT_STATED, Status.OTHER_YEAR, Status.NO_AGENCY)


def _nearest(answer: Answer, labels: Labels) -> Iterator[Source]:
    """The clauses nearest to a question that got no answer, apart from those cited."""
    told = {citation.clause for citation in answer.citations}
    clauses = [hit.clause for hit in answer.hits if hit.clause.id not in told]
    for number, clause in enumerate(clauses[:_NEAREST], 1):
        version = labels.documents[clause.doc].version
        where = labels.document(clause.doc)
        yield Source(number, address(clause.id), where, clause.text, link(clause.id, version))
