"""What a model may word anew and what it may not: true rewordings pass, false ones never do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.retrieval.strict.lines import Line, lines
from tests.retrieval.strict.mutants import CHANGES
from tests.retrieval.strict.rewordings import RULES, SPLITTING, Rule

ALL: dict[str, Rule] = {**RULES, **SPLITTING}
MUTANTS = 1_100
TAKEN_BACK = 0.03


@pytest.fixture(scope="module")
def dev(built_index: Path) -> list[Line]:
    return lines(built_index)


def reworded(line: Line, rng: random.Random) -> list[tuple[str, str]]:
    """Each rule that applies, alone and before another one: its names and the sentence."""
    found = [(name, new) for name, rule in ALL.items() if (new := rule(line.text)) is not None]
    names = list(ALL)
    rng.shuffle(names)
    for (first, once), second in zip(found, names, strict=False):
        twice = ALL[second](once) if first not in SPLITTING and second != first else None
        if twice is not None and twice != line.text:
            found.append((f"{first} + {second}", twice))
    return found


def sentences(name: str, text: str) -> list[str]:
    return text.split("\n") if any(part in SPLITTING for part in name.split(" + ")) else [text]


def mutants(dev: list[Line], seed: int) -> Iterator[tuple[str, Line, str, str]]:
    """False sentences: the change, the line, the true wording and the false one."""
    rng = random.Random(seed)
    for line in dev:
        forms = [sentences(name, new)[0] for name, new in reworded(line, rng)]
        rng.shuffle(forms)
        for name, change in CHANGES.items():
            for true in forms[:3]:
                false = change(true, line.clauses, line.cards, rng)
                if false is not None and false != true:
                    yield name, line, true, false


def test_no_rule_leaves_a_line_as_it_was_and_each_has_a_line(dev: list[Line]) -> None:
    assert len(ALL) >= 30
    used = {name: [new for line in dev if (new := rule(line.text))] for name, rule in ALL.items()}
    assert not [name for name, found in used.items() if not found]
    for line in dev:
        assert not [name for name, rule in ALL.items() if rule(line.text) == line.text]


def test_true_rewordings_are_left_alone(dev: list[Line]) -> None:
    rng = random.Random(8)
    checked: list[tuple[str, list[str]]] = []
    for line in dev:
        for name, new in reworded(line, rng):
            checked += [(f"{name}: {s}", line.refused(s)) for s in sentences(name, new)]
    assert len(checked) >= MUTANTS
    taken_back = [(said, why) for said, why in checked if why]
    assert len(taken_back) <= TAKEN_BACK * len(checked), taken_back


def test_no_mutant_gets_through(dev: list[Line]) -> None:
    made = list(mutants(dev, seed=20251121))
    assert {name for name, *_ in made} == set(CHANGES)
    rng = random.Random(1)
    # Some of every kind, however rare, and the rest as they come.
    rare = [m for name in CHANGES for m in [x for x in made if x[0] == name][:25]]
    rest = [m for m in made if m not in rare]
    chosen = rare + rng.sample(rest, MUTANTS - len(rare))
    assert len({false for *_, false in chosen}) >= 1_000
    through = [(name, true, false) for name, line, true, false in chosen if not line.refused(false)]
    assert not through


def test_no_change_is_a_true_rewording_by_chance(dev: list[Line]) -> None:
    """A mutant that is one of the true wordings would prove nothing."""
    rng = random.Random(3)
    true = {new for line in dev for _, new in reworded(line, rng)}
    assert not [false for *_, false in mutants(dev, seed=4) if false in true]
    assert all(a != b for a, b in pairwise(sorted(true)))
