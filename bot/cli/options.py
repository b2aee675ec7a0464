"""The options that several commands share, and what they mean together."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentTypeError, Namespace
from pathlib import Path

from bot.cli.parser import Parser
from retrieval.model import OWNER, Principal


def add_index(parser: Parser, *, again: bool = False) -> None:
    """`--index DIR`: another index than the settings'.

    `again` for a command below one that has it: left out there, it stays what it was above.
    """
    parser.options.add_argument(
        "--index",
        type=Path,
        metavar="DIR",
        default=SUPPRESS if again else None,
        help="thư mục chỉ mục (mặc định: CCHC_HOME)",
    )


def add_group(parser: Parser) -> None:
    """`--as GROUP`: see no more than a member of this group does."""
    parser.options.add_argument(
        "--as", dest="group", metavar="NHÓM", help="xem như một người của nhóm này"
    )


def count(text: str) -> int:
    """A number of things to show, at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"cần một số từ 1 trở lên, không phải {text!r}")
    return int(text)


def add_json(parser: Parser) -> None:
    """`--json`: the same for programs."""
    parser.options.add_argument("--json", action="store_true", help="in JSON")


def principal(args: Namespace) -> Principal:
    """Who asks: everything may be read from the machine itself, unless `--as` narrows it."""
    return OWNER if args.group is None else Principal(frozenset({"public", args.group}))
