"""`cchc telegram`: the bot, and who may see more in it."""

from __future__ import annotations

import getpass
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.cli.options import add_index
from bot.cli.parser import Commands, Parser
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.state import State


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "telegram",
        help="chạy bot Telegram; duyệt người xem văn bản nội bộ",
        description="Chạy bot Telegram (nhận tin bằng polling), hoặc duyệt và thu quyền xem.",
    )
    add_index(parser)
    parser.set_defaults(run=_serve)
    below = parser.add_subparsers(title="Lệnh", metavar="LỆNH", dest="below", parser_class=Parser)
    approve = below.add_parser("approve", help="duyệt một mã", description="Duyệt một mã ghép.")
    approve.words.add_argument("code", metavar="MÃ")
    approve.options.add_argument(
        "--group",
        action="append",
        default=[],
        metavar="NHÓM",
        help="cho vào nhóm này; lặp lại được",
    )
    approve.set_defaults(run=_approve)
    people = below.add_parser(
        "people", help="ai đã được duyệt, mã nào đang chờ", description="Người và mã."
    )
    people.set_defaults(run=_people)
    revoke = below.add_parser("revoke", help="thu quyền", description="Thu quyền của một số.")
    revoke.words.add_argument("number", metavar="SỐ", help="số của người hay nhóm Telegram")
    revoke.set_defaults(run=_revoke)


def _serve(args: Namespace, settings: Settings) -> int:
    from ingest.errors import BadInput

    if not settings.telegram_token:
        raise BadInput(
            "Chưa có token của bot.",
            "Lấy ở @BotFather rồi đặt CCHC_TELEGRAM_TOKEN (docs/telegram.md).",
        )
    from bot.telegram.run import run

    run(settings, args.index)
    return 0


@contextmanager
def _state(settings: Settings) -> Iterator[State]:
    from bot.state import NAME, State

    with State(settings.home / NAME) as state:
        yield state


def _approve(args: Namespace, settings: Settings) -> int:
    with _state(settings) as state:
        found = state.people.approve(args.code, args.group)
        groups = ", ".join(args.group) or "công khai"
        state.log.add(getpass.getuser(), "telegram approve", f"{found.person}: {groups}")
    print(f"Đã duyệt {found.person} xem văn bản của nhóm: {groups}.")
    return 0


def _people(args: Namespace, settings: Settings) -> int:
    with _state(settings) as state:
        held = [one for one in state.people.listed() if one[0] == "telegram"]
        waiting = [one for one in state.people.pending() if one.channel == "telegram"]
    for _, number, groups in held:
        print(f"{number}\t{', '.join(sorted(groups)) or 'công khai'}")
    for one in waiting:
        print(f"{one.person}\tchờ duyệt, mã {one.code}")
    if not held and not waiting:
        print("Chưa có ai.")
    return 0


def _revoke(args: Namespace, settings: Settings) -> int:
    from ingest.errors import BadInput

    with _state(settings) as state:
        if not state.people.revoke("telegram", args.number):
            raise BadInput(f"Không có số {args.number}.", "Xem cchc telegram people.")
        state.log.add(getpass.getuser(), "telegram revoke", args.number)
    print(f"Đã thu quyền của {args.number}.")
    return 0
