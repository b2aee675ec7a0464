"""The stored rows as what they are, of the documents that the asker may read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ingest.extract.model import Assignment, Basis, Target
from ingest.index import Index
from ingest.model import Document, Level
from retrieval.model import Principal

Slugs = Collection[str] | None


def readable(index: Index, principal: Principal, slugs: Slugs = None) -> list[Document]:
    """The documents that may be shown, without their texts; of `slugs` only, where given."""
    seen = [d for d in index.documents if principal.may_read(d.card.audience)]
    return seen if slugs is None else [d for d in seen if d.slug in slugs]


def target_rows(index: Index, principal: Principal, slugs: Slugs = None) -> Iterator[Target]:
    """The targets, by document and then in its order."""
    for row in _stored(index, principal, slugs, "target"):
        level = row["level"]
        yield Target(**row | {"level": None if level is None else Level(level)})


def task_rows(index: Index, principal: Principal, slugs: Slugs = None) -> Iterator[Assignment]:
    """The assignments, by document and then in its order."""
    for row in _stored(index, principal, slugs, "assignment"):
        yield Assignment(**row | {"lead": tuple(row["lead"]), "support": tuple(row["support"])})


def basis_rows(index: Index, principal: Principal, slugs: Slugs = None) -> Iterator[Basis]:
    """The documents cited, by citing document and then in its order."""
    for row in _stored(index, principal, slugs, "basis"):
        yield Basis(**row)


def _stored(
    index: Index, principal: Principal, slugs: Slugs, kind: str
) -> Iterator[dict[str, Any]]:
    # Document by document: rows of a document that may not be read are never even loaded.
    for document in readable(index, principal, slugs):
        yield from index.register(kind, document.slug)
