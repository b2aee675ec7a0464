"""Lines such as "Cơ quan chủ trì: Sở Nội vụ" below a task, read as the cells that they are.

Many plans have no table of tasks and say the same under each of them, line by line: who leads, who
supports, by when, with what product. Where one task stands above such lines, it and they become one
clause; where several do, each takes the lines over, as a row takes a merged cell over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.clean import clean, clean_with_map
from ingest.extract.agencies import agencies
from ingest.markers import find_mark
from ingest.model import Cell, Clause, Kind, Span
from ingest.tokens import fold

_DOES = r"(?:chu tri|thuc hien|phu trach|chiu trach nhiem|tham muu|theo doi|duoc giao|chinh)"
_NAMES = {
    "lead": rf"(?:(?:co quan|don vi|to chuc|dau moi|bo phan|nguoi)\W+)*{_DOES}(?:\W+{_DOES})*"
    r"|(?:phan cong|trach nhiem)(?: thuc hien)?|co quan dau moi",
    "support": r"(?:(?:co quan|don vi|to chuc)\W+)*(?:cung )?phoi hop(?: thuc hien)?",
    "deadline": r"(?:thoi (?:gian|han|diem)|tien do|lo trinh|han)"
    r"(?: (?:thuc hien|hoan thanh|trinh|bat dau|cuoi|ket thuc))*|hoan thanh",
    "deliverable": r"(?:san pham|ket qua|dau ra)"
    r"(?:\W+(?:du kien|dau ra|san pham|ket qua|can dat))*",
}
_PATTERNS = {name: re.compile(words) for name, words in _NAMES.items()}
_MARK = r"(?:[-+•*]\s*|[a-zđ]\)\s*|\d+(?:\.\d+)*[.)]\s*)?"
_LABEL = re.compile(rf"(?:^|(?<=[.;]\s)){_MARK}(?P<label>[^\W\d][^.:;|()]{{2,45}}?)\s*:\s*")
_WHO = ("lead", "support")
_LEAVES = (Kind.ITEM, Kind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class _Field:
    """A labelled value in a clause's clean text: `start`..`end` is the value."""

    name: str
    label: str
    start: int
    end: int
    at: int  # where its label begins


def with_fields(text: str, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """The clauses of a document, with such lines as cells of the tasks that they belong to."""
    done: list[Clause] = []
    at = 0
    while at < len(clauses):
        run = at
        while run < len(clauses) and _is_line(clauses[run]):
            run += 1
        lines = clauses[at:run]
        if not lines:
            done.append(_inside(text, clauses[at]))
            at += 1
        else:
            if not _attach(text, done, lines):
                done += lines
            at = run
    return tuple(replace(clause, order=order) for order, clause in enumerate(done))


def _attach(text: str, done: list[Clause], lines: Sequence[Clause]) -> bool:
    """Give the lines to the task or tasks just before them; False where there is none."""
    last = done[-1] if done else None
    if last is None or last.kind in (Kind.ROW, Kind.SIGNATURE, Kind.RECIPIENTS):
        return False
    home = lines[0].path.rpartition(".")[0]
    if last.cells and (last.path == home or _plain(lines[0])):
        done[-1] = _merged(text, last, lines)  # it began to say so itself
        return True
    if last.cells or not _says_who(lines):
        return False
    near = takewhile(lambda n: _below(done[n], home), range(len(done) - 1, -1, -1))
    over = [n for n in near if not done[n].cells and not _is_line(done[n])]
    if last.path == home or len(over) == 1 or not over or _plain(lines[0]):
        if last.kind not in (*_LEAVES, Kind.HEADING) or last.path == lines[0].path:
            return False
        done[-1] = _merged(text, last, lines)
        return True
    taken = [replace(c, inherited=True) for line in lines for c in _cells(text, line)]
    for n in over:
        if done[n].kind in _LEAVES:
            done[n] = replace(done[n], cells=(_task(text, done[n]), *taken))
    done += lines
    return True


def _below(clause: Clause, home: str) -> bool:
    return bool(home) and clause.path.startswith(f"{home}.")


def _plain(clause: Clause) -> bool:
    """Whether a line has no mark of its own, and so can only go on with what stands above it."""
    return find_mark(clause.text) is None and clause.kind is Kind.PARAGRAPH


def _merged(text: str, task: Clause, lines: Sequence[Clause]) -> Clause:
    end = lines[-1].end
    own = task.cells or (_task(text, task),)
    cells = (*own, *(c for line in lines for c in _cells(text, line)))
    whole = clean(text[task.start : end])
    return replace(task, kind=Kind.ITEM, text=whole, end=end, cells=cells)


def _inside(text: str, clause: Clause) -> Clause:
    """A clause that says itself, in sentences of their own, who does it and by when."""
    if clause.kind not in _LEAVES or clause.cells:
        return clause
    found = [f for f in _fields(clause.text) if f.at > 0]
    if not any(f.name == "lead" for f in found):
        return clause
    first = min(f.at for f in found)
    return replace(clause, cells=(_task(text, clause, first), *_cells(text, clause)))


def _is_line(clause: Clause) -> bool:
    """Whether a clause begins with such a label, or is one line of them."""
    found = _fields(clause.text) if clause.kind in _LEAVES and ":" in clause.text else []
    return bool(found) and found[0].at == 0


def _says_who(lines: Sequence[Clause]) -> bool:
    return any(f.name == "lead" for line in lines for f in _fields(line.text))


def _fields(text: str) -> list[_Field]:
    """The labelled values of a clean text, each up to the next label."""
    found = list(_named(text))
    if not found:
        return []
    ends = [*(m.start() for m, _ in found[1:]), len(text)]
    fields = [
        _Field(name, m["label"], m.end(), end, m.start())
        for (m, name), end in zip(found, ends, strict=True)
    ]
    return [f for f in fields if f.name not in _WHO or agencies(text[f.start : f.end])]


def _named(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _LABEL.finditer(text):
        plain = fold(match["label"])
        name = next((n for n, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), "")
        if name:
            yield match, name


def _cells(text: str, clause: Clause) -> Iterator[Cell]:
    for field in _fields(clause.text):
        yield _cell(text, clause, field.name, field.label, field.start, field.end)


def _task(text: str, clause: Clause, end: int | None = None) -> Cell:
    mark = find_mark(clause.text)
    stop = len(clause.text) if end is None else end
    return _cell(text, clause, "task", "", mark.end if mark else 0, stop)


def _cell(text: str, clause: Clause, name: str, header: str, start: int, end: int) -> Cell:
    value = clause.text[start:end].rstrip(" .;")
    cleaned = clean_with_map(text[clause.start : clause.end], clause.start)
    span = Span(*cleaned.origin(start, start + len(value)))
    return Cell(name, header, value, (span,))


__all__ = ["with_fields"]
