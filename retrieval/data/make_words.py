"""Counts the syllables of official texts and their neighbours into `words.tsv`.

Run by hand, on JSON Lines with a `text` each (plain or .xz); the program itself needs only the
table:

    python -m retrieval.data.make_words TEXTS.jsonl.xz retrieval/data/words.tsv
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from ingest.tokens import nfc, place_tones
from retrieval.understand.syllable import well_formed

HEADER = """\
# How often official Vietnamese uses a syllable, and which syllable follows it far oftener than
# chance: what a question's spelling is weighed with, beside the counts of the plans themselves.
#
# Counted by make_words.py over 417 laws, decrees, circulars, decisions and plans (5.4 million
# syllables), which are not under copyright (Luật Sở hữu trí tuệ, Điều 15). Kept: well-formed
# syllables seen {seen} times or more; neighbours seen {together} times or more and {lift} times as
# often as chance would have it, or {often} times and {often_lift} times as often. A line: syllable,
# count, then follower:count ...
"""
SEEN, TOGETHER, LIFT = 8, 12, 5.0
OFTEN, OFTEN_LIFT = 60, 0.8
# Words with nothing but space between them: a pair never reaches over a comma or a figure.
_RUN = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")


def count(texts: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Syllables and neighbouring pairs, lower-case, tones in the newer placement."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for run in _RUN.findall(place_tones(nfc(text)).lower()):
            words = run.split()
            single.update(words)
            pairs.update(pairwise(words))
    return single, pairs


def lines(single: Counter[str], pairs: Counter[tuple[str, str]]) -> Iterator[str]:
    """The table's lines, without its header."""
    total = sum(single.values())
    followers: dict[str, list[str]] = {}
    for (a, b), together in sorted(pairs.items(), key=lambda item: -item[1]):
        lift = together * total / (single[a] * single[b])
        much, often = together >= TOGETHER, together >= OFTEN
        near = (much and lift >= LIFT) or (often and lift >= OFTEN_LIFT)
        if near and well_formed(a) and well_formed(b):
            followers.setdefault(a, []).append(f"{b}:{together}")
    for word, seen in sorted(single.items()):
        if seen >= SEEN and well_formed(word):
            yield "\t".join([word, str(seen), " ".join(followers.get(word, []))])


def main(source: str, target: str) -> None:
    """Count SOURCE into TARGET."""
    opener = lzma.open if source.endswith(".xz") else open
    with opener(source, "rt", encoding="utf-8") as file:
        found = count(json.loads(line)["text"] for line in file)
    header = HEADER.format(
        seen=SEEN, together=TOGETHER, lift=int(LIFT), often=OFTEN, often_lift=OFTEN_LIFT
    )
    Path(target).write_text(header + "\n".join(lines(*found)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:3])
