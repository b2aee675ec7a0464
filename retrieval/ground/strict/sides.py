"""What is denied, turned round, or said of a quantity without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.ground.figures import figures
from retrieval.ground.strict.data import opposites, pattern
from retrieval.ground.strict.source import Source

_WORD = re.compile(r"\w+")
_COMPARATOR = re.compile(
    r"không (?:dưới|quá|vượt quá|vượt|thấp hơn|ít hơn|nhỏ hơn|cao hơn|lớn hơn|trên|muộn hơn)"
    r"|(?:no|not) (?:less|more) than|trong đó|ngoài ra|không những|không chỉ|not only"
)
# Between places or figures: nothing of the kind is in a clause; only the program reckons it.
_COMPARED = re.compile(
    r"\b(?:bằng nhau|như nhau|giống nhau|ngang nhau|khác nhau|cao hơn|thấp hơn|nhiều hơn|ít hơn"
    r"|lớn hơn|nhỏ hơn|nhanh hơn|chậm hơn|tốt hơn|kém hơn|the same|equal|higher than|lower than"
    r"|gấp \d+|cao nhất|thấp nhất|chênh|duy nhất)\b(?! \d)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"như sau|sau đây|sau khi|trước khi", re.IGNORECASE)
_EXACT = re.compile(
    r"(?<!\w)(?:đúng|chính xác|vừa tròn|tròn|exactly)(?:\s+là)?\s+\d+", re.IGNORECASE
)
_SCALE = re.compile(r"[^\W\d]\w* trở (?:lên|xuống)", re.IGNORECASE)
_SCOPE = 5
_IDLE = frozenset(
    [
        "bao",
        "gồm",
        "phải",
        "được",
        "có",
        "bị",
        "các",
        "những",
        "việc",
        "là",
        "của",
        "và",
        "cho",
        "người",
    ]
)


def denied(sentence: str, source: Source) -> Iterator[str]:
    """Denials that the sentence adds to its clauses, or leaves out."""
    said, held = list(_denials(sentence)), [d for text in source.own for d in _denials(text)]
    for scope in said:
        if not any(_same(scope, other) for other in held):
            yield f"không {' '.join(scope[:2])}"
    words = _WORD.findall(sentence.lower())
    for scope in held:
        there = [w for w in scope if w in words]
        kept = any(_same(scope, other) or _same(other, scope) for other in said)
        if kept and _affirmed(scope, sentence, said) > _affirmed(scope, source.words, held):
            yield f"bỏ không {' '.join(scope[:3])}"
        many = len(there) >= max(2, (len(scope) + 1) // 2)
        if many and not kept and not _plainly(scope, source):
            yield f"bỏ không {' '.join(scope[:3])}"


def _same(scope: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two denials reach to the same words."""
    shared = len(set(scope[:4]) & set(other))
    return scope[0] in other[:2] and shared >= min(3, len(scope), len(other))


def _affirmed(scope: tuple[str, ...], text: str, denials: list[tuple[str, ...]]) -> int:
    """How often the words that a denial begins with stand in a text without one."""
    phrase = " ".join(scope[:2])
    often = len(re.findall(rf"(?<!\w){re.escape(phrase)}(?!\w)", text.lower()))
    return often - sum(" ".join(other[:2]) == phrase for other in denials)


def _plainly(scope: tuple[str, ...], source: Source) -> bool:
    """Whether the clauses say the same words elsewhere without denying them."""
    rest = " ".join(source.own).lower()
    for text in _negated(rest):
        rest = rest.replace(text, " ")
    return " ".join(scope[:3]) in rest


def _negated(text: str) -> list[str]:
    return [text[m.start() : m.end() + 60] for m in pattern("negation", "words").finditer(text)]


def _denials(text: str) -> Iterator[tuple[str, ...]]:
    """The words after each denial, as far as it may reach."""
    text = _COMPARATOR.sub(" ", text.lower())
    for match in pattern("negation", "words").finditer(text):
        after = re.split(r"[.;:()]", text[match.end() :])[0]
        words = [w for w in _WORD.findall(after) if w not in _IDLE]
        if words:
            yield tuple(words[:_SCOPE])


def turned_round(sentence: str, source: Source) -> Iterator[str]:
    """Words whose contrary the clauses say, and not themselves."""
    held = " ".join((*source.own, *source.above))
    sentence = _FOLLOWING.sub(" ", sentence)
    for pair in opposites():
        for said, other in (pair, pair[::-1]):
            match = said.search(sentence)
            if match and other.search(held) and not said.search(held):
                yield match.group().lower()


def rescaled(sentence: str, source: Source) -> Iterator[str]:
    """Scales that the clauses do not count that way: "trung bình trở xuống"."""
    for match in _SCALE.finditer(sentence):
        if match.group().lower() not in source.words and not match.group()[0].isdigit():
            yield match.group().lower()


def vague(sentence: str, source: Source) -> Iterator[str]:
    """Quantities without a figure, and comparisons, that do not stand in the clauses."""
    held = " ".join((*source.own, *source.above)).lower()
    for found in (pattern("vague", "words"), _COMPARED, _EXACT):
        for match in found.finditer(sentence):
            if match.group().lower() not in held:
                yield match.group().lower()
    for match in pattern("vague", "all").finditer(sentence):
        whole = any(f.value == "100" and f.unit == "%" for t in source.own for f in figures(t))
        stands = match.group().lower() in held
        if not whole and not stands:
            yield match.group().lower()
