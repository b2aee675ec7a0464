"""What in a text can be exchanged for something else of its sort, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.written import abbreviations
from retrieval.ground import figures as read
from retrieval.ground import names
from retrieval.ground.forms import blank
from retrieval.ground.strict.data import words

# Capitals; in the order of the code points the small letters stand between them.
UPPER = "A-ZÀ-ÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_RANGE = re.compile(
    r"(?P<from>từ )?(?<![\d./,-])(?P<a>\d+(?:[.,]\d+)?)\s?%?\s?"
    r"(?P<how>-|đến|tới|lên(?: đến)?|xuống(?: còn)?|to)\s?(?P<b>\d+(?:[.,]\d+)?)\s?%"
)
_PERIOD = re.compile(
    r"(?<!\d)(?:từ )?(?:năm )?(20\d\d)\s?(?:-|đến|tới)?\s?(?:hết )?(?:năm )?(20\d\d)(?![\d])"
)
_TIER = re.compile(
    r"(?:cấp|ở|của|tại|các|mỗi) (trung ương|tỉnh|huyện|xã|phường|thị trấn|sở|phòng)"
    rf"(?! [{UPPER}])(?!\w)"
)
_TIER_OF = re.compile(r"cấp (trung ương|tỉnh|huyện|xã)(?!\w)")
_BASE = re.compile(r"so với\s+(?:cùng kỳ\s+|mức\s+)?(?:cuối\s+|đầu\s+)?(?:năm\s+)?$", re.IGNORECASE)
_TOKEN = re.compile(r"\w+|[;.:()\n]|,")
_HARD, _SOFT = frozenset(";.:\n"), frozenset([",", "và", "còn", "(", ")"])
_IDLE = words("idle", "words")
_FAR = 6.0
# A year or a tier beside a figure says more of it than a word does.
_TELLS = 1.5
_CROSSING = {"hard": 0.25, "soft": 0.45, "alike": 0.35}


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure, year, date, agency or tier: `group` is what it could be taken for.

    `near` gives the words around it with how near they are, from 1 downwards.
    """

    group: str
    key: str
    start: int
    end: int
    near: tuple[tuple[str, float], ...] = ()


@lru_cache(maxsize=4096)
def slots(text: str) -> tuple[Slot, ...]:
    """The slots of formed text, in order, each with its surroundings."""
    found = sorted(_read(text), key=lambda slot: slot.start)
    items = _items(text, found)
    return tuple(
        Slot(s.group, s.key, s.start, s.end, _near(items, at, found)) for at, s in enumerate(found)
    )


def _read(text: str) -> Iterator[Slot]:
    for read_one in (_numbers, _dates, _periods, _ranges, _figures, _agencies):
        found = list(read_one(text))
        yield from found
        if read_one is not _figures:
            for slot in found:
                text = blank(text, slot.start, slot.end)
    for match in _TIER.finditer(text):
        yield Slot("tier", match[1], *match.span())


def _numbers(text: str) -> Iterator[Slot]:
    yield from (Slot("number", found.key, found.start, found.end) for found in read.numbered(text))


def _dates(text: str) -> Iterator[Slot]:
    yield from (Slot("date", found.key, found.start, found.end) for found in read.dated(text))


def _figures(text: str) -> Iterator[Slot]:
    for figure in read.figures(text):
        year = not figure.unit and re.fullmatch(r"(?:19|20)\d\d", figure.value)
        key = figure.value + ("" if year else figure.unit)
        group = "year" if year else f"figure{figure.unit or ''}"
        if _BASE.search(text[: figure.start]):
            group += " base"
        yield Slot(group, key, figure.start, figure.end)


def _agencies(text: str) -> Iterator[Slot]:
    for mention in names.mentions(text):
        if not mention.generic:
            yield Slot("agency", mention.name, mention.start, mention.end)
            for match in _TIER_OF.finditer(mention.name):
                start = mention.start + match.start(1)
                yield Slot("tier", match[1], start, start)


def _periods(text: str) -> Iterator[Slot]:
    for match in _PERIOD.finditer(text):
        yield Slot("period", f"{match[1]}-{match[2]}", *match.span())


def _ranges(text: str) -> Iterator[Slot]:
    for match in _RANGE.finditer(text):
        rises = match["how"].split()[0] in ("lên", "xuống")
        key = f"{match['a']}{'→' if rises else '-'}{match['b']}%"
        yield Slot("figure%", key, *match.span())


def _items(text: str, found: Sequence[Slot]) -> list[tuple[str, str | int]]:
    """Words, boundaries and the numbers of slots, in order."""
    items: list[tuple[int, str, str | int]] = [(s.start, "slot", i) for i, s in enumerate(found)]
    for match in _TOKEN.finditer(text):
        if any(s.start <= match.start() < s.end for s in found):
            continue
        word = match.group().lower()
        if word in _HARD:
            items.append((match.start(), "bound", "hard"))
        elif word in _SOFT:
            items.append((match.start(), "bound", "soft"))
        elif word not in _IDLE:
            written = abbreviations().get(match.group(), word).lower().split()
            items += [(match.start(), "word", w) for w in written]
    return [(kind, value) for _, kind, value in sorted(items, key=lambda item: item[0])]


def _near(
    items: Sequence[tuple[str, str | int]], at: int, found: Sequence[Slot]
) -> tuple[tuple[str, float], ...]:
    here = items.index(("slot", at))
    best: dict[str, float] = {}
    for way in (items[here + 1 :], items[:here][::-1]):
        factor, steps = 1.0, 0
        for kind, value in way:
            if kind == "bound":
                # Where a part begins or ends at the slot itself, what is past that is another's.
                factor *= _CROSSING[str(value)] if steps else _CROSSING["hard"]
                continue
            steps += 1
            word = str(value)
            if kind == "slot":
                other = found[int(value)]
                word = f"={other.key}" if "base" not in other.group else f"so {other.key}"
                if other.group == found[at].group:
                    factor *= _CROSSING["alike"]
            weight = factor / (1 + steps / _FAR) * (_TELLS if kind == "slot" else 1)
            if weight < 0.02:
                break
            best[word] = max(best.get(word, 0.0), weight)
    return tuple(best.items())
