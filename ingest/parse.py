"""A document's text to its clauses.

What holds for any text, odd or not: nothing is raised; ids are unique; clauses stand in the order
of the document and do not overlap; every character that is not blank lies in exactly one of them;
and `clean(text[start:end])` of a clause that is no table row is its text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block
from ingest.clean import clean, clean_with_map
from ingest.fields import with_fields
from ingest.headings import Heading, headings
from ingest.markers import find_mark
from ingest.model import Clause, Kind
from ingest.parts import ANNEX, root_name
from ingest.segments import Part, Segment, closings, segments
from ingest.sentences import split_sentences
from ingest.tables import Table, TableRow
from ingest.tree import Node, Tree

LONG_PARAGRAPH = 600
"""Characters past which a paragraph's sentences become clauses of their own."""

_TABLE_RANK = 90


def parse(text: str, slug: str) -> tuple[Clause, ...]:
    """The clauses of a document, in order; `slug` names the document in their ids."""
    return _Parser(text, slug).run()


class _Parser:
    def __init__(self, text: str, slug: str) -> None:
        self._text = text
        self._slug = slug
        self._tree = Tree()
        self._made: list[tuple[Clause, Node]] = []
        self._roots: list[str] = []
        self._root_names: Counter[str] = Counter()
        self._asides: Counter[str] = Counter()
        self._rows: Counter[tuple[str, ...]] = Counter()

    def run(self) -> tuple[Clause, ...]:
        found = list(segments(self._text))
        heads = headings(found)
        closing = closings(found, heads)
        for at, segment in enumerate(found):
            if at in closing:
                self._tree.close()
            self._add(segment, heads.get(at))
        settled = [_settle(clause, node) for clause, node in self._made]
        return with_fields(self._text, settled)

    def _add(self, segment: Segment, heading: Heading | None) -> None:
        content = segment.content
        if segment.opens is not None:
            title = content.text if isinstance(content, Block) and content.mark is None else ""
            node = self._tree.begin(self._root(segment.opens, title), title)
            if title and isinstance(content, Block):
                self._emit(content.start, content.end, node, Kind.HEADING)
                return
        if isinstance(content, Table):
            self._table(content)
        elif segment.part is Part.SIGNATURE:
            self._aside(content, "KY", Kind.SIGNATURE)
        elif segment.part is Part.RECIPIENTS:
            self._aside(content, "NN", Kind.RECIPIENTS)
        elif heading is None or not self._heading(content, heading):
            self._block(content)

    def _root(self, number: str, title: str) -> str:
        name = f"{ANNEX}{number}" if number else root_name(title)
        self._root_names[name] += 1
        if self._root_names[name] > 1:
            name = f"{name}~{self._root_names[name]}"
        self._roots.append(name)
        return name

    def _aside(self, block: Block, name: str, kind: Kind) -> None:
        self._asides[name] += 1
        count = self._asides[name]
        path = (name,) if count == 1 else (name, f"p{count - 1}")
        self._emit(block.start, block.end, Node(path, 0), kind)

    def _heading(self, block: Block, heading: Heading) -> bool:
        """Add a heading that has no number; False where it can only be a paragraph."""
        node = self._tree.head(block, heading)
        if node is not None:
            self._emit(block.start, block.end, node, Kind.HEADING)
        return node is not None

    def _block(self, block: Block) -> None:
        node = self._tree.add(block)
        kind = Kind.ITEM if block.mark else Kind.PARAGRAPH
        starts = self._sentences(block)
        if len(starts) < 2:
            self._emit(block.start, block.end, node, kind)
            return
        for number, (start, end) in enumerate(pairwise([*starts, block.end]), start=1):
            self._emit(start, end, _sentence(node, number), Kind.PARAGRAPH)

    def _sentences(self, block: Block) -> list[int]:
        """Where the sentences of a long block start; nothing for a short one."""
        cleaned = clean_with_map(block.raw, block.start)
        if len(cleaned.text) <= LONG_PARAGRAPH:
            return []
        # The mark belongs to the first sentence: alone it would be a clause that says nothing.
        mark = find_mark(cleaned.text)
        skip = mark.end if mark else 0
        starts = [
            cleaned.offsets[skip + start] for start, _ in split_sentences(cleaned.text[skip:])
        ]
        return [block.start, *starts[1:]]

    def _table(self, table: Table) -> None:
        for row in table.rows:
            if row.kind == "row":
                self._row(row)
                continue
            node = self._section(row) if row.kind == "section" else self._tree.leaf("h")
            self._emit(row.start, row.end, node, Kind.HEADING)

    def _section(self, row: TableRow) -> Node:
        number = row.marker.strip(". ").rsplit(".", 1)[-1] or f"x{row.depth}"
        name = "".join(c for c in number if c.isascii() and c.isalnum()) or f"x{row.depth}"
        return self._tree.child(name, rank=_TABLE_RANK + row.depth, text=row.title)

    def _row(self, row: TableRow) -> None:
        top = self._tree.top
        # Rows are counted through the whole annex, whatever section they stand in.
        home = tuple(part for part in top.path[:1] if part in self._roots) or top.path
        self._rows[home] += 1
        node = Node((*home, f"r{self._rows[home]}"), 99, crumb=top.crumb)
        node.years, node.levels = top.years, top.levels
        text = " | ".join(cell.text for cell in row.cells if cell.text)
        clause = self._clause(row.start, row.end, node, Kind.ROW, text)
        clause = replace(clause, breadcrumb=top.crumb, cells=row.cells)
        self._made.append((clause, node))

    def _emit(self, start: int, end: int, node: Node, kind: Kind) -> None:
        start, end = _trim(self._text, start, end)
        if start < end:
            text = clean(self._text[start:end])
            self._made.append((self._clause(start, end, node, kind, text), node))

    def _clause(self, start: int, end: int, node: Node, kind: Kind, text: str) -> Clause:
        return Clause(
            doc=self._slug,
            path=".".join(node.path),
            order=len(self._made),
            kind=kind,
            text=text,
            start=start,
            end=end,
            breadcrumb=node.crumb[:-1] if node.text else node.crumb,
            years=node.years,
            levels=node.levels,
        )


def _sentence(node: Node, number: int) -> Node:
    """A leaf under `node` that shares what its headings say; the words are its own."""
    crumb = node.crumb[:-1] if node.text else node.crumb
    leaf = Node((*node.path, f"s{number}"), 99, crumb=crumb)
    leaf.years, leaf.levels = node.years, node.levels
    return leaf


def _settle(clause: Clause, node: Node) -> Clause:
    """Now that its children are known, say whether an item was a heading."""
    if clause.kind is Kind.ITEM and node.children and node.titled:
        return replace(clause, kind=Kind.HEADING)
    return clause


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


__all__ = ["LONG_PARAGRAPH", "parse"]
