"""`cchc documents preview | diff | history`: looking, without changing anything."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from bot.cli.options import add_group, add_index, add_json, principal
from bot.cli.parser import Commands
from bot.settings import Settings, index_folder


def add(below: Commands) -> None:
    """Their places under `documents`."""
    seen = below.add_parser(
        "preview",
        help="xem trước một tệp sẽ được hiểu thế nào",
        description="Đọc một tệp và cho xem đã hiểu gì; không ghi gì vào chỉ mục.",
    )
    seen.words.add_argument("path", type=Path, metavar="TỆP")
    seen.options.add_argument("--slug", metavar="TÊN", help="tên gọi của văn bản")
    add_json(seen)
    add_index(seen, again=True)
    seen.set_defaults(run=_preview)
    diff = below.add_parser(
        "diff",
        help="hai bản khác nhau ở đâu",
        description="So hai văn bản hay hai phiên bản (VĂN_BẢN hoặc VĂN_BẢN@PHIÊN_BẢN) "
        "theo từng khoản mục; một tên thì so bản trước với bản đang có hiệu lực.",
    )
    diff.words.add_argument("before", metavar="A")
    diff.words.add_argument("after", metavar="B", nargs="?")
    diff.options.add_argument("--format", choices=("text", "json"), default="text")
    add_group(diff)
    add_index(diff, again=True)
    diff.set_defaults(run=_diff)
    history = below.add_parser(
        "history", help="những gì đã làm với văn bản", description="Lịch sử, cũ trước."
    )
    history.words.add_argument("slug", metavar="VĂN_BẢN", nargs="?", default="")
    add_json(history)
    add_group(history)
    add_index(history, again=True)
    history.set_defaults(run=_history)


def _preview(args: Namespace, settings: Settings) -> int:
    from bot.documents import preview_lines, preview_record
    from ingest.preview import preview

    found = preview(args.path, index_folder(args.index, settings), slug=args.slug)
    if args.json:
        print(json.dumps(preview_record(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(preview_lines(found)))
    return 0


def _diff(args: Namespace, settings: Settings) -> int:
    from bot.documents import change_lines, change_record
    from ingest.diff import difference
    from ingest.errors import BadInput
    from ingest.index import open_index
    from retrieval.versions import named_version, versions

    asker = principal(args)
    with closing(open_index(index_folder(args.index, settings))) as index:
        after = named_version(index, asker, args.after or args.before)
        before = args.before
        if args.after is None:
            slug = after.document.slug
            known = [v for v in versions(index, asker, slug) if v != after.document.version]
            if not known:
                raise BadInput(f"{slug} chỉ có một phiên bản.", "Hãy nêu văn bản thứ hai.")
            before = f"{slug}@{known[0]}"
        changes = difference(named_version(index, asker, before).parsed, after.parsed)
    if args.format == "json":
        print(json.dumps([change_record(c) for c in changes], ensure_ascii=False, indent=2))
    else:
        print("\n".join(change_lines(changes)))
    return 0


def _history(args: Namespace, settings: Settings) -> int:
    from bot.documents import event_line, event_record
    from ingest.index import open_index
    from retrieval.versions import history

    with closing(open_index(index_folder(args.index, settings))) as index:
        events = history(index, principal(args), args.slug)
    if args.json:
        print(json.dumps([event_record(e) for e in events], ensure_ascii=False, indent=2))
    else:
        print("\n".join(map(event_line, events)) or "Chưa có gì.")
    return 0
