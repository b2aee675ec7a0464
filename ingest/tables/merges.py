"""Cells that stand for several rows, and cells that a page break cut in two."""

from __future__ import annotations

from ingest.tables.drafts import Draft

_CLOSED = (".", ";", ":", "!", "?", "”", '"')
_OPEN = ("-", ",", "–", "(", "/")


def goes_on(before: str, after: str) -> bool:
    """Whether `after` reads as the rest of `before`, which a page break may have cut."""
    if not before or not after or after.startswith(("-", "+")):
        return False
    return before.endswith(_OPEN) or (not before.endswith(_CLOSED) and after[0].islower())


def is_rest(row: Draft, above: Draft) -> bool:
    """Whether the whole row is what a page break cut off the row above.

    It has no number of its own, and each of its cells goes on the cell above it; a lone cell
    beside a blank task, just after the break, has nothing else that it could belong to.
    """
    own = row.filled()
    if len(row.columns) != len(above.columns):
        return False
    if not own or row.own(row.index("number")):
        return False
    if all(goes_on(above.text(i), row.text(i)) for i in own):
        return row.cut or not _has_key(row)
    return row.cut and len(own) == 1 and not _has_key(row) and bool(above.text(own[0]))


def _has_key(row: Draft) -> bool:
    keys = [i for i in (row.index("goal"), row.index("task")) if i >= 0]
    return any(row.own(i) for i in keys or [1 % len(row.columns)])


def append(row: Draft, above: Draft) -> None:
    """Give the cells of `row` to the row above, which now reaches to its end."""
    for i in row.filled():
        kept = [] if i in above.inherited else above.pieces[i]
        above.pieces[i] = [*kept, *row.pieces[i]]
        above.inherited.discard(i)
    above.end = row.end


def settle(group: list[Draft]) -> None:
    """Settle the merged cells of the rows between two titles, in place."""
    held: list[Draft] = []  # the row that holds the goal, and those that share it
    for row in group:
        number, goal = row.index("number"), row.index("goal")
        if held and _rejoins(row, held[0], goal, number):
            _rejoin(row, held, goal, number)
            held.append(row)
        elif held and not row.own(number):
            _inherit(row, held[-1])
            held = [row] if row.own(goal) else [*held, row]
        elif row.own(number) or row.own(goal):
            held = [row]


def _rejoins(row: Draft, origin: Draft, goal: int, number: int) -> bool:
    """The second half of a merged goal, which arrives after a page break with the next task."""
    if goal < 0 or not row.cut or not origin.own(goal) or len(row.columns) != len(origin.columns):
        return False
    twice = row.own(number) and origin.own(number)
    return not twice and row.own(goal) and goes_on(origin.text(goal), row.text(goal))


def _rejoin(row: Draft, held: list[Draft], goal: int, number: int) -> None:
    whole = [*held[0].pieces[goal], *row.pieces[goal]]
    source = row if row.own(number) else held[0]
    digits = list(source.pieces[number]) if number >= 0 else []
    for member in (*held, row):
        member.pieces[goal] = list(whole)
        if digits and not member.own(number):
            member.inherit(number, digits)


def _inherit(row: Draft, above: Draft) -> None:
    """A blank number is the one above; so is a blank goal, and a task that is blank as well."""
    if len(row.columns) != len(above.columns):
        return
    for column in map(row.index, ("number", "goal", "task")):
        if row.own(column):
            return
        if column >= 0 and above.pieces[column]:
            row.inherit(column, above.pieces[column])
