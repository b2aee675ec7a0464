"""The register of commitments: what a document's clauses set and assign, as typed rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.model import Clause, Document


def register_rows(
    document: Document, clauses: Sequence[Clause]
) -> Mapping[str, Sequence[Mapping[str, object]]]:
    """The register of a document as plain JSON rows, by kind."""
    return {}
