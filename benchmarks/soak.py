"""Many questions from several threads while another process re-ingests: does anything break?

    python -m benchmarks.soak [--seconds N] [--threads N] [--json] [GOLD.jsonl ...]

One Assistant answers the questions over and over. Now and then `cchc ingest` runs beside it on
copies of the published documents, of which one has gained blank lines at its end: a new generation
with the same clauses, so that every answer must stay as it was. Each is rolled back a moment later,
which is one switch more. Exits 1 on any error or any answer that changed.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import corpus
from benchmarks.processes import cchc
from benchmarks.report import Record, Sheet, conditions, count, parser, percentile, tell
from bot.evaluation.gold import GoldQuestion, read_gold
from ingest.errors import CchcError
from ingest.index import rollback
from retrieval.assistant import Assistant
from retrieval.model import Answer, Status

GOLD = Path(__file__).parent.parent / "tests" / "gold"
# Between two switches, so that questions also meet an index that stays.
_PAUSE = 0.5
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
# What an answer says and where it points: the same in every generation of the same clauses.
Said = tuple[str, tuple[tuple[str, int, int], ...]]


@dataclass(slots=True)
class Seen:
    """What the threads have met so far; every change of it is made under its lock."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    changed: set[str] = field(default_factory=set)
    generations: set[str] = field(default_factory=set)
    ingests: int = 0


def soak(gold: Sequence[Path], seconds: float, threads: int) -> Record:
    """Run for so many seconds, past a first round that fills the caches."""
    with tempfile.TemporaryDirectory(prefix="cchc-soak-") as folder:
        home, texts = Path(folder) / "index", Path(folder) / "texts"
        texts.mkdir()
        for path in [*corpus.documents(), corpus.folder() / "corpus.toml"]:
            shutil.copyfile(path, texts / path.name)
        cchc("ingest", "--index", str(home), str(texts))
        questions = read_gold(gold)
        with closing(Assistant.open(home)) as assistant:
            right = {q.id: _said(_ask(assistant, q)) for q in questions}
            gc.collect()
            before = memory_mb()
            seen = _storm(assistant, questions, right, _Writer(home, texts), seconds, threads)
            gc.collect()
            after = memory_mb()
    return _told(seen, before, after)


class _Writer:
    """Ingests the folder again and again, each time with more blank lines in another document."""

    def __init__(self, home: Path, texts: Path) -> None:
        self._home, self._texts = home, texts
        paths = sorted(path for path in texts.iterdir() if path.suffix in corpus.SUFFIXES)
        self._published = {path: path.read_bytes() for path in paths}

    def write(self, number: int) -> None:
        """One ingest; one document differs from what was published, never twice alike."""
        changed = list(self._published)[number % len(self._published)]
        for path, text in self._published.items():
            path.write_bytes(text + b"\n" * (number + 1) if path == changed else text)
        cchc("ingest", "--index", str(self._home), str(self._texts))

    def go_back(self) -> None:
        """Switch to the generation before."""
        rollback(self._home)


def _storm(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    right: dict[str, Said],
    writer: _Writer,
    seconds: float,
    threads: int,
) -> Seen:
    seen, until = Seen(), time.monotonic() + seconds
    # Each starts elsewhere in the questions, so that they rarely ask the same at once.
    starts = [number * len(questions) // threads for number in range(threads)]
    work = [
        threading.Thread(target=_asking, args=(assistant, questions, right, start, until, seen))
        for start in starts
    ]
    for thread in work:
        thread.start()
    _ingesting(writer, until, seen)
    for thread in work:
        thread.join()
    return seen


def _asking(
    assistant: Assistant,
    questions: Sequence[GoldQuestion],
    right: dict[str, Said],
    start: int,
    until: float,
    seen: Seen,
) -> None:
    at = start
    while time.monotonic() < until:
        question = questions[at % len(questions)]
        at += 1
        began = time.perf_counter()
        try:
            answer = _ask(assistant, question)
            generation = assistant.index.generation
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what the run looks for
            with seen.lock:
                seen.errors[f"{type(error).__name__}: {error}"[:200]] += 1
            continue
        with seen.lock:
            seen.times.append((time.perf_counter() - began) * 1000)
            seen.generations.add(generation)
            if answer.status is Status.ERROR:
                seen.errors[f"status error: {answer.answer}"[:200]] += 1
            elif _said(answer) != right[question.id]:
                seen.changed.add(question.id)


def _ingesting(writer: _Writer, until: float, seen: Seen) -> None:
    while time.monotonic() < until:
        try:
            writer.write(seen.ingests)
            seen.ingests += 1
            _rest(until)
            writer.go_back()
            _rest(until)
        except CchcError as error:
            with seen.lock:
                seen.errors[f"ingest: {error}"[:300]] += 1
            return


def _rest(until: float) -> None:
    time.sleep(max(0.0, min(_PAUSE, until - time.monotonic())))


def _ask(assistant: Assistant, question: GoldQuestion) -> Answer:
    return assistant.ask(question.question, history=question.history)


def _said(answer: Answer) -> Said:
    return answer.answer, tuple((c.doc, c.start, c.end) for c in answer.citations)


def memory_mb() -> float | None:
    """Resident memory of this process now; None where the system does not say it so."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return None
    return pages * _PAGE / 1_000_000


def _told(seen: Seen, before: float | None, after: float | None) -> Record:
    grown = None if before is None or after is None else after - before
    return {
        "answers": len(seen.times),
        "errors": sum(seen.errors.values()),
        "errors_by_kind": dict(seen.errors.most_common(5)),
        "changed_answers": sorted(seen.changed),
        "ingests": seen.ingests,
        "generations_seen": len(seen.generations),
        "p50_ms": percentile(seen.times, 0.5) if seen.times else None,
        "p99_ms": percentile(seen.times, 0.99) if seen.times else None,
        "longest_ms": max(seen.times, default=None),
        "memory_before_mb": before,
        "memory_growth_mb": grown,
    }


def sheets(record: Record) -> list[Sheet]:
    """One table of figures, and the errors by kind where there were any."""
    told = record["soak"]
    plain = [name for name in told if name not in ("errors_by_kind", "changed_answers")]
    rows = [(name.replace("_", " "), _cell(told[name])) for name in plain]
    rows.append(("changed answers", str(len(told["changed_answers"]))))
    title = f"{record['seconds']:g} s, {record['threads']} threads"
    errors = [(kind, str(n)) for kind, n in told["errors_by_kind"].items()]
    return [
        Sheet(title, ("", "measured"), rows),
        *([Sheet("Errors", ("", "times"), errors)] if errors else []),
    ]


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 on any error, any answer that changed, or no answer at all."""
    options = parser("soak", "Questions from several threads while another process re-ingests.")
    options.add_argument("gold", nargs="*", type=Path, help="default: the development set")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--threads", type=count, default=4)
    given = options.parse_args(arguments)
    found: Record = {
        "conditions": conditions(),
        "seconds": given.seconds,
        "threads": given.threads,
    }
    try:
        gold = given.gold or sorted(GOLD.glob("dev_*.jsonl"))
        found["soak"] = soak(gold, given.seconds, given.threads)
    except CchcError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    tell(found, sheets(found), as_json=given.json)
    told = found["soak"]
    return 1 if told["errors"] or told["changed_answers"] or not told["answers"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
