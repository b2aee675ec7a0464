"""What a generation says of itself: formats, encoder, documents and counts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ingest.index.faults import reading
from ingest.model import Card

FORMAT = 7
"""What ingest makes of a document: raised with any change of parse, extract or tokens."""

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One indexed document: `card` is a digest of its card, `clauses` how many rows it has."""

    source: str
    sha256: str
    card: str
    clauses: int

    @property
    def version(self) -> str:
        """The first 12 hex digits of the source file's SHA-256."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts that decide whether a reader may use a generation, and a builder its parts.

    `vectors` counts the rows that have one; `previous` is the generation it was built beside;
    `built` is ISO time in UTC.
    """

    format: int
    encoder: str
    revision: str
    dimension: int
    built: str
    previous: str | None
    clauses: int
    vectors: int
    documents: Mapping[str, Entry] = field(default_factory=dict)


def card_digest(card: Card) -> str:
    """A short digest of everything that a card says."""
    told = json.dumps(asdict(card), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def dump(manifest: Manifest) -> str:
    """As the text of `manifest.json`."""
    documents = {
        slug: {**asdict(e), "version": e.version} for slug, e in manifest.documents.items()
    }
    return json.dumps({**asdict(manifest), "documents": documents}, ensure_ascii=False, indent=1)


def load(folder: Path) -> Manifest:
    """The manifest of a generation's folder; BadInput where it cannot be read."""
    with reading(folder):
        told: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            return _foreign(told)
        documents = {slug: _entry(entry) for slug, entry in told.pop("documents").items()}
        return Manifest(**told, documents=documents)


def _entry(told: dict[str, Any]) -> Entry:
    return Entry(**{name: told[name] for name in ("source", "sha256", "card", "clauses")})


def _foreign(told: dict[str, Any]) -> Manifest:
    """Of another format only what names the difference is relied on."""
    encoder = str(told.get("encoder", ""))
    revision = str(told.get("revision", ""))
    return Manifest(int(told["format"]), encoder, revision, 0, "", None, 0, 0)
