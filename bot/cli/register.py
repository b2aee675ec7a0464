"""What the register's commands share: their options, their formats and where they write."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bot.cli.options import add_group, add_index, principal
from bot.cli.parser import Parser
from bot.settings import Settings, index_folder

if TYPE_CHECKING:
    from bot.export import Labels, Sheet
    from ingest.index import Index
    from ingest.model import Level
    from retrieval.model import Principal

TABLE = "table"
FORMATS = (TABLE, "json", "csv", "xlsx")
CALENDAR = "ics"
_BINARY = ("xlsx",)


@dataclass(frozen=True, slots=True)
class Result:
    """A command's rows in each form; `narrow` is what a terminal shows of them."""

    records: Sequence[dict[str, Any]]
    sheet: Callable[[], Sheet]
    narrow: Callable[[], Sheet]
    events: Callable[[datetime], str] | None = None


def add_output(parser: Parser, formats: Sequence[str]) -> None:
    """`--format`, `--out`, `--as` and `--index`."""
    parser.options.add_argument(
        "--format", choices=formats, default=TABLE, help=f"dạng kết quả (mặc định {TABLE})"
    )
    parser.options.add_argument(
        "--out", type=Path, metavar="TỆP", help="ghi vào tệp; xlsx chỉ ghi vào tệp"
    )
    add_group(parser)
    add_index(parser)


def add_filters(parser: Parser) -> None:
    """`--place`, `--year`, `--agency` and `--topic`."""
    parser.options.add_argument(
        "--place", action="append", default=[], metavar="NƠI", help="của nơi này; lặp lại được"
    )
    add_years(parser)
    parser.options.add_argument("--agency", default="", metavar="CƠ_QUAN", help="của cơ quan này")
    parser.options.add_argument("--topic", default="", metavar="CHỦ_ĐỀ", help="nói về điều này")


def add_years(parser: Parser) -> None:
    """`--year`, which may be given again."""
    parser.options.add_argument(
        "--year", type=year, action="append", default=[], metavar="NĂM", help="của năm này"
    )


def year(text: str) -> int:
    """A year of four digits."""
    if not (text.isdecimal() and len(text) == 4):
        raise ArgumentTypeError(f"cần một năm như 2025, không phải {text!r}")
    return int(text)


def level(text: str) -> Level:
    """A tier, with or without marks."""
    from ingest.model import Level
    from ingest.tokens import fold

    found = next((one for one in Level if fold(one.value) == fold(text)), None)
    if found is None:
        known = ", ".join(one.value for one in Level)
        raise ArgumentTypeError(f"không có cấp {text!r}; hãy chọn {known}")
    return found


def due(text: str) -> str:
    """A window of due dates."""
    from ingest.errors import BadInput
    from retrieval.register.due import FORMS, window

    try:
        window(text)
    except BadInput as error:
        raise ArgumentTypeError(f"cần {FORMS}, không phải {text!r}") from error
    return text


def asked(args: Namespace, labels: Labels) -> set[str] | None:
    """The slugs of the documents that `--place` names; None where it names none, for all."""
    from retrieval.register import documents_of

    documents = list(labels.documents.values())
    return {slug for place in args.place for slug in documents_of(place, documents)} or None


def run(
    args: Namespace,
    settings: Settings,
    misused: Callable[[str], NoReturn],
    find: Callable[[Index, Principal, Labels], Result],
) -> int:
    """Open the index, find the rows and write them as asked."""
    if args.format in _BINARY and args.out is None:
        misused(f"--format {args.format} cần --out TỆP")
    from bot.export import Labels
    from ingest.index import open_index
    from retrieval.register import readable

    who = principal(args)
    with closing(open_index(index_folder(args.index, settings))) as index:
        labels = Labels.of(readable(index, who), settings.public_url)
        found = find(index, who, labels)
    _write(_drawn(found, args.format, settings), args.out)
    return 0


def _drawn(found: Result, form: str, settings: Settings) -> bytes:
    if form == TABLE:
        return _table(found.narrow()).encode()
    if form == "json":
        return f"{json.dumps(found.records, ensure_ascii=False, indent=2)}\n".encode()
    if form == "csv":
        from bot.export import comma_separated

        return comma_separated(found.sheet()).encode()
    if form == CALENDAR and found.events is not None:
        return found.events(_now(settings)).encode()
    from bot.export import workbook

    return workbook([found.sheet()])


def _now(settings: Settings) -> datetime:
    if settings.today is None:
        return datetime.now(UTC)
    return datetime.combine(settings.today, time(), UTC)


def _write(content: bytes, file: Path | None) -> None:
    if file is None:
        # As bytes: a text stream would change line ends on some systems.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        from ingest.errors import BadInput

        reason = error.strerror or type(error).__name__
        raise BadInput(f"Không ghi được {file}: {reason}.", "Hãy chọn tệp khác.") from error


def _table(sheet: Sheet) -> str:
    if not sheet.rows:
        return "Không có dòng nào.\n"
    import io

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading, width in zip(sheet.headings, sheet.widths, strict=True):
        table.add_column(heading, ratio=width or None, overflow="fold")
    for row in sheet.rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    # Written to a text first, so that a file gets the same.
    out = io.StringIO()
    wide = Console().width if sys.stdout.isatty() else 120
    Console(file=out, width=wide, markup=False, highlight=False).print(table)
    lines = (line.rstrip() for line in out.getvalue().split("\n"))
    return "\n".join(lines).strip("\n") + f"\n\n{len(sheet.rows)} dòng.\n"
