"""`cchc documents`: what each document of the index is; `text SLUG` writes one's text."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from bot.cli.options import add_index, add_json
from bot.cli.parser import Commands
from bot.settings import Settings, index_folder

if TYPE_CHECKING:
    from ingest.index import Index
    from ingest.model import Document


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "documents", help="các văn bản trong chỉ mục", description="Mỗi văn bản là gì."
    )
    add_index(parser)
    add_json(parser)
    parser.set_defaults(run=_list)
    below = parser.add_subparsers(title="Lệnh con", metavar="LỆNH")
    text = below.add_parser(
        "text", help="in nguyên văn một văn bản", description="In nguyên văn một văn bản."
    )
    text.words.add_argument("slug", metavar="VĂN_BẢN")
    add_index(text, again=True)
    text.set_defaults(run=_text)


def _opened(args: Namespace, settings: Settings) -> Index:
    from ingest.index import open_index

    return open_index(index_folder(args.index, settings))


def _list(args: Namespace, settings: Settings) -> int:
    with closing(_opened(args, settings)) as index:
        if args.json:
            records = [_record(document) for document in index.documents]
            print(json.dumps(records, ensure_ascii=False, indent=2))
        else:
            _print_table(index.documents)
    return 0


def _text(args: Namespace, settings: Settings) -> int:
    from ingest.errors import BadInput

    with closing(_opened(args, settings)) as index:
        document = index.document(args.slug)
        if document is None:
            known = ", ".join(d.slug for d in index.documents)
            raise BadInput(f"Chỉ mục không có văn bản “{args.slug}”.", f"Hiện có: {known}.")
    # As bytes: a text stream would change line ends on some systems, and offsets with them.
    sys.stdout.buffer.write(document.text.encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def _record(document: Document) -> dict[str, Any]:
    card, place = document.card, document.card.place
    return {
        "doc": document.slug,
        "version": document.version,
        "title": card.title,
        "kind": card.kind,
        "number": card.number,
        "issuer": card.issuer,
        "place": place.name,
        "level": place.level.value,
        "parent": place.parent,
        "body": card.body.value,
        "signed": card.signed,
        "signer": card.signer,
        "first_year": card.first_year,
        "last_year": card.last_year,
        "outlook": card.outlook,
        "audience": card.audience,
        "source": document.source,
        "sha256": document.sha256,
    }


def _print_table(documents: Sequence[Document]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("Văn bản", no_wrap=True)
    table.add_column("Là")
    table.add_column("Nơi ban hành")
    table.add_column("Giai đoạn", no_wrap=True)
    table.add_column("Phiên bản", no_wrap=True)
    for document in documents:
        card = document.card
        named = f"{card.kind} {card.number}".strip()
        place = f"{card.place.level.value} {card.place.name}"
        period = _period(card.first_year, card.last_year)
        table.add_row(document.slug, named, place, period, document.version)
    Console(markup=False, highlight=False).print(table)


def _period(first: int | None, last: int | None) -> str:
    years = [str(year) for year in (first, last) if year is not None]
    return "–".join(dict.fromkeys(years))
