"""`cchc doctor`: what is configured, what works, what does not and how to mend it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.cli.options import add_index, add_json
from bot.cli.parser import Commands
from bot.settings import PREFIX, READERS, SECRETS, Settings, index_folder

if TYPE_CHECKING:
    from bot.health import Check

_MARKS: Mapping[str, str] = {"ok": "đạt", "warning": "lưu ý", "failed": "hỏng"}


def add(commands: Commands) -> None:
    """The command's place on the command line."""
    parser = commands.add_parser(
        "doctor",
        help="kiểm tra cài đặt, chỉ mục và cách sửa",
        description="Đang cấu hình gì, phần nào chạy, phần nào không và sửa thế nào.",
    )
    add_index(parser)
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(args: Namespace, settings: Settings) -> int:
    from bot.health import examine

    checks = examine(index_folder(args.index, settings), settings)
    if args.json:
        shown = {"settings": _settings(settings), "checks": [asdict(check) for check in checks]}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        _print(checks, settings)
    return 1 if any(check.state == "failed" for check in checks) else 0


def _settings(settings: Settings) -> dict[str, dict[str, str]]:
    return {
        key: {
            "value": _shown(key, settings),
            "origin": settings.origins.get(key, "mặc định"),
        }
        for key in READERS
    }


def _shown(key: str, settings: Settings) -> str:
    value = getattr(settings, key)
    if key in SECRETS:
        return "(có đặt)" if value else ""
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _print(checks: Sequence[Check], settings: Settings) -> None:
    print("Thiết lập:")
    for key, one in _settings(settings).items():
        print(f"  {PREFIX + key.upper():16} {one['value'] or '(không đặt)'}  [{one['origin']}]")
    print("Kiểm tra:")
    for check in checks:
        print(f"  {_MARKS[check.state]:6} {check.name}: {check.found}")
        if check.remedy:
            print(f"         → {check.remedy}")
