"""The gate: nothing goes out that the clauses beside it do not say.

A statement is supported when every figure, date and document number in it stands in the text, the
cells or the headings of its clauses, or on the card of their document. What the asker said
(`Statement.echo`) needs no support in a refusal. Forms are made equal first: 1.000 = 1000, 05 = 5,
31/12/2025 = ngày 31 tháng 12 năm 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.model import Card, Clause
from ingest.tokens import nfc
from retrieval.compose.statement import Statement

_DATE = re.compile(
    r"\b(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})\b"
    r"|\b(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+$")


def facts(text: str) -> set[str]:
    """The figures and dates of a text in one form each; the parts of a date are facts of it too."""
    text = nfc(text)
    found: set[str] = set()
    for match in _DATE.finditer(text):
        day, month, year = (int(g) for g in match.groups() if g)
        found.add(f"{year:04d}-{month:02d}-{day:02d}")
    found |= {_number(m.group()) for m in _NUMBER.finditer(text)}
    return found


def _number(written: str) -> str:
    if _THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    if "." in written and "," not in written and not re.fullmatch(r"\d+\.\d+", written):
        return written
    whole, _, rest = written.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))


def support(clauses: Iterable[Clause], cards: Iterable[Card]) -> set[str]:
    """Every figure and date that these clauses and cards hold."""
    held: set[str] = set()
    for clause in clauses:
        held |= facts(clause.text)
        for words in (*clause.breadcrumb, *(c.text for c in clause.cells)):
            held |= facts(words)
    for card in cards:
        signed = card.signed.split("-")
        written = f"{signed[2]}/{signed[1]}/{signed[0]}" if len(signed) == 3 else ""
        words = f"{card.title} {card.number} {written} {card.first_year} {card.last_year} {card.outlook}"
        held |= facts(words)
    return held


def unsupported(statement: Statement, cards: Iterable[Card]) -> set[str]:
    """The figures and dates of a statement that nothing beside it says."""
    said = facts(statement.text) - {f for words in statement.echo for f in facts(words)}
    return said - support(statement.clauses, cards)
