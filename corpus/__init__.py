"""The plans as published, and what each of them is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

_HERE = files(__name__)
SUFFIXES = (".txt", ".md")


def folder() -> Path:
    """The folder that holds the published documents."""
    return Path(str(_HERE))


def documents() -> list[Path]:
    """The published documents, by name."""
    return sorted(p for p in folder().iterdir() if p.suffix in SUFFIXES)


def entries() -> Mapping[str, Mapping[str, Any]]:
    """What `corpus.toml` says of each document, by slug."""
    return tomllib.loads((_HERE / "corpus.toml").read_text(encoding="utf-8"))
