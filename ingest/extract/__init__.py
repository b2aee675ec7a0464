"""The register of commitments: what a document's clauses set and assign, as typed rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from ingest.extract.model import Register
from ingest.extract.targets import targets
from ingest.model import Clause, Document


def register(document: Document, clauses: Sequence[Clause]) -> Register:
    """Everything that a document commits to, by grammar over its clauses and cells."""
    card = document.card
    period = tuple(y for y in (card.first_year, card.last_year) if y is not None)
    return Register(
        targets=targets(
            document.slug, document.text, clauses, last_year=card.last_year, period_years=period
        ),
    )


def register_rows(
    document: Document, clauses: Sequence[Clause]
) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The register of a document as plain JSON rows, by kind."""
    found = register(document, clauses)
    return {"target": [asdict(row) for row in found.targets]}
