"""The targets of several documents side by side, measure by measure, with a verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.errors import BadInput
from ingest.extract.measures import measures
from ingest.extract.model import Target
from ingest.index import Index
from ingest.model import Card, Level
from retrieval.model import Principal
from retrieval.register.rows import readable, target_rows
from retrieval.register.select import about, year_of
from retrieval.register.topic import Topic
from retrieval.register.weigh import Verdict, verdict, weaker

# What a measure without words of its own is called; two such have nothing in common.
_NAMELESS = "khac"
_Held = Mapping[str, Sequence[Target]]
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure, at one level and for one year, in the documents that set it.

    `cells` are in the documents' order, without those that set nothing; the verdict is the first
    document's against the second's.
    """

    measure_key: str
    measure: str
    year: int | None
    level: Level | None
    cells: tuple[Target, ...]
    verdict: Verdict


def compare(
    index: Index,
    principal: Principal,
    slugs: Sequence[str],
    *,
    topic: str = "",
    years: Collection[int] = (),
) -> list[Comparison]:
    """Align the targets of two or more documents by measure, level and year.

    A target without a year counts for its plan's last one, one without a level for every level
    that the others name. Raises BadInput for fewer than two documents or one that cannot be read.
    """
    wanted = list(dict.fromkeys(slugs))
    cards = {d.slug: d.card for d in readable(index, principal)}
    if missing := [slug for slug in wanted if slug not in cards]:
        known = ", ".join(cards)
        raise BadInput(f"Chỉ mục không có văn bản “{missing[0]}”.", f"Hiện có: {known}.")
    if len(wanted) < 2:
        raise BadInput("So sánh cần ít nhất hai văn bản khác nhau.", "Hãy nêu thêm một nơi.")
    rows = {slug: list(target_rows(index, principal, (slug,))) for slug in wanted}
    subject = Topic.of(topic)
    return [
        row
        for row in _Table(wanted, rows, cards).comparisons(years)
        if not topic or any(subject.fits(about(cell)) for cell in row.cells)
    ]


@dataclass(frozen=True, slots=True)
class _Table:
    slugs: Sequence[str]
    rows: _Held
    cards: Mapping[str, Card]

    def comparisons(self, years: Collection[int]) -> list[Comparison]:
        """In the first document's order, then what only the later ones set."""
        order = dict.fromkeys(_key(t) for slug in self.slugs for t in self.rows[slug])
        found: dict[_Key, list[Comparison]] = {key: [] for key in order}
        taken: set[tuple[str, str, int | None]] = set()
        # The more demanding of a ladder first: it may take a weaker target to stand against.
        for key in sorted(order, key=lambda key: -len(weaker(key[0]))):
            for year in self._years_of(key):
                if not years or year in years:
                    found[key] += self._of_year(key, year, taken)
        return [row for rows in found.values() for row in rows]

    def _years_of(self, key: _Key) -> list[int | None]:
        held = {year_of(t, self.cards[t.doc]) for t in self._all() if _key(t) == key}
        return sorted(held, key=lambda year: year or 0)

    def _all(self) -> Iterator[Target]:
        return (t for slug in self.slugs for t in self.rows[slug] if t.measure_key != _NAMELESS)

    def _of_year(
        self, key: _Key, year: int | None, taken: set[tuple[str, str, int | None]]
    ) -> Iterator[Comparison]:
        held = {
            slug: [] if (slug, key[0], year) in taken else self._held(slug, key, year)
            for slug in self.slugs
        }
        having = [slug for slug in self.slugs if held[slug]]
        for slug in self.slugs if having else ():
            if not held[slug] and (below := self._weaker(slug, key, year, having)):
                held[slug] = below
                taken.add((slug, below[0].measure_key, year))
        for level in _levels(held.values()):
            cells = [_cell(held[slug], level) for slug in self.slugs]
            if any(cells):
                yield self._row(key[0], year, level, cells)

    def _held(self, slug: str, key: _Key, year: int | None) -> list[Target]:
        return [
            t
            for t in self.rows[slug]
            if _key(t) == key
            and t.measure_key != _NAMELESS
            and year_of(t, self.cards[t.doc]) == year
        ]

    def _weaker(
        self, slug: str, key: _Key, year: int | None, having: Sequence[str]
    ) -> list[Target]:
        """What a document sets on the next weaker measure, where the others do not set that too."""
        for below in weaker(key[0]):
            own = self._held(slug, (below, key[1]), year)
            if own:
                others = (self._held(other, (below, key[1]), year) for other in having)
                return [] if any(others) else own
        return []

    def _row(
        self, key: str, year: int | None, level: Level | None, cells: Sequence[Target | None]
    ) -> Comparison:
        first, second = cells[0], cells[1]
        shown = tuple(cell for cell in cells if cell is not None)
        name = measures().name(key) or next(c.measure for c in shown if c.measure_key == key)
        if first is not None and second is not None:
            found = _ladder_verdict(first, second)
        else:
            lacking = [s for s, c in zip(self.slugs[:2], cells[:2], strict=True) if c is None]
            elsewhere = all(any(t.measure_key == key for t in self.rows[s]) for s in lacking)
            found = Verdict.NOT_COMPARABLE if elsewhere else Verdict.NO_TARGET
        return Comparison(key, name, year, level, shown, found)


def _key(target: Target) -> _Key:
    return target.measure_key, target.per


def _ladder_verdict(a: Target, b: Target) -> Verdict:
    """The verdict where one of two figures may be for a weaker measure.

    The weaker one falls behind unless it promises more: then nothing can be said.
    """
    plain = verdict(a, b)
    if a.measure_key == b.measure_key:
        return plain
    a_is_weaker = a.measure_key in weaker(b.measure_key)
    behind = Verdict.BEHIND if a_is_weaker else Verdict.AHEAD
    return behind if plain in (Verdict.EQUAL, behind) else Verdict.NOT_COMPARABLE


def _levels(held: Iterable[Sequence[Target]]) -> list[Level | None]:
    """The levels that rows are made for: those named, and none where that would be left out."""
    lists = list(held)
    named = dict.fromkeys(t.level for targets in lists for t in targets if t.level is not None)
    unused = any(
        any(t.level is None for t in targets) and set(named) <= {t.level for t in targets}
        for targets in lists
    )
    return [*named, None] if unused else list(named)


def _cell(held: Sequence[Target], level: Level | None) -> Target | None:
    """What binds a document at a level: a target with a year first, then a firm one."""
    fitting = [t for t in held if t.level == level] or [t for t in held if t.level is None]
    return min(fitting, key=lambda t: (t.year is None, not t.firm), default=None)
