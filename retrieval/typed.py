"""Questions that want one kind of thing, whatever else they ask: a number of days, a sum."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.extract.grid import entries
from ingest.model import Clause
from ingest.tokens import fold
from retrieval.config import cue

_KINDS = {
    "phone": re.compile(r"(?<!\d)(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)|\b1[89]00\b|\b1022\b"),
    "mail": re.compile(r"\w@\w"),
    # "19 tháng 5" is a date.
    "duration": re.compile(r"\d+\s*(?:ngày|giờ|phút|tuần|tháng)\b(?!\s*\d)", re.IGNORECASE),
    "hour": re.compile(r"\b\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?\b", re.IGNORECASE),
    "headcount": re.compile(r"\b\d+\s*(?:người|cán bộ|công chức|nhân viên|viên chức|biên chế)\b"),
    "points": re.compile(r"\d\s*điểm\b", re.IGNORECASE),
    "place": re.compile(
        r"\b(?:thứ|hạng|nhóm|top)\s*(?:\d|nhất\b|nhì\b|hai\b|ba\b)|\b(?:dẫn|đứng) đầu\b",
        re.IGNORECASE,
    ),
    "dollars": re.compile(
        r"\d\s*(?:tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?:USD\b|đô la|\$)|\$\s*\d", re.IGNORECASE
    ),
    "money": re.compile(
        r"\d\s*(?:tỷ|triệu|nghìn|ngàn)?\s*đồng\b|\d\s*(?:tỷ|triệu)?\s*(?:USD|EUR)\b", re.IGNORECASE
    ),
}
_SUM = re.compile(r"\b\d{1,3}(?:\.\d{3})+\b")
# Units that a question spells and a plan writes short.
_WRITTEN = (
    (re.compile(r"\bhec[- ]?ta\b"), "ha"),
    (re.compile(r"\b(?:met|m) vuong\b"), "m2"),
    (re.compile(r"\b(?:met|m) khoi\b"), "m3"),
    (re.compile(r"\b(?:ki[- ]?lo[- ]?met|cay so)\b"), "km"),
)
# What "bao nhiêu" counts.
_COUNTED = re.compile(
    r"(?<!thu )(?<!top )(?<!hang )\b(?:bao nhieu|may) (?!phan\b|tien\b)(\w+(?: \w+)?)"
)
_SHORT = 3
# A share is asked for, whatever it is a share of ("thủ tục có phí … bao nhiêu %").
_SHARE = re.compile(r"\b(?:bao nhieu|may) ?(?:%|phan tram)")


@lru_cache(maxsize=256)
def asked(asking: str) -> str | None:
    """The kind of thing that a question wants, by its cue words over folded text; None for none."""
    if share_asked(asking):
        return None
    return next((kind for kind in _KINDS if cue(f"typed.{kind}").search(asking)), None)


@lru_cache(maxsize=256)
def share_asked(asking: str) -> bool:
    """Whether a question asks for a percentage in so many words."""
    return _SHARE.search(asking) is not None


def holds_in(kind: str, text: str) -> bool:
    """Whether a text holds a thing of that kind."""
    return _KINDS[kind].search(text) is not None


def holds(kind: str, clause: Clause) -> bool:
    """As `holds_in`, of a clause."""
    if holds_in(kind, clause.text) or any(holds_in(kind, e.spelt) for e in entries(clause)):
        return True
    # A table says "đồng" once, above its columns.
    priced = kind == "money" and any("đồng" in cell.header for cell in clause.cells)
    return priced and any(_SUM.search(cell.text) for cell in clause.cells if not cell.inherited)


def counts(asking: str, clause: Clause) -> bool:
    """Whether a clause that speaks of what is to be counted ("bao nhiêu trạm") counts it."""
    noun = thing(asking)
    said = noun and re.search(rf"\b{re.escape(noun)}\b", fold(clause.text))
    return not said or counted(asking, clause)


@lru_cache(maxsize=256)
def thing(asking: str) -> str:
    """The first word of what "bao nhiêu" counts, folded, or ""; a percentage counts nothing."""
    for spelt, written in _WRITTEN:
        asking = spelt.sub(written, asking)
    found = _COUNTED.search(asking)
    return found.group(1).split()[0] if found and not cue("typed.percent").search(asking) else ""


def counted(asking: str, clause: Clause) -> bool:
    """Whether a clause gives a number of what "bao nhiêu" or "mấy" counts."""
    return counts_in(asking, clause.text) or any(counts_in(asking, e.text) for e in entries(clause))


def counts_in(asking: str, text: str) -> bool:
    """As `counted`, of any text."""
    noun = thing(asking)
    # A short syllable without marks may be many a word: then only right behind the number.
    between = r"(?:\w+\s+)?" if len(noun) > _SHORT else ""
    return bool(noun) and re.search(rf"\d\s+{between}{re.escape(noun)}\b", fold(text)) is not None
