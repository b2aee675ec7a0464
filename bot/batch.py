"""Many questions in one process: JSON Lines in, JSON Lines out, in the same order."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.failures import told
from bot.questions import checked, printable
from bot.records import Record, batch_record
from ingest.errors import BadInput, Unavailable
from retrieval.model import Answer, Status

Ask = Callable[[str, Sequence[str]], Answer]
Complain = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a batch; `identity` is handed back as it came."""

    identity: str | int
    question: str
    history: tuple[str, ...] = ()


def run_batch(ask: Ask, source: Path, out: Path, complain: Complain) -> int:
    """Answer every line of `source` into `out`; the number of lines that failed.

    A line that is no question is complained about by number and left out. A question that cannot
    be answered keeps its line, with status `error`. `out` appears whole or not at all; BadInput or
    Unavailable where a file cannot be read or written.
    """
    lines = _lines(source)
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    failed = 0
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as sink:
            for number, raw in lines:
                record, problem = _worked(ask, raw)
                if problem:
                    failed += 1
                    complain(f"{source}, dòng {number}: {problem}")
                if record is not None:
                    sink.write(json.dumps(record, ensure_ascii=False) + "\n")
        beside.replace(out)
    except OSError as error:
        raise Unavailable(
            f"Không ghi được {out}: {error.strerror}.", "Hãy chọn tệp khác cho --out."
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()
    return failed


def _lines(source: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, numbered from 1."""
    try:
        raw = source.read_bytes()
    except OSError as error:
        raise BadInput(
            f"Không đọc được {source}: {error.strerror}.", "Hãy chỉ đúng tệp JSON Lines."
        ) from error
    numbered = enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1)
    return ((number, line) for number, line in numbered if line.strip())


def _worked(ask: Ask, raw: bytes) -> tuple[Record | None, str]:
    """The line's result and what went wrong: either may be missing."""
    try:
        line = parse_line(raw)
    except BadInput as error:
        return None, str(error)
    begun = time.perf_counter()
    problem = ""
    try:
        answer = ask(checked(line.question), line.history)
    except Exception as error:  # noqa: BLE001 - the other questions are still to be answered
        problem = told(error)
        answer = Answer(problem, Status.ERROR)
    return batch_record(line.identity, answer, (time.perf_counter() - begun) * 1000), problem


def parse_line(raw: bytes) -> Line:
    """A batch line as a question; BadInput says what is wrong with it. Unknown keys are ignored."""
    try:
        data: Any = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadInput("không phải JSON.") from error
    if not isinstance(data, dict):
        raise BadInput("không phải một đối tượng JSON.")
    identity, question, history = data.get("id"), data.get("question"), data.get("history") or []
    if not isinstance(identity, str | int):
        raise BadInput("thiếu “id”.")
    if not isinstance(question, str):
        raise BadInput("thiếu “question”.")
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise BadInput("“history” phải là một danh sách câu hỏi.")
    if isinstance(identity, str):
        identity = printable(identity)
    return Line(identity, question, tuple(map(printable, history)))
