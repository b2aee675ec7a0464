"""Markdown tables: `| a | b |`, with or without a rule of dashes under the header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.lines import Line
from ingest.tables.assemble import assemble
from ingest.tables.cells import Piece, piece
from ingest.tables.header import Header, read_header
from ingest.tables.model import RawRow, Table
from ingest.tables.patterns import is_letter

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")


def read_pipes(lines: Sequence[Line], at: int) -> Table | None:
    """The Markdown table that starts at line `at`, or None."""
    if not _is_row(lines, at):
        return None
    ruled = at + 1 < len(lines) and _is_rule(lines[at + 1])
    # Look at the header before reading on: most lines with bars begin no table.
    if _header(_rows(lines, at, ruled, most=2), ruled)[1] is None:
        return None
    rows, header = _header(_rows(lines, at, ruled), ruled)
    return assemble(rows, header, at) if header else None


def _header(rows: list[RawRow], ruled: bool) -> tuple[list[RawRow], Header | None]:
    if ruled and rows and not any(rows[0].texts):
        # A layout without header cells: its first row of words is the header.
        rows = _without_blank_head(rows)
        ruled = False
    return rows, read_header(rows, certain=ruled)


def _is_rule(line: Line) -> bool:
    return "-" in line.text and "|" in line.text and bool(_RULE.fullmatch(line.text))


def _is_row(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text.strip()
    bars = len(_BAR.findall(text))
    if text.startswith("|"):
        return bars >= 2
    return bars >= 1 and at + 1 < len(lines) and _is_rule(lines[at + 1])


def _rows(lines: Sequence[Line], at: int, ruled: bool, most: int = 0) -> list[RawRow]:
    rows = [_row(lines[at], at)]
    at += 1
    if ruled:
        at += 1
        rows[0] = _extend(rows[0], lines[at - 1], at)
    width = len(rows[0].cells)
    cut = False
    while at < len(lines) and not (most and len(rows) > most):
        line = lines[at]
        if line.blank:
            cut = True
        elif not _continues(lines, at, ruled, width if cut else 0):
            break
        elif _is_rule(line):
            rows[-1] = _extend(rows[-1], line, at + 1)
        else:
            row = _row(line, at, cut)
            if is_letter(row.texts):
                break
            rows.append(row)
            cut = False
        at += 1
    return rows


def _continues(lines: Sequence[Line], at: int, ruled: bool, width: int) -> bool:
    """Whether a line is the table's; past a blank line it must be as wide and start no new one."""
    text = lines[at].text
    if not _BAR.search(text) or not (text.lstrip().startswith("|") or ruled):
        return False
    if not width:
        return True
    begins = at + 1 < len(lines) and _is_rule(lines[at + 1])
    return not begins and not _is_rule(lines[at]) and len(_row(lines[at], at).cells) == width


def _row(line: Line, at: int, cut: bool = False) -> RawRow:
    text = line.text
    bars = [match.start() for match in _BAR.finditer(text)]
    edges = [-1, *bars, len(text)]
    if not text[: edges[1]].strip():
        edges = edges[1:]
    if len(edges) > 2 and not text[edges[-2] + 1 :].strip():
        edges = edges[:-1]
    cells: list[Piece] = [piece(text[a + 1 : b], line.start + a + 1) for a, b in pairwise(edges)]
    whole = piece(text, line.start)
    return RawRow(whole.start, whole.end, tuple(cells), at + 1, cut)


def _extend(row: RawRow, line: Line, last: int) -> RawRow:
    return RawRow(row.start, piece(line.text, line.start).end, row.cells, last, row.cut)


def _without_blank_head(rows: list[RawRow]) -> list[RawRow]:
    if len(rows) < 2:
        return []
    head = rows[1]
    return [RawRow(rows[0].start, head.end, head.cells, head.last, False), *rows[2:]]
