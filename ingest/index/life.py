"""What has been done to the documents of an index, and what was mended by hand of their cards.

Kept inside every generation and carried to the next, so that a crash or a rollback can never leave
a history that tells of something else than what is served.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE events (
    n INTEGER PRIMARY KEY, at TEXT NOT NULL, act TEXT NOT NULL, doc TEXT NOT NULL,
    version TEXT NOT NULL, by TEXT NOT NULL, note TEXT NOT NULL
);
CREATE TABLE edits (doc TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_FILE = "clauses.sqlite"


class Act(StrEnum):
    """What can be done to a document, or to the index as a whole."""

    ADDED = "added"
    REPLACED = "replaced"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    ROLLED_BACK = "rolled back"


@dataclass(frozen=True, slots=True)
class Event:
    """One act: when (ISO, UTC), on which version of which document, by whom and why.

    For a document withdrawn or replaced, `version` is the one in force afterwards, or "" for none.
    """

    at: str
    act: Act
    doc: str
    version: str
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """The acts in their order, and by document the fields of its card that were mended."""

    events: tuple[Event, ...] = ()
    edits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def withdrawn(self) -> frozenset[str]:
        """The slugs whose last act took them out of force."""
        last = {event.doc: event.act for event in self.events if event.doc}
        return frozenset(doc for doc, act in last.items() if act is Act.WITHDRAWN)


def read(folder: Path | None) -> Life:
    """The life that a generation holds; an empty one where it has none of this form."""
    if folder is None or not (folder / _FILE).is_file():
        return Life()
    db = sqlite3.connect(f"{(folder / _FILE).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        found = db.execute("SELECT at, act, doc, version, by, note FROM events ORDER BY n")
        events = tuple(Event(at, Act(act), *rest) for at, act, *rest in found)
        edits = {doc: json.loads(told) for doc, told in db.execute("SELECT doc, value FROM edits")}
        return Life(events, edits)
    except sqlite3.DatabaseError:
        # One of an earlier format kept none; what is damaged stops a build by its clauses.
        return Life()
    finally:
        db.close()


def write(db: sqlite3.Connection, life: Life) -> None:
    """Put a whole life into a new generation's file."""
    db.execute("DELETE FROM events")
    db.execute("DELETE FROM edits")
    add(db, life.events)
    values = ((doc, json.dumps(told, ensure_ascii=False)) for doc, told in life.edits.items())
    db.executemany("INSERT INTO edits VALUES (?, ?)", values)


def add(db: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Append acts."""
    db.executemany(
        "INSERT INTO events (at, act, doc, version, by, note) VALUES (?, ?, ?, ?, ?, ?)",
        (astuple(event) for event in events),
    )
