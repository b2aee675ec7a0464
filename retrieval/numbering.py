"""Statements as lines with their marks, and the citations behind the marks."""

from __future__ import annotations

from ingest.address import SCANNED, label
from ingest.index import Index
from ingest.model import Clause
from retrieval.compose.statement import Statement
from retrieval.model import Citation


class Numbering:
    """Gives each clause its number when it is first cited, line by line."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._numbers: dict[str, int] = {}
        self._citations: list[Citation] = []
        self.text = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Those behind the marks so far."""
        return tuple(self._citations)

    def line(self, statement: Statement) -> str:
        """The next piece of the answer's text: a line, after a line break if not the first."""
        for clause in statement.clauses:
            if clause.id not in self._numbers:
                self._numbers[clause.id] = len(self._numbers) + 1
                self._citations.append(self._citation(clause))
        marks = "".join(f" [{self._numbers[c.id]}]" for c in statement.clauses)
        piece = ("\n" if self.text else "") + statement.text + marks
        self.text += piece
        return piece

    def _citation(self, clause: Clause) -> Citation:
        document = self._index.document(clause.doc)
        scanned = document is not None and document.card.scanned
        return Citation(
            number=self._numbers[clause.id],
            doc=clause.doc,
            version=document.version if document else "",
            clause=clause.id,
            label=f"{label(clause.path)} {SCANNED}" if scanned else label(clause.path),
            start=clause.start,
            end=clause.end,
            quote=clause.text,
            columns=clause.columns,
        )
