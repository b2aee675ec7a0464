"""What the encoder is measured on: searches with known results.

Two kinds: the corpus's own paragraphs, searched with a few of their words; and a benchmark folder
with corpus.jsonl, queries.jsonl and qrels.tsv (BEIR layout, queries with a `set`).
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import corpus
from ingest.encoder.passages import blocks
from ingest.errors import BadInput
from ingest.tokens import syllables

_WORDS = 8
_DROPPED = 0.3
_LEAST = 12


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Texts, queries, the numbers of the right texts for each query, and how to group queries."""

    name: str
    texts: Sequence[str]
    queries: Sequence[str]
    right: Sequence[frozenset[int]]
    groups: Sequence[str]


def known_items(queries: int = 300, seed: int = 20) -> Yardstick:
    """Eight neighbouring words of a paragraph, 30 % of them dropped, the rest shuffled."""
    texts: list[str] = []
    for path in corpus.documents():
        found = (block for _, block in blocks(path.read_text(encoding="utf-8")))
        texts += [block for block in found if len(syllables(block)) >= _LEAST]
    draw = random.Random(seed)
    asked, right = [], []
    for _ in range(queries):
        item = draw.randrange(len(texts))
        words = syllables(texts[item])
        at = draw.randrange(len(words) - _WORDS + 1)
        kept = draw.sample(words[at : at + _WORDS], round(_WORDS * (1 - _DROPPED)))
        asked.append(" ".join(kept))
        right.append(frozenset(i for i, text in enumerate(texts) if text == texts[item]))
    return Yardstick("known item", texts, asked, right, ["paragraphs"] * queries)


def benchmark(folder: Path) -> Yardstick:
    """A benchmark in the layout above. Raises BadInput where a file is missing or malformed."""
    try:
        texts = _lines(folder / "corpus.jsonl")
        queries = _lines(folder / "queries.jsonl")
        at = {text["id"]: i for i, text in enumerate(texts)}
        right: dict[str, set[int]] = {query["id"]: set() for query in queries}
        rows = (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]
        for query, text, score in (row.split("\t") for row in rows if row):
            if int(score) > 0:
                right[query].add(at[text])
        asked = [q["text"] for q in queries]
        groups = [q.get("set", "all") for q in queries]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{folder} is not a benchmark folder ({error!r}).",
            "It needs corpus.jsonl, queries.jsonl and qrels.tsv.",
        ) from error
    labels = [frozenset(right[q["id"]]) for q in queries]
    return Yardstick(folder.name, [t["text"] for t in texts], asked, labels, groups)


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
