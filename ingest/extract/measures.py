"""What a figure measures: in the clause's words, and as a key that different plans share.

The keys are data (`data/measures.toml`): rules over words without marks, tried in order. A measure
that no rule knows gets a key made from its own words.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.extract.context import BASELINE, SCOPE
from ingest.markers import strip_marker
from ingest.tokens import fold, syllables

_WORDS_IN_KEY = 8
_YEARS = (
    r"(?:(?:đến|tới|trước|hết|cuối|trong|vào|từ|ngay|sau)\s+)*(?:năm|giai đoạn)\s+20\d\d"
    r"(?:\s*[-–]\s*(?:năm\s+)?20\d\d)?"
)
_NOT_MEASURED = (
    SCOPE,
    BASELINE,
    re.compile(_YEARS, re.IGNORECASE),
    re.compile(r"\b(?:đến|tới) 20\d\d\b", re.IGNORECASE),
    re.compile(r"\((?:tối thiểu|ít nhất|từ|trên|đạt)?\s*\)|/\s*năm\b", re.IGNORECASE),
    re.compile(r"\bph[aâấần]+n đ[aâấầ]u(?:\s+và duy trì)?\b", re.IGNORECASE),
    re.compile(r"\b(?:mỗi năm|hằng năm|hàng năm)\b", re.IGNORECASE),
    re.compile(r"\btương ứng(?: là)?\b|\blần lượt\b|\btrở (?:lên|xuống)\b", re.IGNORECASE),
    re.compile(r"\b(?:với|đạt) tỷ lệ\s*(?=$|tối thiểu|ít nhất)", re.IGNORECASE),
    re.compile(r"\b(?:cho )?đến khi\b|^[\s,]*(?:trong đó|đồng thời)\b,?", re.IGNORECASE),
    re.compile(r"\bđể\s+(?:đảm bảo|bảo đảm|phục vụ|nâng cao|góp phần|tạo)\b.*$", re.IGNORECASE),
    re.compile(r"\bđối với (?:mỗi|từng|các) cấp(?: hành chính)?\b", re.IGNORECASE),
)
_EDGE_WORDS = (
    r"(?:và|hoặc|có|đạt|là|từ|với|lên|xuống|trung bình|bằng|khoảng|tối thiểu|ít nhất|các|được"
    r"|đảm bảo|bảo đảm|tiếp tục|còn|cho|tại|trong)"
)
_LEFT_EDGE = re.compile(
    rf"^(?:[\s,;:.\-–+*•()/]|{_EDGE_WORDS}\b(?=\W)(?!\s+(?:chức|quan|cấp|hóa|lượng)))+", re.I
)
_RIGHT_EDGE = re.compile(
    r"(?:[\s,;:.\-–+*•(/]|(?<=\W)(?:và|hoặc|có|đạt|là|từ|với|lên|xuống|trung bình|trong|tại|đảm bảo"
    r"|bảo đảm|cho|được))+$",
    re.IGNORECASE,
)
# Before a figure whose measure follows: "trợ giúp cho 100% …" keeps its preposition.
_LINK = re.compile(
    r"(?:[\s,;:]|\b(?:có|đạt|là|lên|xuống|trung bình|đảm bảo|bảo đảm|được)\b)+$", re.IGNORECASE
)
_LEAD_INS = (
    re.compile(r".*(?:,|\bvà\b)(?=\s*(?:(?:đảm bảo|bảo đảm|phấn đấu|có|đạt)\s*)?$)", re.I | re.S),
    re.compile(r".*,(?=\s*phấn đấu\b)", re.IGNORECASE | re.DOTALL),
)
_LABEL = re.compile(r"^[\s\-+*•]*(?:Về\s+)?", re.IGNORECASE)
_NO_MEASURE = ("tăng", "giảm", "thêm", "số", "riêng")
_HEAD = r"(?:tỷ lệ|tỉ lệ|mức độ|chỉ số)"
_LATE_HEAD = re.compile(
    rf"^(?!\W*{_HEAD}\b).*(?:[,;)]|\b(?:đạt|nâng|tăng|và|yêu cầu|đưa))\s+(?={_HEAD}\b)", re.I | re.S
)
# What a share is of: "… đạt 40% tổng số yêu cầu" measures what "… đạt 50%" does.
_BASE = re.compile(r"^(\W*(?:\w+\W+){4,}?)(?:(?:trên|trong|so với)\s+)?tổng số\b.*$", re.I | re.S)
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A measure that many plans share: `all_of` must all stand, `any_of` one, `none_of` none.

    Each term is words without marks, with "|" between words that mean the same.
    """

    key: str
    name: str
    all_of: tuple[re.Pattern[str], ...]
    any_of: tuple[re.Pattern[str], ...]
    none_of: tuple[re.Pattern[str], ...]
    kinds: tuple[str, ...]

    def knows(self, words: str, value_kind: str) -> bool:
        """Whether a measure in folded words is this one."""
        return (
            (not self.kinds or value_kind in self.kinds)
            and all(p.search(words) for p in self.all_of)
            and (not self.any_of or any(p.search(words) for p in self.any_of))
            and not any(p.search(words) for p in self.none_of)
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """The rules in their order, the short forms that are put in the place of long ones, and the
    words that name no measure.
    """

    rules: tuple[Rule, ...]
    short: tuple[tuple[re.Pattern[str], str], ...]
    empty: re.Pattern[str]

    def own(self, text: str) -> list[str]:
        """The syllables of a text that say what it is about, marked, lower-case."""
        return [w for w in syllables(self.empty.sub(" ", text)) if not w.isdigit()]

    def words(self, text: str) -> str:
        """Folded words, one space apart, with the short forms put in."""
        plain = " ".join(re.findall(r"\w+", fold(text)))
        for pattern, short in self.short:
            plain = pattern.sub(short, plain)
        return plain

    def key(self, measure: str, value_kind: str) -> str:
        """The shared key of a measure, or one made from its own words."""
        measure = _BRACKETS.sub(" ", measure)
        words = self.words(measure)
        for rule in self.rules:
            if rule.knows(words, value_kind):
                return rule.key
        own = " ".join(self.own(_BASE.sub(r"\1", measure) if value_kind == "percent" else measure))
        return "-".join(self.words(own).split()[:_WORDS_IN_KEY]) or "khac"

    def name(self, key: str) -> str:
        """What a shared key is called, in Vietnamese; "" for a key made from a clause's words."""
        return next((rule.name for rule in self.rules if rule.key == key), "")


@cache
def measures() -> Measures:
    """The measures of `data/measures.toml`."""
    source = files("ingest.extract") / "data" / "measures.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    short = tuple((_term(entry["long"]), entry["short"]) for entry in table["short"])
    empty = re.compile(rf"\b(?:{'|'.join(table['empty'])})\b", re.IGNORECASE)
    return Measures(tuple(_rule(entry) for entry in table["measure"]), short, empty)


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(
        key=entry["key"],
        name=entry["name"],
        all_of=tuple(map(_term, entry.get("all", ()))),
        any_of=tuple(map(_term, entry.get("any", ()))),
        none_of=tuple(map(_term, entry.get("none", ()))),
        kinds=tuple(entry.get("kinds", ())),
    )


def _term(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


def wording(before: str, after: str) -> str:
    """The measure in the words around a figure, without what says when, how far and whom not."""
    left, right = _without(before), _without(after)
    figure_first = says_something(right)
    if figure_first:
        left = _LINK.sub("", left[lead_in(left) :])
    else:
        left = _RIGHT_EDGE.sub("", _LATE_HEAD.sub("", left))
    right = re.sub(r"^\s*(?:các|số(?! lượng))\s+", "", right, flags=re.IGNORECASE)
    return tidy(f"{left} {right}")


def lead_in(before: str) -> int:
    """How much before a figure only leads up to it: all as far as its comma or "và"."""
    return max((m.end() for p in _LEAD_INS if (m := p.match(before))), default=0)


def tidy(text: str) -> str:
    """`text` without loose words and marks at its edges."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;.)])", r"\1", re.sub(r"\(\s*\)", "", text))
    text = _RIGHT_EDGE.sub("", _LEFT_EDGE.sub("", text.strip()))
    if text.count(")") > text.count("("):
        text = text.replace(")", "", 1)
    return re.sub(r",\s*,", ",", text).strip()


def label_of(text: str) -> str:
    """A heading's words without its number, its "Về" and its colon."""
    return tidy(_LABEL.sub("", strip_marker(text), count=1).rstrip(" :."))


def says_something(measure: str) -> bool:
    """Whether a measure has words of its own besides tiers and joining words."""
    return any(word not in _NO_MEASURE for word in measures().own(measure))


def _without(text: str) -> str:
    for pattern in _NOT_MEASURED:
        text = pattern.sub(" ", text)
    return text.strip()
