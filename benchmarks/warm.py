"""Questions put one after another to an open Assistant, in a process of its own.

    python -m benchmarks.warm --index DIR --repeats N GOLD.jsonl ...

Prints JSON: milliseconds of every repeat, after one pass that is not counted. `benchmarks.speed`
runs it so that its memory is that of an assistant and of nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

from benchmarks.report import Record, count, percentile
from bot.evaluation.gold import GoldQuestion, read_gold
from retrieval.assistant import Assistant


def measure(assistant: Assistant, questions: Sequence[GoldQuestion], repeats: int) -> Record:
    """Times of every question, `repeats` times over, and of the first pass; milliseconds."""
    cold = [_ask(assistant, question) for question in questions]
    passes = [[_ask(assistant, question) for question in questions] for _ in range(repeats)]
    every = [ms for one in passes for ms in one]
    return {
        "questions": len(questions),
        "repeats": repeats,
        "p50": median(every),
        "p95": percentile(every, 0.95),
        "p50_of_each_repeat": [median(one) for one in passes],
        "first_question": cold[0],
        "first_pass_p50": median(cold),
    }


def _ask(assistant: Assistant, question: GoldQuestion) -> float:
    began = time.perf_counter()
    assistant.ask(question.question, history=question.history)
    return (time.perf_counter() - began) * 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.warm")
    options.add_argument("gold", nargs="+", type=Path)
    options.add_argument("--index", type=Path, required=True)
    options.add_argument("--repeats", type=count, default=3)
    options.add_argument("--questions", type=count, help="only the first so many")
    given = options.parse_args(arguments)
    questions = read_gold(given.gold)[: given.questions]
    with closing(Assistant.open(given.index)) as assistant:
        sys.stdout.write(json.dumps(measure(assistant, questions, given.repeats)) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
