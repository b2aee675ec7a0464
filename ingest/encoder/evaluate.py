"""Measure an encoder alone, BM25 alone, and the two together.

    python -m ingest.encoder.evaluate [--model NAME|DIR] [--bench DIR] [--weight W] [--json]

Every query is run as it is and stripped of its marks. BM25 reads folded syllables and their
pairs, so that marks make no difference to it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from ingest.encoder import Encoder, load
from ingest.encoder.yardsticks import Yardstick, benchmark, known_items
from ingest.errors import CchcError
from ingest.tokens import bigrams, fold, folded, syllables

Scores = NDArray[np.float32]
_DEPTH = 10
# The encoder's cosine beside a BM25 score divided by the best of its query.
_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Row:
    """Shares of queries whose right text is among the first 1, 5, 10, and the mean of 1/rank."""

    yardstick: str
    group: str
    queries: int
    asked: str
    method: str
    r1: float
    r5: float
    r10: float
    mrr10: float


def lexical(yardstick: Yardstick) -> Scores:
    """BM25 scores, queries × texts."""
    index = bm25s.BM25(k1=1.2, b=0.75)
    index.index([_terms(text) for text in yardstick.texts], show_progress=False)
    return np.stack([_scores(index, _terms(q), len(yardstick.texts)) for q in yardstick.queries])


def _scores(index: bm25s.BM25, terms: list[str], texts: int) -> Scores:
    known = [t for t in terms if t in index.vocab_dict]
    return index.get_scores(known) if known else np.zeros(texts, dtype=np.float32)


def _terms(text: str) -> list[str]:
    plain = folded(syllables(text))
    return plain + bigrams(plain)


def ranks(scores: Scores, right: Sequence[frozenset[int]]) -> NDArray[np.int64]:
    """The place of the first right text, from 1; 0 where none is among the first ten.

    Of equal scores the earlier text comes first, and a score of 0 or less is not found.
    """
    places = np.zeros(len(scores), dtype=np.int64)
    for i, row in enumerate(scores):
        best = np.argsort(-row, kind="stable")[:_DEPTH]
        hits = [n for n, text in enumerate(best, 1) if int(text) in right[i] and row[text] > 0]
        places[i] = hits[0] if hits else 0
    return places


def measure(yardstick: Yardstick, encoder: Encoder, weight: float) -> Iterator[Row]:
    """All rows of one yardstick: each group and all together, marked and stripped."""
    words = lexical(yardstick)
    fused_words = words / np.maximum(words.max(axis=1, keepdims=True), 1e-9)
    texts = encoder.encode(yardstick.texts)
    for asked in ("marked", "stripped"):
        queries = [fold(q) if asked == "stripped" else q for q in yardstick.queries]
        meaning = encoder.encode(queries) @ texts.T
        methods = {"BM25": words, "encoder": meaning, "fusion": fused_words + weight * meaning}
        for method, scores in methods.items():
            places = ranks(scores, yardstick.right)
            for group, members in _groups(yardstick):
                yield _row(yardstick.name, group, asked, method, places[members])


def _groups(yardstick: Yardstick) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    names = np.array(yardstick.groups)
    yield "all", np.ones(len(names), dtype=bool)
    several = sorted(set(yardstick.groups))
    for name in several if len(several) > 1 else []:
        yield name, names == name


def _row(name: str, group: str, asked: str, method: str, places: NDArray[np.int64]) -> Row:
    found = places > 0
    r1, r5, r10 = (round(float((found & (places <= k)).mean()), 3) for k in (1, 5, _DEPTH))
    mrr = round(float(np.where(found, 1 / np.maximum(places, 1), 0.0).mean()), 3)
    return Row(name, group, len(places), asked, method, r1, r5, r10, mrr)


def show(rows: Sequence[Row], title: str) -> None:
    """Draw the rows on the terminal."""
    table = Table("yardstick", "set", "n", "query", "method", "R@1", "R@5", "R@10", "MRR@10")
    table.title = title
    ordered = sorted(rows, key=lambda r: (r.yardstick, r.group, r.asked))
    for row in ordered:
        figures = (f"{x:.3f}" for x in (row.r1, row.r5, row.r10, row.mrr10))
        table.add_row(row.yardstick, row.group, str(row.queries), row.asked, row.method, *figures)
    Console().print(table)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when everything was measured."""
    parser = argparse.ArgumentParser(prog="python -m ingest.encoder.evaluate")
    parser.add_argument("--model", help="box (default), a hub name or a folder")
    parser.add_argument("--bench", type=Path, help="corpus.jsonl, queries.jsonl, qrels.tsv")
    parser.add_argument("--weight", type=float, default=_WEIGHT, help="of the encoder in fusion")
    parser.add_argument("--json", action="store_true", help="rows as JSON")
    given = parser.parse_args(arguments)
    try:
        encoder = load(given.model)
        sticks = [known_items(), *([benchmark(given.bench)] if given.bench else [])]
        rows = [row for stick in sticks for row in measure(stick, encoder, given.weight)]
    except CchcError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    title = f"{encoder.name} {encoder.revision}, {encoder.dimension} dimensions"
    if given.json:
        found = {"encoder": title, "rows": [asdict(r) for r in rows]}
        sys.stdout.write(json.dumps(found, indent=1) + "\n")
    else:
        show(rows, title)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
