"""Training text as numbers: blocks of a document, and the article that each stands in."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest.errors import BadInput

Ints = NDArray[np.int64]

_ARTICLE = re.compile(r"^\W*điều\s+\d+", re.IGNORECASE)
_OPENS = re.compile(
    r"^\W*(?:(?:điều|chương|mục|phần)\s+[\dIVX]+|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVX]+[.)])|^\s*[-+•|]",
    re.IGNORECASE,
)
# The gazette's running head, and lines that hold nothing but a page number or rules.
_NO_TEXT = re.compile(r"CÔNG BÁO|^[\W\d_]*$")
_LONGEST_BLOCK = 200
_LONGEST_ARTICLE = 400


@dataclass(frozen=True, slots=True)
class Passages:
    """Piece ids of all blocks end to end; block i is `pieces[start[i]:end[i]]`.

    `first` and `last` are the numbers of the outermost blocks of the article block i stands in.
    """

    pieces: Ints
    start: Ints
    end: Ints
    first: Ints
    last: Ints

    def articles(self, blocks: Ints) -> tuple[Ints, Ints]:
        """Where the articles of these blocks begin and end, cut to a length that trains well."""
        start = self.start[self.first[blocks]]
        return start, np.minimum(self.end[self.last[blocks]], start + _LONGEST_ARTICLE)


def read(path: Path) -> list[str]:
    """The `text` of every line of a .jsonl or .jsonl.xz file."""
    try:
        with (
            lzma.open(path, "rt", encoding="utf-8")
            if path.suffix == ".xz"
            else path.open(encoding="utf-8") as lines
        ):
            return [json.loads(line)["text"] for line in lines if line.strip()]
    except (OSError, lzma.LZMAError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{path} cannot be read as training text ({error}).",
            'Give a .jsonl or .jsonl.xz file of {"id": …, "text": …} lines.',
        ) from error


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs with their hard wraps undone, each with the count of articles begun so far."""
    held: list[str] = []
    article, gap = 0, False
    for line in text.splitlines():
        if _NO_TEXT.search(line):
            gap = gap or not line.strip()
            continue
        ended = gap and bool(held) and held[-1].rstrip()[-1:] in set(".;:!?")
        if held and (ended or _OPENS.match(line)):
            yield article, " ".join(held)
            held = []
        article += bool(_ARTICLE.match(line))
        held.append(line)
        gap = False
    if held:
        yield article, " ".join(held)


def number(texts: list[str], tokenizer: Tokenizer) -> Passages:
    """Every block of every text as piece ids, unknown words left out; long ones are cut."""
    cut: list[list[int]] = []
    groups: list[tuple[int, int]] = []
    for document, text in enumerate(texts):
        found = list(blocks(text))
        encoded = tokenizer.encode_batch([t for _, t in found], add_special_tokens=False)
        for (article, _), encoding in zip(found, encoded, strict=True):
            known = [i for i in encoding.ids if i > 1]
            for at in range(0, len(known), _LONGEST_BLOCK):
                cut.append(known[at : at + _LONGEST_BLOCK])
                groups.append((document, article))
    return _laid_out(cut, groups)


def _laid_out(cut: list[list[int]], groups: list[tuple[int, int]]) -> Passages:
    lengths = np.array([len(c) for c in cut], dtype=np.int64)
    end = np.cumsum(lengths)
    begins = np.array([i == 0 or groups[i] != groups[i - 1] for i in range(len(groups))])
    heads = np.flatnonzero(begins)
    group = np.cumsum(begins) - 1
    tails = np.append(heads[1:], len(groups)) - 1
    pieces = np.array([i for c in cut for i in c], dtype=np.int64)
    return Passages(pieces, end - lengths, end, heads[group], tails[group])
