"""Places of Việt Nam that the corpus does not hold, told from everyday words and people's names."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Level
from ingest.tokens import syllables
from retrieval.understand.distance import distance
from retrieval.understand.places_fit import beside_a_word, is_common
from retrieval.understand.places_names import Lexicon
from retrieval.understand.places_text import Prefix, Token, counts, prefix_before, suffix_after
from retrieval.understand.places_words import (
    EVERYDAY,
    EVERYDAY_MARKED,
    NEVER_BARE,
    OTHER_NAMES,
    SUFFIXES,
    WORDS_TOO,
)
from retrieval.units import Unit, Units, key

_LONGEST = 5
_NUMBERED = ("quận", "phường")
_PEOPLE = frozenset(("ong", "ba", "chi", "anh", "co", "chu", "bac", "mr", "ms"))


def disagreements(words: Sequence[Token], unit: Unit) -> int:
    """How many words have marks that the unit's name has not."""
    pairs = zip(words, syllables(unit.name), strict=False)
    return sum(not (t.plain or t.marked == marked) for t, marked in pairs)


def other(
    line: Sequence[Token],
    at: int,
    lexicon: Lexicon,
    units: Units,
    prefix: Prefix | None,
    follows: bool,
) -> tuple[Unit | None, int]:
    """Another place named at `at`, the longest name first, and how many tokens its name has."""
    if prefix is None and not _worth_a_look(line, at, lexicon):
        return None, 0
    for size in range(min(_LONGEST, len(line) - at), 0, -1):
        words = line[at : at + size]
        typed = " ".join(t.bare for t in words)
        said = prefix or suffix_after(line, at + size)
        unit = _prefixed(line, at, words, lexicon, units, said) if said else None
        unit = unit or _bare(line, at, typed, words, lexicon, follows)
        if unit is not None:
            return unit, size
    return None, 0


def _worth_a_look(line: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a name can begin here: most words begin none."""
    ahead = line[at : at + _LONGEST + 1]
    return (
        line[at].bare in lexicon.firsts
        or any(t.marked in SUFFIXES for t in ahead)
        or (len(ahead) > 1 and ahead[0].capital and ahead[1].capital)
    )


def _prefixed(
    line: Sequence[Token],
    at: int,
    words: Sequence[Token],
    lexicon: Lexicon,
    units: Units,
    said: Prefix,
) -> Unit | None:
    """The unit of this tier and name, if the words can be meant so."""
    typed = " ".join(t.bare for t in words)
    capitals = all(t.capital for t in words)
    if not said.sure and (not capitals or len(words) < 2):
        return None
    renamed = key(OTHER_NAMES.get(typed, "")) or typed
    fitting = [u for u in units.find(renamed) if u.level in said.levels]
    fitting = [u for u in fitting if renamed != typed or disagreements(words, u) <= capitals]
    fitting = [u for u in fitting if said.sure or u.word == said.word]
    if not fitting:
        return None
    if words[0].bare.isdigit():
        return (
            fitting[0]
            if said.word in ("quận", "phường") and line[at - 1].marked != line[at - 1].bare
            else None
        )
    exact = [u for u in fitting if tuple(t.marked for t in words) == tuple(syllables(u.name))]
    if len(words) == 1 and not (exact and capitals and fitting[0].level is not Level.COMMUNE):
        return None
    plural = counts(line, at - said.length - 1)
    if not capitals and (plural or typed in WORDS_TOO or beside_a_word(line, at, len(words))):
        return None
    near = lexicon.siblings.get(typed)
    return min(
        exact or fitting,
        key=lambda u: (u != near, bool(said.word) and u.word != said.word, u.since),
    )


def _bare(
    line: Sequence[Token],
    at: int,
    typed: str,
    words: Sequence[Token],
    lexicon: Lexicon,
    follows: bool,
) -> Unit | None:
    """A province or a well-known city without its unit word; a neighbour, with its capitals."""
    if len(words) == 1 and typed in lexicon.joined and typed not in lexicon.bare:
        return lexicon.joined[typed]
    capitals = all(t.capital for t in words)
    alone = follows or not _part_of_a_name(line, at, len(words))
    unit = None if typed in NEVER_BARE else lexicon.bare.get(typed)
    if unit is not None and _well_meant(line, at, typed, words, unit, capitals and alone):
        return unit
    if unit is None and capitals and alone and len(words) > 1:
        unit = _nearly(words, lexicon)
        if unit is not None:
            return unit
    sibling = lexicon.siblings.get(typed)
    if sibling is None or len(words) < 2 or not capitals:
        return None
    exact = tuple(t.marked for t in words) == tuple(syllables(sibling.name))
    return sibling if exact and alone else None


def _well_meant(
    line: Sequence[Token],
    at: int,
    typed: str,
    words: Sequence[Token],
    unit: Unit,
    capitals: bool,
) -> bool:
    if typed in OTHER_NAMES:
        return capitals or typed not in EVERYDAY
    wrong = disagreements(words, unit)
    if capitals:
        return wrong < len(words)
    if wrong or beside_a_word(line, at, len(words)):
        return False
    exact = tuple(t.marked for t in words) == tuple(syllables(unit.name))
    return typed not in (EVERYDAY_MARKED if exact else EVERYDAY)


def _nearly(words: Sequence[Token], lexicon: Lexicon) -> Unit | None:
    """The well-known place of which one syllable, no word of its own, is off by one letter."""
    odd = [n for n, t in enumerate(words) if not is_common(t)]
    for name, unit in lexicon.bare.items() if odd else ():
        wanted = name.split()
        if len(wanted) != len(words):
            continue
        wrong = [n for n, t in enumerate(words) if t.bare != wanted[n]]
        if len(wrong) != 1 or wrong[0] not in odd or len(wanted[wrong[0]]) < 3:
            continue
        if distance(words[wrong[0]].bare, wanted[wrong[0]]) == 1:
            return unit
    return None


def _part_of_a_name(line: Sequence[Token], at: int, size: int) -> bool:
    """Whether a person's name or a longer name runs on: "ông Lê Quang Trung"."""
    before = line[at - 1] if at else None
    after = line[at + size] if at + size < len(line) else None
    if before and (
        before.bare in _PEOPLE or (before.capital and at > 1 and _touch(before, line[at]))
    ):
        return prefix_before(line, at) is None
    return bool(
        after and after.capital and after.plain is False and _touch(line[at + size - 1], after)
    )


def _touch(left: Token, right: Token) -> bool:
    return right.start - left.end == 1
