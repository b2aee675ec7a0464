"""The index: clauses in SQLite, a lexical BM25 index, vectors in Chroma, one folder a generation.

Built beside the one in use, verified, then switched to in one step; see docs/decisions/0004.
"""

from __future__ import annotations

from ingest.index.build import BuildReport, build
from ingest.index.generations import rollback
from ingest.index.manifest import FORMAT, Manifest
from ingest.index.parsed import Parsed
from ingest.index.plan import outdated, unchanged
from ingest.index.reader import Index, open_index

__all__ = [
    "FORMAT",
    "BuildReport",
    "Index",
    "Manifest",
    "Parsed",
    "build",
    "open_index",
    "outdated",
    "rollback",
    "unchanged",
]
