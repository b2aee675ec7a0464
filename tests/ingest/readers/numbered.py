"""Real Word list numbering for the made documents: an outline, restarted where a plan does."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.readers.word_numbering import numeral

# The levels of the outline: format, and the text that Word draws.
LEVELS = (
    ("upperRoman", "%1."),
    ("decimal", "%2."),
    ("decimal", "%2.%3."),
    ("lowerLetter", "%4)"),
    ("bullet", "-"),
    ("bullet", "+"),
)
_ABSTRACT = "77"


class Outline:
    """Gives each marked paragraph its place in the list, or says that it must be typed."""

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        for found in list(self._numbering):
            self._numbering.remove(found)
        self._numbering.append(parse_xml(_abstract()))
        self._next = 1
        self._num = self._new({})
        self._starts: dict[int, int] = {}
        self._counts: list[int] = [0] * len(LEVELS)

    def put(self, paragraph: Any, mark: str) -> bool:
        """Number a paragraph so that Word draws `mark` ("II.", "2.1.", "a)", "-"); False if not."""
        level = self._level(mark)
        if level is None:
            return False
        form = LEVELS[level][0]
        if form != "bullet":
            wanted = self._value(mark, level)
            if wanted is None:
                return False
            if wanted != self._counts[level] + 1:
                self._starts = {level: wanted}
                self._num = self._new(self._starts)
            self._counts[level] = wanted
        self._counts[level + 1 :] = [0] * (len(LEVELS) - level - 1)
        if any(deeper > level for deeper in self._starts):
            # Where a level begins anew, an override would make it begin there once more.
            self._num, self._starts = self._new({}), {}
        properties = paragraph._p.get_or_add_pPr()
        listed = properties.get_or_add_numPr()
        listed.get_or_add_ilvl().val = level
        listed.get_or_add_numId().val = self._num
        return True

    def _level(self, mark: str) -> int | None:
        patterns = (r"[IVX]+\.", r"\d+\.", r"\d+\.\d+\.", r"[a-z]\)", r"-", r"\+")
        return next((i for i, p in enumerate(patterns) if re.fullmatch(p, mark)), None)

    def _value(self, mark: str, level: int) -> int | None:
        if level == 2 and mark.split(".")[0] != str(self._counts[1]):
            return None
        last = mark.strip(".)").rsplit(".", 1)[-1]
        form = LEVELS[level][0]
        return next((n for n in range(1, 60) if numeral(n, form) == last), None)

    def _new(self, starts: dict[int, int]) -> int:
        # Levels above keep their count only if they are told; Word counts them through the list.
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for level, start in starts.items()
        )
        self._numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._next}">'
                f'<w:abstractNumId w:val="{_ABSTRACT}"/>{overrides}</w:num>'
            )
        )
        self._next += 1
        return self._next - 1


def _abstract() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_ABSTRACT}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
