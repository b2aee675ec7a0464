"""Each measuring command runs for real on a tiny sample, and tells what it promises to tell."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from benchmarks.quality import PARTS
from benchmarks.report import percentile

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "tests" / "gold" / "dev_tan-binh.jsonl"
MISSING = [part for part in PARTS if find_spec(part) is None]
NEEDS_STOCK = pytest.mark.skipif(
    bool(MISSING), reason=f"the extra `bench` is not installed: no {', '.join(MISSING)}"
)


def run(name: str, *words: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    """A command of `benchmarks` from the root of the repository."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def told(name: str, *words: str) -> dict[str, Any]:
    """What it prints with `--json`, which must be one object and nothing else."""
    found: dict[str, Any] = json.loads(run(name, *words, "--json").stdout)
    assert {"date", "python", "cores", "load"} <= found["conditions"].keys()
    return found


def test_speed_tells_every_figure_with_its_limit() -> None:
    found = told("speed", "--repeats", "1", "--questions", "3", str(GOLD))
    assert set(found["limits"]) == {"warm_p50", "ask_to_chromadb", "unchanged_past_start"}
    for limit in found["limits"].values():
        assert limit["met"] == (limit["value"] <= limit["at_most"])
    ask, chroma = found["whole"]["ask"], found["whole"]["chromadb"]
    assert found["whole"]["ratio"] == pytest.approx(ask["median"] / chroma["median"])
    assert found["warm"]["questions"] == 3
    assert 0 < found["warm"]["p50"] <= found["warm"]["p95"]
    assert found["ingest"]["fresh"]["median"] > found["ingest"]["unchanged"]["median"]
    # An interpreter that has imported Chroma holds more than one that has not.
    assert ask["peak_mb"] > found["ingest"]["start"]["peak_mb"] > 1
    disk = found["disk"]
    assert disk["all"] >= disk["clauses.sqlite"] + disk["lexical"] + disk["chroma"] > 0


@NEEDS_STOCK
def test_quality_judges_both_sides_alike() -> None:
    found = told("quality", "--questions", "6", str(GOLD))["sets"]["dev"]
    own, stock = found["cchc"], found["stock, best 3"]
    assert own["questions"] == stock["questions"] == 6
    assert own.keys() == stock.keys()
    for figures in found.values():
        assert all(0 <= figures[name] <= 1 for name in ("right", "strict", "hit@1", "recall@5"))
    # More chunks can only bring more of the evidence.
    assert stock["right"] >= found["stock, best 1"]["right"]
    assert stock["recall@5"] == found["stock, best 1"]["recall@5"] > 0


@NEEDS_STOCK
def test_stock_chunks_stand_where_they_say() -> None:
    from benchmarks import stock

    texts = {path.stem: path.read_text(encoding="utf-8") for path in _two_plans()}
    chunks = stock.split(texts)
    assert len(chunks) > 10
    for chunk in chunks:
        at = stock.passage(chunk)
        assert texts[at.doc][at.start : at.end] == chunk.page_content
        assert len(chunk.page_content) <= stock.SIZE


@NEEDS_STOCK
def test_stock_fusion_sums_the_ranks_of_both_arms() -> None:
    from langchain_core.documents import Document

    from benchmarks import stock

    chunks = [Document(page_content=text) for text in ("a a b", "b c", "c d", "e f")]
    first = stock.OkapiRetriever.over(chunks, 2)
    second = stock.OkapiRetriever.over(list(reversed(chunks)), 3)
    arms = [[d.page_content for d in arm.invoke("c")] for arm in (first, second)]
    fused = [d.page_content for d in stock.FusedRetriever(arms=[first, second]).invoke("c")]
    worth = {t: sum(1 / (arm.index(t) + 61) for arm in arms if t in arm) for t in fused}
    assert set(fused) == set(arms[0]) | set(arms[1])
    assert [worth[t] for t in fused] == sorted(worth.values(), reverse=True)


