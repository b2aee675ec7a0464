"""What a composer hands on: statements, each with the clauses that carry it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.model import Clause
from retrieval.model import Status

_BULLET = re.compile(r"^[-+*•]\s+(?=\D)")
_BOUNDARY = re.compile(r"[;,.:]\s|\s[-–]\s|\s(?=\()")


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of an answer.

    `echo` holds words that are the asker's own and need no support; `lead` is the figure that a
    line gives, by which lines of several places are compared, `value` that figure as a number and
    `measures` what may be compared with it: the measure's key and unit; `more` marks the line
    that says how much of a list is left out.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    echo: tuple[str, ...] = ()
    lead: str = ""
    value: float | None = None
    measures: tuple[str, str] | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before it is checked and numbered."""

    status: Status
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def shorten(text: str, limit: int) -> str:
    """The text, or its beginning up to a phrase boundary within `limit` characters, and "…"."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cuts = [m.start() for m in _BOUNDARY.finditer(head) if m.start() > limit // 2]
    cut = cuts[-1] if cuts else head.rfind(" ")
    return head[: cut if cut > 0 else len(head)].rstrip(" ,;:.–-(") + "…"


def plain(text: str) -> str:
    """A clause's words as they read inside a line: no bullet before, no stop or colon after."""
    return _BULLET.sub("", text.strip()).rstrip(";.,: ")


def whole_row(clause: Clause) -> str:
    """A row's cells, each under the name of its column."""
    if all(cell.text for cell in clause.cells):
        return "; ".join(f"{cell.header}: {cell.text}" for cell in clause.cells)
    # With cells left out nothing says which column a figure stands in.
    return clause.text


def stopped(text: str) -> str:
    """A sentence with its stop, unless it ends in one or was cut."""
    return text if text.endswith((".", "…", "?", "!")) else f"{text}."
