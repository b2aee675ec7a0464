"""One form for one text: letters, tones, dashes and blanks, and its words as a flat line."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.tokens import nfc, place_tones
from ingest.written import written_out

_DASHES = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
# Joints that come and go inside names: "Tài chính - Kế hoạch", "Tài chính và Kế hoạch".
_JOINT = re.compile(r"(?<= )(?:và|and|&)(?= )")


@lru_cache(maxsize=8192)
def even(text: str) -> str:
    """The text composed, tones on the newer place, one kind of dash and of blank; case is kept."""
    return _BLANKS.sub(" ", _DASHES.sub("-", place_tones(nfc(text)))).strip()


@lru_cache(maxsize=8192)
def line(text: str) -> str:
    """The words of a text in lower case, a blank before and after each."""
    return f" {' '.join(_WORD.findall(even(text).lower()))} "


@lru_cache(maxsize=8192)
def loose_line(text: str) -> str:
    """As `line`, with abbreviations written out and joints left out, to compare names by."""
    words = f" {' '.join(_WORD.findall(even(written_out(nfc(text))).lower()))} "
    return _BLANKS.sub(" ", _JOINT.sub("", words))


def blank(text: str, start: int, end: int) -> str:
    """The text with a range made blank, so that every other offset stays."""
    return text[:start] + " " * (end - start) + text[end:]
