"""A document as a sequence of blocks and tables, each with the part that it stands in."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from ingest.blocks import Block, Layout, goes_on, has_ink, split_run_in
from ingest.clean import clean, running
from ingest.lines import Line, split_lines
from ingest.markers import Mark, find_mark, find_mark_over
from ingest.parts import (
    ANNEX,
    annex_number,
    goes_on_signing,
    is_closing,
    is_name,
    is_recipients,
    is_signature,
    is_signed_line,
    root_name,
)
from ingest.tables import Table, read_table


class Part(Enum):
    """Where in a document a segment stands."""

    BODY = auto()
    RECIPIENTS = auto()
    SIGNATURE = auto()
    ANNEX = auto()


@dataclass(frozen=True, slots=True)
class Segment:
    """A block or a table; `opens` is set on the first of an annex ("" where it has no number)."""

    part: Part
    content: Block | Table
    opens: str | None = None


def segments(text: str) -> Iterator[Segment]:
    """Every block and table of a document, in order; together they hold every inked character."""
    yield from _Segmenter(text, split_lines(text)).run()


def closings(found: Sequence[Segment], heads: Container[int] = ()) -> frozenset[int]:
    """Which segments close the document, or a text attached to it: the unmarked paragraphs at its
    very end, from the one on that says so ("Trên đây là Kế hoạch …"); `heads` are no paragraphs."""
    closing: set[int] = set()
    tail: list[int] = []
    for at, segment in enumerate(found):
        if at and (segment.part is not found[at - 1].part or segment.opens is not None):
            closing.update(tail)
            tail = []
        content = segment.content
        asides = segment.part in (Part.RECIPIENTS, Part.SIGNATURE)
        if asides or at in heads or not isinstance(content, Block) or content.mark is not None:
            tail = []
        elif tail or is_closing(content.text):
            tail.append(at)
    return frozenset(closing.union(tail))


class _Segmenter:
    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        heads = running(text)
        self._running = {x.start for x in lines if any(a <= x.start < b for a, b in heads)}
        self._layout = Layout.of([x for x in lines if x.start not in self._running])
        self._part = Part.BODY
        self._main = Part.BODY
        self._block: Block | None = None
        self._block_part = Part.BODY
        self._last = ""
        self._after_blank = False
        # The opening of an annex waits for its first segment, then travels with that block.
        self._opens: str | None = None
        self._opened: str | None = None
        self._signed = False
        self._numbered = False
        # Ink without words before any block, e.g. a lone bar: where it starts and ends.
        self._loose: tuple[int, int] | None = None

    def run(self) -> Iterator[Segment]:
        at = 0
        while at < len(self._lines):
            table = self._table(at)
            if table is not None:
                yield from self._flush()
                yield from self._leftover()
                yield Segment(self._part_now(), table, self._take_opening())
                at = table.last
                continue
            yield from self._line(at)
            at += 1
        yield from self._flush()
        yield from self._leftover()

    def _table(self, at: int) -> Table | None:
        if self._part in (Part.RECIPIENTS, Part.SIGNATURE) and not self._signed:
            return None
        return read_table(self._lines, at)

    def _part_now(self) -> Part:
        if self._part in (Part.RECIPIENTS, Part.SIGNATURE):
            self._open_annex("")
        return self._part

    def _open_annex(self, number: str) -> None:
        self._part = self._main = Part.ANNEX
        self._opens = number

    def _take_opening(self) -> str | None:
        opening, self._opens = self._opens, None
        return opening

    def _line(self, at: int) -> Iterator[Segment]:
        line = self._lines[at]
        if not line.text.strip():
            self._after_blank = True
            return
        if line.start in self._running:
            self._hold(line)
            return
        if not has_ink(line):
            self._hold(line)
            # A rule or the bar between two cells parts what stands around it.
            self._after_blank |= "*" not in line.text
            return
        turned = self._turn(line)
        mark = None if self._part is Part.SIGNATURE else self._mark(at)
        turned |= self._returns(mark)
        if self._block is not None and not turned and self._continues(line, mark):
            self._extend(line)
            self._after_blank = False
            return
        yield from self._flush()
        self._open(line, mark)
        self._after_blank = False

    def _mark(self, at: int) -> Mark | None:
        line = self._lines[at].text
        after = next((x.text for x in self._lines[at + 1 : at + 3] if has_ink(x)), "")
        return find_mark(line) or find_mark_over(line, after)

    def _turn(self, line: Line) -> bool:
        """Whether this line begins another part of the document; remembers which."""
        annex = annex_number(line.text)
        after_body = self._part in (Part.RECIPIENTS, Part.SIGNATURE)
        if annex is not None and (after_body or self._part is Part.ANNEX):
            self._open_annex(annex)
        elif is_recipients(line.text):
            self._part = Part.RECIPIENTS
        elif self._starts_signature(line):
            self._part, self._signed = Part.SIGNATURE, False
        elif self._part is Part.SIGNATURE and not self._signs(line):
            self._open_annex("")
        else:
            return False
        return True

    def _returns(self, mark: Mark | None) -> bool:
        """Whether a number takes up the text again after a list of recipients inside it, as where
        an annex holds the form of a letter."""
        if self._part is not Part.RECIPIENTS or not self._after_blank:
            return False
        if mark is None or mark.marker.name not in ("article", "roman", "decimal"):
            return False
        self._part = self._main
        return True

    def _signs(self, line: Line) -> bool:
        if self._signed or root_name(clean(line.text)) != ANNEX:
            return False
        return is_signed_line(line.text) or (not self._after_blank and goes_on_signing(line.text))

    def _starts_signature(self, line: Line) -> bool:
        # The issuer's line above the body looks the same: a signature follows numbered clauses.
        return (
            self._part is not Part.SIGNATURE
            and (self._numbered or self._part is Part.RECIPIENTS)
            and is_signature(line.text)
        )

    def _continues(self, line: Line, mark: Mark | None) -> bool:
        assert self._block is not None
        if self._part is Part.SIGNATURE:
            return True
        if self._part is Part.RECIPIENTS and mark is not None:
            return False
        return goes_on(self._block, self._last, line.text, mark, self._layout, self._after_blank)

    def _open(self, line: Line, mark: Mark | None) -> None:
        start = self._loose[0] if self._loose else _first_ink(line)
        end = _last_ink(line)
        self._block = Block(mark, start, end, self._text[start:end])
        self._block_part, self._opened = self._part, self._take_opening()
        self._last, self._loose = line.text, None
        self._numbered |= mark is not None and not mark.marker.bullet
        self._signed |= self._part is Part.SIGNATURE and is_name(line.text)

    def _extend(self, line: Line) -> None:
        assert self._block is not None
        self._block.end = _last_ink(line)
        self._block.raw = self._text[self._block.start : self._block.end]
        if has_ink(line):
            self._last = line.text
            self._block.lines += 1
        self._signed |= self._part is Part.SIGNATURE and is_name(line.text)

    def _hold(self, line: Line) -> None:
        if self._block is not None:
            self._extend(line)
        else:
            start = self._loose[0] if self._loose else _first_ink(line)
            self._loose = (start, _last_ink(line))

    def _flush(self) -> Iterator[Segment]:
        block, self._block, self._last = self._block, None, ""
        if block is not None:
            for piece in split_run_in(block):
                yield Segment(self._block_part, piece, self._opened)
                self._opened = None

    def _leftover(self) -> Iterator[Segment]:
        """Nothing but rules and bars before a table or the end: kept, so that nothing is lost."""
        if self._loose is not None:
            block = Block(None, *self._loose, self._text[slice(*self._loose)])
            self._loose = None
            yield Segment(self._part, block)


def _first_ink(line: Line) -> int:
    return line.start + len(line.text) - len(line.text.lstrip())


def _last_ink(line: Line) -> int:
    return line.start + len(line.text.rstrip())
