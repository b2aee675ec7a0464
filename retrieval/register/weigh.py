"""Two figures for one measure: which promises more, if they can be compared at all."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.extract.model import Target
from ingest.tokens import fold
from retrieval.contrast import opposed


class Verdict(StrEnum):
    """How the first place stands to the second."""

    AHEAD = "ahead"
    BEHIND = "behind"
    EQUAL = "equal"
    NOT_COMPARABLE = "not_comparable"
    NO_TARGET = "no_target"


@cache
def _data() -> dict[str, Any]:
    text = (files("retrieval.register") / "directions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def direction(target: Target) -> str:
    """ "larger", "smaller" or "unknown": which way this target is the more demanding."""
    data = _data()
    if target.comparator in ("<=", "<"):
        return "smaller"
    if target.measure_key in data["measure"]:
        return str(data["measure"][target.measure_key])
    if _bad(target.measure):
        return "smaller"
    return str(data["kind"].get(target.value_kind, data["default"]))


def _bad(measure: str) -> bool:
    """Whether a measure counts what there should be little of."""
    words = " ".join(re.findall(r"\w+", fold(measure)))
    said = _data()["words"]
    found = re.search(rf"\b(?:{'|'.join(said['smaller'])})\b", words)
    return bool(found) and not re.search(
        rf"\b(?:{'|'.join(said['unless'])})\b", words[: found.start() if found else 0]
    )


def comparable(a: Target, b: Target) -> bool:
    """Whether two figures count the same thing in the same unit from the same baseline."""
    alike = a.value_kind == b.value_kind and a.per == b.per and _ways(a, b) is not None
    alike = alike and not opposed(a.measure, b.measure)
    baselines = {fold(t.baseline) for t in (a, b) if t.baseline}
    return alike and len(baselines) < 2 and _units(a) == _units(b)


def verdict(a: Target, b: Target) -> Verdict:
    """How the first figure stands to the second; the same sense whoever asks for it."""
    way = _ways(a, b)
    if way is None or not comparable(a, b):
        return Verdict.NOT_COMPARABLE
    first, second = _promised(a, way), _promised(b, way)
    if first == second:
        return Verdict.EQUAL
    if way == "unknown":
        return Verdict.NOT_COMPARABLE
    return Verdict.AHEAD if (first > second) is (way == "larger") else Verdict.BEHIND


def _ways(a: Target, b: Target) -> str | None:
    """The direction of both; None where they point apart."""
    one, other = direction(a), direction(b)
    return one if one == other else None


def _promised(target: Target, way: str) -> float:
    """The end of a range that is sure to be kept."""
    if way == "smaller" and target.value_max is not None:
        return target.value_max
    return target.value


def _units(target: Target) -> str:
    # "nhóm 5 huyện, thị xã" and "nhóm 5 địa phương" are one ranking at one level.
    return "" if target.value_kind in ("rank", "percent") else fold(target.unit).strip()


@cache
def ladders() -> tuple[tuple[str, ...], ...]:
    """Measures of one thing, the more demanding first."""
    return tuple(tuple(ladder["keys"]) for ladder in _data()["ladder"])


def weaker(measure_key: str) -> tuple[str, ...]:
    """The measures that a target on this one also promises, the nearest first."""
    for ladder in ladders():
        if measure_key in ladder:
            return ladder[ladder.index(measure_key) + 1 :]
    return ()
