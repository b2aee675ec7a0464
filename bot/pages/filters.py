"""What a register page is asked for: the filters of its address, and what there is to choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from fastapi import Request

from bot.pages.site import Shelf
from bot.pages.words import measure, upper
from ingest.extract.agencies import agency_key
from ingest.extract.model import Assignment, Target
from ingest.model import Level

ROLE_WORDS: Mapping[str, str] = {"lead": "Chủ trì", "support": "Phối hợp"}
_LONGEST = 200
# What the address calls each filter is what the API calls it, so that exports take it as it is.
_NAMES = ("place", "topic", "year", "level", "measure", "agency", "role", "due")


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of one request, each "" where it is not given or means nothing."""

    place: str = ""
    topic: str = ""
    year: str = ""
    level: str = ""
    measure: str = ""
    agency: str = ""
    role: str = ""
    due: str = ""

    @classmethod
    def of(cls, request: Request, held: Shelf) -> Filters:
        """As the address has them; a document, year, level or role that is none is left out."""
        given = {name: request.query_params.get(name, "").strip()[:_LONGEST] for name in _NAMES}
        given["place"] = held.slug(given["place"])
        given["year"] = given["year"] if _is_year(given["year"]) else ""
        given["level"] = given["level"] if given["level"] in list(Level) else ""
        given["role"] = given["role"] if given["role"] in ROLE_WORDS else ""
        return cls(**given)

    @property
    def given(self) -> dict[str, str]:
        """Those that narrow the list."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def places(self) -> tuple[str, ...] | None:
        """The document asked for, or None for all."""
        return (self.place,) if self.place else None

    @property
    def years(self) -> tuple[int, ...]:
        """The year asked for, or none."""
        return (int(self.year),) if self.year else ()

    @property
    def levels(self) -> tuple[Level, ...]:
        """The level asked for, or none."""
        return (Level(self.level),) if self.level else ()


def _is_year(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) == 4


def years_of(years: Iterable[int | None]) -> list[str]:
    """The years that there are, earliest first."""
    return [str(year) for year in sorted({year for year in years if year is not None})]


def measures_of(rows: Iterable[Target]) -> dict[str, str]:
    """The shared measures that there are, by key, in the order of their names."""
    named = {row.measure_key: measure(row) for row in rows if row.measure_key != "khac"}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def agencies_of(rows: Iterable[Assignment]) -> list[str]:
    """The agencies that tasks name, one spelling of each."""
    named: dict[str, str] = {}
    for row in rows:
        for name in (*row.lead, *row.support):
            named.setdefault(agency_key(name), upper(name))
    return sorted(named.values())
