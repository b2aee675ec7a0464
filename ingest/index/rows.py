"""What is searched of a clause: whether at all, by which tokens, and as which text."""

from __future__ import annotations

import re

from ingest.model import Clause, Kind
from ingest.tokens import fold, syllables
from ingest.written import words, written_out

# A numeral or a letter of its own numbers something, and says nothing.
_NUMBERING = re.compile(r"(?:[ivxlc]+|[^\W\d_]|[\W\d_]*)")
# The parser's name for a table's header line, which repeats above every answer and answers none.
_TABLE_HEADER = re.compile(r"h\d+(?:~\d+)?")
_HEADINGS = 2


def searchable(clause: Clause) -> bool:
    """False for bare markers and numbers, recipients and table header rows."""
    if clause.kind is Kind.RECIPIENTS or _is_header(clause):
        return False
    return not all(_NUMBERING.fullmatch(s) for s in syllables(clause.body))


def _is_header(clause: Clause) -> bool:
    if clause.kind is Kind.HEADING:
        return _TABLE_HEADER.fullmatch(clause.path.rpartition(".")[2]) is not None
    own = [c for c in clause.cells if c.text and not c.inherited]
    return bool(own) and all(fold(c.text) == fold(c.header) for c in own)


def text_tokens(clause: Clause) -> list[str]:
    """Marked syllables of the clause's own words, without its marker."""
    return words(clause.body)


def heading_tokens(clause: Clause) -> list[str]:
    """Marked syllables of the headings above it."""
    return [s for heading in clause.breadcrumb for s in words(heading)]


def embed_text(clause: Clause) -> str:
    """What the encoder reads: the two nearest headings, then the clause's own words."""
    return written_out("\n".join((*clause.breadcrumb[-_HEADINGS:], clause.body)))
