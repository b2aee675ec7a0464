"""The words the encoder in the box knows: syllables, compounds of two, and their folded twins.

A *piece* is what the tokenizer cuts a text into: one syllable ("số") or two that belong together
("thủ tục"), as written or without marks. A *component* is what is trained: a marked syllable, a
folded syllable, a folded compound. The vector of a piece is the sum of its components, so that
"số" and "so" share what they have in common and differ in what the mark tells.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from unicodedata import normalize

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from ingest.tokens import fold, place_tones, syllables

Piece = tuple[str, ...]
SPACE = "▁"
UNKNOWN: Piece = ("<unk>",)
# A space that no word follows; without it the tokenizer would call it unknown.
BLANK: Piece = ("",)
NO_WORDS = (UNKNOWN, BLANK)
_TONES = "\u0300\u0301\u0309\u0303\u0323"


@dataclass(frozen=True)
class Vocabulary:
    """Pieces in the order of their ids, with how often each was seen; 0 is the unknown word."""

    pieces: tuple[Piece, ...]
    counts: tuple[int, ...]

    @cached_property
    def ids(self) -> dict[Piece, int]:
        """The id of every piece."""
        return {piece: i for i, piece in enumerate(self.pieces)}

    def twins(self) -> list[int]:
        """For each piece, the id of the same piece without marks."""
        return [self.ids.get(_bare(piece), i) for i, piece in enumerate(self.pieces)]


def _bare(piece: Piece) -> Piece:
    return tuple(fold(s) for s in piece)


def count(texts: Iterable[str]) -> tuple[Counter[str], Counter[Piece]]:
    """How often each syllable and each pair of neighbours occurs."""
    single: Counter[str] = Counter()
    double: Counter[Piece] = Counter()
    for text in texts:
        found = syllables(text.replace("_", " "))
        single.update(found)
        double.update(pairwise(found))
    return single, double


def build(texts: Iterable[str], *, least: int, compounds: int) -> Vocabulary:
    """Syllables seen `least` times or more, and the `compounds` pairs that belong together most."""
    single, double = count(texts)
    known = {s: n for s, n in single.items() if n >= least}
    seen: Counter[Piece] = Counter({(s,): n for s, n in known.items()})
    for pair in _together(known, double, compounds):
        seen[pair] = double[pair]
    bare: Counter[Piece] = Counter()
    for piece, n in seen.items():
        bare[_bare(piece)] += n
    for piece, n in bare.items():
        seen[piece] = max(seen[piece], n)
    ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    return Vocabulary((*NO_WORDS, *(piece for piece, _ in ranked)), (1, 1, *(n for _, n in ranked)))


def _together(known: dict[str, int], double: Counter[Piece], most: int) -> list[Piece]:
    """Pairs by how much more often they meet than chance would have it, weighted by how often."""
    total = sum(known.values())

    def gain(pair: Piece) -> float:
        a, b = pair
        return double[pair] * math.log(double[pair] * total / (known[a] * known[b]))

    able = [p for p, n in double.items() if n >= 20 and all(s in known and s.isalpha() for s in p)]
    return sorted(able, key=lambda p: (-gain(p), p))[:most]


def tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """Cuts a text into pieces by the likeliest reading; punctuation separates and is dropped."""
    total = sum(vocabulary.counts)
    scored = [
        (_spelled(piece), math.log(n / total))
        for piece, n in zip(vocabulary.pieces, vocabulary.counts, strict=True)
    ]
    made = Tokenizer(models.Unigram(scored, unk_id=0, byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Replace("Ð", "Đ"),
            normalizers.Lowercase(),
            *(normalizers.Replace(Regex(rf"(?<!q){a}(?!\w)"), b) for a, b in _placements()),
            normalizers.Replace(Regex(r"[\s_]+"), " "),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\w ]+"), "removed"),
            pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always", split=False),
        ]
    )
    return made


def _spelled(piece: Piece) -> str:
    return piece[0] if piece == UNKNOWN else "".join(SPACE + s for s in piece)


def _placements() -> Iterator[tuple[str, str]]:
    """The older tone placements and the newer ones, as the rest of the program has them."""
    for pair in ("oa", "oe", "uy"):
        for tone in _TONES:
            older = normalize("NFC", pair + tone)
            yield older, place_tones(older)


def components(vocabulary: Vocabulary) -> tuple[list[list[int]], list[int], list[str]]:
    """What each piece is the sum of: component ids by piece, then their counts and kinds.

    Component 0 is nothing (it pads). Kinds are "folded", "marked" and "pair".
    """
    ids: dict[tuple[str, str], int] = {("", ""): 0}
    counts, of = [0], []
    for piece, n in zip(vocabulary.pieces, vocabulary.counts, strict=True):
        keys = [] if piece in NO_WORDS else list(_keys(piece))
        for key in keys:
            if ids.setdefault(key, len(ids)) == len(counts):
                counts.append(0)
            counts[ids[key]] = max(counts[ids[key]], n)
        of.append([ids[key] for key in keys])
    return of, counts, [kind for kind, _ in ids]


def _keys(piece: Piece) -> Iterator[tuple[str, str]]:
    bare = _bare(piece)
    for marked, plain in zip(piece, bare, strict=True):
        yield "folded", plain
        if marked != plain:
            yield "marked", marked
    if len(piece) > 1:
        yield "pair", SPACE.join(bare)
