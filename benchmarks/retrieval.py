"""Recall on a public benchmark: the encoder alone, BM25 alone, and the two together.

    python -m benchmarks.retrieval --bench DIR [--model NAME|DIR] [--weight W] [--json]

DIR holds corpus.jsonl, queries.jsonl and qrels.tsv. The measuring is `ingest.encoder.evaluate`'s;
here only the benchmark is run, and the conditions are told.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.report import Record, Sheet, conditions, parser, tell
from ingest.encoder import load
from ingest.encoder.evaluate import measure
from ingest.encoder.yardsticks import benchmark
from ingest.errors import CchcError

# As `ingest.encoder.evaluate` has it by default.
_WEIGHT = 0.3
_FIGURES = ("r1", "r5", "r10", "mrr10")


def sheets(record: Record) -> list[Sheet]:
    """One table, the groups of queries under each other."""
    rows = sorted(record["rows"], key=lambda row: (row["group"], row["asked"]))
    return [
        Sheet(
            f"{record['bench']}: {record['texts']:,} texts, {record['encoder']}",
            ("group", "queries", "as", "method", "R@1", "R@5", "R@10", "MRR@10"),
            [
                (
                    row["group"],
                    str(row["queries"]),
                    row["asked"],
                    row["method"],
                    *(f"{row[name]:.3f}" for name in _FIGURES),
                )
                for row in rows
            ],
        )
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when everything was measured."""
    options = parser("retrieval", "Recall on a public benchmark.")
    options.add_argument("--bench", type=Path, required=True, metavar="DIR")
    options.add_argument("--model", help="box (default), a hub name or a folder")
    options.add_argument("--weight", type=float, default=_WEIGHT, help="of the encoder")
    given = options.parse_args(arguments)
    found: Record = {"conditions": conditions()}
    try:
        encoder, yardstick = load(given.model), benchmark(given.bench)
    except CchcError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    began = time.perf_counter()
    rows = [asdict(row) for row in measure(yardstick, encoder, given.weight)]
    found |= {
        "bench": yardstick.name,
        "texts": len(yardstick.texts),
        "encoder": f"{encoder.name} {encoder.revision}",
        "seconds": time.perf_counter() - began,
        "rows": rows,
        "notes": [f"fusion: the BM25 score over its query's best, plus {given.weight} × cosine"],
    }
    tell(found, sheets(found), as_json=given.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
