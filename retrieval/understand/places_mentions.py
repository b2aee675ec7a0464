"""Where a question names a place: one of the corpus's, or another one of Việt Nam."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Level
from retrieval.understand.abbreviations import rules
from retrieval.understand.places_fit import Fit, fits
from retrieval.understand.places_names import Lexicon, Name
from retrieval.understand.places_others import disagreements, other
from retrieval.understand.places_text import (
    Prefix,
    Token,
    counts,
    has_agency,
    prefix_before,
    suffix_after,
)
from retrieval.understand.places_words import NEVER_BARE, PRODUCTS, SEVERAL
from retrieval.units import Unit, Units, key

# "Xã, phường Đồng Tháp" are the communes of a province, and no "phường Đồng Tháp".
_TIERS = frozenset(("xa", "phuong", "khu", "tran", "huyen", "quan"))


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


def by_initials(line: Sequence[Token], text: str, lexicon: Lexicon) -> list[Mention]:
    """The one place called by its initials in capitals, "QN", where no other has them.

    Capitals that are short for something else are none.
    """
    for at, token in enumerate(line):
        typed = text[token.start : token.end]
        if not (token.capital and typed.isupper() and len(typed) > 1):
            continue
        if typed.lower() in rules():
            continue
        named = [n for n in lexicon.names if "".join(word[0] for word in n.bare) == token.bare]
        prefix = prefix_before(line, at)
        spelt = " ".join(named[0].bare) if len(named) == 1 else ""
        if spelt and (prefix or spelt not in NEVER_BARE):
            return [_made(line, at, 1, prefix, names=(named[0],))]
    return []


def _mention(
    line: Sequence[Token], at: int, lexicon: Lexicon, units: Units, follows: bool
) -> Mention | None:
    if at and line[at - 1].marked in PRODUCTS:
        return None
    prefix = prefix_before(line, at)
    own = _of_corpus(line, at, lexicon, units, prefix)
    if own is not None:
        return own
    unit, size = other(line, at, lexicon, units, prefix, follows)
    bare = prefix is None or line[at].bare in _TIERS
    if unit is None or (bare and _runs_into(line, at, size, lexicon, units)):
        return None
    return _made(line, at, size, prefix, unit=unit)


def _runs_into(line: Sequence[Token], at: int, size: int, lexicon: Lexicon, units: Units) -> bool:
    """Whether the corpus's place begins inside bare words: "truc tuyen quang nam"."""
    if not all(token.plain and not token.capital for token in line[at : at + size]):
        return False
    inside = (_of_corpus(line, n, lexicon, units, None) for n in range(at + 1, at + size))
    return any(own is not None and own.last > at + size for own in inside)


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


def _best_fits(
    line: Sequence[Token], at: int, lexicon: Lexicon, prefix: Prefix | None
) -> list[tuple[Fit, Name]]:
    """The corpus's names that the words from `at` on meet best; several where they tie."""
    best: list[tuple[Fit, Name]] = []
    for name in lexicon.names:
        fitting = prefix is not None and name.place.level in prefix.levels
        for fit in fits(name, line, at, fitting):
            if not best or fit.rank < best[0][0].rank:
                best = [(fit, name)]
            elif fit.rank == best[0][0].rank:
                best.append((fit, name))
    return best


def _of_corpus(
    line: Sequence[Token], at: int, lexicon: Lexicon, units: Units, prefix: Prefix | None
) -> Mention | None:
    """The corpus's place named at `at`, or the unit of its name that the unit word tells apart."""
    best = _best_fits(line, at, lexicon, prefix)
    if not best:
        return None
    size = best[0][0].length
    words = line[at : at + size]
    bare = prefix is None and suffix_after(line, at + size) is None
    if bare and " ".join(t.bare for t in words) in NEVER_BARE:
        return None
    if best[0][0].typos and _is_a_unit(words, units):
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
    plural = counts(line, before) or (before >= 0 and line[before].bare in _TIERS)
    several = before >= 0 and line[before].marked in SEVERAL
    return None if several or (plural and prefix.length == 1) else prefix


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
    return any(disagreements(words, unit) == 0 for unit in units.find(typed))
