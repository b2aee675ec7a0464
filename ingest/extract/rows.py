"""A whole document's register, and the plain rows that the index keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ingest.extract.assignments import assignments
from ingest.extract.bases import bases
from ingest.extract.model import Register
from ingest.extract.reports import reports
from ingest.extract.targets import targets
from ingest.model import Clause, Document


def register(document: Document, clauses: Sequence[Clause]) -> Register:
    """Everything that a document commits to, by grammar over its clauses and cells."""
    slug, text, card = document.slug, document.text, document.card
    first, last = card.first_year, card.last_year
    period = tuple(year for year in (first, last) if year is not None)
    return Register(
        targets=targets(slug, text, clauses, last_year=last, period_years=period),
        assignments=assignments(slug, text, clauses, first_year=first, last_year=last),
        bases=bases(slug, text, clauses),
        reports=reports(slug, text, clauses),
    )


def register_rows(
    document: Document, clauses: Sequence[Clause]
) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The register of a document as plain JSON rows, by kind."""
    found = register(document, clauses)
    return {
        "target": [asdict(row) for row in found.targets],
        "assignment": [asdict(row) for row in found.assignments],
        "basis": [asdict(row) for row in found.bases],
        "report": [asdict(row) for row in found.reports],
    }