def test_lexical_measures_every_engine_that_is_there() -> None:
    found = told("lexical", "--rows", "1200", "--queries", "2")
    small, large = found["sizes"]
    assert large["rows"] == 1200
    for sized in (small, large):
        ways = {
            way for engine in sized["engines"].values() if engine for way in engine["search_ms"]
        }
        assert {
            "bm25s arrays by numpy, whole vectors",
            "bm25s, whole vectors",
            "bm25s, top 20",
        } <= ways
        assert (sized["engines"]["tantivy"] is None) == (find_spec("tantivy") is None)
    assert found["imports"]["numpy"] > 0


def test_every_engine_finds_the_row_that_was_asked_for(tmp_path: Path) -> None:
    from benchmarks import engines

    rows = [["số", "hóa", "hồ", "sơ"], ["cải", "cách", "đất", "đai"], ["sở", "nội", "vụ"]]
    engines.build_fts5(tmp_path, rows)
    search = engines.open_fts5(tmp_path, len(rows))["SQLite FTS5, top 20"]
    assert [row for row, _ in _pairs(search(["đất", "đai"]))] == [1]
    engines.build_bm25s(tmp_path, rows)
    (arrays,) = engines.open_arrays(tmp_path, len(rows)).values()
    scores = arrays(["đất", "đai"])
    assert isinstance(scores, dict)
    assert all(int(scores[field].argmax()) == 1 for field in engines.FIELDS)


def test_retrieval_reads_a_benchmark_folder(tmp_path: Path) -> None:
    texts = [
        "thanh toán trực tuyến đạt 80%",
        "số hóa hồ sơ giải quyết",
        "cải cách thể chế hành chính",
    ]
    _lines(tmp_path / "corpus.jsonl", [{"id": str(n), "text": t} for n, t in enumerate(texts)])
    asked = [{"id": "q", "text": "số hóa hồ sơ", "set": "one"}]
    _lines(tmp_path / "queries.jsonl", asked)
    (tmp_path / "qrels.tsv").write_text("query\ttext\tscore\nq\t1\t1\n", encoding="utf-8")
    found = told("retrieval", "--bench", str(tmp_path))
    assert found["texts"] == 3
    assert {row["method"] for row in found["rows"]} == {"BM25", "encoder", "fusion"}
    assert all(row["r1"] == 1.0 for row in found["rows"] if row["method"] == "BM25")


def test_retrieval_refuses_another_folder(tmp_path: Path) -> None:
    done = run("retrieval", "--bench", str(tmp_path), code=1)
    assert "qrels.tsv" in done.stderr
    assert "Traceback" not in done.stderr


def test_load_holds_a_server_against_asking_alone() -> None:
    words = ["--seconds", "2", "--clients", "2", "--workers", "1", "--sample", "5"]
    command = [sys.executable, "-m", "benchmarks.load", *words, "--json", str(GOLD)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["load"]
    assert found["answers"] > 0
    assert found["errors"] == 0
    assert found["promised_per_second"] == pytest.approx(1000 / found["ask_cpu_ms"])
    assert found["share"] == pytest.approx(found["per_second"] / found["promised_per_second"])
    assert 0 < found["p50_ms"] <= found["p99_ms"]
    assert found["constant_per_second"] > found["per_second"]
    # What it ends with is what it found: on a busy machine that may well be too little.
    short = found["share"] < 0.7 or found["memory_growth"] > 0.05 or not found["questions_left"]
    assert done.returncode == int(short)


def test_soak_switches_under_questions() -> None:
    found = told("soak", "--seconds", "3", "--threads", "2", str(GOLD))["soak"]
    assert found["errors"] == 0
    assert found["changed_answers"] == []
    assert found["answers"] > 0
    assert found["ingests"] >= 1


@pytest.mark.soak
def test_long_soak() -> None:
    found = told("soak", "--seconds", "120", "--threads", "4")["soak"]
    assert found["generations_seen"] > 3


def test_tables_fit_a_page_without_a_terminal(tmp_path: Path) -> None:
    printed = run("lexical", "--rows", "50", "--queries", "1").stdout
    assert "bm25s arrays by numpy" in printed
    assert max(len(line) for line in printed.splitlines()) <= 140


def test_percentile() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([1.0], 0.95) == 1.0
    assert percentile(range(100), 0.95) == 95


def _two_plans() -> list[Path]:
    import corpus

    return corpus.documents()[:2]


def _pairs(found: object) -> list[tuple[int, float]]:
    assert isinstance(found, list)
    return found


def _lines(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
