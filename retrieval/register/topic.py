"""Whether a row speaks of a topic, in its own words, in full or in people's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tokens import folded
from ingest.written import words
from retrieval import data
from retrieval.understand.synonyms import readings


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as typed: its syllables, and the phrases that may stand for runs of them.

    `instead` holds (first, last, phrase): the phrase says what the syllables first..last - 1 say.
    """

    tokens: tuple[str, ...]
    instead: tuple[tuple[int, int, tuple[str, ...]], ...]

    @classmethod
    def of(cls, text: str) -> Topic:
        """Read a topic; abbreviations in capitals are written out."""
        tokens = words(text)
        instead = tuple((first, last, phrase) for first, last, phrase, _ in readings(tokens))
        return cls(tuple(tokens), instead)

    def fits(self, text: str) -> bool:
        """Whether all of the topic is in the text; a topic without words fits everything."""
        if not self.tokens:
            return True
        marked = words(text)
        bare = folded(marked)
        if len(self.tokens) == 1 and _runs(self.tokens, marked, bare):
            return True
        left = set(range(len(self.tokens))) - self._said(marked, bare)
        glue = data.words("cues", "stop", "glue")
        # Half a word says nothing: "số" and "hóa" far apart are no "số hóa".
        lone = {at for at in left if not left & {at - 1, at + 1} and len(self.tokens) > 1}
        return all(at in lone and self.tokens[at] in (*glue, *marked) for at in left)

    def _said(self, marked: Sequence[str], bare: Sequence[str]) -> set[int]:
        """Which syllables stand in the text beside a neighbour, or in other words."""
        found: set[int] = set()
        for at in range(len(self.tokens) - 1):
            if _runs(self.tokens[at : at + 2], marked, bare):
                found |= {at, at + 1}
        for first, last, phrase in self.instead:
            if _runs(phrase, marked, bare):
                found |= set(range(first, last))
        return found


def _runs(phrase: Sequence[str], marked: Sequence[str], bare: Sequence[str]) -> bool:
    """Whether the phrase stands in the text; a syllable without marks meets any marks."""
    size = len(phrase)
    return any(
        all(p in (marked[at + n], bare[at + n]) for n, p in enumerate(phrase))
        for at in range(len(marked) - size + 1)
    )
