"""The command line as people start it: a process of its own, over a real index."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import corpus

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"
SLUGS = {path.stem for path in corpus.documents()}


def cchc(*words: str | Path, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder; what it printed, as UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *map(str, words)],
        cwd=folder,
        env=os.environ | environ,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def loaded(done: subprocess.CompletedProcess[str]) -> Any:
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_from_nothing_to_an_answer(tmp_path: Path) -> None:
    plan = tmp_path / "ke-hoach.md"
    plan.write_text(
        "# KẾ HOẠCH cải cách hành chính xã An Phú năm 2024\n\n"
        "I. MỤC TIÊU\n\n1. Tỷ lệ số hóa hồ sơ đạt 77% trong năm 2024.\n",
        encoding="utf-8",
    )
    first = cchc("ingest", plan, folder=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("1 văn bản mới")
    again = cchc("ingest", plan, folder=tmp_path)
    assert again.stdout.startswith("0 văn bản mới hoặc đã đổi, 1 không đổi")
    answer = loaded(cchc("ask", "Tỷ lệ số hóa hồ sơ bao nhiêu?", "--json", folder=tmp_path))
    assert "77" in answer["answer"]


def test_a_file_that_fails_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "tot.txt").write_text("I. MỤC TIÊU\n1. Đạt 77%.\n", encoding="utf-8")
    (plans / "rong.txt").write_bytes(b"")
    done = cchc("ingest", plans, folder=tmp_path)
    assert done.returncode == 1
    assert "rong.txt" in done.stderr
    assert done.stderr.count("\n") == 1
    listed = loaded(cchc("documents", "--json", folder=tmp_path))
    assert [document["doc"] for document in listed] == ["tot"]


def test_a_terminal_answer_has_figures_then_sources(built_index: Path, tmp_path: Path) -> None:
    done = cchc("ask", QUESTION, "--index", built_index, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    text = done.stdout
    assert "80" in text
    assert "70" in text
    assert text.index("80") < text.index("Căn cứ:") < text.index("[1]", text.index("Căn cứ:"))
    assert "\x1b" not in text


def test_the_whole_answer_as_json(built_index: Path, tmp_path: Path) -> None:
    answer = loaded(cchc("ask", QUESTION, "--json", "--index", built_index, folder=tmp_path))
    assert answer.keys() == {
        "answer",
        "status",
        "abstained",
        "citations",
        "hits",
        "notes",
        "suggestions",
        "ms",
    }
    assert answer["status"] == "answered"
    keys = {"number", "doc", "version", "clause", "label", "start", "end", "quote", "columns"}
    assert answer["citations"]
    for citation in answer["citations"]:
        assert citation.keys() == keys
        assert citation["doc"] == "thang-binh-2021-2025"


def test_a_citation_is_a_span_of_the_text_that_documents_writes(
    built_index: Path, tmp_path: Path
) -> None:
    answer = loaded(cchc("ask", QUESTION, "--json", "--index", built_index, folder=tmp_path))
    slug = answer["citations"][0]["doc"]
    written = subprocess.run(
        [sys.executable, "-m", "bot.cli", "documents", "--index", built_index, "text", slug],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=True,
    ).stdout
    assert written == (corpus.folder() / f"{slug}.txt").read_bytes()
    text = written.decode("utf-8")
    for citation in answer["citations"]:
        span = text[citation["start"] : citation["end"]]
        assert citation["quote"].split()[-1] in " ".join(span.split())


def test_an_explanation(built_index: Path, tmp_path: Path) -> None:
    words = ("ask", QUESTION, "--explain", "--index", built_index)
    explained = loaded(cchc(*words, "--json", folder=tmp_path))
    assert explained["understood"]["places"] == ["thang-binh-2021-2025"]
    assert 2025 in explained["understood"]["years"]
    assert explained.keys() >= {"rejected", "timings"}
    drawn = cchc(*words, folder=tmp_path).stdout
    assert "Đã hiểu:" in drawn
    assert "Đã bỏ:" in drawn


def test_searching(built_index: Path, tmp_path: Path) -> None:
    words = ("search", "số hóa hồ sơ", "--index", built_index, "--limit", "3")
    hits = loaded(cchc(*words, "--json", folder=tmp_path))
    assert len(hits) == 3
    assert hits[0].keys() >= {"doc", "clause", "start", "end", "score", "text"}
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert hits[0]["clause"] in cchc(*words, folder=tmp_path).stdout


def test_a_batch(built_index: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "question": QUESTION, "kind": "target"},
        {"id": "b", "question": "thế còn đến 2030?", "history": [QUESTION]},
        {"id": "c", "question": ""},
    ]
    source = tmp_path / "in.jsonl"
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    source.write_text(text + "\nkhông phải JSON\n", encoding="utf-8")
    words = ("ask", "--batch", source, "--out", tmp_path / "out.jsonl", "--index", built_index)
    done = cchc(*words, folder=tmp_path)
    assert done.returncode == 1
    assert "dòng 3" in done.stderr
    assert "dòng 4" in done.stderr
    out = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    results = [json.loads(line) for line in out]
    assert [result["id"] for result in results] == ["a", "b", "c"]
    assert results[0]["status"] == "answered"
    assert len(results[0]["hits"]) == 10
    assert {"doc", "start", "end"} <= results[0]["hits"][0].keys()


def test_the_documents(built_index: Path, tmp_path: Path) -> None:
    listed = loaded(cchc("documents", "--json", "--index", built_index, folder=tmp_path))
    assert {document["doc"] for document in listed} == SLUGS
    table = cchc("documents", "--index", built_index, folder=tmp_path).stdout
    assert max(map(len, table.splitlines())) <= 80
    unknown = cchc("documents", "text", "none", "--index", built_index, folder=tmp_path)
    assert unknown.returncode == 1
    assert all(slug in unknown.stderr for slug in SLUGS)


def test_a_doctor_finds_a_well_index_well(built_index: Path, tmp_path: Path) -> None:
    shown = loaded(cchc("doctor", "--json", "--index", built_index, folder=tmp_path))
    states = {check["name"]: check["state"] for check in shown["checks"]}
    assert "failed" not in states.values()
    assert {"chỉ mục", "Chroma", "bộ mã hóa", "hỏi thử"} <= states.keys()
    assert shown["settings"]["home"]["origin"] == "CCHC_HOME"


def test_a_doctor_finds_what_is_not_there(tmp_path: Path) -> None:
    done = cchc("doctor", folder=tmp_path)
    assert done.returncode == 1
    assert "cchc ingest" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_evaluating(built_index: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    quote = "tỷ lệ giao dịch thanh toán trực tuyến đạt từ 70% trở lên"
    evidence = [[{"doc": "thang-binh-2021-2025", "quote": quote}]]
    base = {"kind": "target", "style": "formal", "docs": ["thang-binh-2021-2025"]}
    lines = [
        base | {"id": "q1", "question": QUESTION, "evidence": evidence, "must": ["70 ?%"]},
        base | {"id": "q2", "question": QUESTION, "evidence": evidence, "must": ["không thể có"]},
    ]
    gold.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    words = ("eval", gold, "--index", built_index)
    figures = loaded(cchc(*words, "--json", folder=tmp_path))
    assert (figures["questions"], figures["right"]) == (2, 0.5)
    figures["verdicts"][0]["strict"] = False
    before = tmp_path / "before.json"
    before.write_text(json.dumps(figures), encoding="utf-8")
    shown = cchc(*words, "--failures", "--baseline", before, folder=tmp_path).stdout
    assert "q2 [target/formal] lacks không thể có" in shown
    assert "+ q1" in shown
    assert "1 gained, 0 lost" in shown


@pytest.mark.parametrize("words", [("documents", "text", "tan-binh-2024"), ("documents", "--json")])
def test_a_reader_that_left_is_no_error(
    built_index: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words, "--index", built_index],
            cwd=tmp_path,
            stdout=gone,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_a_plain_locale_prints_vietnamese(built_index: Path, tmp_path: Path, locale: str) -> None:
    done = cchc(
        "search",
        "số hóa hồ sơ",
        "--index",
        built_index,
        folder=tmp_path,
        LC_ALL=locale,
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "số" in done.stdout


def test_help_comes_without_the_heavy_parts(tmp_path: Path) -> None:
    program = (
        "import sys; from bot.cli.entry import parser; parser().format_help();"
        "print(*{'chromadb', 'numpy', 'rich', 'pydantic', 'langchain_core'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_asking_comes_without_pytorch(built_index: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from bot.cli.entry import run;"
        "heavy = {'torch', 'sentence_transformers', 'telegram', 'fastapi'};"
        f"code = run(['ask', {QUESTION!r}, '--json', '--index', {str(built_index)!r}]);"
        "print(code, *heavy & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stderr.split() == ["0"]
