"""Figures, dates and numbers of documents, each in one form however it is written.

1.000 = 1000; 05 = 5; 31/12/2025 = ngày 31 tháng 12 năm 2025; quý 3 = Quý III; "30/ 2020/NĐ-CP" =
"30/2020/NĐ-CP". What is read as one kind is not read again as another: the 14 of 14-CTr/HU is no
figure that could support "14%".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.extract.bases_laws import law_names
from retrieval.ground.forms import blank, even

_ORGAN = r"[A-ZĐƯ][A-ZĐƯa-zđư]*\d*(?:\s?&\s?[A-ZĐƯ]+)?"
_NUMBER = re.compile(
    rf"(?<![\w/.,-])\d{{1,6}}(?:\s?/\s?(?:19|20)\d\d)?(?:\s?[/-]\s?{_ORGAN})+(?!\w)"
    # The year alone says that it is a document, whatever the case of its letters.
    r"|(?<![\w/.,-])\d{1,6}\s?/\s?(?:19|20)\d\d(?:\s?[/-]\s?[a-zđư]+\d*)+(?!\w)",
)
_DATES = (
    re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?((?:19|20)\d\d)(?![\d/])"),
    re.compile(r"\b(\d{1,2})(\s+)tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)\b", re.IGNORECASE),
)
_ISO = re.compile(r"(?<![\d/-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d/-])")
_YEAR = r"(?:\s*(?:/|-|,?\s*năm\s)\s*(?P<y>(?:19|20)\d\d)\b)?"
_QUARTER = re.compile(
    rf"\bquý\s+(?P<q>(?:IV|I{{1,3}}|[1-4])\b(?:\s*(?:,|-|và)\s*(?:IV|I{{1,3}}|[1-4])\b)*){_YEAR}",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\btháng\s+(?P<m>1[0-2]|0?[1-9])\b{_YEAR}", re.IGNORECASE)
_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})/(\d{1,2})(?![\d/%]|\s?%)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_PLAIN = r"\d+(?:[.,]\d+)*"
_FIGURE = re.compile(_PLAIN)
_PERCENT = r"\s*(?:%|phần\s+trăm|per\s?cent)"
_SHARES = re.compile(
    rf"{_PLAIN}(?:\s*%?\s*(?:-|/|đến|tới|to)\s*{_PLAIN})*{_PERCENT}", re.IGNORECASE
)
_UNIT = re.compile(
    r"\s*(phút|giờ|ngày|tuần|tháng|quý|năm|lần|(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s+đồng)?|đồng)(?!\w)",
    re.IGNORECASE,
)
# After these a number only counts: "ngày 26 tháng …", "khoản 2 năm ngoái".
_ORDINAL = re.compile(r"\b(?:ngày|tháng|năm|quý|khoản|điều|mục|điểm|số|mức độ)\s*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+$")


class Kind(StrEnum):
    """What a fact is."""

    FIGURE = "figure"
    DATE = "date"
    NUMBER = "number"
    AGENCY = "agency"
    PLACE = "place"
    NAME = "name"
    ROLE = "role"
    COMPARATOR = "comparator"
    NEGATION = "negation"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a statement says and that its clauses must say, too, in one form."""

    kind: Kind
    key: str

    def __str__(self) -> str:
        return f"{self.kind.value} {self.key}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in even text, with its unit ("%", "ngày", "" for none that matters)."""

    value: str
    unit: str
    start: int
    end: int


@lru_cache(maxsize=8192)
def said(text: str) -> frozenset[Fact]:
    """The figures, dates and numbers of documents that a text says."""
    numbers, rest = _numbers(even(text))
    dates, rest = _dates(rest)
    found = {Fact(Kind.NUMBER, key) for key in numbers} | {Fact(Kind.DATE, key) for key in dates}
    for figure in _figures(rest):
        found.add(Fact(Kind.FIGURE, figure.value + figure.unit))
    return frozenset(found)


@lru_cache(maxsize=8192)
def held(text: str) -> frozenset[Fact]:
    """What a text supports: its facts and whatever less precise can be said of them."""
    found = set(said(text))
    for fact in said(text):
        if fact.kind is Kind.FIGURE:
            found.add(Fact(Kind.FIGURE, _bare(fact.key)))
        elif fact.kind is Kind.DATE:
            found |= _less_precise(fact.key)
    # A line cut short may leave a date's or a number's digits alone.
    cut = (Fact(Kind.FIGURE, _value(m.group())) for m in _FIGURE.finditer(even(text)))
    return frozenset({*found, *cut})


