"""Whose document it is: the issuer, and the administrative unit that it speaks for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.describe_page import CAPITAL, Page, flat
from ingest.model import Body, Level, Place
from ingest.tokens import fold

CENTRALLY_RUN = frozenset((
    "ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue",
    "dong nai", "quang ninh", "bac ninh",
))  # fmt: skip
LEVELS = {
    "tỉnh": Level.PROVINCE, "huyện": Level.DISTRICT, "quận": Level.DISTRICT,
    "thị xã": Level.DISTRICT, "thành phố": Level.DISTRICT, "xã": Level.COMMUNE,
    "phường": Level.COMMUNE, "thị trấn": Level.COMMUNE, "đặc khu": Level.COMMUNE,
}  # fmt: skip
_PARTY = {"tỉnh": "tỉnh", "thành": "thành phố", "huyện": "huyện", "quận": "quận", "thị": "thị xã"}
_ABOVE = {
    Level.DISTRICT: (Level.PROVINCE,),
    Level.COMMUNE: (Level.DISTRICT, Level.PROVINCE),
}
_WORDS = "thành phố|thị trấn|thị xã|đặc khu|tỉnh|huyện|quận|phường|xã"
# A proper name: capitalised syllables, or the number of a ward; "Bà Rịa - Vũng Tàu" is one.
_SYLLABLE = rf"(?!(?:Huyện|Tỉnh|Thành [Pp]hố|Phường|Ủy|UBND|Số|Sở|Đảng)\b){CAPITAL}[\w']*"
_NAME = rf"(?P<name>{_SYLLABLE}(?:(?:\s+-\s+|-|\s+){_SYLLABLE}){{0,4}}|\d{{1,2}}\b)"
_AGENCY = (
    r"(?<![\w/-])(?P<agency>(?:Chủ tịch\s+)?(?:[ỦU]y ban nhân dân|UBND)|Hội đồng nhân dân|HĐND"
    r"|(?:Ban Thường vụ\s+|Ban Chấp hành\s+|BTV\s+)?(?P<party>Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+ủy)"
)
_UNNAMED_AGENCY = re.sub(r"\?P<\w+>", "?:", _AGENCY)
_ISSUER = re.compile(rf"(?i:{_AGENCY})(?:\s+(?P<word>(?i:{_WORDS})))?(?:\s+{_NAME})?")
_MENTION = re.compile(rf"\b(?P<word>(?i:{_WORDS}|(?:Tỉnh|Thành|Huyện|Quận|Thị) ủy))\s+{_NAME}")
# In a letterhead the name goes on until something that is not a name.
_HEAD_STOP = re.compile(
    r"\s(?:Số|SỐ|ĐẢNG|[-–—_*]{2,}|\d|ỦY BAN|UBND|HỘI ĐỒNG|(?:HUYỆN|QUẬN|THỊ) ỦY)|[,;:(]|$"
)
# Where the unit above is named after the unit's own name: "PHƯỜNG A / TỈNH B".
_UNIT_ABOVE = re.compile(r"(?<=\w)\s+(?:[-–—,]\s+)?(?:" + _WORDS + r")\s.*$")
# A part of the agency below its name: "UBND TỈNH QUẢNG NAM / SỞ NỘI VỤ".
_PART = re.compile(r"\s*\b(sở|phòng|ban|văn phòng|trung tâm|chi cục|công an)\s+(.+)$")
_CENTRAL = re.compile(
    r"(?:PHÓ )?(THỦ TƯỚNG CHÍNH PHỦ|CHÍNH PHỦ|ỦY BAN THƯỜNG VỤ QUỐC HỘI|QUỐC HỘI|CHỦ TỊCH NƯỚC"
    r"|BAN BÍ THƯ|BỘ CHÍNH TRỊ|BAN CHẤP HÀNH TRUNG ƯƠNG|BỘ (?!TRƯỞNG)[^\d,;:]{2,60})"
)
_ACTS = r"(?:xây dựng|ban hành|đề ra|triển khai|yêu cầu|phê duyệt|tổ chức thực hiện|lập|hướng dẫn)"
_ACTS_AFTER = re.compile(r"[\s,]{0,3}" + _ACTS)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs: its full name, the words that the place was named with, and whose body it is."""

    name: str = ""
    word: str = ""
    place: str = ""
    body: Body = Body.GOVERNMENT
    central: bool = False


