"""`cchc serve`: the HTTP API, the pages and the widget."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentTypeError, Namespace

from bot.cli.options import add_index, count
from bot.cli.parser import Commands
from bot.settings import Settings

HOST, PORT = "127.0.0.1", 8000
_MOST_WORKERS = 4


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "serve",
        help="chạy API, trang web và widget",
        description="Chạy máy chủ web: API, trang web và widget.",
    )
    parser.options.add_argument(
        "--host", default=HOST, metavar="ĐỊA_CHỈ", help=f"nghe ở địa chỉ này (mặc định {HOST})"
    )
    parser.options.add_argument(
        "--port", type=port, default=PORT, metavar="CỔNG", help=f"cổng (mặc định {PORT})"
    )
    parser.options.add_argument(
        "--workers",
        type=count,
        default=default_workers(),
        metavar="N",
        help="số tiến trình (mặc định theo số nhân của máy)",
    )
    parser.options.add_argument(
        "--open", action="store_true", help="mở trang trong trình duyệt của máy này, nếu có"
    )
    add_index(parser)
    parser.set_defaults(run=_run)


def port(text: str) -> int:
    """A TCP port; 0 for any that is free."""
    if not text.isdecimal() or int(text) > 65_535:
        raise ArgumentTypeError(f"cần một số từ 0 đến 65535, không phải {text!r}")
    return int(text)


def default_workers() -> int:
    """As many processes as there are processors to run them, and no more than a few."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
    return min(os.cpu_count() or 1, _MOST_WORKERS)


def _tell(address: str) -> None:
    print(f"cchc: đang chạy tại {address} (Ctrl+C để dừng)", file=sys.stderr, flush=True)


def _tell_and_open(address: str) -> None:
    _tell(address)
    # A browser is for somebody who sits there: neither a service nor a remote shell has a display.
    if sys.platform not in ("darwin", "win32") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    ):
        return
    import webbrowser

    webbrowser.open(address)


def _run(args: Namespace, settings: Settings) -> int:
    from bot.web.server import serve

    tell = _tell_and_open if args.open else _tell
    serve(settings, args.index, args.host, args.port, args.workers, tell)
    return 0