def facts(text: str) -> set[str]:
    """The figures and dates of a text in one form each; the parts of a date are facts of it too."""
    return {fact.key for fact in held(text)}


@lru_cache(maxsize=8192)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of even text in order, without those in dates and numbers of documents."""
    return tuple(_figures(_dates(_numbers(text)[1])[1]))


@dataclass(frozen=True, slots=True)
class Found:
    """A document's number or a date in even text, in one form, and where it stands."""

    key: str
    start: int
    end: int


def numbered(text: str) -> tuple[Found, ...]:
    """The numbers of documents in even text, in order."""
    found = _NUMBER.finditer(text)
    return tuple(Found(re.sub(r"\s", "", m.group()).upper(), *m.span()) for m in found)


def _numbers(text: str) -> tuple[set[str], str]:
    found: set[str] = set()
    for number in numbered(text):
        found.add(number.key)
        text = blank(text, number.start, number.end)
    for law in law_names(text):
        found.add(" ".join(re.findall(r"\w+", law.name.lower())))
    return found, text


def _dates(text: str) -> tuple[set[str], str]:
    found: set[str] = set()
    for date in dated(text):
        found.add(date.key)
        text = blank(text, date.start, date.end)
    return found, text


def dated(text: str) -> tuple[Found, ...]:
    """The dates of even text, of the most precise kind first; several where one names quarters."""
    found: list[Found] = []
    for read in (_full_dates, _iso_dates, _quarter_dates, _month_dates, _day_dates):
        new = list(read(text))
        found += new
        for date in new:
            text = blank(text, date.start, date.end)
    return tuple(found)


def _full_dates(text: str) -> Iterator[Found]:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day, month, year = int(match[1]), int(match[3]), int(match[4])
            if day <= 31 and month <= 12:
                yield Found(f"{year:04d}-{month:02d}-{day:02d}", *match.span())


def _iso_dates(text: str) -> Iterator[Found]:
    yield from (Found(match.group(), *match.span()) for match in _ISO.finditer(text))


def _quarter_dates(text: str) -> Iterator[Found]:
    for match in _QUARTER.finditer(text):
        yield from (Found(key, *match.span()) for key in _quarters(match))


def _month_dates(text: str) -> Iterator[Found]:
    for match in _MONTH.finditer(text):
        yield Found(f"{match['y'] or ''}-{int(match['m']):02d}", *match.span())


def _day_dates(text: str) -> Iterator[Found]:
    for match in _DAY.finditer(text):
        if 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12:
            yield Found(f"--{int(match[2]):02d}-{int(match[1]):02d}", *match.span())


def _quarters(match: re.Match[str]) -> Iterator[str]:
    for written in re.findall(r"\w+", match["q"]):
        if written.lower() != "và":
            yield f"{match['y'] or ''}-Q{_ROMAN.get(written.lower(), written)}"


def _less_precise(date: str) -> set[Fact]:
    """What a date also says: its month, its day, its year, its quarter without a year."""
    keys: set[str] = set()
    year, _, rest = date.partition("-")
    found = {Fact(Kind.FIGURE, year)} if year else set()
    keys.add("-" + rest)
    if re.fullmatch(r"\d\d-\d\d", rest):
        month = rest[:2]
        keys |= {f"--{rest}", f"{year}-{month}", f"-{month}"}
    return found | {Fact(Kind.DATE, key) for key in keys}


def _figures(text: str) -> Iterator[Figure]:
    shares = [m.span() for m in _SHARES.finditer(text)]
    for match in _FIGURE.finditer(text):
        value = _value(match.group())
        unit = "%" if any(a <= match.start() < b for a, b in shares) else ""
        if unit and re.fullmatch(r"(?:19|20)\d\d", value):
            unit = ""
        named = _UNIT.match(text, match.end())
        if named and not _ORDINAL.search(text[max(0, match.start() - 12) : match.start()]):
            unit = " " + " ".join(
                named[1].lower().replace("tỉ", "tỷ").replace("ngàn", "nghìn").split()
            )
        yield Figure(value, unit, match.start(), match.end())


def _value(written: str) -> str:
    if _THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    if written.count(".") + written.count(",") > 1:
        return written
    whole, _, rest = written.replace(",", ".").partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))


def _bare(key: str) -> str:
    return key.removesuffix("%").partition(" ")[0]