def level_of(word: str, name: str) -> Level:
    """The tier of "thành phố Cần Thơ"; nine cities are run by the centre."""
    if word == "thành phố" and fold(name).removeprefix("thanh pho ") in CENTRALLY_RUN:
        return Level.PROVINCE
    return LEVELS[word]


def issuer(page: Page, title: str) -> Issuer:
    """Who issues it, from the letterhead, the line under the title, the preamble, the signature."""
    lead, tail = page.preamble[:200], flat(page.tail[-400:])
    found = _of_head(page.head) or _of_head(lead, at_start=True) or _of_preamble(page.preamble)
    found = found or _of_signature(tail) or Issuer()
    if found.central:
        return replace(found, name=_spelt(found.name, f"{title} {page.preamble} {flat(page.tail)}"))
    if found.place:
        return found
    word = found.word or _first_word(page.preamble)
    place = _named(title, word) or _commonest(f"{page.preamble} {flat(page.tail)}", word)
    word = word or next((m[0] for m in mentions(title)), "")
    place = place or next((n for w, n in mentions(title) if w == word), "")
    return _full(found, word, place) if place else found


def place(page: Page, by: Issuer, title: str) -> Place:
    """The unit that the issuer governs, with the unit above it where the text names one."""
    if by.central:
        return Place("Việt Nam", Level.CENTRAL, aliases=("cả nước", "trung ương"))
    if not by.place or by.word not in LEVELS:
        return Place("", LEVELS.get(by.word, Level.PROVINCE))
    level = level_of(by.word, by.place)
    return Place(by.place, level, _parent(page, by, level, title), _aliases(by, level))


def mentions(text: str) -> list[tuple[str, str]]:
    """("huyện", "Tứ Kỳ") for each unit named with its word; a Party committee's counts as one."""
    found = []
    for match in _MENTION.finditer(text):
        word = match["word"].lower()
        word = _PARTY[word.removesuffix(" ủy")] if word.endswith(" ủy") else word
        found.append((word, _trimmed(match["name"])))
    return found


def _of_head(head: str, at_start: bool = False) -> Issuer | None:
    """The lowest agency of a letterhead: "UBND HUYỆN X / ỦY BAN NHÂN DÂN XÃ Y" is the commune's."""
    central = (_CENTRAL.match if at_start else _CENTRAL.search)(head)
    found = None
    for match in re.finditer(_AGENCY, head, re.IGNORECASE):
        if (at_start and match.start()) or not match.group().replace("ủy", "ỦY").isupper():
            continue
        stop = _HEAD_STOP.search(head, match.end())
        words = head[match.end() : stop.start() if stop else None].split()
        capitals = takewhile(lambda word: word.isupper() or word == "-", words)
        found = _split_head(match, " ".join(capitals)) or found
    if found is None and central:
        stop = _HEAD_STOP.search(central[1])
        name = _sentence(central[1][: stop.start() if stop else None].strip())
        body = Body.ASSEMBLY if "QUỐC HỘI" in central[1] else Body.GOVERNMENT
        body = Body.PARTY if central[1].startswith(("BAN ", "BỘ CHÍNH")) else body
        return Issuer(name, body=body, central=True)
    return found


def _split_head(match: re.Match[str], words: str) -> Issuer | None:
    unit = re.match(rf"({_WORDS})\b\s*(.*)", words.lower())
    word, rest = (unit[1], unit[2]) if unit else ("", words.lower())
    by = _agency(match)
    part = _PART.search(rest)
    name = _UNIT_ABOVE.sub("", _PART.sub("", rest))
    name = " ".join(piece.capitalize() for piece in name.split()[:6])
    word = word or by.word
    if name and part:
        agency = f"{part[1].capitalize()} {part[2].capitalize()} {word} {name}"
        return Issuer(agency, word, name, by.body)
    return _full(by, word, name) if name else Issuer(by.name, word, "", by.body)


def _of_preamble(text: str) -> Issuer | None:
    """The subject of "Ủy ban nhân dân huyện X xây dựng Kế hoạch": the last one that acts."""
    found = None
    for match in _ISSUER.finditer(text):
        # "của UBND tỉnh ban hành …" is the issuer of a cited document.
        cited = text[: match.start()].rstrip().endswith("của")
        if cited or not _ACTS_AFTER.match(text, match.end()):
            continue
        by = _agency(match)
        word = (match["word"] or by.word).lower()
        name = _trimmed(match["name"] or "")
        found = _full(by, word, name) if name else Issuer(by.name, word, "", by.body)
    return found


