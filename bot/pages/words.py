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


def lasting(seconds: int) -> str:
    """How long something is kept: "24 giờ", "90 ngày", "2 năm"."""
    days, years = seconds // 86_400, seconds // (365 * 86_400)
    if years > 1 and seconds % (365 * 86_400) == 0:
        return f"{years} năm"
    return f"{days} ngày" if days > 1 else f"{max(1, seconds // 3_600)} giờ"


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
    "lasting": lasting,
    "link": link,
    "lower_first": lower,
    "measure": measure,
    "shown": shown,
    "upper_first": upper,
}
