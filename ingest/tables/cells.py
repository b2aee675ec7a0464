"""The text of a cell without its marks, and the pieces of raw text that make it up."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.model import Span
from ingest.tokens import nfc

_NAMES = "b|i|u|s|em|strong|span|font|sup|sub|a|ul|ol|li|br|p|div|table|tbody|thead|tr|td|th"
# Attributes must look like attributes: "a <b và c> d" is text.
_TAG = re.compile(
    rf"<(?P<slash>/?)(?P<name>{_NAMES})(?:\s+[\w:-]+=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>\"']+))*\s*/?>",
    re.IGNORECASE,
)
_INLINE = frozenset({"b", "i", "u", "s", "em", "strong", "span", "font", "sup", "sub", "a"})
_BOLD = re.compile(r"\s*(?:<(?:b|strong)>|\*\*)", re.IGNORECASE)
# One star only as a pair around words: "(*)" and "5 * 3" keep theirs.
_STAR = re.compile(r"(?<![\w*(\\])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*)])")
_ONLY_MARKS = re.compile(r"[\s*_]*")
_ESCAPE = re.compile(r"\\([\\|*_#<>.()\[\]-])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_WRAPPED_HYPHEN = re.compile(r"(?<=\w)-[ \t]*[\r\n\f]\s*(?=\w)")
_ENDS_IN_HYPHEN = re.compile(r"\w-\Z")
_LIST_MARK = re.compile(r"-\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of raw text, trimmed, in code points of the document; blank when nothing is left."""

    start: int
    end: int
    text: str
    bold: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


def clean(raw: str) -> str:
    """Tags, Markdown marks and line ends out, white space collapsed, letters composed."""
    if _ONLY_MARKS.fullmatch(raw):
        return ""
    text = _TAG.sub(lambda m: "" if m["name"].lower() in _INLINE else " ", raw)
    text = _STAR.sub(r"\1", re.sub(r"(?<!\\)\*\*", "", text))
    text = _WRAPPED_HYPHEN.sub("-", _INVISIBLE.sub("", text))
    text = html.unescape(_ESCAPE.sub(r"\1", text))
    return nfc(" ".join(text.split()))


def join(texts: Iterable[str]) -> str:
    """Put together what a page break cut: "TP-" and "HT" make "TP-HT", other halves get a space."""
    joined = ""
    for text in filter(None, texts):
        tight = _ENDS_IN_HYPHEN.search(joined) and not _LIST_MARK.match(text)
        joined += text if not joined or tight else f" {text}"
    return joined


def piece(raw: str, start: int) -> Piece:
    """The piece that `raw`, which begins at `start`, makes."""
    bare = raw.strip()
    begin = start + len(raw) - len(raw.lstrip())
    return Piece(begin, begin + len(bare), clean(bare), bool(_BOLD.match(bare)))


def piece_between(lines: Sequence[Line], start: int, end: int) -> Piece:
    """The piece between two offsets, both inside (or at an end of) one of `lines`."""
    kept = [
        line.text[max(start - line.start, 0) : max(end - line.start, 0)]
        for line in lines
        if line.end >= start and line.start <= end
    ]
    begins = [max(line.start, start) for line in lines if line.end >= start and line.start <= end]
    filled = [i for i, text in enumerate(kept) if text.strip()]
    if not filled:
        return Piece(start, start, "")
    first, last = filled[0], filled[-1]
    begin = begins[first] + len(kept[first]) - len(kept[first].lstrip())
    finish = begins[last] + len(kept[last].rstrip())
    raw = "\n".join(kept[first : last + 1]).strip()
    return Piece(begin, finish, clean(raw), bool(_BOLD.match(raw)))
