"""Where a document contradicts itself, and where it falls behind its superior's plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from ingest.errors import BadInput
from ingest.extract.measures import measures
from ingest.extract.model import Target
from ingest.index import Index
from ingest.model import Document, Level
from retrieval.model import Principal
from retrieval.register.align import compare
from retrieval.register.cited import Clash, clashes
from retrieval.register.place import superior
from retrieval.register.rows import basis_rows, readable, target_rows
from retrieval.register.weigh import Verdict, comparable, verdict

CONTRADICTION, BEHIND = "contradiction", "behind"
_TIERS = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.CENTRAL)
_NAMELESS = "khac"
_ROW = re.compile(r"(.+[.:])r\d+$")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two clauses that do not agree; `value` is a figure, a range or a number or date."""

    doc: str
    clause: str
    start: int
    end: int
    value: float | str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Two clauses that do not agree: of one document, or of a plan (`a`) and its superior's."""

    kind: str
    measure: str
    a: Side
    b: Side


def check(index: Index, principal: Principal, slug: str) -> list[Finding]:
    """What contradicts itself in a document, then what falls behind the plan above it.

    Raises BadInput for a document that the asker cannot read or that is not there.
    """
    documents = readable(index, principal)
    document = next((d for d in documents if d.slug == slug), None)
    if document is None:
        known = ", ".join(d.slug for d in documents)
        raise BadInput(f"Chỉ mục không có văn bản “{slug}”.", f"Hiện có: {known}.")
    found = _figures(list(target_rows(index, principal, (slug,))))
    text = index.text(slug)
    cited = clashes(list(basis_rows(index, principal, (slug,))))
    found += [_of_citations(clash, text) for clash in cited]
    above = superior(document, documents)
    return found + (_behind(index, principal, document, above) if above else [])


def _figures(rows: list[Target]) -> list[Finding]:
    """Targets on one measure, for one level and year, of different clauses and values."""
    found: list[Finding] = []
    shown = [row for row in rows if row.measure_key != _NAMELESS]
    ordered = sorted(shown, key=lambda t: (t.measure_key, t.per))
    order = {row.measure_key: n for n, row in reversed(list(enumerate(shown)))}
    groups = [list(group) for _, group in groupby(ordered, key=lambda t: (t.measure_key, t.per))]
    for group in sorted(groups, key=lambda g: order[g[0].measure_key]):
        found += _within(group)
    return found


def _within(group: list[Target]) -> list[Finding]:
    """Each further clause against the first that it contradicts, so that no place is left out."""
    found: list[Finding] = []
    for at, later in enumerate(group):
        earlier = next((t for t in group[:at] if _contradict(t, later)), None)
        if earlier is not None:
            name = measures().name(later.measure_key) or earlier.measure
            found.append(Finding(CONTRADICTION, name, _side(earlier), _side(later)))
    return found


def _contradict(a: Target, b: Target) -> bool:
    if (
        a.clause == b.clause
        or _of_one_table(a, b)
        or a.year != b.year
        or not _level(a, b)
        or not comparable(a, b)
    ):
        return False
    if a.firm is not b.firm:
        firm, hoped = (a, b) if a.firm else (b, a)
        # To strive for more than is promised is no contradiction.
        return verdict(firm, hoped) is Verdict.AHEAD
    return _bounds(a) != _bounds(b) and not (_inside(a, b) or _inside(b, a))


def _of_one_table(a: Target, b: Target) -> bool:
    """Whether both stand in rows of one table: those set figures for different things."""
    one, other = _ROW.match(a.clause), _ROW.match(b.clause)
    return one is not None and other is not None and one[1] == other[1]


def _level(a: Target, b: Target) -> bool:
    return a.level == b.level or a.level is None or b.level is None


def _bounds(target: Target) -> tuple[float, float]:
    return target.value, target.value if target.value_max is None else target.value_max


def _inside(one: Target, other: Target) -> bool:
    """Whether a figure lies in the other's range."""
    low, high = _bounds(other)
    return low < high and one.value_max is None and low <= one.value <= high


def _side(target: Target) -> Side:
    value: float | str = target.value
    if target.value_max is not None:
        value = f"{target.value:g}-{target.value_max:g}"
    return Side(target.doc, target.clause, target.start, target.end, value, target.text)


def _of_citations(clash: Clash, text: str) -> Finding:
    a, b = (
        Side(b.doc, b.clause, b.start, b.end, value, " ".join(text[b.start : b.end].split()))
        for b, value in ((clash.a, clash.value_a), (clash.b, clash.value_b))
    )
    return Finding(CONTRADICTION, clash.measure, a, b)


def _behind(
    index: Index, principal: Principal, document: Document, above: Document
) -> list[Finding]:
    """The rows of the comparison with the plan above that speak of this place's own tiers."""
    own = _TIERS[: _TIERS.index(document.card.place.level) + 1]
    rows = compare(index, principal, (document.slug, above.slug))
    return [
        Finding(BEHIND, row.measure, _side(row.cells[0]), _side(row.cells[1]))
        for row in rows
        if row.verdict is Verdict.BEHIND and (row.level is None or row.level in own)
    ]


__all__ = ["BEHIND", "CONTRADICTION", "Finding", "Side", "check"]
