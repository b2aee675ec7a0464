"""Pairs to learn from, made from the text itself: a few words of a passage, and the passage.

The second of a pair is the block the words are from, a block beside it, or the whole article.
Half of the first ones lose their marks, as people type; both lose words at random.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.encoder.passages import Ints, Passages


@dataclass(frozen=True, slots=True)
class Recipe:
    """How pairs are drawn. Shares are of 1; lengths count pieces."""

    neighbour: float = 0.2
    article: float = 0.2
    kept: float = 0.9
    folded: float = 0.5
    dropped: float = 0.3
    shortest: int = 3
    longest: int = 14
    least_block: int = 8


@dataclass(frozen=True, slots=True)
class Bag:
    """Piece ids of many texts end to end, and the row (which text) each belongs to."""

    pieces: Ints
    rows: Ints


class Sampler:
    """Draws pairs from passages; the same seed draws the same pairs."""

    def __init__(self, passages: Passages, twins: Ints, recipe: Recipe, seed: int) -> None:
        self._passages = passages
        self._twins = twins
        self._recipe = recipe
        self._rng = np.random.default_rng(seed)
        self._able = np.flatnonzero(passages.end - passages.start >= recipe.least_block)

    @property
    def size(self) -> int:
        """How many blocks are long enough to be drawn."""
        return len(self._able)

    def draw(self, pairs: int) -> tuple[Bag, Bag]:
        """Two bags of `pairs` rows each; row i of the one belongs with row i of the other."""
        rng, recipe, passages = self._rng, self._recipe, self._passages
        block = rng.choice(self._able, pairs, replace=False)
        start, room = passages.start[block], passages.end[block] - passages.start[block]
        length = np.minimum(rng.integers(recipe.shortest, recipe.longest + 1, pairs), room - 2)
        at = start + (rng.random(pairs) * (room - length + 1)).astype(np.int64)
        drop = rng.choice([0.0, recipe.dropped, 1.5 * recipe.dropped], pairs)
        words = self._gather(at, at + length, drop)
        bare = (rng.random(pairs) < recipe.folded)[words.rows]
        words = Bag(np.where(bare, self._twins[words.pieces], words.pieces), words.rows)
        begin, end = self._partners(block)
        # Where the words are taken out of their passage, only what surrounds them can tell.
        hidden = rng.random(pairs) >= recipe.kept
        hide = (np.where(hidden, at, 0), np.where(hidden, at + length, 0))
        return words, self._gather(begin, end, rng.choice([0.0, 0.1, 0.3], pairs), hide)

    def _partners(self, block: Ints) -> tuple[Ints, Ints]:
        rng, recipe, passages = self._rng, self._recipe, self._passages
        kind = rng.random(len(block))
        step = rng.choice(np.array([-2, -1, 1, 2]), len(block))
        beside = np.clip(block + step, passages.first[block], passages.last[block])
        chosen = np.where(kind < recipe.neighbour, beside, block)
        begin, end = passages.start[chosen], passages.end[chosen]
        whole = kind > 1 - recipe.article
        article_begin, article_end = passages.articles(block)
        return np.where(whole, article_begin, begin), np.where(whole, article_end, end)

    def _gather(
        self,
        begin: Ints,
        end: Ints,
        drop: np.ndarray,
        hide: tuple[Ints, Ints] | None = None,
    ) -> Bag:
        """The pieces of many ranges, some dropped at random, those in `hide` left out."""
        length = end - begin
        rows = np.repeat(np.arange(len(begin)), length)
        before = np.cumsum(length) - length
        where = np.arange(len(rows)) + np.repeat(begin - before, length)
        keep = self._rng.random(len(rows)) >= drop[rows]
        if hide is not None:
            keep &= (where < hide[0][rows]) | (where >= hide[1][rows])
        return Bag(self._passages.pieces[where[keep]], rows[keep])
