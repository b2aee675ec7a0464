"""`cchc documents add | replace | edit | withdraw | restore | rollback`: one act, one line."""

from __future__ import annotations

import getpass
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.options import add_index
from bot.cli.parser import Commands, Parser
from bot.settings import Settings, index_folder

if TYPE_CHECKING:
    from ingest.index import Because

_YEARS = ("first_year", "last_year", "outlook")


def add(below: Commands) -> None:
    """Their places under `documents`."""
    _add_files(below)
    edit = _command(below, "edit", "sửa thông tin của một văn bản", _edit)
    edit.words.add_argument("slug", metavar="VĂN_BẢN")
    edit.words.add_argument("fields", metavar="MỤC=GIÁ_TRỊ", nargs="*")
    edit.options.add_argument("--reset", action="store_true", help="bỏ mọi chỗ đã sửa tay")
    withdraw = _command(below, "withdraw", "thu hồi văn bản; trích dẫn cũ vẫn mở được", _withdraw)
    withdraw.words.add_argument("slugs", metavar="VĂN_BẢN", nargs="+")
    restore = _command(below, "restore", "đưa một phiên bản cũ trở lại hiệu lực", _restore)
    restore.words.add_argument("slug", metavar="VĂN_BẢN")
    restore.words.add_argument("version", metavar="PHIÊN_BẢN", nargs="?")
    _command(below, "rollback", "quay lại chỉ mục trước lần thay đổi cuối", _rollback)


def _add_files(below: Commands) -> None:
    new = _command(below, "add", "thêm văn bản mới", _add)
    new.words.add_argument("path", type=Path, metavar="TỆP")
    new.options.add_argument("--slug", metavar="TÊN", help="tên gọi của văn bản")
    other = _command(below, "replace", "thay một văn bản bằng tệp khác", _replace)
    other.words.add_argument("slug", metavar="VĂN_BẢN")
    other.words.add_argument("path", type=Path, metavar="TỆP")
    for parser in (new, other):
        parser.options.add_argument(
            "--audience", metavar="NHÓM", help="chỉ nhóm này được xem (mặc định: mọi người)"
        )
        parser.options.add_argument(
            "--dry-run", action="store_true", help="chỉ xem đã hiểu gì, không ghi"
        )


def _command(below: Commands, name: str, words: str, run: Any) -> Parser:
    parser = below.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    parser.options.add_argument("--note", metavar="LÝ_DO", default="", help="ghi vào lịch sử")
    add_index(parser, again=True)
    parser.set_defaults(run=run)
    return parser


def _because(args: Namespace) -> Because:
    from ingest.index import Because

    try:
        by = getpass.getuser()
    except (KeyError, OSError):
        # A container's user may have no name.
        by = ""
    return Because(by=by, note=args.note)


def _add(args: Namespace, settings: Settings) -> int:
    return _file(args, settings, args.slug, replacing=False)


def _replace(args: Namespace, settings: Settings) -> int:
    return _file(args, settings, args.slug, replacing=True)


def _file(args: Namespace, settings: Settings, slug: str | None, *, replacing: bool) -> int:
    from bot.documents import preview_lines
    from ingest.changes import put
    from ingest.preview import preview

    home = index_folder(args.index, settings)
    if args.dry_run:
        print("\n".join(preview_lines(preview(args.path, home, slug=slug))))
        return 0
    done = put(
        home,
        args.path,
        slug=slug,
        replacing=replacing,
        audience=args.audience,
        encoder=settings.encoder,
        because=_because(args),
    )
    print(done)
    return 0


def _edit(args: Namespace, settings: Settings) -> int:
    from ingest.changes import edit
    from ingest.errors import BadInput

    fields = fields_of(args.fields)
    if args.reset == bool(fields):
        raise BadInput("Cần MỤC=GIÁ_TRỊ, hoặc --reset.", 'Ví dụ: number="12/KH-UBND".')
    home = index_folder(args.index, settings)
    edit(home, args.slug, fields or None, encoder=settings.encoder, because=_because(args))
    print(f"Đã sửa {args.slug}.")
    return 0


def _withdraw(args: Namespace, settings: Settings) -> int:
    from ingest.changes import withdraw

    home = index_folder(args.index, settings)
    withdraw(home, args.slugs, encoder=settings.encoder, because=_because(args))
    print(f"Đã thu hồi {', '.join(args.slugs)}.")
    return 0


def _restore(args: Namespace, settings: Settings) -> int:
    from ingest.changes import restore

    home = index_folder(args.index, settings)
    because = _because(args)
    restore(home, args.slug, args.version, encoder=settings.encoder, because=because)
    print(f"Đã khôi phục {args.slug}.")
    return 0


def _rollback(args: Namespace, settings: Settings) -> int:
    from ingest.index import rollback

    because = _because(args)
    name = rollback(index_folder(args.index, settings), by=because.by, note=because.note)
    print(f"Đã quay lại; bản dựng đang dùng là {name}.")
    return 0


def fields_of(words: list[str]) -> dict[str, Any]:
    """Fields of a card from "key=value" words; `place.level=xã` for a part of the place.

    An empty value takes a text or a year away; aliases are parted by commas.
    """
    from ingest.errors import BadInput

    fields: dict[str, Any] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise BadInput(f"“{word}” không có dấu =.", 'Ví dụ: number="12/KH-UBND".')
        outer, _, inner = key.strip().partition(".")
        if inner:
            parts = [alias.strip() for alias in value.split(",") if alias.strip()]
            fields.setdefault(outer, {})[inner] = parts if inner == "aliases" else value
        elif outer in _YEARS:
            fields[outer] = int(value) if value.strip().isdecimal() else value or None
        else:
            fields[outer] = value
    return fields
