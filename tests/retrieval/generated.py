"""Questions made from the register: its topics, times places, years and ways of asking.

They say which documents may be cited, not what the right answer is.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.index import Index
from ingest.model import Document
from ingest.tokens import fold
from ingest.written import abbreviations

ABROAD = ("thành phố Hội An", "huyện Núi Thành", "tỉnh Nghệ An", "huyện Gia Lộc", "quận Cầu Giấy")
"""Places that no document is about, and that no document's place lies above."""

_YEARS = (None, None, 2022, 2024, 2025, 2030)
_LONGEST_TOPIC = 14
_DUTY = re.compile(
    r"^(?:-\s*)?(?:chủ trì|phối hợp)[^.;]{0,60}?\s(?=tham mưu|triển khai|thực hiện)", re.I
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A generated question: the documents that its place allows to be cited, None for any."""

    text: str
    allowed: frozenset[str] | None
    kind: str
    manner: str


@dataclass(frozen=True, slots=True)
class _Topic:
    words: str
    kind: str
    slug: str
    year: int | None = None


def generate(index: Index, count: int, seed: int = 2025) -> list[Asked]:
    """`count` different questions, the same for the same index and seed."""
    chance = random.Random(seed)
    topics = _topics(index)
    found: dict[str, Asked] = {}
    while len(found) < count:
        asked = _one(chance, chance.choice(topics), index.documents)
        found.setdefault(asked.text, asked)
    return list(found.values())


def _topics(index: Index) -> list[_Topic]:
    """What can be asked about, without topics that name a place themselves."""
    placed = _place_words(index.documents)
    found: list[_Topic] = []
    for document in index.documents:
        slug = document.slug
        for row in index.register("target", slug):
            year = row["year"] if isinstance(row["year"], int) else None
            found.append(_Topic(_brief(str(row["measure"])), "target", slug, year))
        for row in index.register("assignment", slug):
            words = _brief(_DUTY.sub("", str(row["task"])))
            found += [_Topic(words, kind, slug) for kind in ("owner", "deadline")]
            leads = row["lead"] if isinstance(row["lead"], list) else []
            found += [_Topic(str(name), "duties", slug) for name in leads[:1]]
    usable = (t for t in found if len(t.words) > 5 and not any(p in fold(t.words) for p in placed))
    return list(dict.fromkeys(usable))


def _place_words(documents: Sequence[Document]) -> set[str]:
    names: Iterator[str | None] = (
        n for d in documents for n in (d.card.place.name, d.card.place.parent)
    )
    return {fold(name) for name in names if name}


def _brief(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s,/-]", " ", words).split()[:_LONGEST_TOPIC]).strip(" ,-").lower()


def _one(chance: random.Random, topic: _Topic, documents: Sequence[Document]) -> Asked:
    place, allowed = _place(chance, topic, documents)
    year = chance.choice((topic.year, *_YEARS)) if topic.kind == "target" else None
    head = chance.choice(_HEADS[topic.kind])
    text = head.format(
        topic=topic.words,
        place=f" {place}" if place else "",
        at=f" ở {place}" if place else "",
        year=f" đến năm {year}" if year else "",
    )
    manner = chance.choice(sorted(_MANNERS))
    return Asked(" ".join(_MANNERS[manner](text).split()), allowed, topic.kind, manner)


def _place(
    chance: random.Random, topic: _Topic, documents: Sequence[Document]
) -> tuple[str, frozenset[str] | None]:
    """Mostly the topic's own place, else another's, one that no document is about, or none."""
    draw = chance.random()
    if draw < 0.1:
        return "", None
    if draw < 0.2:
        return chance.choice(ABROAD), frozenset()
    others = [d for d in documents if d.slug != topic.slug]
    own = next(d for d in documents if d.slug == topic.slug)
    document = own if draw < 0.65 else chance.choice(others)
    place = document.card.place
    bare = place.name if chance.random() < 0.5 else f"{place.level.value} {place.name}"
    return bare, frozenset({document.slug})


_HEADS = {
    "target": (
        "{topic}{year}{at} phải đạt bao nhiêu?",
        "Chỉ tiêu {topic} của{place}{year} là bao nhiêu phần trăm?",
        "{place} đặt mục tiêu {topic}{year} bao nhiêu",
        "{topic}{place}{year} bn %",
        "What is the target for {topic} in{place}{year}?",
    ),
    "owner": (
        "Ai chủ trì {topic}{at}?",
        "Cơ quan nào chịu trách nhiệm {topic} của{place}?",
        "{place} {topic} ai làm",
        "{topic}{at} phối hợp với ai",
        "Who is in charge of {topic} in{place}?",
    ),
    "deadline": (
        "Khi nào phải xong việc {topic}{at}?",
        "hạn {topic}{place}",
        "What is the deadline for {topic} in{place}?",
    ),
    "duties": (
        "{topic}{at} phải làm gì?",
        "Nhiệm vụ của {topic}{place} là gì",
        "What must {topic} do in{place}?",
    ),
}


def _telegraphic(text: str) -> str:
    return re.sub(r"\b(?:phải|của|là|việc|đến năm|ở)\b|[?]", " ", fold(text))


def _short(text: str) -> str:
    for letters, words in abbreviations().items():
        text = text.replace(words, letters)
    return text


def _plain(text: str) -> str:
    return text


_MANNERS: dict[str, Callable[[str], str]] = {
    "marked": _plain,
    "unmarked": fold,
    "capitals": str.upper,
    "abbreviated": _short,
    "telegraphic": _telegraphic,
}
