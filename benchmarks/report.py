"""How every measurement is told: under which conditions, as tables or as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

Record = dict[str, Any]
# Off a terminal rich would cut every table to 80 columns.
_WIDE = 140


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be read: its title, the heads of its columns, its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def parser(name: str, about: str) -> argparse.ArgumentParser:
    """A command's options, with those that all have."""
    options = argparse.ArgumentParser(
        prog=f"python -m benchmarks{name and '.'}{name}", description=about
    )
    options.add_argument("--json", action="store_true", help="one JSON object, and nothing else")
    return options


def count(text: str) -> int:
    """A whole number of at least 1, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def conditions() -> Record:
    """When and on what it was measured; `load` is the average number of busy processes before."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": [round(one, 2) for one in os.getloadavg()],
    }


def pin(core: int | None) -> int | None:
    """Keep this process and its children on one core, the last one allowed unless it is named.

    The core's number; None where the system cannot do it.
    """
    if not hasattr(os, "sched_setaffinity"):
        return None
    chosen = max(os.sched_getaffinity(0)) if core is None else core
    os.sched_setaffinity(0, {chosen})
    return chosen


def percentile(values: Iterable[float], share: float) -> float:
    """The value that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def spread(values: Sequence[float]) -> Record:
    """Median, least and most, and how many there were."""
    return {
        "median": median(values),
        "least": min(values),
        "most": max(values),
        "repeats": len(values),
    }


def tell(record: Record, sheets: Iterable[Sheet], *, as_json: bool) -> None:
    """Print the record, or its tables with the conditions below them."""
    if as_json:
        sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
        return
    console = Console() if sys.stdout.isatty() else Console(width=_WIDE)
    for sheet in sheets:
        table = Table(title=sheet.title, title_justify="left")
        for number, head in enumerate(sheet.heads):
            table.add_column(head, justify="right" if number else "left")
        for row in sheet.rows:
            table.add_row(*row)
        console.print(table)
    known = record["conditions"]
    busy = ", ".join(f"{one:.1f}" for one in known["load"])
    console.print(
        f"{known['date']}, Python {known['python']}, {known['system']},"
        f" {known['cores']} cores, load {busy}",
        markup=False,
        highlight=False,
    )
    for note in record.get("notes", ()):
        console.print(f"- {note}", markup=False, highlight=False)
