"""Messages as runs of text with a style, and how they become Telegram's HTML in parts that fit.

A message is cut while it is still text, then each part is written out with its own tags, so that no
tag, entity or letter is ever torn apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

Style = Literal["", "b", "i", "u", "code", "quote"]
# After the entities are parsed, in UTF-16 code units.
LONGEST = 4096
# Telegram leaves entities past the hundredth out.
MOST_ENTITIES = 90

_TAGS = {"quote": ("<blockquote expandable>", "</blockquote>")}
# Where a text may be cut, best first: the end of a line, of a sentence, of a phrase, of a word.
_CUTS = (r"\n+", r"(?<=[.!?…])\s+", r"(?<=[;:,])\s+", r"\s+")
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}
_CLUSTER = 32
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Style = ""

    @property
    def html(self) -> str:
        """The run as Telegram's HTML."""
        inner = escape(self.text, quote=False)
        if not self.style or not self.text.strip():
            return inner
        opened, closed = _TAGS.get(self.style, (f"<{self.style}>", f"</{self.style}>"))
        return f"{opened}{inner}{closed}"


Block = tuple[Run, ...]
"""What stays together where it can: a paragraph, an item with its source."""


def plain(text: str) -> str:
    """Text as it is sent: NFC, so that a letter is one unit, and no control characters."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub("", unicodedata.normalize("NFC", whole).replace("\r\n", "\n"))


def block(*pieces: str | Run) -> Block:
    """A block of plain strings and styled runs."""
    runs = (Run(one) if isinstance(one, str) else one for one in pieces)
    return tuple(replace(run, text=plain(run.text)) for run in runs if run.text)


def bold(text: str) -> Run:
    """The text in bold."""
    return Run(text, "b")


def italic(text: str) -> Run:
    """The text in italics."""
    return Run(text, "i")


def quote(text: str) -> Run:
    """A quotation that can be opened out."""
    return Run(text, "quote")


def units(text: str) -> int:
    """The length that Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def html(blocks: Iterable[Block], gap: str = "\n\n") -> str:
    """The blocks as one HTML text, whatever its length."""
    return gap.join("".join(run.html for run in one) for one in blocks)


def parts(blocks: Sequence[Block], limit: int = LONGEST, gap: str = "\n\n") -> list[str]:
    """The blocks as HTML texts of at most `limit` units each, cut between blocks where that does.

    No part is empty or only blank: Telegram would refuse it.
    """
    made: list[list[Block]] = []
    room = entities = 0
    for one in _fitting(blocks, limit):
        size, tagged = _size(one), _tagged(one)
        if not made or size + units(gap) > room or entities + tagged > MOST_ENTITIES:
            made.append([])
            room, entities = limit + units(gap), 0
        made[-1].append(one)
        room -= size + units(gap)
        entities += tagged
    return [html(part, gap) for part in made]


def _size(one: Block) -> int:
    return sum(units(run.text) for run in one)


def _tagged(one: Block) -> int:
    return sum(bool(run.style) for run in one)


def _fitting(blocks: Sequence[Block], limit: int) -> Iterator[Block]:
    """The blocks, those that are too long or too finely styled in pieces; none blank."""
    for one in blocks:
        for piece in _pieces(one, limit):
            if "".join(run.text for run in piece).strip():
                yield piece


def _pieces(one: Block, limit: int) -> Iterator[Block]:
    left = list(one)
    held: list[Run] = []
    room = limit
    while left:
        run = left.pop(0)
        if units(run.text) <= room and _tagged(tuple(held)) < MOST_ENTITIES:
            held.append(run)
            room -= units(run.text)
            continue
        # A run that would fit in a part of its own is not cut for the sake of filling this one,
        # unless much of this one would stay empty.
        if held and ((units(run.text) <= limit and room < limit // 2) or room < 1):
            left.insert(0, run)
        else:
            # Into a part that holds something already, no letter is forced.
            head, tail = cut(run.text, room, force=not held)
            held += [replace(run, text=head)] if head else []
            left[:0] = [replace(run, text=tail)] if tail else []
        yield tuple(held)
        held, room = [], limit
    yield tuple(held)


def cut(text: str, limit: int, *, force: bool = True) -> tuple[str, str]:
    """The longest beginning of at most `limit` units that ends well, and the rest.

    The blank between the two is dropped. A letter stays with its marks, and an emoji whole; one
    that is longer than `limit` by itself is torn where `force` is set, and else begins the rest.
    """
    if units(text) <= limit:
        return text, ""
    most = _points(text, limit)
    for pattern in _CUTS:
        ends = [m for m in re.finditer(pattern, text[: most + 1]) if most // 2 < m.start() <= most]
        if ends:
            return text[: ends[-1].start()].rstrip(), text[ends[-1].end() :].lstrip()
    at = _whole(text, most) or (max(most, 1) if force else 0)
    return text[:at], text[at:]


def _points(text: str, limit: int) -> int:
    """How many code points of the text fit into `limit` units."""
    taken = 0
    for at, letter in enumerate(text):
        taken += 1 + (ord(letter) > 0xFFFF)
        if taken > limit:
            return at
    return len(text)


def _whole(text: str, at: int) -> int:
    """The last place up to `at` that is not inside a letter with marks or a joined emoji, or 0.

    What clings together for longer than any letter does is torn.
    """
    for place in range(at, max(0, at - _CLUSTER), -1):
        if not (_clings(text[place]) or text[place - 1] == "\u200d"):
            return place
    return at if at > _CLUSTER else 0


def _clings(letter: str) -> bool:
    """Whether a character belongs to the one before it."""
    skin = 0x1F3FB <= ord(letter) <= 0x1F3FF
    return unicodedata.category(letter).startswith("M") or letter in _JOINERS or skin
