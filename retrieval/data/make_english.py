"""Picks common English words out of SCOWL's lists into `english.tsv`.

Run by hand, on the folder of lists (Debian: package `scowl`); the program itself needs only the
table:

    python -m retrieval.data.make_english /usr/share/dict/scowl retrieval/data/english.tsv
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from retrieval.understand.english_forms import bases

HEADER = """\
# Common English words, so that a slip can be told from a word. From SCOWL 2020.12.07 (its licence:
# english-licence.txt), American and British; picked by make_english.py. A star marks the commonest,
# into which slips are mended, too. A form that only adds an ending to a word here is left out.
"""
SPELLINGS = ("english", "american", "british", "british_z")
COMMONEST, COMMON, LESS_COMMON = "10", "20", ("35", "40", "50")
# A short word that few people use is oftener a slip of a common one ("dos", "fro").
_SHORT = {"35": 3, "40": 4, "50": 4}
_WORD = re.compile(r"[a-z]{2,}")


def words(folder: Path, size: str) -> Iterator[str]:
    """The plain lower-case words of one size, in all spellings."""
    for spelling in SPELLINGS:
        file = folder / f"{spelling}-words.{size}"
        if file.exists():
            yield from filter(_WORD.fullmatch, file.read_text(encoding="latin-1").split())


def table(folder: Path) -> str:
    """The table with its header."""
    commonest = set(words(folder, COMMONEST))
    found = commonest | set(words(folder, COMMON))
    for size in LESS_COMMON:
        found |= {word for word in words(folder, size) if len(word) > _SHORT[size]}
    kept = {word for word in found if word in commonest or not found & set(bases(word)[1:])}
    return HEADER + "".join(f"{w}\t*\n" if w in commonest else f"{w}\n" for w in sorted(kept))


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(table(Path(sys.argv[1])), encoding="utf-8")
