"""Golden trees: what a document's clauses are, one line each, read against the document by eye.

A document's tree is `<slug>.tree`, here. The document is in the corpus, or beside its tree; either
way a new one is a new test. `python -m tests.ingest.golden` writes the trees anew: look at the
difference before keeping it.
"""

from __future__ import annotations

from pathlib import Path

from tests.ingest.documents import GOLDEN, clauses_of

SHOWN = 60
"""How many characters of a clause's text its line shows."""


def tree_file(slug: str) -> Path:
    """Where the tree of a document is kept."""
    return GOLDEN / f"{slug}.tree"


def tree(slug: str) -> str:
    """A document's tree: path, kind, years, levels and the beginning of the text, tab-separated."""
    lines = []
    for clause in clauses_of(slug):
        years = ",".join(map(str, clause.years)) or "-"
        levels = ",".join(clause.levels) or "-"
        shown = clause.text[:SHOWN].rstrip()
        lines.append("\t".join((clause.path, clause.kind.value, years, levels, shown)))
    return "\n".join(lines) + "\n"
