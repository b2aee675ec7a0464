"""Where a document says what a gold question quotes, as sets of code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.evaluation.gold import GoldQuestion, Quote
from ingest.errors import BadInput

# The code points of one occurrence of a quote, blanks left out.
Occurrence = frozenset[int]
Places = Mapping[Quote, tuple[Occurrence, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that an answer cites or a search found."""

    doc: str
    start: int
    end: int


class Searchable:
    """A document's text as composed letters with single blanks, and where each came from."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        origins: list[int] = []
        for start, cluster in _clusters(text):
            shown = " " if cluster.isspace() else unicodedata.normalize("NFC", cluster)
            if shown == " " and (not letters or letters[-1] == " "):
                continue
            letters.extend(shown)
            origins.extend([start] * len(shown))
        self._letters = "".join(letters)
        self._origins = origins

    def occurrences(self, words: str) -> tuple[Occurrence, ...]:
        """Every place where these words stand, overlapping ones too."""
        wanted = " ".join(unicodedata.normalize("NFC", words).split())
        return tuple(
            frozenset(
                self._origins[at + step] for step, letter in enumerate(wanted) if letter != " "
            )
            for at in self._starts(wanted)
        )

    def _starts(self, wanted: str) -> Iterator[int]:
        at = self._letters.find(wanted)
        while at >= 0:
            yield at
            at = self._letters.find(wanted, at + 1)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Every letter with its combining marks, and where it begins."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, text[start:at]
            start = at


def locate(questions: Iterable[GoldQuestion], texts: Mapping[str, str]) -> Places:
    """Where each quote of these questions stands; BadInput for one that stands nowhere."""
    searchable: dict[str, Searchable] = {}
    places: dict[Quote, tuple[Occurrence, ...]] = {}
    for question in questions:
        for quote in (quote for group in question.evidence for quote in group):
            if quote in places:
                continue
            if quote.doc not in texts:
                raise BadInput(
                    f"{question.id}: chỉ mục không có văn bản {quote.doc}.",
                    "Chạy cchc ingest với văn bản đó.",
                )
            if quote.doc not in searchable:
                searchable[quote.doc] = Searchable(texts[quote.doc])
            places[quote] = searchable[quote.doc].occurrences(quote.words)
            if not places[quote]:
                raise BadInput(
                    f"{question.id}: {quote.doc} không có đoạn “{quote.words[:60]}”.",
                    "Sửa trích dẫn trong tệp câu hỏi mẫu.",
                )
    return places
