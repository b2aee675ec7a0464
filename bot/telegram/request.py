"""What is typed after a command: places, years, and the words that are left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from bot.masking import masked
from bot.telegram.desk import Library
from retrieval.understand.places import resolve

_YEAR = re.compile(r"\b(?:đến |den |trong )?(?:năm |nam )?(20\d\d)\b(?![-/]\d)", re.IGNORECASE)
# Left over at an end once a place or a year is taken out.
_JOINS = re.compile(
    r"^(?:\s|[,:;.&–-]|(?:và|va|với|voi|của|cua|ở|o|tại|tai|về|ve|đến|den|năm|nam)\b)+"
    r"|(?:\s|[,:;.&–-]|\b(?:và|va|với|voi|của|cua|ở|tại|tai|về|ve|đến|den|năm|nam))+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Request:
    """What a list is about. `places` are slugs, none for every document; `unknown` are not held."""

    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    words: str = ""
    unknown: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """As JSON keeps it, without personal data."""
        return asdict(self) | {"words": masked(self.words)}

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        """As it was."""
        return cls(
            places=tuple(record["places"]),
            years=tuple(record["years"]),
            words=record["words"],
            unknown=tuple(record["unknown"]),
        )


def read(text: str, library: Library, chosen: Sequence[str] = (), *, years: bool = True) -> Request:
    """Read what was typed; where it names no place, it is about the documents chosen."""
    found = resolve(text, [(d.slug, d.card) for d in library.documents])
    left = text
    for start, end in sorted(found.spans, reverse=True):
        left = f"{left[:start]} , {left[end:]}"
    asked = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(left))) if years else ()
    left = _YEAR.sub(" ", left) if years else left
    known = {d.slug for d in library.documents}
    places = found.named or tuple(slug for slug in chosen if slug in known)
    return Request(places, asked, _trimmed(left), found.unknown if not found.named else ())


def _trimmed(text: str) -> str:
    """The words without what joined them to what was taken out."""
    words = " ".join(re.sub(r"(?:\s*,)+\s*,?", ", ", text).split())
    while (shorter := _JOINS.sub("", words).strip()) != words:
        words = shorter
    return words
