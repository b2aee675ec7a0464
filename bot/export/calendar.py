"""Rows with a date as an iCalendar file (RFC 5545), one all-day event each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.export.sheet import ROLES, Labels, figure
from ingest.extract.model import Assignment, Target

_OCTETS = 75
_SUMMARY = 180


@dataclass(frozen=True, slots=True)
class _Event:
    key: str
    clause: str
    day: date
    summary: str
    description: str


def calendar(
    tasks: Sequence[Assignment], targets: Sequence[Target], labels: Labels, now: datetime
) -> str:
    """The calendar of the tasks that have a date and of the targets that have a year.

    A task stands on its deadline's last day, a target on the last day of its year. `now`, in UTC,
    is when the calendar was made. An event keeps its UID while its clause and its words stand.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cchc//Dang ky cam ket//VI"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Cam kết cải cách hành chính"]
    seen: dict[str, int] = {}
    for event in (*_of_tasks(tasks, labels), *_of_targets(targets, labels)):
        uid = _uid(event)
        seen[uid] = seen.get(uid, 0) + 1
        lines += _lines(event, uid if seen[uid] == 1 else f"{seen[uid]}-{uid}", labels, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _of_tasks(rows: Sequence[Assignment], labels: Labels) -> Iterator[_Event]:
    for row in rows:
        last = row.due_to or row.due_from
        if not last:
            continue
        said = [("Việc", row.task), (_leads(row), "; ".join(row.lead))]
        said += [("Phối hợp", "; ".join(row.support)), ("Sản phẩm", row.deliverable)]
        said += [("Thời hạn", row.deadline), ("Căn cứ", labels.clause(row.clause))]
        who = "; ".join(row.lead or row.support)
        summary = f"{who}: {row.task}" if who else row.task
        day = date.fromisoformat(last)
        yield _Event(row.task, row.clause, day, summary, _description(said))


def _leads(row: Assignment) -> str:
    role = ROLES["do"] if row.role == "support" else ROLES[row.role]
    return role[:1].upper() + role[1:]


def _of_targets(rows: Sequence[Target], labels: Labels) -> Iterator[_Event]:
    for row in rows:
        if row.year is None:
            continue
        said = [("Chỉ tiêu", row.text), ("Mức", figure(row)), ("Căn cứ", labels.clause(row.clause))]
        summary = f"{labels.place(row.doc)}: {row.measure} {figure(row)}"
        key = f"{row.text} {row.value:g} {row.year}"
        yield _Event(key, row.clause, date(row.year, 12, 31), summary, _description(said))


def _description(said: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{name}: {' '.join(text.split())}" for name, text in said if text.strip())


def _uid(event: _Event) -> str:
    words = " ".join(event.key.split())
    digest = hashlib.sha256(f"{event.clause}\n{words}".encode()).hexdigest()[:12]
    slug, _, path = event.clause.partition(":")
    return f"{digest}.{path}@{slug}.cchc"


def _lines(event: _Event, uid: str, labels: Labels, now: datetime) -> list[str]:
    summary = " ".join(event.summary.split())
    if len(summary) > _SUMMARY:
        summary = f"{summary[:_SUMMARY].rsplit(' ', 1)[0]} …"
    link = labels.link(event.clause)
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(summary)}",
        f"DESCRIPTION:{escaped(event.description)}",
        *([f"URL:{link}"] if link else []),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text value with what has a meaning of its own in a calendar escaped."""
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return text


def folded(line: str) -> str:
    """A content line cut to 75 octets a piece, between characters."""
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        # A further piece begins with a blank, which counts.
        if size + octets > _OCTETS:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + character, size + octets
    return "\r\n ".join([*pieces, piece])
