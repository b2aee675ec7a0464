"""Word's list numbering: the numbers that Word draws and no paragraph holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.readers.word_names import child, local, number, value

LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Bullets of symbol fonts have codes of their own; each as the sign that it looks like.
_BULLETS = {"o": "◦", "\uf02d": "-", "\uf0a7": "▪", "\uf0be": "-", "\uf02b": "+", "\uf0b7": "•"}
_MOST = 5_000


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list as numbered: its levels, and the counters that it shares with its likes."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; ask for each paragraph's number once, in order."""

    def __init__(self, root: Element | None) -> None:
        abstracts = {value(e, "abstractNumId"): e for e in _children(root, "abstractNum")}
        self._lists: dict[str, _List] = {}
        linked = {value(child(e, "styleLink")): k for k, e in abstracts.items()}
        for found in _children(root, "num"):
            name = value(child(found, "abstractNumId"))
            source = abstracts.get(name)
            if source is not None and (link := value(child(source, "numStyleLink"))):
                name = linked.get(link, name)
                source = abstracts.get(name)
            self._lists[value(found, "numId")] = _list(name, source, found)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, listed: Element | None, style: str = "") -> str:
        """The number or bullet of a paragraph in that list (`numPr`); "" where it has none."""
        name = value(child(listed, "numId"))
        found = self._lists.get(name)
        if found is None or name == "0":
            return ""
        level = number(child(listed, "ilvl"), -1)
        if level < 0:
            level = next((i for i, x in found.levels.items() if style and x.style == style), 0)
        level = min(max(level, 0), LEVELS - 1)
        counts = self._advance(name, found, level)
        return _drawn(found, level, counts)

    def _advance(self, name: str, found: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        own = found.levels.get(level, _Level())
        before = counts[level]
        if level in found.starts and (name, level) not in self._begun:
            before = None
        self._begun.add((name, level))
        start = found.starts.get(level, own.start)
        counts[level] = start if before is None else min(before + 1, _MOST)
        for deeper in range(level + 1, LEVELS):
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                counts[deeper] = None
        return counts


def _children(root: Element | None, name: str) -> list[Element]:
    return [e for e in root if local(e.tag) == name] if root is not None else []


def _list(abstract: str, source: Element | None, own: Element) -> _List:
    levels = {number(e, name="ilvl"): _level(e) for e in _children(source, "lvl")}
    starts: dict[int, int] = {}
    for override in _children(own, "lvlOverride"):
        at = number(override, name="ilvl")
        replaced = child(override, "lvl")
        if replaced is not None:
            levels[at] = _level(replaced)
        start = child(override, "startOverride")
        if start is not None:
            starts[at] = number(start, 1)
    return _List(abstract, levels, starts)


def _level(element: Element) -> _Level:
    restart = child(element, "lvlRestart")
    return _Level(
        start=number(child(element, "start"), 1),
        form=value(child(element, "numFmt")) or "decimal",
        text=value(child(element, "lvlText")),
        restart=None if restart is None else number(restart),
        style=value(child(element, "pStyle")),
        legal=child(element, "isLgl") is not None,
    )


def _drawn(found: _List, level: int, counts: list[int | None]) -> str:
    own = found.levels.get(level, _Level())
    if own.form == "bullet":
        return bullet(own.text)
    if own.form == "none":
        return own.text if "%" not in own.text else ""
    text = own.text
    for at in range(LEVELS):
        mark = f"%{at + 1}"
        if mark in text:
            there = found.levels.get(at, _Level())
            count = counts[at]
            form = "decimal" if own.legal else there.form
            text = text.replace(mark, numeral(there.start if count is None else count, form))
    return text.strip()


def bullet(sign: str) -> str:
    """A bullet as a sign of Unicode, whatever font draws it."""
    sign = sign.strip()
    if not sign:
        return ""
    private = "\ue000" <= sign[0] <= "\uf8ff"
    return _BULLETS.get(sign, "•" if private else sign)


def numeral(count: int, form: str) -> str:
    """A count in one of Word's number formats; those of other scripts in plain figures."""
    if form in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _roman(count: int) -> str:
    made = ""
    for worth, sign in _ROMAN:
        while 0 < worth <= count:
            made += sign
            count -= worth
    return made
