"""A long list in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
SIZE = 25


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list: `number` of `pages`, both from 1, and how many rows there are in all."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        """The number of this page's first row, 0 where there is none."""
        return (self.number - 1) * SIZE + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of this page's last row."""
        return self.first + len(self.rows) - 1 if self.total else 0


def paged(rows: Sequence[T], number: int) -> Paged[T]:
    """The page of this number; the nearest one there is where it is out of range."""
    pages = max(1, -(-len(rows) // SIZE))
    number = min(max(1, number), pages)
    return Paged(rows[(number - 1) * SIZE : number * SIZE], number, pages, len(rows))
