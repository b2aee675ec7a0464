"""A document's clauses as the blocks of a page: headings, paragraphs, items, tables, lines.

Every clause goes into exactly one block, in the document's order, so that nothing is left out and
every clause can be opened by its path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.markers import strip_marker
from ingest.model import Cell, Clause, Kind

# Marks of an enumeration: such a heading leads in its items and is none of the contents.
_BULLET = re.compile(r"[gckb]\d+(~\d+)?$")
_SENTENCE = re.compile(r"\.s\d+(~\d+)?$")
_TABLE_HEAD = re.compile(r"(^|\.)h\d+(~\d+)?$")
_UNMARKED = re.compile(r"[ps]\d+(~\d+)?$")
_DEEPEST_INDENT = 3
_DEEPEST_HEADING = 6
_CONTENTS = 4
_SHORTEST_TITLE = 5


@dataclass(frozen=True, slots=True)
class Text:
    """One clause's words as they stand, its marker apart."""

    path: str
    marker: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `cells` are in column order."""

    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page.

    `kind` is heading, paragraph, item, lead (an item over items), title, lines or table. `level`
    is a heading's, 2 to 6; `indent` an item's, 0 to 3. A table has `rows` and `columns`, and in
    `texts` the clause of its head where there is one.
    """

    kind: str
    texts: tuple[Text, ...] = ()
    level: int = 0
    indent: int = 0
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def blocks(clauses: Sequence[Clause], text: str) -> list[Block]:
    """The blocks of a document, whose text as read is `text`."""
    placed = _Placed(text)
    found = [placed.block(clause) for clause in clauses]
    return list(_joined(found))


def contents(found: Sequence[Block]) -> list[Block]:
    """The headings that a table of contents lists."""
    return [b for b in found if b.kind == "heading" and b.level <= _CONTENTS]


class _Placed:
    """Follows the headings from clause to clause, to know each one's level and indent."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._sections: list[str] = []

    def block(self, clause: Clause) -> Block:
        path = clause.path
        if clause.kind is Kind.ROW:
            headers = tuple(cell.header for cell in clause.cells)
            return Block("table", columns=headers, rows=(Row(path, clause.cells),))
        if clause.kind is Kind.HEADING and _TABLE_HEAD.search(path):
            return Block("table", (_plain(clause),))
        if clause.kind in (Kind.SIGNATURE, Kind.RECIPIENTS):
            return Block("lines", (self._as_laid_out(clause),))
        if clause.kind is Kind.HEADING and not _BULLET.match(path.rpartition(".")[2]):
            return Block("heading", (_parted(clause),), level=self._enter(path))
        if not clause.breadcrumb and (title := self._title(clause)):
            return Block("title", (title,))
        return self._body(clause)

    def _body(self, clause: Clause) -> Block:
        last = clause.path.rpartition(".")[2]
        if _UNMARKED.match(last) and not _parted(clause).marker:
            indent = self._indent(clause.path) if _SENTENCE.search(clause.path) else 0
            return Block("paragraph", (_plain(clause),), indent=indent)
        kind = "lead" if clause.kind is Kind.HEADING else "item"
        return Block(kind, (_parted(clause),), indent=self._indent(clause.path))

    def _enter(self, path: str) -> int:
        """Note the section that begins here; its heading's level."""
        self._sections = [one for one in self._sections if path.startswith(f"{one}.")]
        self._sections.append(path)
        return min(len(self._sections) + 1, _DEEPEST_HEADING)

    def _indent(self, path: str) -> int:
        """How many enumerations stand between an item and the section that it is in."""
        path = _SENTENCE.sub("", path)
        above = [one for one in self._sections if path.startswith(f"{one}.")]
        inner = path.removeprefix(f"{above[-1]}.") if above else path
        return min(inner.count("."), _DEEPEST_INDENT)

    def _title(self, clause: Clause) -> Text | None:
        """The name of the document, whose first line is in capitals; None for other words."""
        first = self._text[clause.start : clause.end].partition("\n")[0].strip(" \t*#")
        if not (first.isupper() and len(first) > _SHORTEST_TITLE and clause.text.startswith(first)):
            return None
        rest = clause.text.removeprefix(first).strip()
        return Text(clause.path, "", f"{first}\n{rest}".strip())

    def _as_laid_out(self, clause: Clause) -> Text:
        """The words with the line ends of the document, which mean something in a signature."""
        lines = self._text[clause.start : clause.end].splitlines()
        held = (line.strip(" \t*#") for line in lines)
        words = "\n".join(line for line in held if line)
        # Where marks of layout stand within a line, the clean words are the better ones.
        whole = "".join(words.split()) == "".join(clause.text.split())
        return Text(clause.path, "", words if whole else clause.text)


def _parted(clause: Clause) -> Text:
    words = strip_marker(clause.text)
    marker = clause.text[: len(clause.text) - len(words)].strip()
    return Text(clause.path, marker, words) if words else _plain(clause)


def _plain(clause: Clause) -> Text:
    return Text(clause.path, "", clause.text)


def _joined(found: Sequence[Block]) -> Iterator[Block]:
    """Sentences of one paragraph together, lines of one signature, rows of one table."""
    for _, group in groupby(_keyed(found), key=lambda pair: pair[0]):
        pieces = [block for _, block in group]
        yield replace(
            next((b for b in pieces if b.columns), pieces[0]),
            kind=pieces[0].kind,
            texts=tuple(text for block in pieces for text in block.texts),
            rows=tuple(row for block in pieces for row in block.rows),
        )


def _keyed(found: Sequence[Block]) -> Iterator[tuple[object, Block]]:
    """Each block with a key that its neighbours share where they are one block."""
    table = 0
    for number, block in enumerate(found):
        key: object = number
        if block.kind == "table":
            table = table if number and _continues(found[number - 1], block) else number
            key = ("table", table)
        elif block.kind == "lines":
            key = ("lines", block.texts[0].path.partition(".")[0])
        elif block.texts and _SENTENCE.search(block.texts[0].path):
            key = ("sentences", _SENTENCE.sub("", block.texts[0].path))
        yield key, block


def _continues(above: Block, block: Block) -> bool:
    """Whether a row goes on with the table above it: no head of its own, the same columns."""
    alike = above.columns in ((), block.columns)
    return above.kind == "table" and not block.texts and alike
