"""A folder's documents, and what the `corpus.toml` beside them says of each."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.errors import BadInput
from ingest.read import OTHER_SUFFIXES, SUFFIXES, slug_of

CARDS = "corpus.toml"
# What may be a document in a folder; anything else there is somebody's other file.
_DOCUMENTS = (*SUFFIXES, *OTHER_SUFFIXES)


def is_document(path: Path) -> bool:
    """Whether a file in a folder is taken for a document."""
    # A README beside the plans speaks of them and is none of them.
    named = path.name.lower()
    return (
        path.is_file()
        and path.suffix.lower() in _DOCUMENTS
        and not named.startswith((".", "~", "readme"))
    )


def entry_of(path: Path, slug: str) -> Mapping[str, Any] | None:
    """What the `corpus.toml` beside a file says of it, where there is one."""
    cards = path.resolve().parent / CARDS
    entry = _entries(cards).get(slug)
    if entry is not None and not isinstance(entry, Mapping):
        raise BadInput(f"{cards}: “{slug}” phải là một bảng.", f"Hãy ghi [{slug}].")
    return entry


def strange_entries(folder: Path, known: Collection[str]) -> None:
    """BadInput where `corpus.toml` has an entry for which there is no document.

    `known` are documents besides those in the folder: held already, or named by hand.
    """
    try:
        entries = _entries(folder / CARDS)
    except BadInput:
        # Every file of the folder will tell of it.
        return
    strange = sorted(set(entries) - set(known) - set(_slugs(folder))) if entries else []
    if strange:
        raise BadInput(
            f"{folder / CARDS}: không có văn bản nào tên {', '.join(strange)}.",
            "Hãy sửa tên cho khớp tên tệp, hoặc bỏ mục đó.",
        )


def _slugs(folder: Path) -> Iterator[str]:
    for path in folder.iterdir():
        with suppress(BadInput):
            if is_document(path):
                yield slug_of(path)


def _entries(cards: Path) -> Mapping[str, Any]:
    if not cards.is_file():
        return {}
    try:
        return tomllib.loads(cards.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{cards}: {error}.", "Hãy sửa tệp mô tả rồi nạp lại.") from None
