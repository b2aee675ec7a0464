"""`cchc ask`: one question on the terminal or as JSON, or a file of them."""

from __future__ import annotations

import gc
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.cli.options import add_group, add_index, add_json, principal
from bot.cli.parser import Commands
from bot.cli.words import DEFAULT, WORDS
from bot.settings import Settings, index_folder

if TYPE_CHECKING:
    from retrieval.assistant import Assistant
    from retrieval.model import Answer, Question


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "ask",
        help="hỏi, trả lời kèm khoản mục",
        description="Trả lời một câu hỏi, hoặc cả một tệp câu hỏi (--batch).",
    )
    parser.words.add_argument("question", nargs="?", metavar="CÂU_HỎI")
    parser.options.add_argument(
        "--history", action="append", default=[], metavar="CÂU", help="câu đã hỏi trước, cũ trước"
    )
    parser.options.add_argument("--place", metavar="NƠI", help="chỉ hỏi về nơi này")
    parser.options.add_argument("--year", type=int, metavar="NĂM", help="chỉ hỏi về năm này")
    parser.options.add_argument(
        "--lang", choices=tuple(WORDS), help="tiếng trả lời (mặc định: theo câu hỏi)"
    )
    add_group(parser)
    add_index(parser)
    add_json(parser)
    parser.options.add_argument(
        "--explain", action="store_true", help="kèm những gì đã hiểu, đã giữ và đã bỏ"
    )
    parser.options.add_argument(
        "--batch", type=Path, metavar="VÀO", help="tệp JSON Lines: id, question, history"
    )
    parser.options.add_argument("--out", type=Path, metavar="RA", help="tệp kết quả của --batch")
    parser.set_defaults(run=partial(_run, misused=parser.error))


def _run(args: Namespace, settings: Settings, misused: Callable[[str], NoReturn]) -> int:
    if (args.question is None) == (args.batch is None):
        misused("cần một câu hỏi, hoặc --batch VÀO --out RA")
    if (args.batch is None) != (args.out is None):
        misused("--batch và --out đi cùng nhau")
    if args.batch and (args.history or args.explain):
        misused("--batch không đi cùng --history hay --explain")
    return _batch(args, settings) if args.batch else _one(args, settings)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector: one answer is mostly imports, and there is nothing to free.

    It would look through all that was loaded so far every few hundred new objects.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _opened(args: Namespace, settings: Settings) -> Assistant:
    folder = index_folder(args.index, settings)
    if not settings.llm:
        from retrieval.assistant import Assistant

        return Assistant.open(folder, encoder=settings.encoder, day=settings.today)
    from bot.model import opened
    from bot.state import NAME, State

    return opened(settings, folder, State.anyhow(settings.home / NAME))


def _asked(assistant: Assistant, args: Namespace, question: str, history: Sequence[str]) -> Answer:
    return assistant.ask(
        question,
        history=history,
        place=args.place,
        year=args.year,
        lang=args.lang,
        principal=principal(args),
    )


def _one(args: Namespace, settings: Settings) -> int:
    from bot.questions import checked, printable
    from bot.records import answer_record, explanation_record

    question = checked(args.question)
    history = [printable(turn) for turn in args.history]
    with _uncollected(), closing(_opened(args, settings)) as assistant:
        answer = _asked(assistant, args, question, history)
        understood = assistant.understood(question, history) if args.explain else None
    if args.json:
        record = answer_record(answer)
        if understood is not None:
            record |= explanation_record(answer, understood)
        print(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        _draw(answer, understood, args.lang or DEFAULT)
    return 0


def _draw(answer: Answer, understood: Question | None, lang: str) -> None:
    from bot.cli.draw import draw_answer, draw_explanation
    from bot.cli.paper import Paper

    paper = Paper.of(sys.stdout)
    print(draw_answer(answer, lang, paper))
    if understood is not None:
        print(f"\n{draw_explanation(answer, understood, lang, paper)}")


def _batch(args: Namespace, settings: Settings) -> int:
    from bot.batch import run_batch

    with closing(_opened(args, settings)) as assistant:
        failed = run_batch(
            lambda question, history: _asked(assistant, args, question, history),
            args.batch,
            args.out,
            lambda problem: print(f"cchc: {problem}", file=sys.stderr),
        )
    return 1 if failed else 0
