"""Laws that are cited by their names ("Luật Cán bộ, công chức")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.agencies_words import phrases, tokenize

_LAW = re.compile(r"\b(?:Bộ\s+luật|Luật)\s+(?=\w)")
_AMENDS = re.compile(
    r"(?:s|S)ửa\s+đổi,?\s+bổ\s+sung\s+một\s+số\s+điều\s+của\s+(?:các\s+)?(?=(?:Bộ\s+)?(?:L|l)uật\b)"
)
_AND_LAW = re.compile(r"\s+và\s+(?=Luật\b)")
# Past the first word, which has a capital, a name of unknown law ends before these or at a mark.
_ENDS = re.compile(
    r"\s+(?:ngày|số|năm|và|theo|về|được|có|để|trong|của|tại|các|trên|nhằm|đã|đến|với|từ|quy định"
    r"|sát|hiện hành)\b"
    r"|[^\w\s-]|$|\d"
)
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Law:
    """A law's name as it stands in `text[start:end]`."""

    name: str
    start: int
    end: int


def law_names(text: str) -> list[Law]:
    """The laws named in clean text; one that amends others is one law."""
    found: list[Law] = []
    for match in _LAW.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        end = _name_end(text, match.end())
        if end > match.end():
            found.append(Law(text[match.start() : end], match.start(), end))
    return found


def _name_end(text: str, at: int) -> int:
    amends = _AMENDS.match(text, at)
    if amends:
        return _amended_end(text, amends.end())
    known = _known(text, at)
    if known:
        return known
    if not text[at].isupper():
        return at
    end = _ENDS.search(text, at, at + _LONGEST)
    return end.start() if end else at


def _amended_end(text: str, at: int) -> int:
    law = re.compile(r"(?:Bộ\s+)?[Ll]uật\s+").match(text, at)
    end = _name_end(text, law.end()) if law else at
    more = _AND_LAW.match(text, end)
    return _amended_end(text, more.end()) if more else end


def _known(text: str, at: int) -> int:
    window = text[at : at + 2 * _LONGEST]
    tokens = tokenize(window)
    size = phrases("citations", "laws").match(tokens, 0)
    return at + tokens[size - 1].end if size else 0


__all__ = ["Law", "law_names"]
