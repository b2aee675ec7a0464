"""Việt Nam's administrative units, before and since 1 July 2025, and what became of which.

The table is `data/units.tsv`; it is read on first use.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

from ingest.model import Level, Place
from ingest.tokens import folded, syllables

WORDS = {
    "a": "tỉnh", "b": "thành phố", "h": "huyện", "q": "quận", "s": "thị xã", "c": "thành phố",
    "x": "xã", "p": "phường", "t": "thị trấn", "d": "đặc khu",
}  # fmt: skip
_LEVELS = dict.fromkeys("ab", Level.PROVINCE)
_LEVELS |= dict.fromkeys("hqsc", Level.DISTRICT)
_LEVELS |= dict.fromkeys("xptd", Level.COMMUNE)
_LINE = re.compile(r"\n\w\t([^\t\n]+)")
_HEAD = re.compile(r"\n(?=[abhqsc]\t)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of one era. `parent` and `province` are names; `since` is True of today's map.

    `became` names what an old province or commune belongs to now, "phường Tân Triều"; empty
    where the unit was gone before 2025 or the table does not know.
    """

    word: str
    name: str
    level: Level
    parent: str
    province: str
    since: bool
    became: tuple[str, ...] = ()

    @property
    def display(self) -> str:
        """The name with its word: "huyện Thăng Bình"."""
        return f"{self.word} {self.name}"


def key(name: str) -> str:
    """A name as `find` takes it: folded syllables, one blank between."""
    return " ".join(folded(syllables(name)))


class Units:
    """The table in memory, as text: a line becomes a `Unit` only when it is asked for."""

    def __init__(self, text: str) -> None:
        body = text[text.index("\n= cũ") :].rstrip("\n")
        self._lines = body.split("\n")
        self._bare = _folded(body) + "\n"
        self._turn = self._bare.index("\n= moi")
        self._starts = list(accumulate(map(len, self._bare.splitlines(keepends=True))))
        # Where provinces begin, and where anything begins that has units below it.
        self._heads = [m.start() for m in _HEAD.finditer(self._bare)]
        self._tops = [at for at in self._heads if self._bare[at + 1] in "ab"]
        self._found: dict[str, list[int]] = {}

    def find(self, name_folded: str) -> list[Unit]:
        """All units of this folded name ("binh trieu"), old before new."""
        return [self._unit(at) for at in self._positions(name_folded)]

    def knows(self, name_folded: str) -> bool:
        """Whether any unit has this folded name."""
        return bool(self._positions(name_folded))

    def provinces(self) -> list[Unit]:
        """The provinces and centrally run cities of both maps."""
        return [self._unit(at) for at in self._tops]

    def inside(self, unit: Unit) -> list[Unit]:
        """The units one step below a district, or below a province of either map."""
        return [self._unit(n) for n in self._below(unit)]

    def old(self, place: Place) -> Unit | None:
        """The unit before July 2025 that a document's place is, if only one fits."""
        found = [
            unit
            for unit in self.find(key(place.name))
            if not unit.since and unit.level is place.level
        ]
        if place.parent:
            above = key(place.parent)
            found = [u for u in found if above in (key(u.parent), key(u.province))] or found
        exact = [unit for unit in found if unit.name == place.name]
        found = exact or found
        return found[0] if len(found) == 1 else None

    def _positions(self, name: str) -> list[int]:
        """Where in the folded table the lines of this name begin: at the line break before."""
        if not self._found:
            # Made whole before it is shown: another thread must not find half of the country.
            found: dict[str, list[int]] = {}
            for line in _LINE.finditer(self._bare):
                found.setdefault(line[1], []).append(line.start())
            self._found = found
        return self._found.get(name, [])

    def _line(self, at: int) -> str:
        return self._lines[bisect_right(self._starts, at + 1)]

    def _unit(self, at: int) -> Unit:
        code, name, became = (*self._line(at).split("\t"), "")[:3]
        level, since = _LEVELS[code], at > self._turn
        if level is Level.PROVINCE:
            return Unit(WORDS[code], name, level, "", name, since, (became,) if became else ())
        province = self._above(self._tops, at)
        if since or level is Level.DISTRICT:
            return Unit(WORDS[code], name, level, province, province, since)
        parts = [] if became == "-" else (became or code + name).split("|")
        names = tuple(f"{WORDS[part[0]]} {part[1:]}" for part in parts)
        return Unit(WORDS[code], name, level, self._above(self._heads, at), province, False, names)

    def _above(self, heads: list[int], at: int) -> str:
        return self._line(heads[bisect_right(heads, at) - 1]).split("\t")[1]

    def _below(self, unit: Unit) -> Iterator[int]:
        start = next((at for at in self._positions(key(unit.name)) if self._unit(at) == unit), -1)
        if start < 0 or unit.level is Level.COMMUNE:
            return
        whole = unit.level is Level.PROVINCE
        wanted = "hqsc" if whole and not unit.since else "xptd"
        while (start := self._bare.find("\n", start + 1)) >= 0:
            kind = self._bare[start + 1 : start + 2]
            if kind in ("ab=" if whole else "ab=hqsc"):
                return
            if kind in wanted:
                yield start

    def province_now(self, unit: Unit) -> Unit:
        """The province of today's map that an old unit lies in."""
        old = next(
            u
            for u in self.find(key(unit.province))
            if u.level is Level.PROVINCE and not u.since and u.name == unit.province
        )
        return next(
            u
            for u in self.find(key(old.became[0]))
            if u.level is Level.PROVINCE and u.since and u.name == old.became[0]
        )


def _folded(text: str) -> str:
    """The whole table without marks, line for line, in one go: folding name by name is slow."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = bare.encode("ascii", "ignore").decode("ascii").replace("'", " ")
    return bare.replace(" - ", " ").replace("-", " ").lower()


@lru_cache(maxsize=1)
def load() -> Units:
    """The table that comes with the program."""
    table = files("retrieval").joinpath("data/units.tsv")
    return Units(table.read_text(encoding="utf-8"))


def find(name_folded: str) -> list[Unit]:
    """All units of this folded name, old before new."""
    return load().find(name_folded)
