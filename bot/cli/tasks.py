"""`cchc tasks`: who does what, by when."""

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

# As `retrieval.register.ROLES`; not imported for it, so that other commands start without it.
ROLES = ("lead", "support", "any")


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "tasks",
        help="các nhiệm vụ: ai làm, hạn nào",
        description="Các nhiệm vụ mà kế hoạch giao, mỗi nhiệm vụ kèm khoản mục.",
    )
    register.add_filters(parser)
    parser.options.add_argument(
        "--role", choices=ROLES, default="any", help="chủ trì, phối hợp, hay cả hai (mặc định)"
    )
    parser.options.add_argument(
        "--due", type=register.due, metavar="HẠN", help="2022, 2022-Q3 hay TỪ..ĐẾN"
    )
    register.add_output(parser, (*register.FORMATS, register.CALENDAR))
    parser.set_defaults(run=partial(_run, misused=parser.error))


def _run(args: Namespace, settings: Settings, misused: Callable[[str], NoReturn]) -> int:
    return register.run(args, settings, misused, partial(_find, args))


def _find(args: Namespace, index: Index, principal: Principal, labels: Labels) -> register.Result:
    from bot import export
    from bot.export.narrow import narrow_tasks
    from bot.export.records import task_record
    from retrieval.register import tasks

    rows = tasks(
        index,
        principal,
        places=register.asked(args, labels),
        years=args.year,
        agency=args.agency,
        role=args.role,
        due=args.due or "",
        topic=args.topic,
    )
    return register.Result(
        [task_record(row) for row in rows],
        lambda: export.tasks(rows, labels),
        lambda: narrow_tasks(rows, labels),
        lambda now: export.calendar(rows, (), labels, now),
    )
