"""Which lines without a number are headings: a short line in bold or in capitals, in the body of a
document, with something to stand over.

Where a copy lost its bold, a short line over a list is one, if the text has several of that kind.

What a letterhead, a title, a signature or a table that was not recognised has of such lines comes
one after another or ahead of all that is said; a heading is followed by what it heads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.blocks import Block, leads_on
from ingest.describe_page import GROUNDS
from ingest.markers import Mark, strip_marker
from ingest.parts import is_annex_alone
from ingest.segments import Part, Segment
from ingest.weight import Weight, may_head, weight_of

_FEW = 3
"""So many lines of one weight after another are a title, a signature or the head of a table."""
_PROSE = 40
_SEVERAL, _SHORT = 3, 90
_ENDED = re.compile(r"[.;!?…/)][\"”’]?$")
_END = "Trên đây là"
# With these a plan begins, and hardly the second line of its title.
_FIRST = re.compile(
    r"(?:mục (?:đích|tiêu)|yêu cầu|quan điểm|phạm vi|đối tượng|thực trạng|tình hình|bối cảnh"
    r"|sự cần thiết)\b",
    re.IGNORECASE,
)
_BEGINS = {"letter-section": "A", "roman": "I", "decimal": "1", "letter": "a", "bracket": "1"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without a number.

    `over` is the rank of the numbers that it heads, where one follows at once; `then` the next
    number of the text, near or far.
    """

    weight: Weight
    over: int | None = None
    then: Mark | None = None


def begins(mark: Mark) -> bool:
    """Whether a mark is the first of its kind: "1.", "a)"."""
    return _BEGINS.get(mark.marker.name) == mark.value


def headings(found: Sequence[Segment]) -> Mapping[int, Heading]:
    """The headings without a number among a document's segments, by position."""
    made: dict[int, Heading] = {}
    for run in _texts(found):
        _Text(found, run).read(made)
    return made


def _texts(found: Sequence[Segment]) -> Iterator[range]:
    """The body and what is attached to it, each as a range of positions."""
    starts = [
        at
        for at, segment in enumerate(found)
        if not at or segment.opens is not None or segment.part is not found[at - 1].part
    ]
    for start, end in pairwise([*starts, len(found)]):
        if found[start].part in (Part.BODY, Part.ANNEX):
            yield range(start, end)


class _Text:
    """One text that headings part."""

    def __init__(self, found: Sequence[Segment], run: range) -> None:
        self._found = found
        self._run = run
        weights = {at: self._weight(at) for at in run}
        self._lines = {at: weight for at, weight in weights.items() if weight is not None}
        plain = [at for at in run if at not in self._lines and self._plainly(at)]
        if len(plain) >= _SEVERAL:
            self._lines |= dict.fromkeys(plain, Weight.PLAIN)
        self._ended = frozenset(self._past_the_end())
        # The weights of those headings that stand over numbers, with the numbers' ranks.
        self._over: Counter[tuple[Weight, int]] = Counter()

    def read(self, made: dict[int, Heading]) -> None:
        """Add the headings of this text."""
        then = self._following()
        start = self._start()
        self._drop_rows(start)
        for at, weight in self._lines.items():
            if at < start or not self._heads(at):
                continue
            mark = self._mark(at + 1)
            over = mark.rank if mark and not mark.marker.bullet else None
            if over is not None:
                self._over[weight, over] += 1
            made[at] = Heading(weight, over, then[at])

    def _weight(self, at: int) -> Weight | None:
        content = self._found[at].content
        if not isinstance(content, Block) or content.mark is not None:
            return None
        weight = weight_of(content.raw)
        before = self._block(at - 1) if weight else None
        return None if before and leads_on(before.text) else weight

    def _plainly(self, at: int) -> bool:
        """Whether a line that nothing sets off stands over a list, after something that ended."""
        block, before = self._block(at), self._block(at - 1)
        following = self._mark(at + 1)
        if block is None or block.mark is not None or block.lines > 1:
            return False
        if following is None or not following.marker.bullet or len(block.text) > _SHORT:
            return False
        if before and before.mark is None and at - 1 not in self._lines:
            return bool(_ENDED.search(before.text)) and may_head(block.text)
        return may_head(block.text)

    def _block(self, at: int) -> Block | None:
        content = self._found[at].content if at in self._run else None
        return content if isinstance(content, Block) else None

    def _mark(self, at: int) -> Mark | None:
        block = self._block(at)
        return block.mark if block else None

    def _following(self) -> dict[int, Mark | None]:
        """The next number after each position."""
        following: dict[int, Mark | None] = {}
        then: Mark | None = None
        for at in reversed(self._run):
            following[at] = then
            mark = self._mark(at)
            then = mark if mark and not mark.marker.bullet else then
        return following

    def _past_the_end(self) -> Iterator[int]:
        """What only closes the text, in paragraphs: the words on the plan, then who wrote it."""
        ended = False
        for at in self._run:
            block = self._block(at)
            if block is None or block.mark is not None:
                ended = False
            elif ended := ended or block.text.startswith(_END):
                yield at

    def _drop_rows(self, start: int) -> None:
        """Leave out lines of one weight that stand one after another."""
        keys = [(self._lines.get(at), at) for at in self._run if at >= start]
        for weight, group in groupby(keys, key=lambda key: key[0]):
            row = [at for _, at in group]
            if weight is not None and len(row) >= _FEW:
                for at in row:
                    del self._lines[at]

    def _start(self) -> int:
        """Where letterhead, title and whatever else comes before the text end."""
        first = self._found[self._run.start]
        if first.opens is not None:
            return self._under_title()
        for at in self._run:
            block = self._block(at)
            if block is None:
                return at
            if block.mark is not None:
                # Grounds are often listed right under the title.
                listed = block.mark.marker.bullet and not GROUNDS.match(strip_marker(block.text))
                return at - 1 if listed else at
            if _FIRST.match(block.text) if at in self._lines else _is_prose(block.text):
                return at
        return self._run.stop

    def _under_title(self) -> int:
        """Where an annex goes on under its title, which may stand below a remark in brackets."""
        at = self._run.start + 1
        head = self._block(at - 1)
        if head is None or not is_annex_alone(head.text):
            return at
        while (block := self._block(at)) and block.text.startswith("("):
            at += 1
        return at + 1

    def _heads(self, at: int) -> bool:
        """Whether what follows a line can stand under it."""
        if at + 1 not in self._run:
            return False
        block = self._block(at + 1)
        if block is None:
            return True
        if block.mark is not None:
            known = block.mark.marker.bullet or begins(block.mark)
            return known or self._over[self._lines[at], block.mark.rank] > 0
        if at + 1 in self._lines:
            return self._lines[at + 1] < self._lines[at] and self._heads(at + 1)
        return not block.text.startswith("(") and at not in self._ended


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and text.endswith((".", ";", ":", ","))
