"""False versions of a true sentence: one figure, date, agency, comparator, place … changed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from ingest.extract.agencies import agencies, same_agency
from ingest.model import Card, Clause
from retrieval.ground.strict.slots import UPPER
from tests.retrieval.strict.rewordings import in_words

Change = Callable[[str, Sequence[Clause], Sequence[Card], random.Random], "str | None"]

_SHARE = re.compile(r"(?<![\d.,/-])(\d{1,3})(?=\s?(?:%|phần trăm))")
_SHARE_WORDS = re.compile(r"(?<!\w)(\w+(?: mươi| trăm)(?: \w+)?) phần trăm|(?<!\w)(\w+) phần trăm")
_COUNT = re.compile(r"(?<![\d.,/-])(\d{1,3})(?= (?:huyện|tỉnh|đơn vị|địa phương|ngày|nơi|xã))")
_YEAR = re.compile(r"(?<![\d/.-])(20[12]\d)(?![\d/-])")
_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_LONG_DATE = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")
_QUARTER = re.compile(r"([Qq]uý) (III|II|IV|I|[1-4])(?=[ /]\d|/)")
_NUMBER = re.compile(r"(?<!\d)(\d{1,5})(?=/(?:\d{4}/)?[A-ZĐ]{2,}|-(?:NQ|CTr)/)")
_PLACE = re.compile(rf"(?i:(tỉnh|huyện|xã)) ([{UPPER}]\w*(?: [{UPPER}]\w*)?)")
_PLACES = ("huyện Di Linh", "tỉnh Quảng Nam", "xã Tân Bình", "huyện Thăng Bình", "huyện Tứ Kỳ",
           "huyện Hiệp Đức", "thành phố Hội An", "tỉnh Lâm Đồng")  # fmt: skip
_AGENCIES = (
    "Sở Tài chính", "Phòng Tư pháp", "Văn phòng HĐND&UBND huyện", "Công an huyện",
    "Sở Thông tin và Truyền thông", "Phòng Nội vụ", "Công chức Văn phòng - Thống kê",
    "Phòng Tài chính - Kế hoạch", "Thanh tra tỉnh",
)  # fmt: skip
_TURNS = (
    (r"\b([Tt])ối thiểu\b", "tối đa"), (r"\b[Íí]t nhất\b", "nhiều nhất"),
    (r"\bkhông dưới\b", "không quá"), (r"\bkhông thấp hơn\b", "không cao hơn"),
    (r"\btrở lên\b", "trở xuống"), (r"\b[Tt]rên(?= \d)", "dưới"), (r"\bhơn(?= \d)", "chưa đến"),
    (r"\b[Tt]ối thiểu(?= \d)", "trên"), (r"\b[Tt]ối thiểu(?= \d)", "đúng"),
    (r"\b[Ii]t nhất(?= \d)", "dưới"), (r"\b[Tt]rước(?= \d)", "sau"),
)  # fmt: skip


def _one(pattern: re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return rng.choice(found) if found else None


def _put(text: str, match: re.Match[str], group: int, new: str) -> str:
    return text[: match.start(group)] + new + text[match.end(group) :]


def _figures(clauses: Sequence[Clause]) -> list[str]:
    return [m[1] for clause in clauses for m in _SHARE.finditer(clause.text)]


def random_share(text: str, clauses: Sequence[Clause], _: object, rng: random.Random) -> str | None:
    match = _one(_SHARE, text, rng)
    if match is None:
        return None
    own = {int(f) for f in _figures(clauses)}
    new = rng.choice([n for n in range(3, 100) if n not in own and n != int(match[1])])
    return _put(text, match, 1, str(new))


def neighbours_share(
    text: str, clauses: Sequence[Clause], _: object, rng: random.Random
) -> str | None:
    match = _one(_SHARE, text, rng)
    others = [f for f in _figures(clauses) if match and int(f) != int(match[1])]
    return _put(text, match, 1, rng.choice(others)) if match and others else None


def share_in_words(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(_SHARE, text, rng)
    if match is None:
        return None
    new = in_words(rng.choice([n for n in range(11, 100) if n != int(match[1])]))
    rest = re.sub(r"^\s?(?:%|phần trăm)", "", text[match.end(1) :])
    return f"{text[: match.start(1)]}{new} phần trăm{rest}"


def another_count(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(_COUNT, text, rng)
    if match is None:
        return None
    new = rng.choice([n for n in range(2, 60) if n != int(match[1])])
    return _put(text, match, 1, str(new))


def another_year(
    text: str, clauses: Sequence[Clause], cards: Sequence[Card], rng: random.Random
) -> str | None:
    match = _one(_YEAR, text, rng)
    if match is None:
        return None
    near = {int(m[1]) for c in clauses for m in _YEAR.finditer(" ".join((c.text, *c.breadcrumb)))}
    near |= {y for card in cards for y in (card.first_year, card.last_year, card.outlook) if y}
    near |= {2022, 2023, 2027, 2030}
    return _put(text, match, 1, str(rng.choice(sorted(near - {int(match[1])}))))


def another_date(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(_DATE, text, rng) or _one(_LONG_DATE, text, rng)
    if match is None:
        return None
    group = rng.choice([1, 2, 3])
    limits = {1: range(1, 29), 2: range(1, 13), 3: range(2015, 2026)}
    new = rng.choice([n for n in limits[group] if n != int(match[group])])
    return _put(text, match, group, str(new))


def another_quarter(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(_QUARTER, text, rng)
    if match is None:
        return None
    same = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(match[2], match[2])
    return _put(text, match, 2, rng.choice([q for q in ("I", "II", "III", "IV") if q != same]))


def another_number(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(_NUMBER, text, rng)
    return _put(text, match, 1, str(int(match[1]) + rng.randint(1, 40))) if match else None


def _agency(text: str, names: Sequence[str], rng: random.Random) -> str | None:
    found = [a for a in agencies(text) if not a.generic]
    if not found:
        return None
    one = rng.choice(found)
    others = [n for n in names if not same_agency(n, one.name) and n not in one.name
              and one.name not in n]  # fmt: skip
    return text[: one.start] + rng.choice(others) + text[one.end :] if others else None


def another_agency(text: str, _: object, __: object, rng: random.Random) -> str | None:
    return _agency(text, _AGENCIES, rng)


def neighbours_agency(
    text: str, clauses: Sequence[Clause], _: object, rng: random.Random
) -> str | None:
    return _agency(text, [a.name for c in clauses for a in agencies(c.text) if not a.generic], rng)


def swapped_agencies(text: str, _: object, __: object, rng: random.Random) -> str | None:
    found = [a for a in agencies(text) if not a.generic]
    if len(found) < 2 or same_agency(found[0].name, found[1].name):
        return None
    a, b = found[0], found[1]
    between = text[a.end : b.start]
    if not re.search(r"chủ trì|phối hợp|tham mưu|báo cáo", between) or between.strip() == ",":
        return None
    return text[: a.start] + b.name + between + a.name + text[b.end :]


def exchanged_roles(
    text: str, clauses: Sequence[Clause], _: object, rng: random.Random
) -> str | None:
    both = "|".join(c.text for c in clauses)
    if "chủ trì" in text and not re.search(r"phối hợp", text):
        return text.replace("chủ trì", "phối hợp") if "hối hợp" not in both else None
    if re.search(r"\b[Pp]hối hợp với", text) and "chủ trì" not in both.lower():
        return re.sub(r"\b[Pp]hối hợp với", "chủ trì cùng", text)
    return None


def turned_comparator(text: str, _: object, __: object, rng: random.Random) -> str | None:
    found = [(p, new) for p, new in _TURNS if re.search(p, text)]
    if not found:
        return None
    pattern, new = rng.choice(found)
    match = rng.choice(list(re.finditer(pattern, text)))
    return text[: match.start()] + new + text[match.end() :]


def added_comparator(
    text: str, clauses: Sequence[Clause], _: object, rng: random.Random
) -> str | None:
    match = re.search(
        r"(?<!thiểu )(?<!nhất )(?<!trên )(?<!hơn )(?<!từ )(?<!dưới )\b\d{1,3}%(?! trở)", text
    )
    own = " ".join(c.text.lower() for c in clauses)
    if match is None or re.search(r"tối thi|ít nhất|trên \d|từ \d|trở lên|hơn", own):
        return None
    return (
        text[: match.start()]
        + rng.choice(["tối đa ", "dưới ", "không quá "])
        + text[match.start() :]
    )


def another_place(text: str, _: object, cards: Sequence[Card], rng: random.Random) -> str | None:
    match = _one(_PLACE, text, rng)
    if match is None:
        return None
    others = [p for p in _PLACES if match[2] not in p]
    others += [f"{level} {match[2]}" for level in ("tỉnh", "xã") if level != match[1].lower()]
    parents = [f"tỉnh {c.place.parent}" for c in cards if c.place.parent]
    others += [p for p in parents if match[2] not in p and "huyện" not in p.lower()[5:]]
    return text[: match.start()] + rng.choice(others) + text[match.end() :]


def place_put_before(text: str, _: object, cards: Sequence[Card], rng: random.Random) -> str | None:
    own = {card.place.name for card in cards}
    other = rng.choice([p for p in _PLACES if not any(name in p for name in own)])
    return rng.choice(
        [f"Tại {other}, {text}", f"{other}: {text}", f"{other.partition(' ')[2]}: {text}"]
    )


def another_tier(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(re.compile(r"cấp (tỉnh|huyện|xã)(?!\w)"), text, rng)
    if match is None or re.search(r"cấp tỉnh.*cấp huyện|cấp huyện.*cấp xã", text):
        return None
    return _put(text, match, 1, rng.choice([t for t in ("tỉnh", "huyện", "xã") if t != match[1]]))


def denied(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(
        re.compile(r"(?<!không )\b(?=(?:được|đạt|chủ trì|bao gồm|thực hiện) \w)"), text, rng
    )
    return text[: match.start()] + "không " + text[match.start() :] if match else None


def affirmed(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(re.compile(r"\b[Kk]hông (?=phải|bao gồm|cần|dùng|chuyên)"), text, rng)
    return text[: match.start()] + text[match.end() :] if match else None


def another_unit(text: str, _: object, __: object, rng: random.Random) -> str | None:
    match = _one(re.compile(r"(?<=\d)(\s?%| phần trăm)"), text, rng)
    return (
        _put(text, match, 1, rng.choice([" ngày", " giờ", " đơn vị", " hồ sơ"])) if match else None
    )


def swapped_shares(text: str, _: object, __: object, rng: random.Random) -> str | None:
    found = list(_SHARE.finditer(text))
    pairs = [(a, b) for a in found for b in found if a.start() < b.start() and a[1] != b[1]]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return text[: a.start(1)] + b[1] + text[a.end(1) : b.start(1)] + a[1] + text[b.end(1) :]


CHANGES: Mapping[str, Change] = {
    change.__name__: change
    for change in (
        random_share, neighbours_share, share_in_words, another_count, another_year, another_date,
        another_quarter, another_number, another_agency, neighbours_agency, swapped_agencies,
        exchanged_roles, turned_comparator, added_comparator, another_place, place_put_before,
        another_tier, denied, affirmed, another_unit, swapped_shares,
    )
}  # fmt: skip
