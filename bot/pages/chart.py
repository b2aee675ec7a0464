"""One measure over the places that set it, as bars on a common scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.export import Labels
from bot.pages.words import figure, measure, upper
from ingest.extract.model import Target
from retrieval.register.select import year_of

_PERCENT = "percent"
_NAMELESS = "khac"
_DRAWN = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A place's figure: the bar runs from `start` to `end`, in hundredths of the scale."""

    target: Target
    place: str
    about: str
    figure: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Group:
    """The bars for one year and one level, which alone stand against one another."""

    about: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A measure, its groups of bars and the marks of the scale."""

    key: str
    title: str
    groups: tuple[Group, ...]
    marks: tuple[str, ...]

    @property
    def shown(self) -> tuple[Group, ...]:
        """What is drawn: the groups in which places can be compared; the table has them all."""
        several = [g for g in self.groups if len({bar.place for bar in g.bars}) > 1]
        return tuple(several[:_DRAWN]) or self.groups[:_DRAWN]


def comparable_measures(rows: Sequence[Target]) -> dict[str, str]:
    """The measures that two places or more set, by key, in the order of their names."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for row in rows:
        if row.measure_key != _NAMELESS:
            places[row.measure_key].add(row.doc)
            names.setdefault(row.measure_key, measure(row))
    shared = {key: name for key, name in names.items() if len(places[key]) > 1}
    return dict(sorted(shared.items(), key=lambda pair: pair[1]))


def chart(rows: Sequence[Target], key: str, labels: Labels) -> Chart | None:
    """The chart of a measure; without one, of the measure that most places set."""
    key = key or _favourite(rows)
    held = _alike([row for row in rows if row.measure_key == key])
    if not held:
        return None
    most = max(_top(row) for row in held)
    scale = 100.0 if held[0].value_kind == _PERCENT and most <= 100 else _round_up(most)
    sign = " %" if held[0].value_kind == _PERCENT else ""
    marks = tuple(f"{scale * part / 4:g}{sign}".replace(".", ",") for part in range(5))
    return Chart(key, measure(held[0]), tuple(_groups(held, scale, labels)), marks)


def _favourite(rows: Sequence[Target]) -> str:
    """The percentage that most places set, and of those the one with most different figures."""
    held: defaultdict[str, list[Target]] = defaultdict(list)
    for row in rows:
        if row.value_kind == _PERCENT and row.measure_key != _NAMELESS:
            held[row.measure_key].append(row)
    return max(
        held,
        key=lambda key: (len({r.doc for r in held[key]}), len({r.value for r in held[key]})),
        default="",
    )


def _alike(rows: Sequence[Target]) -> list[Target]:
    """The rows of the commonest kind and unit: others cannot stand on one scale."""
    kinds: defaultdict[tuple[str, str, str], list[Target]] = defaultdict(list)
    for row in rows:
        unit = "" if row.value_kind in (_PERCENT, "rank") else row.unit
        kinds[row.value_kind, unit, row.per].append(row)
    return max(kinds.values(), key=len, default=[])


def _groups(held: Sequence[Target], scale: float, labels: Labels) -> Iterator[Group]:
    """The bars by year and level: those of most places first, in each the highest first."""
    groups: defaultdict[tuple[int, str], list[Target]] = defaultdict(list)
    for row in held:
        year = year_of(row, labels.documents[row.doc].card) or 0
        groups[year, row.level.value if row.level else ""].append(row)
    ordered = sorted(groups, key=lambda key: (-len({r.doc for r in groups[key]}), key))
    for year, level in ordered:
        rows = sorted(groups[year, level], key=lambda row: -_top(row))
        parts = (f"cấp {level}" if level else "", f"đến năm {year}" if year else "")
        about = upper(", ".join(part for part in parts if part))
        yield Group(about, tuple(_bar(row, scale, labels) for row in rows))


def _bar(row: Target, scale: float, labels: Labels) -> Bar:
    start = row.value if row.value_max is not None else 0.0
    return Bar(
        row,
        labels.place(row.doc),
        "" if row.firm else "Phấn đấu",
        figure(row),
        round(100 * start / scale, 2),
        round(100 * _top(row) / scale, 2),
    )


def _top(row: Target) -> float:
    return row.value if row.value_max is None else row.value_max


def _round_up(value: float) -> float:
    """A scale's end: 1, 2, 4 or 10 times a power of ten, so that its quarters are plain."""
    power = 1.0
    while power * 10 < value:
        power *= 10
    return next(power * step for step in (1, 2, 4, 10) if power * step >= value)
