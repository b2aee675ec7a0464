"""What a question, a start and an ingest cost, on one core.

    python -m benchmarks.speed [--repeats N] [--core N] [--questions N] [--json] [GOLD.jsonl ...]

Builds an index of the published corpus of its own; the questions are the development set unless
files are named.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import corpus
from benchmarks.processes import Run, cchc, python, timed
from benchmarks.report import Record, Sheet, conditions, count, parser, pin, spread, tell
from bot.evaluation.gold import read_gold
from ingest.errors import CchcError

GOLD = Path(__file__).parent.parent / "tests" / "gold"
# What the project holds itself to, and the unit of each.
LIMITS = {
    "warm_p50": (15.0, "ms"),
    "ask_to_chromadb": (2.0, "times"),
    "unchanged_past_start": (2.0, "s"),
}
_STORES = ("clauses.sqlite", "lexical", "chroma")
_MB = 1_000_000


def measure(gold: Sequence[Path], repeats: int, limit: int | None) -> Record:
    """All the figures, each part in its own processes, none beside another."""
    with tempfile.TemporaryDirectory(prefix="cchc-speed-") as folder:
        home = Path(folder)
        record = {"ingest": ingesting(home, repeats)}
        index = home / "0"
        record |= {
            "whole": whole(index, gold, repeats),
            "warm": warm(index, gold, repeats, limit),
            "disk": disk(index),
        }
    return record | {"limits": held(record)}


def ingesting(home: Path, repeats: int) -> Record:
    """From nothing, a new folder each time; then again in the first one, start-up beside it."""
    folders = [home / str(number) for number in range(repeats)]
    cchc("--help")
    fresh = [cchc("ingest", "--index", str(folder)) for folder in folders]
    same = ("-m", "bot.cli", "ingest", "--index", str(folders[0]))
    again, start = timed([same, ("-m", "bot.cli", "--help")], repeats)
    past = median(run.seconds for run in again) - median(run.seconds for run in start)
    return {
        "fresh": _told(fresh),
        "unchanged": _told(again),
        "start": _told(start),
        "unchanged_past_start": past,
    }


def whole(index: Path, gold: Sequence[Path], repeats: int) -> Record:
    """`cchc ask` from start to end, another question each time, and `import chromadb` in turn."""
    questions = [q.question for q in read_gold(gold) if not q.history and not q.abstain]
    asks, imports = [], []
    for number in range(repeats + 1):
        # Even steps through the file, since its questions stand in order of kind and place.
        question = questions[number * len(questions) // (repeats + 1)]
        ask = cchc("ask", "--index", str(index), "--", question)
        chroma = python("-c", "import chromadb")
        if number:
            asks.append(ask)
            imports.append(chroma)
    ratio = median(a.seconds for a in asks) / median(c.seconds for c in imports)
    return {"ask": _told(asks), "chromadb": _told(imports), "ratio": ratio}


def warm(index: Path, gold: Sequence[Path], repeats: int, limit: int | None) -> Record:
    """`Assistant.ask` in an open process, and that process's memory."""
    words = ["-m", "benchmarks.warm", "--index", str(index), "--repeats", str(repeats)]
    if limit is not None:
        words += ["--questions", str(limit)]
    run = python(*words, *map(str, gold))
    found: Record = json.loads(run.output)
    return found | {"peak_mb": run.peak_mb}


def disk(index: Path) -> Record:
    """MB (10⁶ bytes) of one generation, by store, and of the documents that it was made of."""
    generation = max((index / "generations").iterdir())
    sizes = {name: _size(generation / name) / _MB for name in _STORES}
    texts = sum(path.stat().st_size for path in corpus.documents()) / _MB
    return {"all": _size(generation) / _MB, **sizes, "documents": texts}


def held(record: Record) -> Record:
    """Each limit with the figure measured, and whether it is met."""
    values = {
        "warm_p50": record["warm"]["p50"],
        "ask_to_chromadb": record["whole"]["ratio"],
        "unchanged_past_start": record["ingest"]["unchanged_past_start"],
    }
    return {
        name: {"value": values[name], "at_most": most, "unit": unit, "met": values[name] <= most}
        for name, (most, unit) in LIMITS.items()
    }


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _told(runs: Sequence[Run]) -> Record:
    return spread([r.seconds for r in runs]) | {"peak_mb": max(r.peak_mb for r in runs)}


def sheets(record: Record) -> list[Sheet]:
    """The figures as tables."""
    ingested, whole_, warm_ = record["ingest"], record["whole"], record["warm"]
    processes = (
        ("cchc ask, whole process", whole_["ask"]),
        ('python -c "import chromadb"', whole_["chromadb"]),
        ("cchc ingest, from nothing", ingested["fresh"]),
        ("cchc ingest, nothing changed", ingested["unchanged"]),
        ("cchc --help", ingested["start"]),
    )
    return [
        Sheet(
            "Whole processes, seconds",
            ("", "median", "least", "most", "repeats", "peak memory MB"),
            [(name, *_cells(found)) for name, found in processes],
        ),
        Sheet(
            f"Assistant.ask, {warm_['questions']} questions, {warm_['repeats']} times, ms",
            ("", "p50", "p95", "p50 of each repeat", "first pass p50", "first question", "peak MB"),
            [("warm", *_warm_cells(warm_))],
        ),
        Sheet(
            "Disk, one generation, MB",
            tuple(record["disk"]),
            [tuple(f"{size:.2f}" for size in record["disk"].values())],
        ),
        Sheet(
            "Limits",
            ("", "measured", "at most", "unit", "met"),
            [_limit_row(name, limit) for name, limit in record["limits"].items()],
        ),
    ]


def _cells(found: Record) -> tuple[str, ...]:
    times = (f"{found[name]:.2f}" for name in ("median", "least", "most"))
    return (*times, str(found["repeats"]), f"{found['peak_mb']:.0f}")


def _warm_cells(found: Record) -> tuple[str, ...]:
    each = found["p50_of_each_repeat"]
    return (
        f"{found['p50']:.1f}",
        f"{found['p95']:.1f}",
        f"{min(each):.1f}–{max(each):.1f}",
        f"{found['first_pass_p50']:.1f}",
        f"{found['first_question']:.0f}",
        f"{found['peak_mb']:.0f}",
    )


def _limit_row(name: str, limit: Record) -> tuple[str, ...]:
    met = "yes" if limit["met"] else "NO"
    return (name, f"{limit['value']:.2f}", f"{limit['at_most']:g}", limit["unit"], met)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when everything was measured, whatever the figures."""
    options = parser("speed", "What a question, a start and an ingest cost, on one core.")
    options.add_argument("gold", nargs="*", type=Path, help="default: the development set")
    options.add_argument("--repeats", type=count, default=5)
    options.add_argument("--core", type=int, help="the core to stay on (default: the last)")
    options.add_argument("--questions", type=count, help="only the first so many, warm")
    given = options.parse_args(arguments)
    gold = given.gold or sorted(GOLD.glob("dev_*.jsonl"))
    found: Record = {"conditions": conditions(), "core": pin(given.core)}
    try:
        found |= measure(gold, given.repeats, given.questions)
    except CchcError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    where = "not pinned" if found["core"] is None else f"on core {found['core']} alone"
    found["notes"] = [
        f"{where}; medians of the repeats named; byte code kept; one run before them not counted"
    ]
    tell(found, sheets(found), as_json=given.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
