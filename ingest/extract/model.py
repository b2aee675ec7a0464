"""The rows of the register of commitments, each with the clause that it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Level


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that a plan sets.

    `measure` is what is measured, in the clause's words; `measure_key` brings the same measure of
    different documents together. `value_max` is set for a range only. `per` says what the figure
    is a growth for ("năm"), or the quarter that alone it is set for ("quý 2"); `firm` is false
    where the plan only strives (phấn đấu). `start`..`end` is the figure itself and
    `phrase_start`..`phrase_end` the part of the clause that speaks of it, both as code points into
    the document's text; `text` is that part, clean, or what row and column say of a figure that
    stands alone in its cell.
    """

    doc: str
    clause: str
    start: int
    end: int
    phrase_start: int
    phrase_end: int
    text: str
    measure: str
    measure_key: str
    comparator: str  # ">=", ">", "=", "<=", "<" or "range"
    value_kind: str  # percent, count, rank, duration, money or text
    value: float
    value_max: float | None = None
    unit: str = ""
    baseline: str = ""
    per: str = ""
    firm: bool = True
    level: Level | None = None
    year: int | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One task and who does it.

    `role` is "lead", "support" or "do" (a duty with neither chủ trì nor phối hợp); `lead` and
    `support` are agencies' names, `lead_text` and `support_text` the words as they stand.
    `due_from` and `due_to` are ISO dates where the deadline can be read as dates. `start`..`end`
    is the task's own words in the document's text.
    """

    doc: str
    clause: str
    start: int
    end: int
    task: str
    role: str = "lead"
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    lead_text: str = ""
    support_text: str = ""
    deliverable: str = ""
    deadline: str = ""
    due_from: str = ""
    due_to: str = ""
    section: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that a plan cites: kind, number, ISO date and issuer as far as they are given."""

    doc: str
    clause: str
    start: int
    end: int
    kind: str
    number: str
    date: str = ""
    issuer: str = ""
    title: str = ""
    preamble: bool = False  # among the căn cứ that the plan rests on


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports to whom, and how often ("hằng quý", "6 tháng", "hằng năm", "đột xuất")."""

    doc: str
    clause: str
    start: int
    end: int
    who: str
    to: str
    cycles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that one document commits to."""

    targets: tuple[Target, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    bases: tuple[Basis, ...] = ()
    reports: tuple[Report, ...] = ()
