"""Abbreviations and shortcuts written out, the ambiguous ones by the words beside them.

Names that plans print short (PAR INDEX, SIPAS) and document numbers ("468/QĐ-TTg") stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ingest.tokens import fold
from retrieval import data
from retrieval.understand.lexicon import official, pairs_of
from retrieval.understand.pieces import Piece, parts_sentence
from retrieval.understand.syllable import well_formed_bare

_SIGNS = re.compile(r"[^\w\s]|\d")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an abbreviation means beside these words; empty lists ask nothing."""

    means: str
    prev: tuple[Phrase, ...] = ()
    next: tuple[Phrase, ...] = ()
    capitals: bool = False

    def fits(self, typed: str, before: Sequence[str], after: Sequence[str]) -> bool:
        """`before` and `after` are folded neighbours in reading order, as `_context` has them."""
        if self.capitals and not typed.isupper():
            return False
        left = not self.prev or any(_ends(before, p) for p in self.prev)
        return left and (not self.next or any(_starts(after, p) for p in self.next))


@dataclass(frozen=True, slots=True)
class Rule:
    """One typed form; `small` tells whether it may stand in small letters."""

    typed: Phrase
    readings: tuple[Reading, ...]
    small: bool = True

    def read(self, typed: str, before: Sequence[str], after: Sequence[str]) -> str | None:
        """What it means here, or None where the neighbours do not tell."""
        if not (self.small or typed.isupper()):
            return None
        fitting = (r.means for r in self.readings if r.fits(typed, before, after))
        return next(fitting, None)


def _starts(words: Sequence[str], phrase: Phrase) -> bool:
    return len(words) >= len(phrase) and all(_same(w, p) for w, p in zip(words, phrase))  # noqa: B905


def _ends(words: Sequence[str], phrase: Phrase) -> bool:
    tail = words[-len(phrase) :]
    return len(tail) == len(phrase) and all(_same(w, p) for w, p in zip(tail, phrase, strict=True))


def _same(word: str, wanted: str) -> bool:
    if wanted == "Aa":
        return word.startswith("Aa ")
    return word.removeprefix("Aa ") == wanted


def _phrases(listed: Iterable[str]) -> tuple[Phrase, ...]:
    # "Aa" is a sign, not a word: folding would lose it.
    return tuple(tuple(w if w == "Aa" else fold(w) for w in p.split()) for p in listed)


@lru_cache(maxsize=1)
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """Every rule under its first word, longest first."""
    found: dict[str, dict[Phrase, Rule]] = {}
    for rule in _all_rules():
        # What comes first wins where nothing else tells; a second list of readings adds to it.
        held = found.setdefault(rule.typed[0], {}).get(rule.typed)
        readings = (*held.readings, *rule.readings) if held else rule.readings
        found[rule.typed[0]][rule.typed] = Rule(rule.typed, readings, rule.small)
    return {
        first: tuple(sorted(some.values(), key=lambda r: -len(r.typed)))
        for first, some in found.items()
    }


def _all_rules() -> Iterator[Rule]:
    for section in ("either", "dialect"):
        yield from map(_ambiguous, data.records("typing", section))
    yield from map(_ambiguous, data.records("abbreviations", "many"))
    one = data.pairs("abbreviations", "one")
    yield from (_plain(typed, means) for typed, means in one.items())
    # Đ is out of reach on many keyboards: BCD is BCĐ, unless it is something else.
    for typed, means in one.items():
        bare = typed.replace("Đ", "D").replace("Ư", "U")
        if bare not in one and len(bare) > 1 and bare != "ND":
            yield _plain(bare, means)
    yield from (_plain(t, m) for t, m in data.pairs("typing", "teencode").items())
    yield from _misspelled()


def _misspelled() -> Iterator[Rule]:
    for typed, means in data.pairs("typing", "misspelled").items():
        yield _plain(typed, means)
        if " " in typed and fold(typed) != fold(means) and not _is_said(fold(typed)):
            yield _plain(fold(typed), fold(means))


def _is_said(bare: str) -> bool:
    """Whether official Vietnamese, its marks left off, has these words side by side anyway."""
    neighbours = official(bare=True)[1]
    words = bare.split()
    return all(b in neighbours.get(a, {}) for a, b in pairwise(words))


