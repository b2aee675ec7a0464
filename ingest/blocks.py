"""Lines to blocks: which lines belong together, where layout has torn them apart.

A published plan is hard-wrapped, its pages are cut in the middle of sentences, and blank lines fall
after the first line of a bullet as often as between paragraphs. So blank lines prove nothing here;
what proves a new block is a mark, or words: a line that begins in lower case goes on, and a line
break that was not forced (the next word would have fitted) was meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.clean import clean
from ingest.lines import Line
from ingest.markers import Mark, find_mark, is_bare_mark
from ingest.weight import is_bold, may_head, shouts

_FINISHED = re.compile(r"[.;:!?…][\"”’)\]*]*$|\./\.$")
# "Chuyển đổi số" is whole, "Quyết định số" is not.
_LEADS_ON = re.compile(
    r"(?:[,(–&+/-]|\b(?:của|và|với|theo|về|tại|cho|các|ngày|là)"
    r"|\b(?<!đổi )(?<!dữ liệu )(?<!kinh tế )(?<!xã hội )(?<!hạ tầng )(?<!công dân )(?<!kỹ năng )"
    r"(?<!quyền )(?<!ký )(?<!nền tảng )(?<!công nghệ )số)$",
    re.IGNORECASE,
)
_INK = re.compile(r"\w")
# A row of a table, which stands close to the one above it.
_CELLS = re.compile(r"\t|^\s*\|")
# Up to this share of the usual width a line was ended on purpose: a finished sentence may stop
# short of the edge for no reason, an unfinished one hardly.
_ROOM, _ROOM_UNFINISHED = 0.88, 0.8
# Where more lines than this have a blank one before them, blank lines mean nothing.
_BLANKS_EVERYWHERE = 0.6
_MIN_WIDTH = 40
_SURE = 10
_LONGEST_TITLE = 400
# The kind of a document, alone above its subject; and who issues it, below.
_KIND = re.compile(
    r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|ĐỀ ÁN|QUY CHẾ|QUY ĐỊNH"
    r"|HƯỚNG DẪN|THÔNG BÁO)"
)
_ISSUER = re.compile(
    r"(?:[ỦU][ỶY] BAN|HỘI ĐỒNG|CHỦ TỊCH|THỦ TƯỚNG|CHÍNH PHỦ|BỘ TRƯỞNG|GIÁM ĐỐC|CỘNG H(?:ÒA|OÀ))\b"
)
_RUN_IN = re.compile(r"\s*\*\*[^*\n]{1,150}:\s*\*\*[ \t]*(?=\w)")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set, measured on its lines with words in them.

    `width` is the length of a full line; `blanks_part` says that blank lines part something;
    `space_wraps` that a blank is left at the end of a line just where it was wrapped; `ruled` that
    a blank line stands before every block and inside none, as in text taken from web pages.
    """

    width: int
    blanks_part: bool
    space_wraps: bool
    ruled: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Layout:
        """The layout of these lines; the width is their 90th percentile."""
        inked = [bool(_INK.search(line.text)) for line in lines]
        lengths = sorted(len(x.text.strip()) for x, ink in zip(lines, inked, strict=True) if ink)
        if not lengths:
            return cls(_MIN_WIDTH, blanks_part=True, space_wraps=False)
        after_blank = sum(now and not before for before, now in pairwise(inked))
        width = max(_MIN_WIDTH, lengths[int(len(lengths) * 0.9)])
        blanks_part = after_blank < _BLANKS_EVERYWHERE * len(lengths)
        space_wraps = _space_wraps([x.text for x in lines if has_ink(x)])
        return cls(width, blanks_part, space_wraps, not space_wraps and _ruled(lines))


def _space_wraps(lines: Sequence[str]) -> bool:
    """Whether lines that surely go on end in a blank, and lines that surely end do not."""
    wraps: list[bool] = []
    ends: list[bool] = []
    for line, after in pairwise(lines):
        if find_mark(after):
            ends.append(line.endswith(" "))
        elif clean(after)[0].islower():
            wraps.append(line.endswith(" "))
    sure = len(wraps) >= _SURE and len(ends) >= _SURE
    return sure and sum(wraps) >= 0.9 * len(wraps) and sum(ends) <= 0.35 * len(ends)


def _ruled(lines: Sequence[Line]) -> bool:
    """Whether lines that surely go on follow no blank line, and lines that surely begin do; or
    whether every line is a paragraph of its own, as the readers of office files write them."""
    inside: list[bool] = []
    begins: list[bool] = []
    every: list[bool] = []
    parted = True
    for line in lines:
        text = clean(line.text)
        if text and find_mark(line.text):
            begins.append(parted)
        elif text[:1].islower():
            inside.append(parted)
        if text and not _CELLS.search(line.text):
            every.append(parted)
        parted = not text
    sure = len(inside) >= _SURE // 2 and len(begins) >= _SURE // 2
    ruled = sure and sum(inside) <= 0.02 * len(inside) and sum(begins) >= 0.7 * len(begins)
    # A short plan may have the second line of its title, which begins small, and no more.
    whole = sum(every) >= 0.95 * len(every) and sum(inside) <= max(1, 0.03 * len(every))
    return ruled or (whole and len(every) > 2)


