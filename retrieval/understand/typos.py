"""Slips of the fingers and of the ear, mended where the words beside them say what was meant.

A noisy channel: what was typed is kept unless another word, one slip away, is far likelier between
the same two neighbours. Figures, names and English words are no one's slips.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval import data
from retrieval.understand.asking import meant
from retrieval.understand.distance import distance
from retrieval.understand.inputmethod import place
from retrieval.understand.lexicon import Lexicon, english_words
from retrieval.understand.pieces import Piece
from retrieval.understand.syllable import (
    bare_form,
    is_marked,
    tone,
    toneless,
    well_formed,
    well_formed_bare,
)

_LETTERS = "abcdeghiklmnopqrstuvxy"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Heard alike somewhere in the country, so written for one another.
_STARTS = (("s", "x"), ("ch", "tr"), ("d", "gi"), ("d", "r"), ("d", "v"), ("gi", "r"), ("l", "n"))
_ENDS = (("n", "ng"), ("c", "t"), ("i", "y"), ("nh", "n"))
_REMEMBERED = 4_096
_TILDE_HOOK = {("x", "r"), ("r", "x")}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word and what stands right beside it, in small letters.

    `name` is a capital that the start of the question does not explain; `beside_name` are then
    those of its neighbours that have a capital, too.
    """

    typed: str
    left: str | None
    right: str | None
    name: bool = False
    beside_name: tuple[str | None, str | None] = (None, None)


def mend(pieces: Sequence[Piece], words: Lexicon, changes: list[tuple[str, str]]) -> list[Piece]:
    """The pieces with likely slips mended; adds to `changes`."""
    out = list(pieces)
    for at, piece in enumerate(pieces):
        if not _may_be_slip(piece):
            continue
        spot = _spot(out, at)
        # A name is none of the words that ask: "huyện Tứ Ky tên gì".
        better = (None if spot.name else meant(out, at, words)) or _better(spot, words)
        if better is not None and piece.lower not in english_words():
            written = better[:1].upper() + better[1:] if piece.text[:1].isupper() else better
            changes.append((piece.text, written))
            out[at] = Piece(written, "word")
    return out


def _may_be_slip(piece: Piece) -> bool:
    text = piece.text
    if piece.kind != "word" or not text.isalpha() or len(text) < 2 or text.isupper():
        return False
    return text[1:] == text[1:].lower()


def _spot(pieces: Sequence[Piece], at: int) -> _Spot:
    left, right = _beside(pieces, at, -1), _beside(pieces, at, 1)
    capital_left, capital_right = (x if x and x[:1].isupper() else None for x in (left, right))
    starts = all(p.kind == "gap" for p in pieces[:at])
    return _Spot(
        typed=pieces[at].lower,
        left=left and left.lower(),
        right=right and right.lower(),
        name=pieces[at].text[:1].isupper() and not (starts and not capital_right),
        beside_name=(
            capital_left and capital_left.lower(),
            capital_right and capital_right.lower(),
        ),
    )


def _beside(pieces: Sequence[Piece], at: int, step: int) -> str | None:
    gap, word = at + step, at + 2 * step
    if not 0 <= word < len(pieces) or not pieces[gap].text.isspace():
        return None
    held = pieces[word].text.replace(",", "").split()
    return (held[-1] if step < 0 else held[0]) if pieces[word].kind == "word" else None


