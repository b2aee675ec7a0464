"""How values are put in words on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.export import sheet
from bot.export.values import shown
from ingest.address import label
from ingest.extract.measures import measures
from ingest.extract.model import Target


def address(clause: str) -> str:
    """A clause's address in words, as a line of its own: "Điểm a khoản 2 Mục II"."""
    return upper(label(clause.partition(":")[2] or clause))


def upper(text: str) -> str:
    """The text with a capital first letter; the others stay."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """The text with a small first letter; the others stay."""
    return text[:1].lower() + text[1:]


def day(iso: str) -> str:
    """An ISO date as Vietnamese write it: 31/12/2025."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def figure(target: Target) -> str:
    """A target's figure; a plain one without its "="."""
    return sheet.figure(target).removeprefix("= ")


def measure(target: Target) -> str:
    """What a target measures: the name that plans share, or its own words."""
    return upper(measures().name(target.measure_key) or target.measure)


def link(clause: str, version: str = "") -> str:
    """Where a clause is opened in its document."""
    slug, _, path = clause.partition(":")
    return f"/van-ban/{slug}{'@' if version else ''}{version}#{path}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "address": address,
    "day": day,
    "figure": figure,
    "link": link,
    "lower_first": lower,
    "measure": measure,
    "shown": shown,
    "upper_first": upper,
}
