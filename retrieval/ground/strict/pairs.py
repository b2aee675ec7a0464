"""Whether each slot of a sentence stands where the clauses have it, and not where another does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from retrieval.ground.strict.slots import Slot

_CLOSE = 0.97


def likeness(one: Slot, other: Slot, shared: Mapping[str, float]) -> float:
    """How much of the surroundings two slots share; words that tell nothing apart count little."""
    near = dict(other.near)
    return sum(w * near[word] * shared.get(word, 1.0) for word, w in one.near if word in near)


def telling(held: Sequence[Slot]) -> Mapping[str, float]:
    """For every word around these slots what it tells: 1 where it stands by one of them only."""
    values: dict[str, set[str]] = defaultdict(set)
    for slot in held:
        for word, _ in slot.near:
            values[word].add(slot.key)
    return {word: 1.0 / len(keys) for word, keys in values.items()}


def places(slot: Slot, held: Iterable[Slot], same: Iterable[str] = ()) -> list[Slot] | None:
    """Where the clauses have this slot; None where another of its sort fits there as well.

    `same` are the keys that mean the same as the slot's.
    """
    keys = {slot.key, *same}
    alike = [other for other in held if other.group == slot.group]
    own = [other for other in alike if other.key in keys]
    if not own:
        return None
    told = telling(alike)
    scores = {id(other): likeness(slot, other, told) for other in alike}
    best = max(scores[id(other)] for other in own)
    rest = [scores[id(other)] for other in alike if other not in own]
    if rest and best <= max(rest):
        return None
    return [other for other in own if scores[id(other)] >= _CLOSE * best]
