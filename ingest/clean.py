"""From text as published to text as read: one named step for each thing that layout does to it.

`clean` looks at nothing but the characters it is given, so that cleaning the span of a clause gives
the clause's text again. After it:

- letters are composed (NFC); the spelling, typos and tone placement of the source stand;
- marks of markup are gone: HTML tags, `**`, `#`, emphasis, rules of dashes, lone bars;
- so are the gazette's running heads, page numbers and stamps, where its text layer was copied;
- a line break or a run of blanks is one space, but a word cut at a hyphen or a slash is whole
  ("1464/QĐ-⏎UBND" → "1464/QĐ-UBND").

Every remaining character knows its offset in the text that it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
# The official gazette's head on every page ("CÔNG BÁO/Số 302/Ngày 02-06-2026", beside it the page's
# number), and the stamp of its electronic signature.
_GAZETTE = re.compile(
    r"(?m)^[ \t]*(?:\d{1,4}[ \t]+)?CÔNG BÁO/Số[^\n]{1,60}/Ngày[^\n]{1,20}$"
    r"(?:\s*\n[ \t]*\d{1,4}[ \t\r]*$)?"
    r"|^[ \t]*Ký bởi: CÔNG BÁO[^\n]*\n[ \t]*Cơ quan: [^\n]*\n[ \t]*Ngày ký: [^\n]*$"
)
# Order matters: a rule of dashes before hyphens are looked at, bold before emphasis.
_MARKUP = (
    _GAZETTE,
    re.compile(r"</?[a-zA-Z][^<>]{0,200}>"),
    re.compile(r"(?m)^[ \t]*#{1,6}(?=\s|\*)"),
    re.compile(r"\*\*+"),
    re.compile(r"(?m)^[ \t]*(?:-{3,}|_{3,}|={3,})[ \t]*$"),
    re.compile(r"(?m)^[ \t]*\|[ \t]*$"),
    re.compile(r"(?m)^[ \t]*\*(?:[ \t]+\*)+[ \t]*$"),
    # Emphasis whose blank has slipped inside: "* (kèm theo …)*", "*ngày 27 tháng 11 *".
    re.compile(r"\*(?=[ \t]+\([^*]{0,300}\)\*)|(?m:(?<=[^\s*] )\*(?=[ \t]*$))"),
    # Emphasis hugs its word; a star before a blank is a bullet and stays.
    re.compile(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"),
)
# A hyphen or slash right after a letter or digit, then a line break: the word goes on.
_CUT_WORD = re.compile(r"(?<=[\w)])([-–/])[ \t]*(?:\r\n|\r|\n)\s*(?=\w)")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text; `offsets[i]` is where `text[i]` stands in the text it was made from."""

    text: str
    offsets: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original that clean characters `start`..`end` (not empty) come from."""
        return self.offsets[start], self.offsets[end - 1] + 1


def clean(raw: str) -> str:
    """The text of `raw` without its layout."""
    return clean_with_map(raw).text


def clean_with_map(raw: str, base: int = 0) -> Cleaned:
    """As `clean`, with the way back; `base` is added to every offset."""
    composed, offsets = _compose(raw, base)
    for step in (_drop_markup, _join_cut_words, _fold_blanks):
        composed, offsets = step(composed, offsets)
    return Cleaned(composed, tuple(offsets))


def running(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text copied from the gazette holds what its pages repeat, as ranges of `text`."""
    return tuple(found.span() for found in _GAZETTE.finditer(text))


def without_running(text: str) -> str:
    """`text` with blanks for what the gazette's pages repeat, so that offsets stay."""
    return _GAZETTE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _compose(raw: str, base: int) -> tuple[str, list[int]]:
    if unicodedata.is_normalized("NFC", raw) and not any(c in raw for c in _INVISIBLE):
        return raw, list(range(base, base + len(raw)))
    chars: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(raw):
        end = at + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        for char in unicodedata.normalize("NFC", raw[at:end]):
            if char not in _INVISIBLE:
                chars.append(char)
                offsets.append(base + at)
        at = end
    return "".join(chars), offsets


def _without(
    text: str, offsets: list[int], cuts: list[tuple[int, int, str]]
) -> tuple[str, list[int]]:
    """Replace each range by its (shorter) stand-in, in the text and in the map alike."""
    if not cuts:
        return text, offsets
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for start, end, stand_in in cuts:
        pieces += [text[at:start], stand_in]
        kept += offsets[at:start] + offsets[start : start + len(stand_in)]
        at = end
    return "".join([*pieces, text[at:]]), kept + offsets[at:]


def _drop_markup(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    for pattern in _MARKUP:
        cuts = [(m.start(), m.end(), "") for m in pattern.finditer(text)]
        text, offsets = _without(text, offsets, cuts)
    return text, offsets


def _join_cut_words(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    cuts = [(m.start(), m.end(), m.group(1)) for m in _CUT_WORD.finditer(text)]
    return _without(text, offsets, cuts)


def _fold_blanks(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    inside = (len(text) - len(text.lstrip()), len(text.rstrip()))
    text, offsets = text[slice(*inside)], offsets[slice(*inside)]
    cuts = [(m.start(), m.end(), " ") for m in _BLANKS.finditer(text) if m.group() != " "]
    return _without(text, offsets, cuts)
