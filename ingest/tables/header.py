"""The rows of words above a table: one, or a group over its sub-headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tables.columns import Column, is_header, meaning, read_columns
from ingest.tables.model import RawRow
from ingest.tables.patterns import YEARS, is_letter, is_number

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Header:
    """The columns that a header names, and how many rows it takes."""

    columns: tuple[Column, ...]
    height: int


def read_header(rows: Sequence[RawRow], certain: bool = False) -> Header | None:
    """The header that `rows` begin with; `certain` where the layout itself marks it as one."""
    if not rows or is_letter([text for row in rows[:2] for text in row.texts]):
        return None
    first = rows[0].texts
    if not is_header(first) and not (certain and _words(first)):
        return None
    if len(rows) > 1 and (joined := _under(first, rows[1].texts)):
        return Header(read_columns(joined), 2)
    return Header(read_columns(first), 1)


def repeats(row: RawRow, columns: Sequence[Column]) -> bool:
    """Whether a row in the middle is the header once more, perhaps in other words."""
    texts = row.texts
    pairs = list(zip(texts, columns, strict=False))
    filled = sum(map(bool, texts))
    if len(texts) == len(columns) and filled > 1 and all(c.header.endswith(t) for t, c in pairs):
        return True
    numbered = any(column.name == "number" for column in columns)
    return is_header(texts) and (
        not numbered or any(meaning(text)[0] == "number" for text in texts)
    )


def _words(texts: Sequence[str]) -> bool:
    filled = [text for text in texts if text]
    return len(texts) > 1 and bool(filled) and not any(is_number(text) for text in filled)


def _is_sub(text: str) -> bool:
    return len(text) <= _LONGEST and (bool(YEARS.search(text)) or meaning(text)[0] != "other")


def _under(groups: Sequence[str], subs: Sequence[str]) -> list[str] | None:
    """Both rows as one list of headers, or None where the second row is not one of sub-headers.

    Certain only when every sub-header stands under a group (a header followed by blanks) and is
    itself a header word or a year, and nothing stands under the other headers.
    """
    width = len(groups)
    filled = [i for i, text in enumerate(subs) if text]
    if not filled or filled[0] == 0 or len(subs) > width:
        return None
    if not all(_is_sub(subs[i]) for i in filled) or any(is_number(subs[i]) for i in filled):
        return None
    joined = list(groups)
    for i in filled:
        group = next((j for j in range(i, 0, -1) if groups[j]), 0)
        spread = group + 1 < width and not groups[group + 1]
        if not group or not spread or not subs[group]:
            return None
        joined[i] = f"{groups[group]} {subs[i]}"
    return joined if len(filled) > 1 else None
