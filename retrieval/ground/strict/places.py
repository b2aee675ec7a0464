"""Places and other proper names of a sentence, against its clauses and their documents' cards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.ground import names
from retrieval.ground.strict import words
from retrieval.ground.strict.slots import UPPER
from retrieval.ground.strict.source import Source

_LEVEL = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
_NAME = rf"[{UPPER}][^\W\d_]*"
_PLACE = re.compile(rf"(?<!\w)(?i:({_LEVEL})) ({_NAME}(?: {_NAME}){{0,3}})")
_LEFT = re.compile(r"(\w+) $")
_TITLED = re.compile(rf"{_LEVEL} $", re.IGNORECASE)


def misplaced(text: str, source: Source) -> Iterator[str]:
    """Places that are not the document's own, unless the clauses have them in the same words."""
    for match in (*_PLACE.finditer(text), *_parents(text, source)):
        name = match.group().lower()
        left = _LEFT.search(text[: match.start()])
        if any(name == card.unit.lower() for card in source.cards):
            if left and _takes_another(left[1], name, source):
                yield f"place {name}"
            continue
        stands = f"{left[1]} {name}".lower() if left else ""
        if stands and stands in source.words:
            continue
        if not _contains(text, match.start(), name, source):
            yield f"place {name}"


def _takes_another(left: str, name: str, source: Source) -> bool:
    """Whether the clauses have another place, and not this one, after the word before it."""
    after = re.compile(rf"(?<!\w){re.escape(left.lower())} ({_LEVEL} \w+(?: \w+)?)")
    found = [match[1] for match in after.finditer(source.words)]
    return left.lower() not in words.joining() and bool(found) and name not in " ".join(found)


def _parents(text: str, source: Source) -> Iterator[re.Match[str]]:
    """The units above the documents' places, without a word for what they are."""
    for card in source.cards:
        if card.place.parent:
            for match in re.finditer(rf"(?<!\w){re.escape(card.place.parent)}(?!\w)", text):
                if not _TITLED.search(text[: match.start()]):
                    yield match


def unnamed(text: str, source: Source) -> Iterator[str]:
    """Names that a sentence begins with, which elsewhere pass for a first word's capital."""
    first, _, rest = text.partition(" ")
    if first.lower() in words.bridges():
        text = rest
    for fact in names.proper_names(f"x {text}"):
        if not names.names_stand(fact.key, source.evidence.texts):
            yield str(fact)


def _contains(text: str, start: int, name: str, source: Source) -> bool:
    """Whether it follows the document's own place as the unit above it."""
    for card in source.cards:
        parent = (card.place.parent or "").lower()
        own = re.compile(rf"{re.escape(card.place.name)}\s*[,(–-]?\s*(?:thuộc\s+|của\s+)?$", re.I)
        if parent and name.endswith(parent) and own.search(text[:start]):
            return True
    return False
