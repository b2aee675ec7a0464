"""`cchc ingest`: put documents in the index, or bring it up to date with them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.options import add_index
from bot.cli.parser import Commands
from bot.settings import Settings, index_folder

if TYPE_CHECKING:
    from ingest.pipeline import IngestReport

Progress = Callable[[str, int, int], None]


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "ingest",
        help="đưa văn bản vào chỉ mục",
        description="Đưa văn bản vào chỉ mục, hoặc cập nhật; không nêu gì thì lấy cả corpus/.",
    )
    parser.words.add_argument("paths", nargs="*", type=Path, metavar="TỆP|THƯ_MỤC")
    add_index(parser)
    parser.options.add_argument(
        "--rebuild", action="store_true", help="làm lại từ đầu, cả văn bản không đổi"
    )
    parser.options.add_argument("--slug", metavar="TÊN", help="tên gọi của văn bản (chỉ một tệp)")
    parser.set_defaults(run=_run)


def _run(args: Namespace, settings: Settings) -> int:
    from bot.failures import told
    from ingest.pipeline import ingest

    with _progress() as progress:
        report = ingest(
            args.paths,
            index_folder(args.index, settings),
            encoder=settings.encoder,
            rebuild=args.rebuild,
            slug=args.slug,
            progress=progress,
        )
    for path, warning in report.warnings:
        print(f"{path.name}: {warning}", file=sys.stderr)
    for path, error in report.failed:
        line = told(error)
        named = line if path.name in line else f"{path}: {line}"
        print(f"cchc: {named}", file=sys.stderr)
    print(_summary(report))
    return 1 if report.failed else 0


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal; nothing elsewhere, where it would only fill a log."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<16}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bars:
        tasks = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield advance


def _summary(report: IngestReport) -> str:
    gone = f"{len(report.withdrawn)} đã thu hồi, " if report.withdrawn else ""
    return (
        f"{len(report.added)} văn bản mới hoặc đã đổi, {len(report.unchanged)} không đổi, {gone}"
        f"{len(report.failed)} lỗi; {report.clauses} khoản mục; {report.seconds:.1f} giây."
    )
