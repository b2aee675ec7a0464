"""Measuring encoders: ranks, the known-item searches, benchmark folders."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ingest.encoder import load
from ingest.encoder.evaluate import main, measure, ranks
from ingest.encoder.yardsticks import benchmark, known_items
from ingest.errors import BadInput
from ingest.tokens import syllables

TEXTS = ("Sở Tài chính bố trí kinh phí", "Thi tuyển công chức hằng năm", "Số hóa hồ sơ lưu trữ")
QUERIES = {"một": ("kinh phí do ai bố trí", 0), "hai": ("số hóa hồ sơ", 2)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = [json.dumps({"id": f"t{i}", "text": text}) for i, text in enumerate(TEXTS)]
    asked = [json.dumps({"id": k, "text": q, "set": k}) for k, (q, _) in QUERIES.items()]
    labels = ["query-id\tcorpus-id\tscore", *(f"{k}\tt{t}\t1" for k, (_, t) in QUERIES.items())]
    for name, lines in (
        ("corpus.jsonl", texts),
        ("queries.jsonl", asked),
        ("qrels.tsv", labels),
    ):
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_ranks_count_from_one_and_nothing_found_is_zero() -> None:
    scores = np.array([[0.1, 0.9, 0.5], [0.0, 0.0, 0.0], [0.2, 0.2, 0.1]], dtype=np.float32)
    right = [frozenset({2}), frozenset({0}), frozenset({1, 2})]
    assert ranks(scores, right).tolist() == [2, 0, 2]


def test_a_right_text_past_the_tenth_is_not_found() -> None:
    scores = np.linspace(1, 0.1, 12, dtype=np.float32)[None, :]
    assert ranks(scores, [frozenset({9})]).tolist() == [10]
    assert ranks(scores, [frozenset({10})]).tolist() == [0]


def test_known_items_repeat_and_are_in_their_paragraphs() -> None:
    first, again = known_items(20, seed=1), known_items(20, seed=1)
    assert first.queries == again.queries
    assert first.queries != known_items(20, seed=2).queries
    for query, right in zip(first.queries, first.right, strict=True):
        words = set(query.split())
        assert all(words <= set(syllables(first.texts[i])) for i in right)


def test_every_group_every_method_with_marks_and_without(folder: Path) -> None:
    rows = list(measure(benchmark(folder), load(), 0.3))
    assert {(r.group, r.asked, r.method) for r in rows} == {
        (group, asked, method)
        for group in ("all", *QUERIES)
        for asked in ("marked", "stripped")
        for method in ("BM25", "encoder", "fusion")
    }
    assert all(r.r1 <= r.r5 <= r.r10 <= 1 and r.r1 <= r.mrr10 <= r.r10 for r in rows)
    assert all(r.r10 == 1 for r in rows if r.method == "BM25")


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
@pytest.mark.parametrize("content", [None, "x\ny\tz\n"], ids=["gone", "garbage"])
def test_a_folder_that_is_no_benchmark(folder: Path, name: str, content: str | None) -> None:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadInput):
        benchmark(folder)


def test_command_prints_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--bench", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["encoder"].startswith("box ")
    assert {row["yardstick"] for row in found["rows"]} == {"known item", folder.name}
