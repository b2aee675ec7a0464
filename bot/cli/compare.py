"""`cchc compare`: the targets of two or more places side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from bot.cli import register
from bot.cli.parser import Commands
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.export import Labels
    from ingest.index import Index
    from retrieval.model import Principal


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "compare",
        help="so chỉ tiêu của các nơi",
        description="Chỉ tiêu của hai nơi trở lên đặt cạnh nhau; nơi thứ nhất so với nơi thứ hai.",
    )
    parser.words.add_argument("places", nargs="+", metavar="NƠI")
    parser.options.add_argument("--topic", default="", metavar="CHỦ_ĐỀ", help="nói về điều này")
    register.add_years(parser)
    register.add_output(parser, register.FORMATS)
    parser.set_defaults(run=partial(_run, misused=parser.error))


def _run(args: Namespace, settings: Settings, misused: Callable[[str], NoReturn]) -> int:
    if len(args.places) < 2:
        misused("cần ít nhất hai nơi")
    return register.run(args, settings, misused, partial(_find, args))


def _find(args: Namespace, index: Index, principal: Principal, labels: Labels) -> register.Result:
    from bot import export
    from bot.export.narrow import narrow_comparisons
    from bot.export.records import comparison_record
    from retrieval.register import compare, document_of

    documents = list(labels.documents.values())
    slugs = [document_of(place, documents, args.year) for place in args.places]
    rows = compare(index, principal, slugs, topic=args.topic, years=args.year)
    slugs = list(dict.fromkeys(slugs))
    return register.Result(
        [comparison_record(row) for row in rows],
        lambda: export.comparisons(rows, slugs, labels),
        lambda: narrow_comparisons(rows, slugs, labels),
    )
