"""Abbreviations written out, so that "TTHC" and "thủ tục hành chính" are the same words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from ingest.tokens import syllables


@cache
def abbreviations() -> dict[str, str]:
    """Every abbreviation with one reading, in capitals, and its words."""
    text = (files("ingest") / "abbreviations.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)["one"]
    return found


# "NQ" in "76/NQ-CP" is part of a document's number, which stays as it is.
_NUMBER = r"\d+(?:/\d{4})?[/-][A-ZĐ][\w&]*(?:[-/][A-ZĐ][\w&]*)*"


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(abbreviations(), key=len, reverse=True)
    return re.compile(rf"{_NUMBER}|(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def written_out(text: str) -> str:
    """The text with its abbreviations in words; only those in capitals are abbreviations."""
    known = abbreviations()
    return _pattern().sub(lambda match: known.get(match.group(), match.group()), text)


def words(text: str) -> list[str]:
    """The marked syllables of a text with its abbreviations written out."""
    return syllables(written_out(text))
