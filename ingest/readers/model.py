"""What a reader gives back, and how it declines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file as the parser reads it best.

    `ocr` says that some of it was recognised from a picture. `warnings` are lines for whoever
    handed the file in: what was left out, what to look at.
    """

    text: str
    ocr: bool = False
    warnings: tuple[str, ...] = ()


class Refusal(Exception):
    """A file that a reader does not take: what is wrong (without the file's name), what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy
