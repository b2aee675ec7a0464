"""`cchc search`: the clauses that a question finds, best first, with their scores."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from contextlib import closing

from bot.cli.options import add_group, add_index, add_json, count, principal
from bot.cli.parser import Commands
from bot.settings import Settings, index_folder

LIMIT = 10


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "search",
        help="tìm khoản mục, kèm điểm",
        description="Các khoản mục gần câu hỏi nhất, gần trước, kèm điểm.",
    )
    parser.words.add_argument("question", metavar="CÂU_HỎI")
    add_group(parser)
    parser.options.add_argument(
        "--limit", type=count, default=LIMIT, metavar="N", help=f"số khoản mục (mặc định {LIMIT})"
    )
    add_index(parser)
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: Namespace, settings: Settings) -> int:
    from bot.questions import checked
    from retrieval.assistant import Assistant

    question = checked(args.question)
    folder = index_folder(args.index, settings)
    with closing(Assistant.open(folder, encoder=settings.encoder, day=settings.today)) as assistant:
        hits = assistant.search(question, principal=principal(args), limit=args.limit)
    if args.json:
        from bot.records import hit_record

        print(json.dumps([hit_record(h) for h in hits], ensure_ascii=False, indent=2))
    else:
        from bot.cli.draw import draw_hits
        from bot.cli.paper import Paper

        print(draw_hits(hits, Paper.of(sys.stdout)))
    return 0
