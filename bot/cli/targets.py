"""`cchc targets`: the figures that plans set."""

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
        "targets",
        help="các chỉ tiêu",
        description="Các chỉ tiêu mà kế hoạch đặt ra, mỗi chỉ tiêu kèm khoản mục.",
    )
    register.add_filters(parser)
    parser.options.add_argument(
        "--level", type=register.level, action="append", default=[], metavar="CẤP", help="cấp này"
    )
    parser.options.add_argument(
        "--measure", default="", metavar="MÃ", help="đúng chỉ tiêu có mã (measure_key) này"
    )
    register.add_output(parser, (*register.FORMATS, register.CALENDAR))
    parser.set_defaults(run=partial(_run, misused=parser.error))


def _run(args: Namespace, settings: Settings, misused: Callable[[str], NoReturn]) -> int:
    return register.run(args, settings, misused, partial(_find, args))


def _find(args: Namespace, index: Index, principal: Principal, labels: Labels) -> register.Result:
    from bot import export
    from bot.export.narrow import narrow_targets
    from bot.export.records import target_record
    from retrieval.register import targets

    rows = targets(
        index,
        principal,
        places=register.asked(args, labels),
        years=args.year,
        levels=args.level,
        topic=args.topic,
        measure_key=args.measure,
        agency=args.agency,
    )
    return register.Result(
        [target_record(row) for row in rows],
        lambda: export.targets(rows, labels),
        lambda: narrow_targets(rows, labels),
        lambda now: export.calendar((), rows, labels, now),
    )