def _of_signature(text: str) -> Issuer | None:
    found = list(re.finditer(rf"\bT(?:M\.?|/M\.?)\s*{_AGENCY}", text, re.IGNORECASE))
    return _agency(found[-1]) if found else None


def _agency(match: re.Match[str]) -> Issuer:
    party = match["party"]
    if party:
        word = _PARTY.get(party.lower(), "")
        return Issuer(f"{party.capitalize()} ủy", word, "", Body.PARTY)
    council = match["agency"].lower().startswith(("hội đồng", "hđnd"))
    return Issuer("Hội đồng nhân dân" if council else "Ủy ban nhân dân")


def _full(by: Issuer, word: str, name: str) -> Issuer:
    own = by.body is Body.PARTY and by.name != "Đảng ủy"
    full = f"{by.name} {name}" if own else " ".join(filter(None, (by.name, word, name)))
    return Issuer(full, word, name, by.body)


def _trimmed(name: str) -> str:
    """A name without the capitalised word that begins what follows: "Quảng Nam Giai đoạn"."""
    kept = re.split(r"\s+(?:Giai|Năm|Đến|Số|Căn|Kế|Phòng|Sở|Ban|Ủy|Hội|Chủ)\b", name)[0]
    return " ".join(part.capitalize() if part.isupper() else part for part in kept.split())


def _first_word(text: str) -> str:
    """The tier in "trên địa bàn huyện", "UBND xã": what the document calls its own area."""
    match = re.search(rf"(?:trên địa bàn|UBND|[Ủủ]y ban nhân dân)\s+({_WORDS})\b", text)
    return match[1].lower() if match else ""


def _named(title: str, word: str) -> str:
    """The place of this tier in the title; one after "của" and an agency is a cited document's."""
    own = re.sub(rf"(?i:của\s+{_UNNAMED_AGENCY})"
                 rf"\s+(?i:{_WORDS})?\s*{_NAME}", " ", title)  # fmt: skip
    return next((name for found, name in mentions(own) if not word or found == word), "")


def _commonest(text: str, word: str) -> str:
    counts = Counter(name for found, name in mentions(text) if found == word)
    return counts.most_common(1)[0][0] if counts else ""


def _parent(page: Page, by: Issuer, level: Level, title: str) -> str | None:
    """The unit named most often one tier up; in the letterhead, the title and the grounds first."""
    near = mentions(f"{page.head.title()} {title} {page.preamble}")
    for above in _ABOVE.get(level, ()):
        for pool in (near, mentions(flat(page.tail))):
            names = [n for w, n in pool if level_of(w, n) is above and n != by.place]
            if names:
                return Counter(names).most_common(1)[0][0]
    return None


def _aliases(by: Issuer, level: Level) -> tuple[str, ...]:
    short = {"tỉnh": "T.", "thành phố": "TP.", "huyện": "H.", "quận": "Q.", "thị xã": "TX."}
    short |= {"xã": "X.", "phường": "P.", "thị trấn": "TT."}
    names = [f"{by.word} {by.place}"]
    if by.word in short:
        names.append(f"{short[by.word]} {by.place}")
    short_party = {"tỉnh": "TU", "thành phố": "TU", "huyện": "HU", "quận": "QU", "thị xã": "ThU"}
    if by.body is Body.PARTY and by.word in short_party:
        names += [by.name, f"{short_party[by.word]} {by.place}"]
    else:
        names.append(f"UBND {by.word} {by.place}")
    other = re.sub(r"(?<=[hklmst])[yỳýỷỹỵ]\b", lambda m: "iìíỉĩị"["yỳýỷỹỵ".index(m[0])], by.place)
    return tuple(names if other == by.place else [*names, other])


def _spelt(name: str, text: str) -> str:
    """A name as the document's sentences write it: "Bộ Xây dựng" of "BỘ XÂY DỰNG"."""
    found = (m.group() for m in re.finditer(re.escape(name), text, re.IGNORECASE))
    written = Counter(each for each in found if not each.isupper() and each[0].isupper())
    return written.most_common(1)[0][0] if written else name


def _sentence(name: str) -> str:
    known = {"thủ tướng chính phủ": "Thủ tướng Chính phủ", "chính phủ": "Chính phủ"}
    known |= {"quốc hội": "Quốc hội", "ủy ban thường vụ quốc hội": "Ủy ban Thường vụ Quốc hội"}
    return known.get(name.lower(), name.lower().capitalize())
