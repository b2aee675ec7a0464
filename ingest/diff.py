"""The difference between two versions of a plan, clause by clause, in figures and in owners."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from ingest.index import Parsed
from ingest.model import Clause
from ingest.tokens import fold

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
# How alike two clauses must be to be one clause that was changed.
_ALIKE = 0.5
# Past this many pairs in one gap the likeness of each with each costs too long.
_MOST_PAIRS = 4_000
_COMPARATORS = {">=": "≥ ", ">": "> ", "<=": "≤ ", "<": "< "}
_OWNERS = (("lead", "lead_text"), ("support", "support_text"))
_TERMS = ("deadline", "deliverable")


@dataclass(frozen=True, slots=True)
class Turn:
    """One field that reads otherwise now: a measure's figure, an owner, a deadline."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is not as it was; `moved` has the same words under another number."""

    kind: str
    before: Clause | None
    after: Clause | None
    figures: tuple[Turn, ...] = ()
    owners: tuple[Turn, ...] = ()


def difference(before: Parsed, after: Parsed) -> list[Change]:
    """What was added, removed, changed and moved, in the order of the later version."""
    old, new = _By(before), _By(after)
    found = []
    for one, other in _pairs(before.clauses, after.clauses):
        kind = _kind(one, other)
        if kind:
            figures = _figures(old.targets(one), new.targets(other))
            owners = _owners(old.tasks(one), new.tasks(other))
            found.append(Change(kind, one, other, figures, owners))
    return found


def _kind(before: Clause | None, after: Clause | None) -> str:
    if before is None or after is None:
        return ADDED if before is None else REMOVED
    if _words(before) != _words(after):
        return CHANGED
    return "" if before.path == after.path else MOVED


def _words(clause: Clause) -> str:
    return " ".join(clause.body.split())


def _pairs(
    before: Sequence[Clause], after: Sequence[Clause]
) -> Iterator[tuple[Clause | None, Clause | None]]:
    """Each clause with what became of it; None stands where there is nothing."""
    match = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    for tag, a, b, c, d in match.get_opcodes():
        if tag == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield from _gap(before[a:b], after[c:d])


def _keys(clauses: Sequence[Clause]) -> list[str]:
    return [_words(clause) for clause in clauses]


def _gap(
    before: Sequence[Clause], after: Sequence[Clause]
) -> Iterator[tuple[Clause | None, Clause | None]]:
    """Between two stretches that agree: the likest are one clause that was changed."""
    partner = _partners(before, after)
    taken = set(partner.values())
    yield from ((clause, None) for n, clause in enumerate(before) if n not in taken)
    for n, clause in enumerate(after):
        yield (before[partner[n]] if n in partner else None), clause


def _partners(before: Sequence[Clause], after: Sequence[Clause]) -> dict[int, int]:
    """For places in `after` their places in `before`: best likeness first, each used once."""
    if len(before) * len(after) > _MOST_PAIRS:
        paths = {clause.path: n for n, clause in enumerate(before)}
        return {n: paths[c.path] for n, c in enumerate(after) if c.path in paths}
    scored = sorted(
        ((_likeness(a, b), -abs(m - n), n, m) for n, b in enumerate(after)
         for m, a in enumerate(before)),
        reverse=True,
    )  # fmt: skip
    found: dict[int, int] = {}
    used: set[int] = set()
    for score, _, n, m in scored:
        if score >= _ALIKE and n not in found and m not in used:
            found[n] = m
            used.add(m)
    return found


def _likeness(a: Clause, b: Clause) -> float:
    if a.kind is not b.kind:
        return 0.0
    one, other = fold(a.body).split(), fold(b.body).split()
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio + (0.1 if a.path == b.path else 0.0)


class _By:
    """A version's register by clause."""

    def __init__(self, parsed: Parsed) -> None:
        self._rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for kind, rows in parsed.register.items():
            for row in rows:
                self._rows.setdefault((kind, str(row.get("clause"))), []).append(row)

    def targets(self, clause: Clause | None) -> list[Mapping[str, Any]]:
        return self._rows.get(("target", clause.id), []) if clause else []

    def tasks(self, clause: Clause | None) -> list[Mapping[str, Any]]:
        return self._rows.get(("assignment", clause.id), []) if clause else []


def _figures(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[Turn, ...]:
    """The measures whose figure is another now, or that only one version sets."""
    old, new = _measured(before), _measured(after)
    found = (
        Turn(measure, old.get((key, measure, *rest), ""), new.get((key, measure, *rest), ""))
        for key, measure, *rest in {**old, **new}
    )
    return tuple(turn for turn in found if turn.before != turn.after)


def _measured(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[Any, ...], str]:
    """The figures by measure; several on one measure are told apart by level, year and number."""
    found: dict[tuple[Any, ...], str] = {}
    for row in rows:
        key = (row["measure_key"], row["measure"], row["level"], row["year"])
        at = sum(known[:-1] == key for known in found)
        found[*key, at] = _shown(row)
    return found


def _shown(row: Mapping[str, Any]) -> str:
    value = f"{row['value']:g}"
    if row["value_max"] is not None:
        value += f"–{row['value_max']:g}"
    unit = str(row["unit"])
    return f"{_COMPARATORS.get(row['comparator'], '')}{value}{'' if unit == '%' else ' '}{unit}"


def _owners(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[Turn, ...]:
    """Lead, support, deadline and product where they are others now."""
    found = []
    for what, *keys in (*_OWNERS, *((term, term) for term in _TERMS)):
        one, other = (_told(rows, keys[0]) for rows in (before, after))
        if fold(one) != fold(other):
            found.append(Turn(what, one, other))
    return tuple(found)


def _told(rows: Sequence[Mapping[str, Any]], key: str) -> str:
    texts = (" ".join(str(row.get(key, "")).split()) for row in rows)
    return "; ".join(dict.fromkeys(filter(None, texts)))
