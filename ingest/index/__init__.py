"""The index: clauses in SQLite, a lexical BM25 index, vectors in Chroma, one folder a generation.

Built beside the one in use, verified, then switched to in one step; see docs/decisions/0004.
"""

from __future__ import annotations

from ingest.index.build import NO_REASON, Because, BuildReport, build
from ingest.index.life import Act, Event, Life
from ingest.index.manifest import FORMAT, Manifest
from ingest.index.parsed import Parsed
from ingest.index.plan import outdated, unchanged
from ingest.index.reader import Index, open_index
from ingest.index.revert import rollback

__all__ = [
    "FORMAT",
    "NO_REASON",
    "Act",
    "Because",
    "BuildReport",
    "Event",
    "Index",
    "Life",
    "Manifest",
    "Parsed",
    "build",
    "open_index",
    "outdated",
    "rollback",
    "unchanged",
]
