"""Going back to the generation before the one in use, as one more generation.

Nothing is forgotten by it: the history goes on, what goes out of force is archived, and going back
once more undoes it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import NeedsIngest
from ingest.index import archive, generations, life, manifest, store, vectors, words
from ingest.index.faults import writing
from ingest.index.lexical import NAME as LEXICAL
from ingest.index.life import Act, Event, Life
from ingest.index.manifest import FORMAT, Manifest
from ingest.index.verify import verify


def rollback(home: Path, *, by: str = "", note: str = "") -> str:
    """Serve again what the generation before the current one served; the new one's name.

    Raises NeedsIngest where none of this format was kept, BadInput where it cannot be read.
    """
    with writing(home), generations.locked(home):
        current = generations.current(home)
        known = manifest.load(generations.folder(home, current)) if current else None
        earlier = known.previous if known else None
        if current is None or known is None or earlier is None or not _usable(home, earlier):
            raise NeedsIngest(
                f"Chỉ mục tại {home} không còn bản trước.", "Hãy chạy `cchc ingest` để dựng lại."
            )
        name = generations.begin(home)
        try:
            with writing(home):
                _copy(home, earlier, name, current, _told(home, current, by, note))
                _archive(home, current, known, earlier)
            generations.switch(home, name)
        except BaseException:
            generations.discard(home, name)
            raise
        generations.sweep(home, {name, current})
        return name


def _usable(home: Path, name: str) -> bool:
    folder = generations.folder(home, name)
    return folder.is_dir() and manifest.load(folder).format == FORMAT


def _told(home: Path, current: str, by: str, note: str) -> Event:
    built = manifest.load(generations.folder(home, current)).built
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Event(now, Act.ROLLED_BACK, "", "", by, note or f"bỏ bản dựng lúc {built}")


def _copy(home: Path, earlier: str, name: str, current: str, event: Event) -> None:
    """The earlier generation's files under a new name; those that never change are linked."""
    old, new = generations.folder(home, earlier), generations.folder(home, name)
    shutil.copytree(old / LEXICAL, new / LEXICAL, copy_function=os.link)
    shutil.copyfile(old / store.NAME, new / store.NAME)
    shutil.copyfile(old / words.NAME, new / words.NAME)
    vectors.copy(old, new)
    events = life.read(generations.folder(home, current)).events
    db = sqlite3.connect(new / store.NAME)
    try:
        life.write(db, Life((*events, event), life.read(old).edits))
        db.commit()
    finally:
        db.close()
    told = replace(manifest.load(old), previous=current, built=event.at)
    verify(new, told)
    (new / manifest.NAME).write_text(manifest.dump(told), encoding="utf-8")
    generations.settle(new)


def _archive(home: Path, current: str, known: Manifest, earlier: str) -> None:
    kept = manifest.load(generations.folder(home, earlier)).documents
    leaving = [
        slug
        for slug, entry in known.documents.items()
        if slug not in kept or kept[slug].sha256 != entry.sha256
    ]
    archive.keep(home, generations.folder(home, current), leaving, whole=known.format == FORMAT)
