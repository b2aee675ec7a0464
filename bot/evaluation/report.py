"""Verdicts as figures, and one set of verdicts against another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from bot.evaluation.judge import Verdict
from ingest.errors import BadInput

MEASURES = (
    "wrong_place",
    "support",
    "must",
    "cite_precision",
    "hit@1",
    "rr@10",
    "recall@5",
    "recall@10",
    "chars",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose strict verdict differs from the earlier run's."""

    id: str
    gained: bool
    why: str


def summary(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The figures of a run; a measure that applies to none of its questions is None."""
    times = sorted(v.ms for v in verdicts)
    return {
        "questions": len(verdicts),
        "strict": _mean(float(v.strict) for v in verdicts),
        "right": _mean(float(v.right) for v in verdicts),
        **{name: _mean(_known(verdicts, name)) for name in MEASURES},
        "ms_p50": times[len(times) // 2] if times else None,
        "ms_p95": times[max(int(len(times) * 0.95) - 1, 0)] if times else None,
        "by_kind": _tally((v.kind, v.strict) for v in verdicts),
        "by_style": _tally((v.style, v.strict) for v in verdicts),
    }


def record(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The figures with every verdict: what `read_baseline` reads back."""
    return summary(verdicts) | {"verdicts": [asdict(v) for v in verdicts]}


def read_baseline(path: Path) -> dict[str, bool]:
    """The strict verdict of each question in an earlier run's record; BadInput where it is none."""
    try:
        verdicts = json.loads(path.read_text(encoding="utf-8"))["verdicts"]
        return {str(v["id"]): bool(v["strict"]) for v in verdicts}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{path} không phải kết quả của một lần đánh giá trước.",
            "Tạo bằng: cchc eval GOLD.jsonl --json > TỆP.",
        ) from error


def changes(before: Mapping[str, bool], verdicts: Sequence[Verdict]) -> list[Change]:
    """Every question of both runs that was gained or lost, in the order of the questions."""
    return [
        Change(v.id, gained=v.strict, why=v.why)
        for v in verdicts
        if v.id in before and before[v.id] != v.strict
    ]


def _known(verdicts: Sequence[Verdict], name: str) -> Iterable[float]:
    return (v.measures[name] for v in verdicts if name in v.measures)


def _mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return fmean(known) if known else None


def _tally(pairs: Iterable[tuple[str, bool]]) -> dict[str, list[int]]:
    """Of each name: how many were strict, of how many."""
    tally: dict[str, list[int]] = {}
    for name, strict in pairs:
        row = tally.setdefault(name, [0, 0])
        row[0] += strict
        row[1] += 1
    return dict(sorted(tally.items()))