@dataclass(slots=True)
class Block:
    """Consecutive lines that are one heading, item or paragraph; offsets trimmed of blanks."""

    mark: Mark | None
    start: int
    end: int
    raw: str
    lines: int = 1

    @property
    def text(self) -> str:
        """The block's clean text, with its mark."""
        return clean(self.raw)


def has_ink(line: Line) -> bool:
    """Whether a line holds more than blanks, rules, bars and bare markup."""
    return _INK.search(clean(line.text)) is not None


def goes_on(
    block: Block, last: str, line: str, mark: Mark | None, layout: Layout, after_blank: bool
) -> bool:
    """Whether `line` continues `block`, whose last line is `last` (all as published)."""
    before, first = clean(last), clean(line)
    if not before or _bold_is_open(block, mark):
        return True
    if mark is not None:
        return _false_mark(before, first, mark, layout)
    if first[0].islower() or first[0] in ",.;:)”%" or _unfinished_opening(block, before):
        return True
    if _ends_in_weight(block, line) or (_FINISHED.search(before) and _is_bold_heading(line)):
        return False
    if layout.ruled and not after_blank:
        return True
    if layout.ruled and block.mark is not None and may_head(first):
        return False
    if shouts(before) or shouts(first):
        return shouts(before) and shouts(first) and not _ISSUER.match(first)
    return not layout.ruled and _runs_on(block, last, first, layout, after_blank)


def leads_on(text: str) -> bool:
    """Whether clean text stops in the middle of a sentence: at a comma, at "của"."""
    return _LEADS_ON.search(text) is not None


def _ends_in_weight(block: Block, line: str) -> bool:
    """Whether a heading in bold is whole, and an ordinary line stands right below it."""
    return block.mark is None and not is_bold(line) and _is_bold_heading(block.raw)


def _is_bold_heading(raw: str) -> bool:
    # Capitals stand over more capitals in titles: of those the weight says nothing.
    return is_bold(raw) and may_head(text := clean(raw)) and not shouts(text)


def _unfinished_opening(block: Block, before: str) -> bool:
    """Whether all that a block holds asks for more: a number alone, or a kind of document."""
    return block.lines == 1 and (is_bare_mark(before) or _KIND.fullmatch(before) is not None)


def _runs_on(block: Block, last: str, first: str, layout: Layout, after_blank: bool) -> bool:
    """Whether layout says that a line that begins like a sentence continues the one before."""
    before = clean(last)
    short = _fits(before, first, layout.width * _ROOM_UNFINISHED)
    # A page break leaves a blank line after a bullet's first line: that one proves nothing.
    parted = after_blank and block.lines > 1 and _FINISHED.search(before) is not None
    if leads_on(before):
        return True
    if layout.space_wraps:
        return last.endswith(" ") and not parted and not (after_blank and short)
    if _FINISHED.search(before):
        parted &= layout.blanks_part
        return not parted and not _fits(before, first, layout.width * _ROOM)
    return not short


def split_run_in(block: Block) -> list[Block]:
    """A bold heading with its duty on the same line, as heading and paragraph."""
    match = _RUN_IN.match(block.raw) if block.mark and not block.mark.marker.bullet else None
    if match is None:
        return [block]
    cut = block.start + match.end()
    head = Block(block.mark, block.start, cut, block.raw[: match.end()])
    return [head, Block(None, cut, block.end, block.raw[match.end() :])]


def _fits(last: str, first: str, room: float) -> bool:
    """Whether the next line's first word had room on the line before: then the break was meant."""
    return len(last) + 1 + len(first.split(" ", 1)[0]) <= room


def _bold_is_open(block: Block, mark: Mark | None) -> bool:
    # A forgotten pair of stars must not swallow the document: a mark or length ends it.
    return mark is None and block.raw.count("**") % 2 == 1 and len(block.raw) < _LONGEST_TITLE


def _false_mark(last: str, first: str, mark: Mark, layout: Layout) -> bool:
    """A dash or a number that a wrap has put at the start of a line ("2021 ⏎- 2025")."""
    if _FINISHED.search(last) or _fits(last, first, layout.width * _ROOM):
        return False
    rest = first[1:].lstrip() if mark.marker.bullet else first
    if mark.marker.name == "dash":
        return rest[:1].islower() or (last[-1].isdigit() and rest[:1].isdigit())
    if mark.marker.name == "decimal" and "." not in mark.value:
        body = find_mark(first)
        return body is not None and first[body.end : body.end + 1].islower()
    return False
