"""An answer as a page draws it: lines of pieces, sources with their links, what came near."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.export import Labels
from bot.pages.words import address, link
from bot.records import Record
from retrieval.model import cells_of

_PIECE = re.compile(r"\[(?P<mark>\d+)\]|(?P<figure>\d[\d.,]*(?:[-–]\d[\d.,]*)?\s?%)")
_ITEM = re.compile(r"^[-•]\s+")
_NEAREST = 3
# The refusals that something near may still help with.
_NEAR = ("unanswerable:not_stated", "unanswerable:year", "unanswerable:agency")


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
    """A clause that an answer rests on, or one that came near.

    `cells` are its words; of a table's row each cell, with the name of its column where known.
    """

    number: int
    address: str
    document: str
    cells: tuple[tuple[str, str], ...]
    link: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that a template needs of an answer; `id` is that of the kept answer, "" for none."""

    id: str
    session: str
    question: str
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]
    nearest: tuple[Source, ...]
    notes: tuple[str, ...]
    suggestions: tuple[str, ...]
    abstained: bool


def drawn(record: Record, question: str, labels: Labels) -> Drawn:
    """An answer, as the API sends it, for a template."""
    numbers = {citation["number"] for citation in record["citations"]}
    places = [labels.place(slug) for slug in labels.documents]
    lines = (_line(text, numbers, places) for text in record["answer"].split("\n") if text.strip())
    return Drawn(
        record["id"],
        record["session"],
        question,
        tuple(lines),
        tuple(_source(c["number"], c["clause"], _cells(c), labels) for c in record["citations"]),
        tuple(_nearest(record, labels)) if record["status"] in _NEAR else (),
        tuple(record["notes"]),
        tuple(record["suggestions"]),
        record["abstained"],
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


def _cells(citation: Record) -> tuple[tuple[str, str], ...]:
    quote, columns = citation["quote"], citation["columns"]
    return tuple(cells_of(quote, columns) or _unnamed(quote))


def _unnamed(quote: str) -> list[tuple[str, str]]:
    return [("", cell) for cell in quote.split(" | ")]


def _source(number: int, clause: str, cells: tuple[tuple[str, str], ...], labels: Labels) -> Source:
    slug = clause.partition(":")[0]
    where = link(clause, labels.documents[slug].version)
    return Source(number, address(clause), labels.document(slug), cells, where)


def _nearest(record: Record, labels: Labels) -> Iterator[Source]:
    """The clauses nearest to a question that got no answer, apart from those cited."""
    told = {citation["clause"] for citation in record["citations"]}
    near = [hit for hit in record["hits"] if hit["clause"] not in told][:_NEAREST]
    for number, hit in enumerate(near, 1):
        yield _source(number, hit["clause"], tuple(_unnamed(hit["text"])), labels)
