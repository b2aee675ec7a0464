"""`cchc mcp`: the register and the search for desktop assistants."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from bot.cli.options import add_group, add_index, principal
from bot.cli.parser import Commands
from bot.settings import Settings, index_folder

_PATH = "/mcp"


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "mcp",
        help="phục vụ trợ lý trên máy bàn qua MCP",
        description="Phục vụ qua Model Context Protocol: đầu vào/ra chuẩn, hoặc HTTP (--http).",
    )
    parser.options.add_argument("--http", action="store_true", help="qua HTTP thay vì stdio")
    parser.options.add_argument("--host", default="127.0.0.1", metavar="MÁY", help="với --http")
    parser.options.add_argument("--port", type=int, default=8765, metavar="CỔNG", help="với --http")
    add_group(parser)
    add_index(parser)
    parser.set_defaults(run=_run)


def _run(args: Namespace, settings: Settings) -> int:
    from ingest.errors import Unavailable

    try:
        from bot.mcp.server import server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "mcp":
            raise
        raise Unavailable("Chưa cài gói cho MCP.", "Chạy pip install 'cchc[mcp]'.") from error
    from retrieval.assistant import Assistant
    from retrieval.model import ANYONE

    # What a desktop assistant reads goes to its own model: without `--as`, only what is public.
    who = ANYONE if args.group is None else principal(args)
    folder = index_folder(args.index, settings)
    with closing(Assistant.open(folder, encoder=settings.encoder, day=settings.today)) as assistant:
        made = server(assistant, who)
        if args.http:
            made.run("streamable-http", host=args.host, port=args.port, streamable_http_path=_PATH)
        else:
            made.run("stdio")
    return 0
