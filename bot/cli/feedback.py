"""`cchc feedback export`: what users said of answers, as candidate questions."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from bot.cli.parser import Commands, Parser
from bot.settings import Settings


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "feedback",
        help="góp ý của người dùng về các câu trả lời",
        description="Góp ý của người dùng, không kèm tên ai.",
    )
    below = parser.add_subparsers(
        title="Lệnh", metavar="LỆNH", dest="below", required=True, parser_class=Parser
    )
    export = below.add_parser(
        "export",
        help="xuất ra JSON Lines",
        description="Mỗi dòng một câu hỏi, câu đã trả lời và lời góp ý, để soạn thành câu hỏi thử.",
    )
    export.options.add_argument("--out", type=Path, metavar="TỆP", help="ghi vào tệp")
    export.set_defaults(run=_export)


def _export(args: Namespace, settings: Settings) -> int:
    from bot.state import NAME, State
    from ingest.errors import Unavailable

    source = settings.home / NAME
    found = []
    if source.is_file():
        with State(source) as state:
            found = state.feedback.export()
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    if args.out is None:
        print(lines, end="")
        return 0
    try:
        args.out.write_text(lines, encoding="utf-8")
    except OSError as error:
        problem = f"Không ghi được {args.out}: {error.strerror}."
        raise Unavailable(problem, "Hãy chọn tệp khác cho --out.") from error
    return 0
