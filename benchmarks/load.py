"""Sixteen clients ask a real server for a minute: does it keep what its processors promise?

    python -m benchmarks.load [--seconds N] [--clients N] [--workers N] [--cores N] [--json]

A fresh `cchc serve` answers real questions, none of them twice, over HTTP. Before it starts, the
same questions are put to an Assistant in this process, so that the throughput can be held against
what asking alone costs: workers ÷ the median processor seconds of one question. Clients and server
share the cores. Exits 1 on any error, on less than the share of 0.7, or where memory has grown by
more than 5 % past the first tenth of the run; `--seconds 600` is the run for memory.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle, product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.clients import Load, storm
from benchmarks.report import Record, Sheet, conditions, count, parser, percentile, tell
from benchmarks.served import Served, served
from bot.evaluation.gold import read_gold
from ingest.pipeline import ingest
from ingest.tokens import fold
from retrieval.assistant import Assistant

GOLD = Path(__file__).parent.parent / "tests" / "gold"
SHARE = 0.7
GROWTH = 0.05
_SAMPLE = 300
_WARM_SECONDS = 5
_CONSTANT_SECONDS = 5
_SEED = 7
# As people begin and end a question; together with the questions these make tens of thousands.
_OPENINGS = ("", "cho hỏi ", "xin hỏi ", "cho tôi hỏi ", "anh chị cho hỏi ", "nhờ xem giúp ")
_ENDINGS = ("", "?", " ạ?", " vậy?", " nhỉ?", " thế ạ", " nhé", "??")


def questions(gold: Sequence[Path]) -> list[str]:
    """Every question in each of its dresses, with and without tone marks, in a fixed disorder."""
    plain = dict.fromkeys(q.question.rstrip("?. ") for q in read_gold(gold))
    dressed = [f"{opening}{q}{end}" for q, opening, end in product(plain, _OPENINGS, _ENDINGS)]
    found = list(dict.fromkeys([*dressed, *map(fold, dressed)]))
    random.Random(_SEED).shuffle(found)
    return found


def alone(index: Path, sample: Sequence[str]) -> float:
    """The median processor seconds of a question in this process, once a first half is answered.

    No question is put twice: what is remembered of one must not make it cheaper.
    """
    half = len(sample) // 2
    with closing(Assistant.open(index)) as assistant:
        for question in sample[:half]:
            assistant.ask(question)
        return median(_seconds(assistant, question) for question in sample[half:])


def _seconds(assistant: Assistant, question: str) -> float:
    began = time.process_time()
    assistant.ask(question)
    return time.process_time() - began


def run(
    gold: Sequence[Path], seconds: float, clients: int, workers: int, sample: int = _SAMPLE
) -> Record:
    """The whole measurement."""
    asked = questions(gold)
    with TemporaryDirectory(prefix="cchc-load-") as folder:
        index = Path(folder) / "index"
        ingest((), index)
        cost = alone(index, asked[:sample])
        with served(Path(folder), index, workers) as server:
            found = asyncio.run(_against(server, asked[sample:], seconds, clients))
    promised = workers / cost
    return found | {
        "ask_cpu_ms": cost * 1000,
        "promised_per_second": promised,
        "share": found["per_second"] / promised,
    }


async def _against(server: Served, asked: Sequence[str], seconds: float, clients: int) -> Record:
    bodies = _bodies(asked)
    post = ("POST", "/api/v1/ask")
    await storm(server.port, post, bodies, _WARM_SECONDS, clients)
    samples: list[float] = []
    watching = asyncio.create_task(_watch(server, samples))
    used, own = server.cpu_seconds(), time.process_time()
    load = await storm(server.port, post, bodies, seconds, clients)
    used, own = server.cpu_seconds() - used, time.process_time() - own
    watching.cancel()
    samples.append(server.memory_mb())
    get = ("GET", "/healthz")
    constant = await storm(server.port, get, cycle([b""]), _CONSTANT_SECONDS, clients)
    return _told(load, seconds, samples) | {
        "server_cpu_ms_an_answer": 1000 * used / len(load.times),
        "client_cpu_ms_an_answer": 1000 * own / len(load.times),
        "constant_per_second": len(constant.times) / _CONSTANT_SECONDS,
        "questions_left": sum(1 for _ in bodies),
    }


def _bodies(asked: Sequence[str]) -> Iterator[bytes]:
    return (json.dumps({"question": question}).encode() for question in asked)


async def _watch(server: Served, samples: list[float]) -> None:
    while True:
        await asyncio.sleep(1)
        samples.append(server.memory_mb())


def _told(load: Load, seconds: float, samples: Sequence[float]) -> Record:
    early = samples[len(samples) // 10]
    return {
        "answers": len(load.times),
        "errors": sum(load.errors.values()),
        "errors_by_kind": dict(load.errors),
        "per_second": len(load.times) / seconds,
        "p50_ms": percentile(load.times, 0.5) * 1000,
        "p99_ms": percentile(load.times, 0.99) * 1000,
        "memory_mb": samples[-1],
        "memory_growth": samples[-1] / early - 1,
        # Where it grows tells a cache that fills from a leak.
        "memory_mb_by_tenths": _by_tenths(samples),
    }


def _by_tenths(samples: Sequence[float]) -> str:
    return " ".join(f"{mb:.0f}" for mb in samples[:: max(1, len(samples) // 10)])


def sheets(record: Record) -> list[Sheet]:
    """One table of figures."""
    told = record["load"]
    rows = [(name.replace("_", " "), _cell(value)) for name, value in told.items()]
    title = f"{record['seconds']:g} s, {record['clients']} clients, {record['workers']} workers"
    return [Sheet(title, ("", "measured"), rows)]


def _cell(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def failed(found: Record) -> bool:
    """Whether the run is short of what it must show."""
    return bool(
        found["errors"]
        or not found["questions_left"]
        or found["share"] < SHARE
        or found["memory_growth"] > GROWTH
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 where the run is short of what it must show."""
    options = parser("load", "Clients ask a real server, held against the cost of asking alone.")
    options.add_argument("gold", nargs="*", type=Path, help="default: every set of tests/gold")
    options.add_argument("--seconds", type=float, default=60.0)
    options.add_argument("--clients", type=count, default=16)
    options.add_argument("--workers", type=count, default=2)
    options.add_argument("--cores", type=count, default=2)
    options.add_argument("--sample", type=count, default=_SAMPLE, help="questions asked alone")
    given = options.parse_args(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: given.cores]))
    record: Record = {"conditions": conditions()} | {
        name: getattr(given, name) for name in ("seconds", "clients", "workers", "cores")
    }
    gold = given.gold or sorted(GOLD.glob("*.jsonl"))
    record["load"] = run(gold, given.seconds, given.clients, given.workers, given.sample)
    tell(record, sheets(record), as_json=given.json)
    return 1 if failed(record["load"]) else 0


if __name__ == "__main__":
    raise SystemExit(main())
