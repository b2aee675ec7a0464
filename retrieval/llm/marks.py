"""Short marks for clauses: what a model cites by, and how its text falls into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Clause

_MARKS = re.compile(r"\s*((?:\[\s*K\d+(?:\s*[,;]\s*K\d+)*\s*\]\s*[,;]?\s*)+)")
_ONE = re.compile(r"K\d+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-zà-ỹ]|\d)")
_BULLET = re.compile(r"^\s*(?:[-*•–+]\s+|\d{1,2}[.)]\s+)?")
_DECORATION = re.compile(r"\*\*|__|`")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a model's, without its marks, and the clauses that it names by known ones."""

    text: str
    clauses: tuple[Clause, ...]


class Marks:
    """The clauses under their marks: K1, K2, …"""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._clauses = {f"K{at}": c for at, c in enumerate(dict.fromkeys(clauses), start=1)}

    def items(self) -> Iterator[tuple[str, Clause]]:
        """Each mark and its clause."""
        return iter(self._clauses.items())

    def of(self, clauses: Sequence[Clause]) -> str:
        """The marks of some clauses: "[K1][K2]"."""
        names = {clause.id: mark for mark, clause in self._clauses.items()}
        return "".join(f"[{names[clause.id]}]" for clause in clauses)

    def read(self, line: str) -> Iterator[Said]:
        """The sentences of a line; marks hold for the sentence before them, and for no other."""
        line = _DECORATION.sub("", _BULLET.sub("", line)).strip()
        at = 0
        for match in _MARKS.finditer(line):
            yield from self._sentences(line[at : match.start()], match[1])
            at = match.end()
        yield from self._sentences(line[at:], "")

    def _sentences(self, text: str, marks: str) -> Iterator[Said]:
        """The last of the sentences has the marks."""
        parts = [part for part in _SENTENCE.split(text.strip(" \t.,;")) if part.strip(" .")]
        named = tuple(
            dict.fromkeys(self._clauses[m] for m in _ONE.findall(marks) if m in self._clauses)
        )
        for part in parts[:-1]:
            yield Said(part.strip(), ())
        if parts:
            yield Said(parts[-1].strip(), named)


def lines(pieces: Iterable[str]) -> Iterator[str]:
    """The lines of a text that comes in pieces, each as soon as it is whole."""
    held = ""
    for piece in pieces:
        held += piece
        *whole, held = held.split("\n")
        yield from (line for line in whole if line.strip())
    if held.strip():
        yield held
