"""`cchc check`: where a document contradicts itself or falls behind the plan above it."""

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
        "check",
        help="chỗ văn bản không thống nhất",
        description="Chỗ một văn bản không thống nhất, hoặc thấp hơn kế hoạch cấp trên.",
    )
    parser.words.add_argument("document", metavar="VĂN_BẢN")
    register.add_output(parser, register.FORMATS)
    parser.set_defaults(run=partial(_run, misused=parser.error))


def _run(args: Namespace, settings: Settings, misused: Callable[[str], NoReturn]) -> int:
    return register.run(args, settings, misused, partial(_find, args))


def _find(args: Namespace, index: Index, principal: Principal, labels: Labels) -> register.Result:
    from bot import export
    from bot.export.narrow import narrow_checks
    from bot.export.records import finding_record
    from retrieval.register import check, document_of

    slug = document_of(args.document, list(labels.documents.values()))
    rows = check(index, principal, slug)
    return register.Result(
        [finding_record(row) for row in rows],
        lambda: export.checks(rows, labels),
        lambda: narrow_checks(rows, labels),
    )
