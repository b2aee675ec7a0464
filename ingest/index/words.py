"""How often each syllable, and each pair of neighbours, stands in the documents of an audience.

Understanding a question needs this of all that its asker may read. It is kept with the index and
carried over by what was added and taken away, so that one more document costs its own words only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from ingest.model import Document
from ingest.tokens import bigrams, syllables

NAME = "words.json"
Words = Mapping[str, int]


def words_of(texts: Iterable[str]) -> Counter[str]:
    """The syllables of these texts and their pairs ("so_hoa"), with how often each stands there."""
    found: Counter[str] = Counter()
    for text in texts:
        tokens = syllables(text)
        found.update(tokens)
        found.update(bigrams(tokens))
    return found


def write(
    folder: Path,
    old: Path | None,
    gone: Iterable[Document],
    new: Iterable[Document],
) -> None:
    """The words of a new generation: those of `old`, without `gone`, with `new`."""
    held = {audience: Counter(told) for audience, told in read(old).items()} if old else {}
    for document in gone:
        held.setdefault(document.card.audience, Counter()).subtract(words_of([document.text]))
    for document in new:
        held.setdefault(document.card.audience, Counter()).update(words_of([document.text]))
    kept = {audience: +told for audience, told in held.items()}
    (folder / NAME).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def read(folder: Path) -> dict[str, dict[str, int]]:
    """The words by audience."""
    found: dict[str, dict[str, int]] = json.loads((folder / NAME).read_bytes())
    return found


def together(held: Mapping[str, Words], audiences: Collection[str]) -> dict[str, int]:
    """The words of these audiences' documents."""
    wanted = [held[audience] for audience in sorted(audiences) if audience in held]
    if len(wanted) == 1:
        return dict(wanted[0])
    total: Counter[str] = Counter()
    for one in wanted:
        total.update(one)
    return dict(total)
