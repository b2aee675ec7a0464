"""Which words of a clause speak of which figure.

A clause is cut at its sentences, a sentence at its semicolons, and what holds several figures
between them, so that every figure has words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.extract.comparators import before_lead
from ingest.extract.figures import Figure
from ingest.sentences import split_sentences

Range = tuple[int, int]

# A dash in a table cell begins a bullet where a goal follows it; in a range it follows a digit.
_BULLET = re.compile(r"(?<![\d%])(?:^|\s)[-+•]\s+(?=[A-ZĐÀ-Ỹ]|\d+\s*%)")
_HEAD = r"(?:tỷ lệ|tỉ lệ|mức độ|chỉ số|số lượng|thời gian|thời hạn)"
_STARTS_WITH_HEAD = re.compile(rf"\s*{_HEAD}\b", re.IGNORECASE)
_BREAK = re.compile(
    r"(?:,\s*|\s)\(?(?:riêng|(?:và\s+)?phấn đấu|trong đó|đồng thời|(?:cho\s+)?đến khi"
    r"|bảo đảm đến)\b",
    re.IGNORECASE,
)
_JOIN = re.compile(r"(,|\bvà|\bhoặc)(?:\s+(?:có|đạt|khoảng))?\s*$", re.IGNORECASE)
_BEFORE_HEAD = re.compile(rf"(?:,|\bvà\b)?\s*(?=\b{_HEAD}\b)", re.IGNORECASE)
_SEPARATOR = re.compile(r",\s|\bvà\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure and the range of words about it.

    `sentence` and `piece` (what lies between semicolons) are the ranges that it stands in; `joint`
    is how it hangs on the slot before it: "," or "and" right before the figure, ";", or "".
    """

    figure: Figure
    start: int
    end: int
    sentence: Range
    piece: Range
    joint: str = ""


def slots(text: str, start: int, found: Sequence[Figure], *, bullets: bool = False) -> list[Slot]:
    """The slots of `text` from `start` on; `bullets`: dashes inside begin new sentences."""
    made: list[Slot] = []
    for sentence in _sentences(text, start, bullets):
        fresh = True
        for piece in _pieces(text, sentence, found):
            inside = _within(found, piece)
            if inside:
                made += _split(text, inside, sentence, piece, "" if fresh else ";")
                fresh = False
    return made


def _within(found: Sequence[Figure], bounds: Range) -> list[Figure]:
    return [f for f in found if bounds[0] <= f.start and f.end <= bounds[1]]


def _sentences(text: str, start: int, bullets: bool) -> list[Range]:
    ranges = [(start + a, start + b) for a, b in split_sentences(text[start:])]
    if not bullets:
        return ranges
    cut: list[Range] = []
    for a, b in ranges:
        stops = [a, *(m.start() for m in _BULLET.finditer(text, a, b)), b]
        cut += [(x, y) for x, y in pairwise(stops) if text[x:y].strip(" -+•")]
    return cut


def _pieces(text: str, sentence: Range, found: Sequence[Figure]) -> list[Range]:
    """The sentence cut at semicolons outside brackets.

    A piece with no figure that only names a measure belongs to the piece after it.
    """
    stops, depth = [sentence[0]], 0
    for at in range(*sentence):
        depth = max(0, depth + {"(": 1, ")": -1}.get(text[at], 0))
        if text[at] == ";" and not depth:
            stops.append(at + 1)
    pieces: list[Range] = []
    carried: int | None = None
    for a, b in pairwise([*stops, sentence[1]]):
        if _STARTS_WITH_HEAD.match(text, a) and not _within(found, (a, b)):
            carried = a if carried is None else carried
            continue
        pieces.append((a if carried is None else carried, b))
        carried = None
    return pieces


def _split(
    text: str, inside: list[Figure], sentence: Range, piece: Range, joint: str
) -> list[Slot]:
    made: list[Slot] = []
    start = piece[0]
    for here, there in pairwise(inside):
        cut, following = _cut(text, here, there)
        made.append(Slot(here, start, cut, sentence, piece, joint))
        start, joint = cut, following
    made.append(Slot(inside[-1], start, piece[1], sentence, piece, joint))
    return made


def _cut(text: str, here: Figure, there: Figure) -> tuple[int, str]:
    """Where the words of one figure end and the next one's begin, and what joins the two."""
    base, gap = here.outer_end, text[here.outer_end : there.outer_start]
    core = gap[: before_lead(gap)]
    if breaks := list(_BREAK.finditer(gap)):
        joined = "và" in breaks[-1].group() or not gap[: breaks[-1].start()].strip()
        return base + breaks[-1].start(), "and" if joined else ""
    if join := _JOIN.search(core):
        return base + join.start(1), "," if join.group(1) == "," else "and"
    if heads := list(_BEFORE_HEAD.finditer(core)):
        return base + heads[-1].start(), ""
    if separators := list(_SEPARATOR.finditer(core)):
        return base + separators[-1].start(), ""
    return base, ""
