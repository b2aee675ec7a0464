"""A batch: every line that is a question gets an answer, whatever the other lines are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.batch import parse_line, run_batch
from ingest.errors import BadInput, CchcError, NeedsIngest
from ingest.model import Clause, Kind
from retrieval.model import LONGEST, Answer, Citation, Hit, Status

CLAUSE = Clause("a", "I.1", 3, Kind.ITEM, "1. Đạt 80 %", 10, 21)
CITATION = Citation(1, "a", "0" * 12, "a:I.1", "khoản 1 Mục I", 10, 21, "Đạt 80 %")
GOOD = Answer(
    "Đạt 80 % [1].",
    Status.ANSWERED,
    citations=(CITATION,),
    hits=(Hit(CLAUSE, 2.0),),
    rejected=tuple(Hit(CLAUSE, 1 / n, kept=False) for n in range(1, 20)),
)


def answered(question: str, history: Sequence[str]) -> Answer:
    if question == "hỏng":
        raise NeedsIngest("Không có chỉ mục.", "Chạy cchc ingest.")
    if question == "sập":
        raise ZeroDivisionError(question)
    return GOOD


def batch(tmp_path: Path, raw: bytes) -> tuple[int, list[dict[str, Any]], list[str]]:
    source, out, complaints = tmp_path / "in.jsonl", tmp_path / "out.jsonl", list[str]()
    source.write_bytes(raw)
    failed = run_batch(answered, source, out, complaints.append)
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out.jsonl"}
    lines = out.read_text(encoding="utf-8").splitlines()
    return failed, [json.loads(line) for line in lines], complaints


def test_a_line_is_the_contract(tmp_path: Path) -> None:
    failed, (line,), complaints = batch(tmp_path, '{"id": 7, "question": "Đạt?"}'.encode())
    assert (failed, complaints) == (0, [])
    assert list(line) == ["id", "answer", "status", "abstained", "citations", "hits", "ms"]
    assert (line["id"], line["status"], line["abstained"]) == (7, "answered", False)
    assert {"doc", "start", "end"} <= line["citations"][0].keys()
    assert {"doc", "start", "end"} <= line["hits"][0].keys()
    assert len(line["hits"]) == 10
    assert [hit["score"] for hit in line["hits"][:3]] == [2.0, 1.0, 0.5]


def test_bad_lines_are_numbered_and_the_others_answered(tmp_path: Path) -> None:
    raw = b'\xef\xbb\xbf{"id": "a", "question": "x", "kind": "target"}\r\n\n{\n'
    raw += b'{"id": "b"}\n\xff\xfe\n{"id": "c", "question": "y", "history": ["z"]}'
    failed, lines, complaints = batch(tmp_path, raw)
    assert failed == 3
    assert [line["id"] for line in lines] == ["a", "c"]
    assert [word for one in complaints for word in ("dòng 3", "dòng 4", "dòng 5") if word in one]
    assert all("\n" not in complaint for complaint in complaints)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "trống"),
        ("hỏng", "cchc ingest"),
        ("sập", "ZeroDivisionError"),
        ("x" * (LONGEST + 1), f"tối đa {LONGEST}"),
    ],
)
def test_a_question_that_fails_keeps_its_line(tmp_path: Path, question: str, said: str) -> None:
    good = json.dumps({"id": "ok", "question": "x"})
    raw = json.dumps({"id": "bad", "question": question}) + "\n" + good
    failed, lines, complaints = batch(tmp_path, raw.encode())
    assert failed == 1
    assert [line["status"] for line in lines] == ["error", "answered"]
    assert lines[0]["abstained"]
    assert said in complaints[0]


def test_history_reaches_the_assistant(tmp_path: Path) -> None:
    source, seen = tmp_path / "in.jsonl", list[tuple[str, ...]]()
    source.write_text('{"id": 1, "question": "q", "history": ["a", "b"]}', encoding="utf-8")

    def ask(question: str, history: Sequence[str]) -> Answer:
        seen.append(tuple(history))
        return GOOD

    run_batch(ask, source, tmp_path / "out.jsonl", lambda line: None)
    assert seen == [("a", "b")]


def test_half_a_character_does_not_stop_a_batch(tmp_path: Path) -> None:
    raw = rb'{"id": "\ud800", "question": "x\ud800", "history": ["\udfff"]}'
    failed, (line,), _ = batch(tmp_path, raw)
    assert (failed, line["id"]) == (0, "?")


@pytest.mark.parametrize("place", ["missing/out.jsonl", ".", "in.jsonl/out.jsonl"])
def test_a_result_that_cannot_be_written_is_an_error(tmp_path: Path, place: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("{}", encoding="utf-8")
    with pytest.raises(CchcError, match="--out"):
        run_batch(answered, source, tmp_path / place, lambda line: None)


def test_a_missing_file_is_named_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="none"):
        run_batch(answered, tmp_path / "none", tmp_path / "out", lambda line: None)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b'{"question": "x"}',
        b'{"id": 1, "question": 2}',
        b'{"id": 1, "question": "x", "history": "y"}',
        b'{"id": 1, "question": "x", "history": [1]}',
    ],
)
def test_what_is_no_question(raw: bytes) -> None:
    with pytest.raises(BadInput):
        parse_line(raw)
