"""`cchc documents`: what each document is, and all that can be done to one."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.cli import documents_change, documents_look
from bot.cli.options import add_group, add_index, add_json, principal
from bot.cli.parser import Commands
from bot.settings import Settings, index_folder

if TYPE_CHECKING:
    from ingest.index import Index
    from ingest.model import Document


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "documents",
        help="các văn bản trong chỉ mục; thêm, sửa, thay, thu hồi",
        description="Mỗi văn bản là gì; lệnh con thêm, sửa, thay, thu hồi, so sánh.",
    )
    add_index(parser)
    add_json(parser)
    add_group(parser)
    parser.set_defaults(run=_list)
    below = parser.add_subparsers(title="Lệnh con", metavar="LỆNH")
    text = below.add_parser(
        "text", help="in nguyên văn một văn bản", description="In nguyên văn một văn bản."
    )
    text.words.add_argument("slug", metavar="VĂN_BẢN", nargs="?")
    text.options.add_argument(
        "--out", type=Path, metavar="DIR", help="ghi ra DIR/VĂN_BẢN.txt (không nêu: mọi văn bản)"
    )
    add_index(text, again=True)
    text.set_defaults(run=partial(_text, misused=text.error))
    documents_look.add(below)
    documents_change.add(below)


def _opened(args: Namespace, settings: Settings) -> Index:
    from ingest.index import open_index

    return open_index(index_folder(args.index, settings))


def _list(args: Namespace, settings: Settings) -> int:
    from bot.documents import card_record

    with closing(_opened(args, settings)) as index:
        asker = principal(args)
        seen = [d for d in index.documents if asker.may_read(d.card.audience)]
    if args.json:
        print(json.dumps([card_record(d) for d in seen], ensure_ascii=False, indent=2))
    else:
        _print_table(seen)
    return 0


def _text(args: Namespace, settings: Settings, misused: Callable[[str], NoReturn]) -> int:
    from ingest.errors import BadInput

    if args.slug is None and args.out is None:
        misused("thiếu VĂN_BẢN, hoặc --out DIR")
    with closing(_opened(args, settings)) as index:
        known = [d.slug for d in index.documents]
        if args.slug is not None and args.slug not in known:
            problem = f"Chỉ mục không có văn bản “{args.slug}”."
            raise BadInput(problem, f"Hiện có: {', '.join(known)}.")
        wanted = known if args.slug is None else [args.slug]
        texts = {slug: index.text(slug) for slug in wanted}
    if args.out is not None:
        args.out.mkdir(parents=True, exist_ok=True)
        for slug, text in texts.items():
            (args.out / f"{slug}.txt").write_bytes(text.encode("utf-8"))
        return 0
    # As bytes: a text stream would change line ends on some systems, and offsets with them.
    sys.stdout.buffer.write(texts[args.slug].encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def _print_table(documents: Sequence[Document]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Văn bản", no_wrap=True)
    table.add_column("Là")
    table.add_column("Nơi ban hành")
    table.add_column("Giai đoạn", no_wrap=True)
    table.add_column("Xem", no_wrap=True)
    table.add_column("Phiên bản", no_wrap=True)
    for document in documents:
        card = document.card
        named = f"{card.kind} {card.number}".strip()
        period = _period(card.first_year, card.last_year)
        audience = "mọi người" if card.audience == "public" else card.audience
        table.add_row(document.slug, named, card.unit, period, audience, document.version)
    Console(markup=False, highlight=False).print(table)


def _period(first: int | None, last: int | None) -> str:
    years = [str(year) for year in (first, last) if year is not None]
    return "–".join(dict.fromkeys(years))
