"""The known register is well formed: every quote stands in its plan, every figure in its quote."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import corpus

HERE = Path(__file__).parent
CELLS = ("stt", "goal", "task", "deliverable", "lead", "support", "deadline")
Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def plan(slug: str) -> str:
    """The plan's text as published, each run of white space made one space."""
    path = next(p for p in corpus.documents() if p.stem == slug)
    return " ".join(path.read_text(encoding="utf-8").split())


def starts(row: Row) -> list[int]:
    return [m.start() for m in re.finditer(re.escape(row["quote"]), plan(row["doc"]))]


def bare(text: str) -> str:
    return "".join(text.split())


def figure_span(row: Row) -> range:
    """Where the row's own figure stands in the plan; a line's end may have parted it."""
    figure = r"\s*".join(re.escape(c) for c in bare(row["figure"]))
    found = re.search(rf"(?<!\d){figure}", row["quote"])
    assert found, row["quote"]
    start = starts(row)[(row["occurrence"] or 1) - 1]
    return range(start + found.start(), start + found.end())


@pytest.mark.parametrize("name", ["targets", "assignments"])
def test_quote_stands_where_the_row_says(name: str) -> None:
    for row in rows(name):
        found = len(starts(row))
        assert 20 <= len(row["quote"]) <= 160, row["quote"]
        if row["occurrence"] is None:
            assert found == 1, (found, row["quote"])
        else:
            assert 1 <= row["occurrence"] <= found, (found, row["quote"])
            assert found > 1, f"occurrence is needless: {row['quote']}"


def test_value_is_the_figure_as_a_number() -> None:
    for row in rows("targets"):
        numbers = [int(n) for n in re.findall(r"\d+", row["figure"])]
        values = [v for v in (row["value"], row["value_max"]) if v is not None]
        assert numbers == values, row
        assert (row["comparator"] == "range") == (row["value_max"] is not None), row
        assert (row["value_kind"] == "rank") <= (row["comparator"] == "<="), row


def test_every_percentage_of_the_plans_is_one_target() -> None:
    targets = rows("targets")
    for slug in {row["doc"] for row in targets}:
        told = Counter(at for row in targets if row["doc"] == slug for at in figure_span(row))
        for found in re.finditer(r"\d+ ?%", plan(slug)):
            around = plan(slug)[max(0, found.start() - 60) : found.end() + 40]
            assert told[found.start()] == 1, f"{slug}: …{around}…"


def test_every_agency_is_named_by_its_plan() -> None:
    for row in rows("assignments"):
        assert row["role"] in {"lead", "support", "do"}, row
        for agency in (row["agency"], *(row["with"] or ())):
            assert agency in plan(row["doc"]), (row["doc"], agency)


def test_table_is_whole() -> None:
    table = rows("tan-binh-table")
    text = bare(re.sub(r"<[^>]+>", "", plan("tan-binh-2024")))
    assert [row["n"] for row in table] == list(range(1, 73))
    for row in table:
        assert [c for c in CELLS if not row[c]] == row["blank"], row["n"]
        assert all(bare(row[c]) in text for c in ("task", "deliverable", "lead")), row["n"]
