"""The errors of the whole program, grouped by what the caller should do about them.

CchcError
├── BadInput       mend what was handed in: a file, a question, an option
├── NeedsIngest    run `cchc ingest`, then ask again
└── Unavailable    the machine is in the way: a lock, a read-only disk, a missing extra
"""

from __future__ import annotations


class CchcError(Exception):
    """Every error that a user may see: one line saying what is wrong, one saying the remedy."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}".strip()


class BadInput(CchcError):
    """What was handed in cannot be used as it is."""


class NeedsIngest(CchcError):
    """There is no index here, or none that this version can read."""


class Unavailable(CchcError):
    """The machine cannot do it now."""
