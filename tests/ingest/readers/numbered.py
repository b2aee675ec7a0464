"""Real Word list numbering for the made documents: an outline, restarted where a plan does."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

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
_MARKS = (r"[IVX]+\.", r"\d+\.", r"\d+\.\d+\.", r"[a-z]\)", r"-", r"\+")


class Outline:
    """Gives each marked paragraph its place in the list, or says that it must be typed."""

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        for found in list(self._numbering):
            self._numbering.remove(found)
        self._letters = self._letter_count = 0
        self._counts = [0] * len(LEVELS)
        self._begin([1] * len(LEVELS))

    def put(self, paragraph: Any, mark: str) -> bool:
        """Number a paragraph so that Word draws `mark` ("II.", "2.1.", "a)", "-"); False if not."""
        level = next((i for i, p in enumerate(_MARKS) if re.fullmatch(p, mark)), None)
        if level is None or not self._number(mark, level):
            return False
        properties = paragraph._p.get_or_add_pPr()
        listed = properties.get_or_add_numPr()
        letter = LEVELS[level][0] == "lowerLetter"
        listed.get_or_add_ilvl().val = 0 if letter else level
        listed.get_or_add_numId().val = self._letters if letter else self._outline
        return True

    def _letter(self, mark: str) -> bool:
        """Letters are a list of their own, as people make them, begun again at every "a)"."""
        wanted = ord(mark[0]) - ord("a") + 1
        if wanted == 1 or wanted != self._letter_count + 1:
            self._letters = self._list(_level(0, "lowerLetter", "%1)", wanted))
        self._letter_count = wanted
        return True

    def _number(self, mark: str, level: int) -> bool:
        """Whether the list can draw a mark: it goes on, or begins anew as another list."""
        if LEVELS[level][0] == "lowerLetter":
            return self._letter(mark)
        if LEVELS[level][0] != "bullet":
            wanted = self._value(mark, level)
            if wanted is None:
                return False
            expected = self._counts[level] + 1 if self._used[level] else self._starts[level]
            if wanted != expected:
                starts = [max(count, 1) for count in self._counts]
                starts[level] = wanted
                starts[level + 1 :] = [1] * (len(LEVELS) - level - 1)
                self._begin(starts)
            self._counts[level] = wanted
        self._used[level] = True
        for deeper in range(level + 1, len(LEVELS)):
            self._counts[deeper], self._used[deeper] = 0, False
        return True

    def _value(self, mark: str, level: int) -> int | None:
        if level == 2 and mark.split(".")[0] != str(self._counts[1]):
            return None
        last = mark.strip(".)").rsplit(".", 1)[-1]
        form = LEVELS[level][0]
        return next((n for n in range(1, 60) if numeral(n, form) == last), None)

    def _begin(self, starts: list[int]) -> None:
        """Another list; the levels above stand where they were."""
        self._starts, self._used = starts, [False] * len(LEVELS)
        levels = zip(LEVELS, starts, strict=True)
        self._outline = self._list(
            "".join(_level(i, form, text, start) for i, ((form, text), start) in enumerate(levels))
        )

    def _list(self, levels: str) -> int:
        """Put another list into the document; its number."""
        abstracts = len(self._numbering.findall(qn("w:abstractNum")))
        number = abstracts + 1
        self._numbering.insert(
            abstracts,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            ),
        )
        self._numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}">'
                f'<w:abstractNumId w:val="{number}"/></w:num>'
            )
        )
        return number


def _level(index: int, form: str, text: str, start: int) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
    )
