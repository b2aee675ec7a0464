"""`cchc eval`: how well the questions of a gold file are answered."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.options import add_index, add_json
from bot.cli.parser import Commands
from bot.settings import Settings, index_folder

if TYPE_CHECKING:
    from bot.evaluation.gold import GoldQuestion
    from bot.evaluation.judge import Outcome, Verdict
    from bot.evaluation.report import Change

Judged = Sequence[tuple["Verdict", "Outcome"]]


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "eval",
        help="chấm theo câu hỏi đã biết câu trả lời",
        description="Hỏi từng câu của tệp câu hỏi mẫu và chấm câu trả lời.",
    )
    parser.words.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl")
    parser.options.add_argument(
        "--failures", action="store_true", help="in từng câu chưa đạt, vì sao, và câu trả lời"
    )
    parser.options.add_argument(
        "--baseline", type=Path, metavar="TỆP", help="kết quả --json lần trước, để so từng câu"
    )
    add_index(parser)
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: Namespace, settings: Settings) -> int:
    from bot.evaluation.gold import read_gold
    from bot.evaluation.report import changes, read_baseline, record, summary

    questions = read_gold(args.gold)
    before = read_baseline(args.baseline) if args.baseline else {}
    judged = _judged(questions, index_folder(args.index, settings), settings)
    verdicts = [verdict for verdict, _ in judged]
    if args.json:
        print(json.dumps(record(verdicts), ensure_ascii=False))
        return 0
    if args.failures:
        _print_failures(questions, judged)
    if args.baseline:
        _print_changes(changes(before, verdicts))
    _print_figures(summary(verdicts))
    return 0


def _judged(questions: Sequence[GoldQuestion], folder: Path, settings: Settings) -> Judged:
    from bot.evaluation.run import evaluate
    from ingest.index import open_index
    from retrieval.assistant import Assistant
    from retrieval.model import OWNER

    with closing(open_index(folder)) as index:
        texts = {document.slug: index.text(document.slug) for document in index.documents}
    with closing(Assistant.open(folder, encoder=settings.encoder, day=settings.today)) as assistant:
        return list(
            evaluate(
                questions,
                texts,
                lambda question, history: assistant.ask(question, history=history, principal=OWNER),
            )
        )


def _print_failures(questions: Sequence[GoldQuestion], judged: Judged) -> None:
    for question, (verdict, outcome) in zip(questions, judged, strict=True):
        if not verdict.strict:
            answer = " ".join(outcome.text.split())
            print(f"{verdict.id} [{verdict.kind}/{verdict.style}] {verdict.why}")
            print(f"    ? {question.question}\n    = {answer}")


def _print_changes(changed: Sequence[Change]) -> None:
    for change in changed:
        print(f"{'+' if change.gained else '-'} {change.id} {change.why}".rstrip())
    gained = sum(change.gained for change in changed)
    print(f"{gained} gained, {len(changed) - gained} lost")


def _print_figures(figures: Mapping[str, Any]) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{name:15} " + "  ".join(f"{k} {ok}/{n}" for k, (ok, n) in value.items()))
        elif value is not None:
            print(f"{name:15} {value:.3f}" if isinstance(value, float) else f"{name:15} {value}")
