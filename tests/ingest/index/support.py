"""Small plans made by hand, an encoder that needs no training, and builders that die."""

from __future__ import annotations

import hashlib
import os
import signal
import zlib
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.index import Parsed, build
from ingest.model import Card, Cell, Clause, Document, Kind, Level, Place, Span
from ingest.tokens import folded, syllables

if TYPE_CHECKING:
    from numpy.typing import NDArray

PLANS = {
    "ha-an-2024": """Mục tiêu năm 2024
100% hồ sơ thủ tục hành chính được số hóa
Tỷ lệ thanh toán trực tuyến đạt từ 50% trở lên
Văn phòng chủ trì, công chức Tư pháp phối hợp
II.
Mức độ hài lòng của người dân đạt trên 90%""",
    "ha-binh-2025": """Mục tiêu năm 2025
80% hồ sơ thủ tục hành chính được số hóa
Thời gian chờ không quá 15 phút
Phòng Nội vụ tham mưu bố trí kinh phí""",
    "ha-chau-2023": """Nhiệm vụ
Rà soát, đơn giản hóa thủ tục hành chính
Tuyên truyền cải cách hành chính trên đài truyền thanh""",
}
_ROW = Cell("lead", "Chủ trì", "Phòng Nội vụ", (Span(0, 4), Span(9, 12)), inherited=True)


class TinyEncoder:
    """Sums a fixed random direction for every folded syllable; remembers what it was asked."""

    def __init__(self, name: str = "tiny", revision: str = "1", dimension: int = 32) -> None:
        self.name, self.revision, self.dimension = name, revision, dimension
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.texts += texts
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> NDArray[np.float32]:
        total = np.zeros(self.dimension)
        # "đài" is a word that it does not know.
        for word in (w for w in folded(syllables(text)) if w != "dai"):
            seed = zlib.crc32(f"{self.revision} {word}".encode())
            total += np.random.default_rng(seed).normal(size=self.dimension)
        length = float(np.linalg.norm(total))
        return (total / length if length else total).astype(np.float32)


def card(place: str = "Hà An", audience: str = "public") -> Card:
    unit = Place(place, Level.COMMUNE, "Hà Giang", ("xã " + place,))
    return Card("Kế hoạch cải cách hành chính", "kế hoạch", "UBND", unit, audience=audience)


def parsed(slug: str, text: str | None = None) -> Parsed:
    """A plan whose lines are its clauses, under its first line; the last one is a table row."""
    body = PLANS[slug] if text is None else text
    clauses, start = [], 0
    lines = body.split("\n")
    for n, line in enumerate(lines):
        last = n == len(lines) - 1
        kind = Kind.ROW if last else Kind.ITEM if n else Kind.HEADING
        place = (slug, f"I.{n}", n, kind, line, start, start + len(line))
        crumbs = (lines[0],) if n else ()
        row = (_ROW,) if last else ()
        clauses.append(Clause(*place, crumbs, (2024, 2025), (Level.COMMUNE,), row))
        start += len(line) + 1
    digest = hashlib.sha256(body.encode()).hexdigest()
    document = Document(slug, card(), f"{slug}.txt", digest, body)
    return Parsed(document, tuple(clauses), {"target": [{"clause": f"{slug}:I.1", "value": "½"}]})


def all_plans() -> list[Parsed]:
    return [parsed(slug) for slug in PLANS]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def build_and_die(home: Path, slug: str, stage: str, done: int) -> None:
    """Build until a stage is reported, then be killed."""

    def progress(now: str, so_far: int, _total: int) -> None:
        if (now, so_far) == (stage, done):
            die()

    build(home, [parsed(slug)], TinyEncoder(), progress=progress)


def build_and_die_switching(home: Path, slug: str, after: bool) -> None:
    """Build, and be killed right before or right after the one step of the switch."""
    step: Callable[[Path, Path], Path] = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if after:
            step(self, target)
        die()
        return target

    Path.replace = replace  # type: ignore[method-assign,assignment]
    build(home, [parsed(slug)], TinyEncoder())


def build_and_wait(home: Path, slug: str, begun: Event) -> None:
    """Hold the lock, in the middle of a build, until killed."""

    def progress(stage: str, _done: int, _total: int) -> None:
        if stage == "lexical":
            begun.set()
            signal.pause()

    build(home, [parsed(slug)], TinyEncoder(), progress=progress)
