"""A question worked as far as a checked draft, and what may be done with it then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypedDict

from retrieval.compose.context import Context
from retrieval.compose.statement import Draft, Statement
from retrieval.model import ModelUse, Question

Change = Callable[[Question], Question]


class Options(TypedDict):
    """What stands above a question's own words."""

    place: str | None
    year: int | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Work:
    """A draft, all that it was made from, and the lines that the gate took out of it."""

    context: Context
    draft: Draft
    dropped: tuple[str, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Helped:
    """What a helper hands back last: the work to be sent, and what the model was used for."""

    work: Work
    uses: tuple[ModelUse, ...] = ()


class Again(Protocol):
    """Works a question anew: other words, other turns before it, or another reading of it."""

    def __call__(self, question: str, history: Sequence[str], change: Change | None = None) -> Work:
        """The new work."""


class Helper(Protocol):
    """Something beside the program that may word an answer; what it says is checked first."""

    def help(self, work: Work, again: Again) -> Iterator[Statement | Helped]:
        """The lines of the answer as they are ready, which are the last draft's; then the rest."""

    def close(self) -> None:
        """Let go of what it holds."""
