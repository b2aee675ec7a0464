"""Sentences of a long paragraph, as ranges."""

from __future__ import annotations

import re

# A full stop ends a sentence before a capital, unless it ends an abbreviation ("TT.", "TP.").
_END = re.compile(r"(?<=[.!?…])[\"”)]?\s+(?=[\"“(]?\w)")
_SHORT = re.compile(r"(?:\b(?:TT|TP|Tp|PCT|CT|BS|ThS|TS|GS|st|Đ/c|đ/c|v|vv)\.|\.\.\.)$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Half-open ranges of `text` that hold all its ink and break only between sentences."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        after = text[match.end() :].lstrip('"“(')
        if _SHORT.search(text[: match.start()]) or not (after[:1].isupper() or after[:1].isdigit()):
            continue
        ranges.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    ranges.append((start, len(text)))
    return [r for r in ranges if r[0] < r[1]]
