"""`cchc backup`: a copy of what must outlive an index, made while it is in use."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from bot.cli.parser import Commands
from bot.settings import Settings


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "backup",
        help="sao lưu trạng thái khi đang chạy",
        description="Chép trạng thái (hội thoại, góp ý, người dùng, nhắc hạn) ra một tệp.",
    )
    parser.words.add_argument("file", type=Path, metavar="TỆP")
    parser.options.add_argument(
        "--force", action="store_true", help="ghi đè tệp đã có; không có thì giữ nguyên"
    )
    parser.set_defaults(run=_run)


def _run(args: Namespace, settings: Settings) -> int:
    from bot.state import NAME, State
    from ingest.errors import BadInput

    source, target = settings.home / NAME, args.file.expanduser()
    if not source.is_file():
        raise BadInput(f"Chưa có {source}.", "Trạng thái có khi đã chạy cchc serve hay telegram.")
    if target.is_dir() or (target.exists() and not args.force):
        raise BadInput(f"{target} đã có.", "Chọn tên khác, hoặc thêm --force để ghi đè tệp.")
    if target.exists() and target.samefile(source):
        raise BadInput(f"{target} chính là trạng thái đang dùng.", "Chọn tên khác.")
    with State(source) as state:
        state.backup(target)
    print(f"Đã chép {source} vào {target}, {target.stat().st_size / 1e6:.1f} MB.")
    return 0