def _better(spot: _Spot, words: Lexicon) -> str | None:
    if words.asking(spot.typed) or (not words.bare and words.everyday(spot.typed)):
        return None
    certain = _tone_moved(spot.typed, words) or _parted(spot.typed, words)
    if certain is not None and not spot.name:
        return certain
    scored: dict[str, float] = {}
    for candidate, chance in _remembered(spot.typed, words, _settled(spot, words)):
        if _allowed(spot, candidate, words):
            score = chance * _weigh(candidate, spot, words)
            scored[candidate] = max(scored.get(candidate, 0.0), score)
    ranked = sorted(scored.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    kept = _weigh(spot.typed, spot, words)
    clear = score >= _figure("margin") * second and score >= _figure("gain") * kept
    return best if clear else None


def _parted(typed: str, words: Lexicon) -> str | None:
    """Two words written as one: "mộtcửa" → "một cửa"."""
    if words.bare or words.known(typed) or well_formed(typed) or not is_marked(typed):
        return None
    cuts = ((typed[:i], typed[i:]) for i in range(2, len(typed) - 1))
    found = [(words.pair(a, b), f"{a} {b}") for a, b in cuts if words.pair(a, b) > 0]
    return max(found)[1] if found else None


def _settled(spot: _Spot, words: Lexicon) -> bool:
    """Whether the typed word is one, and stands beside a neighbour as it does elsewhere."""
    if not words.known(spot.typed):
        return False
    before = spot.left is not None and words.attested(spot.left, spot.typed)
    return before or (spot.right is not None and words.attested(spot.typed, spot.right))


def _weigh(word: str, spot: _Spot, words: Lexicon) -> float:
    """The probability of the word between these neighbours, but for a constant."""
    before = words.often(word) / words.total
    if spot.left is not None:
        before = words.follows(spot.left, word)
    if spot.right is None:
        return before
    after = words.follows(word, spot.right)
    # The next word may lack its marks, too: "dich vu".
    if not words.bare and not is_marked(spot.right):
        forms = words.forms.get(spot.right, ())
        after = max([after, *(0.3 * words.follows(word, f) for f in forms)])
    return before * after


def _allowed(spot: _Spot, candidate: str, words: Lexicon) -> bool:
    """Whether the neighbours speak for the candidate at all."""
    if spot.name:
        return _allowed_name(spot, candidate, words)
    typed, bare = spot.typed, bare_form(spot.typed)
    beside_left = spot.left is not None and words.pair(spot.left, candidate) > 0
    beside_right = spot.right is not None and words.pair(candidate, spot.right) > 0
    silent = not any(c in "aeiouy" for c in bare)
    other = bare != bare_form(candidate) and words.known(typed) and not words.bare
    left, right = _attested(spot, candidate, words)
    # Consonants alone are sooner an abbreviation that nobody wrote out, a word sooner that word.
    if silent:
        return len(typed) > 2 and ((beside_left and beside_right) or _owned(spot, candidate, words))
    if other:
        return len(typed) > 1 and (beside_left or beside_right) and left and right
    if beside_left or beside_right or _beside_unmarked(candidate, spot.right, words):
        return True
    if not words.known(typed) and (left or right):
        return True
    return _plain_without_neighbours(typed, candidate, words)


def _attested(spot: _Spot, candidate: str, words: Lexicon) -> tuple[bool, bool]:
    """Whether the candidate stands after the left neighbour, and before the right one, anywhere."""
    left = spot.left is not None and words.attested(spot.left, candidate)
    return left, spot.right is not None and words.attested(candidate, spot.right)


def _owned(spot: _Spot, candidate: str, words: Lexicon) -> bool:
    """Whether the plans themselves put the candidate beside one of its neighbours."""
    before = spot.left is not None and words.owned(spot.left, candidate)
    return before or (spot.right is not None and words.owned(candidate, spot.right))


def _allowed_name(spot: _Spot, candidate: str, words: Lexicon) -> bool:
    """A capitalised word may be any name: only the plans' own words mend it.

    Marks may be missing beside any word ("Thăng Binh"); letters only beside another capital, in
    what could be no syllable ("Thăng Bìh"; "Đắk" is a name all the same).
    """
    possible = (well_formed_bare if words.bare else well_formed)(spot.typed)
    left, right = spot.beside_name
    if _lacks_marks(spot.typed, candidate) or (not possible and left is not None):
        left, right = spot.left, spot.right
    elif possible:
        return False
    before = left is not None and words.owned(left, candidate)
    return before or (right is not None and words.owned(candidate, right))


def _beside_unmarked(candidate: str, right: str | None, words: Lexicon) -> bool:
    """Whether the next word, its marks put on, would be a usual neighbour."""
    if words.bare or right is None or is_marked(right):
        return False
    return any(words.pair(candidate, f) > 0 for f in words.forms.get(right, ()))


def _plain_without_neighbours(typed: str, candidate: str, words: Lexicon) -> bool:
    """Whether the candidate is so much more frequent that no neighbour need tell."""
    if len(typed) < 3:
        return False
    if words.bare:
        return len(typed) > 3 and not well_formed_bare(typed)
    if bare_form(typed) == bare_form(candidate):
        often = words.counts.get(candidate, 0.0) >= _figure("plain") * words.counts.get(typed, 1.0)
        return often and _mark_slip(typed, candidate) != "wrong_tone"
    return not well_formed(typed) and is_marked(typed)


def _remembered(typed: str, words: Lexicon, settled: bool) -> Sequence[tuple[str, float]]:
    """The candidates of a word, looked for once: every question is read in rounds."""
    key = (typed, settled)
    if key not in words.slips:
        if len(words.slips) >= _REMEMBERED:
            words.slips.clear()
        words.slips[key] = tuple(_candidates(typed, words, settled))
    return words.slips[key]


def _candidates(typed: str, words: Lexicon, settled: bool) -> Iterator[tuple[str, float]]:
    """Words one slip away, with the chance of that slip."""
    bare = bare_form(typed)
    for same in words.forms.get(bare, ()):
        if same != typed:
            yield same, _figure(_mark_slip(typed, same)) * _figure("settled") ** settled
    if settled:
        return
    for heard in _heard_alike(bare):
        for form in words.forms.get(heard, ()):
            if _tones_agree(typed, form):
                yield form, _figure("sound")
    for slipped, chance in _slips(bare, words, _slip_kind(typed, words)):
        for form in words.forms.get(slipped, ()):
            yield form, chance * _tone_odds(typed, form)


def _slip_kind(typed: str, words: Lexicon) -> str:
    if words.known(typed):
        return "slip_bare" if words.bare else "slip_known"
    possible = (well_formed_bare if words.bare else well_formed)(typed)
    return "slip_unseen" if possible else "slip_unknown"


def _mark_slip(typed: str, meant: str) -> str:
    possible = well_formed(typed)
    if _lacks_marks(typed, meant):
        return "missing_more" if possible and tone(typed) else "missing_mark"
    if not possible and tone(typed) == tone(meant):
        return "shifted_mark"
    swapped = toneless(typed) == toneless(meant) and (tone(typed), tone(meant)) in _TILDE_HOOK
    return "tilde_hook" if swapped else "wrong_tone"


@lru_cache(maxsize=8_192)
def _letters(word: str) -> tuple[frozenset[str], ...]:
    found: list[set[str]] = []
    for c in unicodedata.normalize("NFD", word.replace("đ", "d\u0335")):
        if unicodedata.combining(c) and found:
            found[-1].add(c)
        else:
            found.append({c})
    return tuple(frozenset(s) for s in found)


def _lacks_marks(typed: str, meant: str) -> bool:
    """Whether only marks are missing: "huyên" for "huyện", "diều" for "điều"."""
    a, b = _letters(typed), _letters(meant)
    return len(a) == len(b) and all(x <= y for x, y in zip(a, b, strict=True)) and a != b


def _tones_agree(typed: str, meant: str) -> bool:
    pair = (tone(typed), tone(meant))
    return pair[0] == pair[1] or pair[0] == "" or pair in _TILDE_HOOK


def _tone_odds(typed: str, meant: str) -> float:
    """A slip of a letter seldom takes the marks along, and hardly ever changes the tone."""
    if tone(typed) == tone(meant):
        return 1.0 if distance(typed, meant) == 1 else 0.2
    return 0.1 if _tones_agree(typed, meant) else 0.01


def _tone_moved(typed: str, words: Lexicon) -> str | None:
    """The tone put on the right letter: "qủa" → "quả", "gìơ" → "giờ"."""
    if words.bare or not tone(typed) or words.known(typed):
        return None
    moved = place(toneless(typed), tone(typed))
    return moved if moved != typed and words.known(moved) else None


def _heard_alike(bare: str) -> Iterator[str]:
    for pair in _STARTS:
        for a, b in (pair, pair[::-1]):
            if bare.startswith(a):
                yield b + bare[len(a) :]
    for pair in _ENDS:
        for a, b in (pair, pair[::-1]):
            if bare.endswith(a):
                yield bare[: -len(a)] + b


def _slips(bare: str, words: Lexicon, kind: str) -> Iterator[tuple[str, float]]:
    chance, near, far = _figure(kind), _figure("neighbour_key"), _figure("far_key")
    for i in range(len(bare) + 1):
        head, tail = bare[:i], bare[i:]
        for c in _LETTERS:
            if (longer := head + c + tail) in words.forms:
                yield longer, chance
        if tail:
            yield head + tail[1:], chance
            for c in _LETTERS:
                if (other := head + c + tail[1:]) != bare and other in words.forms:
                    yield other, chance * (near if _near(c, tail[0]) else far)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], chance


@lru_cache(maxsize=1_024)
def _near(a: str, b: str) -> bool:
    for row, keys in enumerate(_KEYS):
        if a in keys:
            for other in range(max(0, row - 1), min(3, row + 2)):
                if b in _KEYS[other]:
                    return abs(keys.index(a) - _KEYS[other].index(b)) <= 1
    return False


@lru_cache(maxsize=32)
def _figure(name: str) -> float:
    return data.number("typing", "weigh", name)
