"""Versions no longer in force: kept beside the generations, so that citations of them still open.

home/archive/SLUG@VERSION.json.gz   a document as the index held it: card, text, clauses, register

A file is written before the switch that takes its version out of force, and never changed. After
a crash one may be there too early: the version in force is then simply found first.
"""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ingest.index import codec, store
from ingest.index.faults import reading
from ingest.index.parsed import Parsed

_FOLDER = "archive"
_NAME = re.compile(r"(?P<slug>[a-z0-9][a-z0-9-]{0,79})@(?P<version>[0-9a-f]{12})\.json\.gz")


def keep(home: Path, generation: Path, slugs: Iterable[str], *, whole: bool) -> None:
    """Keep these documents of a generation; `whole` where its clauses are of the present format."""
    wanted = sorted(slugs)
    if not wanted:
        return
    folder = home / _FOLDER
    folder.mkdir(exist_ok=True)
    for parsed in store.documents_whole(generation, wanted, clauses=whole):
        _write(folder / _name(parsed.document.slug, parsed.document.version), _dump(parsed))


def load(home: Path, slug: str, version: str) -> Parsed | None:
    """A version that was kept, or None. One that an earlier format left has no clauses."""
    if not _NAME.fullmatch(_name(slug, version)):
        return None
    path = home / _FOLDER / _name(slug, version)
    if not path.is_file():
        return None
    with reading(path):
        told: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
        clauses = tuple(codec.to_clause(tuple(row)) for row in told["clauses"])
        return Parsed(codec.to_document(*told["document"]), clauses, told["register"])


def kept(home: Path, slug: str | None = None) -> tuple[tuple[str, str], ...]:
    """(slug, version) of every version kept, or of one document's."""
    folder = home / _FOLDER
    names = sorted(folder.iterdir()) if folder.is_dir() else []
    found = (_NAME.fullmatch(path.name) for path in names)
    pairs = ((m["slug"], m["version"]) for m in found if m)
    return tuple(pair for pair in pairs if slug is None or pair[0] == slug)


def _name(slug: str, version: str) -> str:
    return f"{slug}@{version}.json.gz"


def _dump(parsed: Parsed) -> bytes:
    document = parsed.document
    told = {
        "document": [
            document.slug,
            document.source,
            document.sha256,
            codec.from_card(document.card),
            document.text,
        ],
        "clauses": [codec.from_clause(clause) for clause in parsed.clauses],
        "register": parsed.register,
    }
    return gzip.compress(json.dumps(told, ensure_ascii=False).encode(), compresslevel=6, mtime=0)


def _write(path: Path, data: bytes) -> None:
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
