"""Where a question names a place: one of the corpus's, or another one of Việt Nam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Level
from ingest.tokens import syllables
from retrieval.understand.places_names import (
    Fit,
    Lexicon,
    Name,
    beside_a_word,
    distance,
    fits,
    is_common,
)
from retrieval.understand.places_text import (
    Prefix,
    Token,
    has_agency,
    prefix_before,
    suffix_after,
)
from retrieval.understand.places_words import (
    EVERYDAY,
    EVERYDAY_MARKED,
    NEVER_BARE,
    OTHER_NAMES,
    PLURAL,
    PRODUCTS,
    SUFFIXES,
    WORDS_TOO,
)
from retrieval.units import Unit, Units, key

_LONGEST = 5
_NUMBERED = ("quận", "phường")
_PEOPLE = frozenset(("ong", "ba", "chi", "anh", "co", "chu", "bac", "mr", "ms"))


@dataclass(frozen=True, slots=True)
class Mention:
    """One place named: tokens `first`..`last` with its unit words, `at` where the name begins.

    `names` are the corpus's places that it can be, more than one where letters cannot tell;
    `unit` is another place. `agency`: an agency of the place is what is named.
    """

    first: int
    at: int
    last: int
    names: tuple[Name, ...] = ()
    unit: Unit | None = None
    prefix: Prefix | None = None
    agency: bool = False

    @property
    def party(self) -> bool:
        """Whether the place's Party committee is named."""
        return self.prefix is not None and self.prefix.party


def mentions(line: Sequence[Token], lexicon: Lexicon, units: Units) -> list[Mention]:
    """Every place named, in order; each word belongs to one of them at most."""
    found: list[Mention] = []
    at = 0
    while at < len(line):
        # What follows a place at once is no part of a person's name.
        follows = bool(found) and found[-1].last == at
        mention = _mention(line, at, lexicon, units, follows)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = mention.last
    return found


def _mention(
    line: Sequence[Token], at: int, lexicon: Lexicon, units: Units, follows: bool
) -> Mention | None:
    if at and line[at - 1].marked in PRODUCTS:
        return None
    prefix = prefix_before(line, at)
    own = _of_corpus(line, at, lexicon, units, prefix)
    if own is not None:
        return own
    unit, size = _other(line, at, lexicon, units, prefix, follows)
    if unit is None:
        return None
    return _made(line, at, size, prefix, unit=unit)


def _made(
    line: Sequence[Token],
    at: int,
    size: int,
    prefix: Prefix | None,
    names: tuple[Name, ...] = (),
    unit: Unit | None = None,
) -> Mention:
    start = at - (prefix.length if prefix else 0)
    suffix = suffix_after(line, at + size)
    return Mention(
        first=at - (prefix.shown if prefix else 0),
        at=at,
        last=at + size + (suffix.length if suffix else 0),
        names=names,
        unit=unit,
        prefix=prefix or suffix,
        agency=bool(prefix and prefix.party) or has_agency(line, start),
    )


def _of_corpus(
    line: Sequence[Token], at: int, lexicon: Lexicon, units: Units, prefix: Prefix | None
) -> Mention | None:
    """The corpus's place named at `at`, or the unit of its name that the unit word tells apart."""
    best: list[tuple[Fit, Name]] = []
    for name in lexicon.names:
        fitting = prefix is not None and name.place.level in prefix.levels
        for fit in fits(name, line, at, fitting):
            if not best or (fit.cost, -fit.length) < (best[0][0].cost, -best[0][0].length):
                best = [(fit, name)]
            elif (fit.cost, fit.length) == (best[0][0].cost, best[0][0].length):
                best.append((fit, name))
    if not best:
        return None
    size = best[0][0].length
    if best[0][0].typos and _is_a_unit(line[at : at + size], units):
        return None
    said = _said(line, at, size, prefix)
    names = tuple(dict.fromkeys(name for _, name in best))
    if said is None:
        return _made(line, at, size, prefix, names=names)
    right = tuple(name for name in names if name.place.level in said.levels)
    if right:
        return _made(line, at, size, prefix, names=right)
    # A quận is no huyện; below them, what was a thị trấn may be a xã by now.
    same = [
        u
        for u in units.find(key(names[0].place.name))
        if u.level in said.levels
        and (u.level is not Level.DISTRICT or said.word in ("", "tp", "tx", u.word))
    ]
    if same:
        return _made(line, at, size, prefix, unit=_nearest(same, names[0], said))
    return _made(line, at, size, prefix, names=names)


def _said(line: Sequence[Token], at: int, size: int, prefix: Prefix | None) -> Prefix | None:
    """The unit word that is this name's own: not the tier of "các xã Thăng Bình"."""
    if prefix is None or not prefix.sure:
        return suffix_after(line, at + size)
    before = at - prefix.length - 1
    plural = before >= 0 and line[before].bare in PLURAL
    return None if plural and prefix.length == 1 else prefix


def _nearest(units: Sequence[Unit], name: Name, said: Prefix) -> Unit:
    """Of the units of a name, the one inside the corpus's place of that name, if there is one."""
    own = key(name.place.name)
    return min(
        units,
        key=lambda u: (
            key(u.parent) != own,
            key(u.province) not in name.above,
            bool(said.word) and u.word != said.word,
        ),
    )


def _is_a_unit(words: Sequence[Token], units: Units) -> bool:
    """Whether the words as typed are the name of some unit, so that they need no mending."""
    typed = " ".join(t.bare for t in words)
    return any(_agree(words, unit) == 0 for unit in units.find(typed))


def _agree(words: Sequence[Token], unit: Unit) -> int:
    """How many words have marks that the unit's name has not."""
    pairs = zip(words, syllables(unit.name), strict=False)
    return sum(not (t.plain or t.marked == marked) for t, marked in pairs)


def _other(
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
    fitting = [u for u in fitting if renamed != typed or _agree(words, u) <= capitals]
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
    before = at - said.length - 1
    plural = before >= 0 and line[before].bare in PLURAL
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
    wrong = _agree(words, unit)
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
        if len(wrong) == 1 and wrong[0] in odd and len(wanted[wrong[0]]) > 2:
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
