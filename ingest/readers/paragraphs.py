"""Lines of a column put together as the paragraphs that they were set from.

Where geometry is sure that a line goes on, it is joined to the one before. A line that a list mark
begins is a paragraph of its own, unless the margins say that a wrap has put the mark there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.describe_page import KINDS
from ingest.markers import find_mark
from ingest.parts import is_signature
from ingest.readers.layout import Line

_CUT = re.compile(r"[\w)][-–/]$")
_ENDS = re.compile(r"[.;:!?…][\"”’)\]]*$")
_YEAR_ENDS, _YEAR_BEGINS = re.compile(r"\d{4}$"), re.compile(r"[-–]\s?\d{4}\b")
_INDENT = 0.7
_WIDE_LEADING = 0.55
_SLACK = 1.0
_FEW = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """How a column is set: its edges, and the usual distance between two lines' tops."""

    left: float
    right: float
    leading: float
    indents: bool


@dataclass(slots=True)
class Paragraph:
    """A paragraph's words, and whether all of them are bold."""

    text: str
    bold: bool

    def extend(self, text: str, *, bold: bool) -> None:
        """Add the words of another line, or of another page."""
        self.text = join(self.text, text)
        self.bold &= bold


def measure(lines: Sequence[Line]) -> Measure:
    """The measure of a column's lines."""
    lefts = sorted(line.x0 for line in lines)
    rights = sorted(line.x1 for line in lines)
    size = median(line.size for line in lines)
    left = _usual(lefts, size)
    steps = [b.top - a.top for a, b in pairwise(lines) if b.top > a.top]
    leading = median(sorted(steps)[: max(1, 3 * len(steps) // 4)]) if steps else 1.3 * size
    indents = sum(line.x0 > left + _INDENT * size for line in lines) >= 2
    # Among many lines one may stick out; among few the longest shows the edge best.
    right = rights[int(0.9 * (len(rights) - 1))] if len(rights) > _FEW else rights[-1]
    return Measure(left, right, leading, indents)


def _usual(values: Sequence[float], size: float) -> float:
    """The leftmost edge at which more than a stray line begins."""
    for value in values:
        if sum(abs(other - value) < 0.3 * size for other in values) >= max(2, 0.15 * len(values)):
            return value
    return values[0]


def paragraphs(lines: Sequence[Line], measured: Measure, *, block: bool = False) -> list[Paragraph]:
    """The paragraphs of a column.

    In a block beside another, as a letterhead or a signature is, most lines are on their own, and
    bold says nothing.
    """
    made = [Paragraph(lines[0].text, lines[0].bold and not block)]
    head = lines[0]
    for before, line in pairwise(lines):
        alone = block and not _block_goes_on(made[-1].text, before, line, measured)
        hangs = _hangs(head, before, line, measured)
        if not hangs and (
            alone or _parts(before, line, measured) or _is_marked(before, line, measured)
        ):
            made.append(Paragraph(line.text, line.bold and not block))
            head = line
        elif before.text.lower() in KINDS:
            made[-1].text += f"\n{line.text}"
        else:
            made[-1].extend(line.text, bold=line.bold)
    return made


def _hangs(head: Line, before: Line, line: Line, measured: Measure) -> bool:
    """Whether a line stands under the words of a list item, whose mark hangs out on the left, and
    the line before is full; one that begins like an item itself also follows no end."""
    if len(head.words) < 2 or find_mark(head.text) is None:
        return False
    words = head.words[1].x0
    under = words - head.x0 > 0.4 * head.size and abs(line.x0 - words) < 0.15 * head.size
    near = line.top - before.top < measured.leading + _WIDE_LEADING * line.size
    open_end = find_mark(line.text) is None or not _ENDS.search(before.text)
    return under and near and open_end and is_full(before, line, measured)


def _is_marked(before: Line, line: Line, measured: Measure) -> bool:
    return find_mark(line.text) is not None and not _wrapped(before, line, measured)


def _wrapped(before: Line, line: Line, measured: Measure) -> bool:
    """Whether a mark in front of a line is a wrap's doing: "2021 ⏎- 2025" at the margin."""
    at_margin = line.x0 - measured.left < 0.3 * line.size
    if _YEAR_ENDS.search(before.text) and _YEAR_BEGINS.match(line.text):
        return True
    return measured.indents and at_margin and not _ENDS.search(before.text)


def _block_goes_on(made: str, before: Line, line: Line, measured: Measure) -> bool:
    """Whether a line of a narrow block carries on the one above."""
    if line.text[:1].islower() or _item_is_open(made):
        return True
    if line.text[:1].isdigit() and is_full(before, line, measured):
        return True
    loud = before.text.isupper() and line.text.isupper() and not is_signature(line.text)
    return loud and is_full(before, line, measured)


def _item_is_open(text: str) -> bool:
    """Whether an item of a narrow list, of recipients say, is not at its end."""
    return find_mark(text) is not None and not _ENDS.search(text)


def join(before: str, after: str) -> str:
    """Two lines of one paragraph as one; a word cut at its hyphen is whole."""
    tight = _CUT.search(before) and after[:1].isalnum()
    return f"{before}{after}" if tight else f"{before} {after}"


def _parts(before: Line, line: Line, measured: Measure) -> bool:
    """Whether a new paragraph begins between two lines of one column."""
    size = max(before.size, line.size)
    step = line.top - before.top
    if step > measured.leading + _WIDE_LEADING * size or abs(before.size - line.size) > 0.12 * size:
        return True
    if _centred(before, line, measured):
        return False
    full = is_full(before, line, measured)
    capital = line.text[:1].isupper() or line.text.startswith("(")
    if before.bold != line.bold and (not full or (before.bold and capital)):
        return True
    if before.text.isupper() and line.text.startswith("("):
        return True
    deeper = line.x0 - before.x0 > _INDENT * size
    if deeper and not (find_mark(before.text) and full):
        return True
    return not full


def is_full(before: Line, line: Line, measured: Measure) -> bool:
    """Whether the next line's first word had no room on this one."""
    first = line.words[0]
    room = measured.right - before.x1
    return room < (first.x1 - first.x0) + 0.3 * first.size + _SLACK


def _centred(before: Line, line: Line, measured: Measure) -> bool:
    """Two lines of one title: about one middle, of one weight, the shorter off both edges."""
    middle = (before.x0 + before.x1) / 2 - (line.x0 + line.x1) / 2
    inset = 1.2 * line.size
    off = (
        max(before.x0, line.x0) - measured.left > inset
        and min(before.x1, line.x1) < measured.right - inset
    )
    same = before.bold == line.bold and before.text.isupper() == line.text.isupper()
    return same and off and abs(middle) < 3 and abs(before.x0 - line.x0) > 2


def goes_on(before: Line, line: Line, above: Measure, below: Measure) -> bool:
    """Whether the first line of a page carries on the last of the page before."""
    if find_mark(line.text) or before.bold != line.bold:
        return False
    if not is_full(before, line, above):
        return line.text[:1].islower() and not _ENDS.search(before.text)
    if line.text[:1].islower() or not _ENDS.search(before.text):
        return True
    # A page with few lines does not show where its left edge is.
    return below.indents and line.x0 - min(above.left, below.left) < 0.3 * line.size
