"""The one table of formats: by suffix, which module reads it, and within what bounds."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may have (`bytes`) and its reader may take."""

    bytes: int
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is by its content (`ingest.readers.sniff`), and who reads it."""

    kind: str
    module: str
    limits: Limits


_TEXT = Limits(20 * MB, 60, 1024 * MB)
_OFFICE = Limits(50 * MB, 180, 2048 * MB)
# Recognising a scanned page takes seconds: a hundred of them, some minutes.
_PAGES = Limits(50 * MB, 1800, 3072 * MB)

FORMATS: dict[str, Format] = {
    ".txt": Format("text", "plain", _TEXT),
    ".md": Format("text", "plain", _TEXT),
    ".html": Format("html", "html", _TEXT),
    ".htm": Format("html", "html", _TEXT),
    ".docx": Format("docx", "word", _OFFICE),
    ".xlsx": Format("xlsx", "excel", _OFFICE),
    ".pdf": Format("pdf", "pdf", _PAGES),
}
"""What is read, by suffix in lower case."""

LONGEST = 5_000_000
"""The most characters that a reading may have: a hundred times the longest plan seen."""
