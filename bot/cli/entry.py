"""From the words of a command line to an exit code: 0 done, 1 failed, 2 wrong use."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Sequence

from bot.cli import (
    ask,
    backup,
    check,
    compare,
    doctor,
    documents,
    evaluate,
    feedback,
    ingest,
    mcp,
    search,
    serve,
    targets,
    tasks,
    telegram,
)
from bot.cli.parser import Parser
from bot.failures import told
from bot.settings import load

COMMANDS = (
    ingest,
    ask,
    search,
    targets,
    tasks,
    compare,
    check,
    documents,
    serve,
    telegram,
    evaluate,
    feedback,
    backup,
    mcp,
    doctor,
)
DEBUG = "--debug"
_ABOUT = "Hỏi đáp về các kế hoạch cải cách hành chính, mỗi câu trả lời kèm khoản mục làm căn cứ."


def main() -> None:
    """The console command `cchc`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    raise SystemExit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Do what the words say; the exit code. With `--debug` an error comes out as it is."""
    words, debug = _without_debug(words)
    args = parser().parse_args(words)
    try:
        code = int(args.run(args, load()))
        # Here and not at exit, where a pipe that has gone would be told with a traceback.
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader of a pipe left early, as `head` does. Nothing more can be written there.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debug:
            raise
        print(f"cchc: {told(error)}", file=sys.stderr)
        return 1


def _without_debug(words: Sequence[str]) -> tuple[list[str], bool]:
    """The words without `--debug`, which may stand anywhere before a `--`."""
    end = words.index("--") if "--" in words else len(words)
    options = [word for word in words[:end] if word != DEBUG]
    return [*options, *words[end:]], len(options) < end


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"cchc {version('cchc')}")
        parser.exit()


def parser() -> Parser:
    """The whole command line."""
    top = Parser("cchc", _ABOUT)
    top.options.add_argument("--version", action=_Version, nargs=0, help="in phiên bản rồi thôi")
    top.options.add_argument(DEBUG, action="store_true", help="in đầy đủ khi có lỗi")
    below = top.add_subparsers(
        title="Lệnh", metavar="LỆNH", dest="command", required=True, parser_class=Parser
    )
    for command in COMMANDS:
        command.add(below)
    return top
