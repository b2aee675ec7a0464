"""The documents that tests read: the corpus, and small ones kept beside their golden trees."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from ingest.model import Clause
from ingest.parse import parse

CORPUS = Path(str(files("corpus")))
GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = (".txt", ".md")


def documents() -> dict[str, Path]:
    """Every document by its slug: those of the corpus and those beside the golden trees."""
    found = [p for folder in (CORPUS, GOLDEN) for p in folder.iterdir() if p.suffix in SUFFIXES]
    return {path.stem: path for path in sorted(found)}


@cache
def text_of(slug: str) -> str:
    """A document's text, decoded and unchanged."""
    return documents()[slug].read_bytes().decode("utf-8")


@cache
def clauses_of(slug: str) -> tuple[Clause, ...]:
    """A document's clauses."""
    return parse(text_of(slug), slug)


@cache
def by_path(slug: str) -> dict[str, Clause]:
    """A document's clauses by their paths."""
    return {clause.path: clause for clause in clauses_of(slug)}
