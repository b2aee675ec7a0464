"""A document's title in ordinary letters, and the years that it plans for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.describe_page import KINDS

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*(?:[-–—]|đến(?: năm)?)?\s*"
# Dates are those of cited documents; "lần thứ", "khóa" and numbers are not periods.
_CITED = re.compile(
    rf"\d{{1,2}}\s*[/.-]\s*\d{{1,2}}\s*[/.-]\s*{_YEAR}|ngày[\s\d]{{0,4}}tháng[\s\d]{{0,4}}năm\s*{_YEAR}"
    rf"|\d+\s*/\s*{_YEAR}\s*/\s*\S+|nhiệm kỳ\s+{_YEAR}{_DASH}{_YEAR}",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:giai đoạn|thời kỳ|trong các năm|các năm)\s*:?\s*({_YEAR}){_DASH}({_YEAR})", re.I
)
_BARE_RANGE = re.compile(rf"\b({_YEAR})\s*[-–—]\s*({_YEAR})\b")
_OUTLOOK = re.compile(
    rf"(?:định hướng|tầm nhìn|hướng tới|nhìn)(?:\s+(?:đến|tới))?(?:\s+năm)?\s+({_YEAR})", re.I
)
_UNTIL = re.compile(rf"(?:đến|tới)(?:\s+(?:hết|cuối))?(?:\s+năm)?\s+({_YEAR})", re.I)
_ONE = re.compile(rf"\bnăm\s+({_YEAR})\b", re.I)
_WORD = re.compile(r"\S+")
_ANNOUNCED = re.compile(
    rf"(?i:ban hành|xây dựng)\s+(?P<kind>(?i:{'|'.join(KINDS)}))\s+"
    r"(?P<title>[^.:]{3,400}?)\s*,?\s*(?:với các nội dung|(?:cụ thể|nội dung))?\s*như sau\s*:"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_LONGEST = 14
_LENGTH = 1_000
_TRIES = 40
_BODY = 200_000


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last year planned for, and the later year only looked towards."""

    first: int | None = None
    last: int | None = None
    outlook: int | None = None


def period(title: str, signed_year: int | None = None) -> Period:
    """What a title says: "giai đoạn 2021-2025, định hướng đến năm 2030", "năm 2024".

    A plan "đến năm 2030" begins in the year that it was signed, where that is known.
    """
    own = _CITED.sub(" ", title)
    ahead = _OUTLOOK.search(own)
    outlook = int(ahead[1]) if ahead else None
    own = _OUTLOOK.sub(" ", own)
    between = _RANGE.search(own) or _BARE_RANGE.search(own)
    if between and int(between[1]) <= int(between[2]):
        return Period(int(between[1]), int(between[2]), outlook)
    until = _UNTIL.search(own)
    if until:
        last = int(until[1])
        first = signed_year if signed_year and signed_year <= last else None
        return Period(first, last, outlook)
    one = _ONE.search(own)
    return Period(int(one[1]), int(one[1]), outlook) if one else Period(outlook=outlook)


def announced(preamble: str) -> tuple[str, str]:
    """Kind and title where the page has no title and its preamble says what is issued.

    "UBND tỉnh ban hành Kế hoạch xác định Chỉ số … (gọi tắt là …), cụ thể như sau:"; ("", "")
    where nothing is announced.
    """
    found = _ANNOUNCED.search(preamble)
    return (found["kind"].lower(), _BRACKETS.sub("", found["title"])) if found else ("", "")


def titled(kind: str, lines: tuple[str, ...], body: str) -> str:
    """Kind and title as one phrase; a title in capitals takes the letters that the body uses."""
    phrase = re.sub(r"(?<=[\w/])-\s+(?=\w)", "-", " ".join(lines))[:_LENGTH].strip(" .;:-")
    if not phrase:
        return kind.capitalize()
    phrase = lettered(phrase, body) if phrase.isupper() else phrase
    if not kind:
        return phrase[:200]
    return f"{kind.capitalize()} {_lower_first(phrase)}"


def lettered(capitals: str, body: str) -> str:
    """Capitals rewritten word run by word run as the body writes them, else in lower case."""
    body = body[:_BODY]
    low = body.lower()
    if len(low) != len(body):
        return capitals.lower()
    words, done, at = capitals.split(), [], 0
    while at < len(words):
        run, found = _run(words, at, low, body)
        done.append(found)
        at += run
    return " ".join(done)


def _run(words: list[str], at: int, low: str, body: str) -> tuple[int, str]:
    """The longest run of words from `at` on that stands in the body in ordinary letters."""
    for size in range(min(_LONGEST, len(words) - at), 1, -1):
        wanted = " ".join(words[at : at + size]).lower()
        start = -1
        for _ in range(_TRIES):
            start = low.find(wanted, start + 1)
            if start < 0:
                break
            found = body[start : start + len(wanted)]
            if not found.isupper() and _inside_sentence(body, start):
                return size, _lower_first(found) if at == 0 else found
    return 1, words[at] if any(c.isdigit() for c in words[at]) else words[at].lower()


def _inside_sentence(body: str, start: int) -> bool:
    """Whether a capital here is the word's own, not a sentence's."""
    before = body[max(0, start - 2) : start]
    return len(before) == 2 and before[1] in ' “"(' and (before[0].isalnum() or before[0] in ",-–")


def _lower_first(phrase: str) -> str:
    """Without the capital that begins a line, unless the first word is an abbreviation."""
    first = _WORD.match(phrase)
    if not first or len(first[0]) < 2 or first[0][1:] != first[0][1:].lower():
        return phrase
    return phrase[0].lower() + phrase[1:]
