"""Whether a sentence is made of its clauses' words, in the language asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ingest.written import written_out
from retrieval.ground.strict.data import words
from retrieval.understand.synonyms import readings

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[ăâđêôơưà-ỹ]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|[\w.]+@[\w.]+|\b\w+\.(?:com|vn|net|org|io)\b", re.IGNORECASE)
KNOWN = 0.72
_RUN = 4
_NEAR = 0.5


def foreign(sentence: str, lang: str) -> str:
    """Why a sentence is in no language that was asked for, "" where it is in the right one."""
    letters = [c for c in sentence if c.isalpha()]
    if any("LATIN" not in unicodedata.name(c, "") for c in letters):
        return "letters"
    found = _WORD.findall(sentence)
    marked = sum(1 for word in found if _MARKED.search(word))
    if lang != "en" and len(found) > 3 and marked < 0.3 * len(found):
        return "language"
    return ""


def address(sentence: str, held: str) -> str:
    """A link or an address that the clauses do not have."""
    match = _ADDRESS.search(sentence)
    return match.group() if match and match.group().lower() not in held else ""


def content(text: str) -> list[str]:
    """The words of a text that say what it is about."""
    said = _WORD.findall(written_out(text).lower())
    return [word for word in said if word not in words("bridge", "words")]


def strange(sentence: str, texts: Iterable[str], lang: str) -> str:
    """The words that come from nowhere, where they are too many; "" else."""
    said = _WORD.findall(written_out(sentence).lower())
    known = {w for text in texts for w in _WORD.findall(written_out(text).lower())}
    bridge = words("english" if lang == "en" else "bridge", "words")
    fitting = _synonyms(said, known)
    loose = [w not in known and w not in bridge and at not in fitting for at, w in enumerate(said)]
    content = [w for w in said if w not in bridge]
    share = 1 - sum(loose) / max(1, len(content))
    if share < KNOWN or _longest(loose) > _RUN:
        return " ".join(w for w, is_loose in zip(said, loose, strict=True) if is_loose)
    return ""


def _synonyms(said: list[str], known: set[str]) -> set[int]:
    """Where words stand for words of the clauses, by the synonyms that questions are read by."""
    found: set[int] = set()
    for start, end, phrase, weight in readings(said):
        if weight >= _NEAR and known.issuperset(phrase):
            found |= set(range(start, end))
    return found


def _longest(loose: list[bool]) -> int:
    longest = run = 0
    for one in loose:
        run = run + 1 if one else 0
        longest = max(longest, run)
    return longest


def joining() -> frozenset[str]:
    """Words that may stand before a name in one wording and not in another."""
    return words("joining", "words")


def bridges() -> frozenset[str]:
    """Words that a sentence may add to its clauses'."""
    return words("bridge", "words")
