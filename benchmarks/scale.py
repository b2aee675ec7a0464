"""What one more document costs when there are many: time, memory and disk, and what asking costs.

    python -m benchmarks.scale [DOCUMENTS ...]      (default: 200 2000)

The documents are variants of the five plans: each with the name of another commune and figures of
its own, so that no two are alike and places can be told apart. Each size is built in a process of
its own, then one document is added, one is replaced, and questions are asked.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import corpus

SIZES = (200, 2_000)
_FIGURE = re.compile(r"(?<![\d.,/])([1-9]\d)(?=\s?%)")
_NAMES = {
    "thang-binh": ("Thăng Bình", "THĂNG BÌNH"),
    "tu-ky": ("Tứ Kỳ", "TỨ KỲ"),
    "quang-nam": ("Quảng Nam", "QUẢNG NAM"),
    "tan-binh": ("Tân Bình", "TÂN BÌNH"),
    "di-linh": ("Di Linh", "DI LINH"),
}
_QUESTIONS = (
    "{place} thanh toán trực tuyến đạt bao nhiêu phần trăm?",
    "ai chủ trì số hóa hồ sơ ở {place}?",
    "mục tiêu cải cách thủ tục hành chính",
)


def communes() -> list[str]:
    """Names of real communes, each once."""
    from importlib.resources import files

    lines = (files("retrieval.data") / "units.tsv").read_text(encoding="utf-8").splitlines()
    found = (line.split("\t") for line in lines if not line.startswith("#"))
    named = (row[1] for row in found if len(row) > 1 and row[0] == "x")
    return list(dict.fromkeys(named))


def variants(count: int, names: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """(file name, place, text) of so many plans."""
    plans = [(p, p.read_text(encoding="utf-8")) for p in corpus.documents()]
    for number in range(count):
        path, text = plans[number % len(plans)]
        chance = random.Random(number)
        place = names[number % len(names)]
        key = next(key for key in _NAMES if path.stem.startswith(key))
        plain, capitals = _NAMES[key]
        made = text.replace(plain, place).replace(capitals, place.upper())
        made = _FIGURE.sub(lambda m, c=chance: str(c.randint(10, 99)), made)  # type: ignore[misc]
        yield f"{path.stem}-{number:04d}{path.suffix}", place, made


def main(words: Sequence[str]) -> None:
    """Measure each size in a process of its own, for memory is told for a whole process."""
    if words[:1] == ["--one"]:
        print(json.dumps(_measure(int(words[1]))))
        return
    for size in map(int, words or map(str, SIZES)):
        command = [sys.executable, "-m", "benchmarks.scale", "--one", str(size)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        for name, value in json.loads(done.stdout.splitlines()[-1]).items():
            print(f"{name:<34} {value}")
        print()


def _measure(size: int) -> dict[str, Any]:
    from ingest.pipeline import ingest

    names = communes()
    with tempfile.TemporaryDirectory() as temporary:
        folder, home = Path(temporary) / "plans", Path(temporary) / "index"
        folder.mkdir()
        places = []
        for name, place, text in variants(size + 1, names):
            (folder / name).write_text(text, encoding="utf-8")
            places.append(place)
        files = sorted(folder.iterdir(), key=lambda path: int(path.stem[-4:]))
        report, whole = _timed(lambda: ingest(files[:-1], home))
        before = _disk(home)
        added, one_more = _timed(lambda: ingest(files[-1:], home))
        after = _disk(home)
        files[0].write_text(files[0].read_text(encoding="utf-8") + "\n", encoding="utf-8")
        _, replaced = _timed(lambda: ingest(files[:1], home))
        return {
            "documents": size,
            "clauses": report.clauses,
            "failed": len(report.failed) + len(added.failed),
            "all, seconds": round(whole, 1),
            "one more, seconds": round(one_more, 2),
            "one replaced, seconds": round(replaced, 2),
            "index before, MB": round(before / 1e6, 1),
            "index with the one before, MB": round(after / 1e6, 1),
            "memory of ingest, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            **_asked(home, places),
        }


def _asked(home: Path, places: Sequence[str]) -> dict[str, Any]:
    from retrieval.assistant import Assistant

    assistant, opened = _timed(lambda: Assistant.open(home))
    times = []
    for place in places[:5]:
        for question in _QUESTIONS:
            _, seconds = _timed(lambda q=question, p=place: assistant.ask(q.format(place=p)))
            times.append(seconds)
    assistant.close()
    later = sorted(times[1:])
    return {
        "open, seconds": round(opened, 2),
        "first question, seconds": round(times[0], 2),
        "later questions, median, ms": round(later[len(later) // 2] * 1000),
        "later questions, slowest, ms": round(later[-1] * 1000),
    }


def _timed(act: Any) -> tuple[Any, float]:
    began = time.perf_counter()
    return act(), time.perf_counter() - began


def _disk(home: Path) -> int:
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


if __name__ == "__main__":
    main(sys.argv[1:])
