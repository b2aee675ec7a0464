"""What `corpus.toml` or a mended card may say of a document, above what the text gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ingest.errors import BadInput
from ingest.model import Body, Card, Level, Place

_TEXTS = ("title", "kind", "issuer", "number", "signed", "signer", "audience")
_YEARS = ("first_year", "last_year", "outlook")
KEYS = (*_TEXTS, *_YEARS, "place", "body")
PLACE_KEYS = ("name", "level", "parent", "aliases")


def override(card: Card, entry: Mapping[str, Any], stem: str) -> Card:
    """The card with the fields that the entry gives; BadInput where the entry is not valid.

    A year may be None: the document is not to be said to have one.
    """
    _known(entry, KEYS, stem)
    changes: dict[str, Any] = {key: _text(entry, key, stem) for key in _TEXTS if key in entry}
    changes |= {key: _year(entry, key, stem) for key in _YEARS if key in entry}
    if "signed" in entry and changes["signed"]:
        _iso(changes["signed"], stem)
    if changes.get("audience") == "":
        raise _bad(stem, "audience trống", 'Hãy ghi audience = "public" hoặc tên một nhóm.')
    if "body" in entry:
        changes["body"] = Body(_one_of(entry["body"], [b.value for b in Body], "body", stem))
    if "place" in entry:
        changes["place"] = _place(card.place, entry["place"], stem)
    made = replace(card, **changes)
    if made.first_year and made.last_year and made.first_year > made.last_year:
        raise _bad(stem, "first_year sau last_year", "Hãy sửa lại giai đoạn.")
    return made


def _place(place: Place, given: Any, stem: str) -> Place:
    if not isinstance(given, Mapping):
        raise _bad(stem, "place phải là một bảng", 'Hãy ghi place = { name = "…", level = "…" }.')
    _known(given, PLACE_KEYS, f"{stem}, place")
    changes: dict[str, Any] = {
        key: _text(given, key, f"{stem}, place") for key in ("name", "parent") if key in given
    }
    if "level" in given:
        levels = [level.value for level in Level]
        changes["level"] = Level(_one_of(given["level"], levels, "level", stem))
    if "aliases" in given:
        aliases = given["aliases"]
        if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
            raise _bad(stem, "aliases phải là danh sách chữ", 'Hãy ghi aliases = ["…", "…"].')
        changes["aliases"] = tuple(aliases)
    if "name" in changes and changes["name"] != place.name:
        # What was inferred for another place does not hold for this one.
        place = Place(place.name, place.level)
    return replace(place, **changes)


def _known(given: Mapping[str, Any], keys: tuple[str, ...], stem: str) -> None:
    unknown = sorted(set(given) - set(keys))
    if unknown:
        raise _bad(stem, f"không có mục {', '.join(unknown)}", f"Có: {', '.join(keys)}.")


def _one_of(value: Any, valid: list[str], key: str, stem: str) -> str:
    if value not in valid:
        raise _bad(stem, f"{key} = {value!r} không hợp lệ", f"Hãy chọn: {', '.join(valid)}.")
    return str(value)


def _text(given: Mapping[str, Any], key: str, stem: str) -> str:
    if not isinstance(given[key], str):
        raise _bad(stem, f"{key} phải là chữ", f'Hãy ghi {key} = "…".')
    return str(given[key])


def _year(given: Mapping[str, Any], key: str, stem: str) -> int | None:
    value = given[key]
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1945 <= value <= 2100:
        raise _bad(stem, f"{key} = {value!r} không phải là năm", f"Hãy ghi {key} = 2025.")
    return int(value)


def _iso(value: str, stem: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        problem = f"signed = {value!r} không phải là ngày"
        raise _bad(stem, problem, 'Hãy ghi signed = "2024-01-31".') from None


def _bad(stem: str, problem: str, remedy: str) -> BadInput:
    return BadInput(f"Thông tin của {stem} (corpus.toml hoặc documents edit): {problem}.", remedy)
