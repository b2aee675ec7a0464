"""The figures of decision 3: ways to search the same tokens by BM25.

    python -m benchmarks.lexical [--rows N] [--queries N] [--core N] [--json]

Three fields (marked, folded, pairs) of the clauses of the published corpus, and of `--rows` made
of them by swapping a quarter of the words. Queries are up to eight words of one clause.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import corpus
from benchmarks.engines import ENGINES, Engine, Search, Tokens
from benchmarks.processes import timed
from benchmarks.report import Record, Sheet, conditions, count, parser, pin, spread, tell
from ingest.index.rows import searchable, text_tokens
from ingest.parse import parse
from ingest.read import read, slug_of

_WORDS = 8
_SWAPPED = 0.25
# A whole vector of tantivy takes most of a second at 100,000 rows.
_SLOW_QUERIES = 15
_SLOW = "tantivy, whole vectors"
IMPORTS = ("numpy", "numpy, bm25s", "numpy, tantivy", "numpy, sqlite3")


def clauses() -> list[Tokens]:
    """The tokens of every searchable clause of the corpus."""
    parsed = (parse(read(path).text, slug_of(path)) for path in corpus.documents())
    return [text_tokens(clause) for found in parsed for clause in found if searchable(clause)]


def grown(rows: Sequence[Tokens], size: int, draw: random.Random) -> list[Tokens]:
    """As many rows as asked, each one of `rows` with a quarter of its words swapped for others."""
    words = [word for row in rows for word in row]

    def swapped(row: Tokens) -> Tokens:
        return [draw.choice(words) if draw.random() < _SWAPPED else word for word in row]

    return [swapped(draw.choice(rows)) for _ in range(size)]


def questions(rows: Sequence[Tokens], number: int, draw: random.Random) -> list[Tokens]:
    """Up to eight words of one row, in no order."""
    chosen = (draw.choice(rows) for _ in range(number))
    return [draw.sample(row, min(_WORDS, len(row))) for row in chosen]


def measure(size: int, number: int) -> Record:
    """Every engine at both sizes, then what importing each costs."""
    draw = random.Random(3)
    own = clauses()
    asked = questions(own, number, draw)
    found = [_sized(rows, asked) for rows in (own, grown(own, size, draw))]
    return {"sizes": found, "imports": imports(5 if number > 1 else 1)}


def _sized(rows: Sequence[Tokens], asked: Sequence[Tokens]) -> Record:
    with tempfile.TemporaryDirectory(prefix="cchc-lexical-") as folder:
        engines = {
            name: _engine(engine, Path(folder) / name, rows, asked)
            for name, engine in ENGINES.items()
        }
    return {"rows": len(rows), "queries": len(asked), "engines": engines}


def _engine(
    engine: Engine, folder: Path, rows: Sequence[Tokens], asked: Sequence[Tokens]
) -> Record | None:
    """Build seconds, MB on disk, and the median ms of each way to search it; None: not there."""
    there, build, readers = engine
    if not there():
        return None
    folder.mkdir()
    began = time.perf_counter()
    build(folder, rows)
    seconds = time.perf_counter() - began
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    searches: dict[str, Search] = {}
    for reader in readers:
        searches |= reader(folder, len(rows))
    times = {name: _times(name, search, asked) for name, search in searches.items()}
    return {"build_s": seconds, "disk_mb": size / 1_000_000, "search_ms": times}


def _times(name: str, search: Search, asked: Sequence[Tokens]) -> Record:
    search(asked[0])
    times = []
    for tokens in asked[: _SLOW_QUERIES if name == _SLOW else None]:
        began = time.perf_counter()
        search(tokens)
        times.append((time.perf_counter() - began) * 1000)
    return spread(times)


def imports(repeats: int) -> Record:
    """Median seconds of a whole process that only imports; None where it is not installed."""
    known = [names for names in IMPORTS if "tantivy" not in names or ENGINES["tantivy"][0]()]
    runs = timed([("-c", f"import {names}") for names in known], repeats)
    return {n: median(r.seconds for r in own) for n, own in zip(known, runs, strict=True)}


def sheets(record: Record) -> list[Sheet]:
    """A table for each size, and one of imports."""
    tables = [
        Sheet(
            f"{sized['rows']:,} rows, median of {sized['queries']} queries"
            f" ({_SLOW}: of at most {_SLOW_QUERIES})",
            ("", "ms", "build s", "disk MB"),
            [row for name, found in sized["engines"].items() for row in _rows(name, found)],
        )
        for sized in record["sizes"]
    ]
    imported = [(names, f"{seconds:.2f}") for names, seconds in record["imports"].items()]
    return [*tables, Sheet("A process that only imports", ("", "s"), imported)]


def _rows(name: str, found: Record | None) -> list[tuple[str, ...]]:
    if found is None:
        return [(f"{name}: not installed", "–", "–", "–")]
    built = (f"{found['build_s']:.1f}", f"{found['disk_mb']:.1f}")
    return [(way, f"{ms['median']:.2f}", *built) for way, ms in found["search_ms"].items()]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when everything was measured."""
    options = parser("lexical", "Ways to search the same tokens by BM25.")
    options.add_argument("--rows", type=count, default=100_000)
    options.add_argument("--queries", type=count, default=100)
    options.add_argument("--core", type=int, help="the core to stay on (default: the last)")
    given = options.parse_args(arguments)
    found: Record = {"conditions": conditions(), "core": pin(given.core)}
    found |= measure(given.rows, given.queries)
    found["notes"] = ["top 20: the best rows alone; whole vectors: a score for every row"]
    tell(found, sheets(found), as_json=given.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