def _plain(typed: str, means: str) -> Rule:
    words = tuple(typed.lower().split())
    capitals = typed[:1].isupper() and len(words) == 1 and typed.isalpha()
    small = not (capitals and well_formed_bare(fold(typed)))
    return Rule(words, (Reading(means),), small)


def _ambiguous(entry: Mapping[str, Any]) -> Rule:
    readings = []
    for given in entry.get("reading", ()):
        prev, following = _phrases(given.get("prev", ())), _phrases(given.get("next", ()))
        readings.append(Reading(given["means"], prev, following, given.get("capitals", False)))
    if "otherwise" in entry:
        readings.append(Reading(entry["otherwise"]))
    typed = tuple(entry["typed"].lower().split())
    small = not (entry["typed"].isupper() and well_formed_bare(fold(entry["typed"])))
    return Rule(typed, tuple(readings), small)


@lru_cache(maxsize=1)
def special() -> re.Pattern[str]:
    """Matches the typed forms that hold signs or figures, "TN&TKQ" or "V/v", longest first."""
    held = {w for some in rules().values() for r in some for w in r.typed if _SIGNS.search(w)}
    longest = sorted(held - {"1"}, key=lambda w: (-len(w), w))
    return re.compile(r"(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)


def write_out(
    pieces: Sequence[Piece],
    marked: bool,
    changes: list[tuple[str, str]],
    vocabulary: Mapping[str, int],
) -> list[Piece]:
    """The pieces with every rule that fits applied once, left to right; adds to `changes`.

    `vocabulary` has the syllables of the plans, and pairs of them, "hồng_gai": there "hong" is no
    shortcut.
    """
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        size, means = (1, None) if _spells(pieces, at, vocabulary) else _longest(pieces, at, out)
        if means is None:
            out.append(pieces[at])
            at += 1
            continue
        typed = "".join(p.text for p in pieces[at : at + size])
        written = _cased(means if marked else fold(means), typed, not out)
        if written != typed:
            changes.append((typed, written))
        out.append(Piece(written, "word"))
        at += size
    return out


def _longest(pieces: Sequence[Piece], at: int, out: Sequence[Piece]) -> tuple[int, str | None]:
    if pieces[at].kind == "gap" or _in_name(pieces, at):
        return 1, None
    for rule in rules().get(pieces[at].lower, ()):
        size = 2 * len(rule.typed) - 1
        held = pieces[at : at + size]
        if not _is_phrase(held, rule.typed):
            continue
        before, after = _context(out)[-4:], _context(pieces[at + size :][:10])
        means = rule.read("".join(p.text for p in held), before or ["^"], after or ["$"])
        if means is not None:
            return size, means
    return 1, None


def _spells(pieces: Sequence[Piece], at: int, vocabulary: Mapping[str, int]) -> bool:
    """Whether a shortcut that is a syllable as well makes a pair of the plans with the next."""
    typed = pieces[at].lower
    if at + 2 >= len(pieces) or typed not in rules() or not well_formed_bare(typed):
        return False
    pair = fold(f"{typed}_{pieces[at + 2].text}")
    return pair in pairs_of(vocabulary)


def _in_name(pieces: Sequence[Piece], at: int) -> bool:
    """Whether it goes on with a name: the "Nma" of "Quảng Nma" is no shortcut."""
    if at < 2 or not pieces[at - 1].text.isspace():
        return False
    before = pieces[at - 2]
    if fold(before.text) in data.words("cues", "agency", "kinds"):
        return False
    return all(p.kind == "word" and p.text.istitle() for p in (before, pieces[at]))


def _is_phrase(held: Sequence[Piece], typed: Phrase) -> bool:
    words = [p.lower for p in held[::2]]
    return tuple(words) == typed and all(p.text.isspace() for p in held[1::2])


def _context(pieces: Sequence[Piece]) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        if parts_sentence(piece):
            found.append("$")
        elif piece.kind == "percent":
            found.append("%")
        elif piece.kind == "fixed" and piece.text[:1].isdigit():
            found.append("#")
        elif piece.kind != "gap":
            name = piece.text[:1].isupper() and not piece.text.isupper()
            found += [("Aa " if name else "") + w for w in fold(piece.text).split()]
    return found


def _cased(means: str, typed: str, opens: bool) -> str:
    """A capital at the start of a typed word is kept, so that names stay names."""
    starts = typed[:1].isupper() and (not typed.isupper() or opens)
    return means[:1].upper() + means[1:] if starts else means
