"""A document's own number, date and signer; never those of the documents that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ingest.describe_page import CAPITAL, KINDS, flat
from ingest.describe_place import LEVELS, Issuer, mentions

_STATE = r"\d{1,6}(?:/\d{4})?/(?:[A-ZĐƯa-zđư]{1,8}\s?-\s?)?[A-ZĐƯ][\wĐđƯư&]*(?:-\w+)*"
_PARTY = r"\d{1,6}\s?-\s?[A-ZĐ][A-Za-zĐđ]*/[A-ZĐƯ]\w*"
_NUMBER = re.compile(rf"\bSố\s*:?\s*({_PARTY}|{_STATE})", re.IGNORECASE)
_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})\b", re.IGNORECASE)
_SLASHED = re.compile(r"ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})\b", re.IGNORECASE)
_CITED = re.compile(
    rf"\b(?:{'|'.join(KINDS)}|công văn|văn bản)\s+số\s*:?\s*(?:{_PARTY}|{_STATE})"
    r"(?:\s*,?\s*ngày\s+\d{1,2}(?:/\d{1,2}/|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4})?",
    re.IGNORECASE,
)
SYMBOLS = {
    "KH": "kế hoạch", "QĐ": "quyết định", "NQ": "nghị quyết", "NĐ": "nghị định", "TT": "thông tư",
    "CTr": "chương trình", "CTHĐ": "chương trình hành động", "CT": "chỉ thị", "ĐA": "đề án",
    "PA": "phương án", "HD": "hướng dẫn", "TB": "thông báo", "BC": "báo cáo", "KL": "kết luận",
    "TTr": "tờ trình", "CĐ": "công điện",
}  # fmt: skip
_CAPTION = re.compile(
    rf"\((?:(?:Ban hành\s+)?kèm theo\s+)?(?P<kind>[^\W\d][\w\s]{{3,30}}?)\s+số\s*:?\s*"
    rf"(?P<number>{_PARTY}|{_STATE})\s*,?\s*(?P<date>ngày[\s\d/]+(?:tháng[\s\d]+năm\s+\d{{4}})?)"
    r"\s*(?:của\s+(?P<by>[^()]{3,90}))?\)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:(?P<stand_in>KT\.|K/T)\s*|(?:Q|TL|TUQ)\.\s*)?"
    r"(?P<office>(?:PHÓ |THỨ )?(?:CHỦ TỊCH(?: NƯỚC)?|CHỦ NHIỆM|BÍ THƯ"
    r"|THỦ TƯỚNG(?: CHÍNH PHỦ)?|TRƯỞNG BAN|GIÁM ĐỐC|BỘ TRƯỞNG|TRƯỞNG|CHÁNH VĂN PHÒNG"
    r"|TỔNG BÍ THƯ))(?: THƯỜNG TRỰC)?$"
)
_PERSON = re.compile(rf"{CAPITAL}[\w']+(?:\s+{CAPITAL}[\w']+){{1,4}}")
_TITLES = re.compile(r"^(?:(?:GS|PGS|TS|ThS|BS|KS|Ths|Ts)\.?\s*)+")
_NEAR = 30


def uncited(head: str) -> str:
    """A letterhead without what it cites, "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018".

    A page that lost its letterhead begins with its grounds: their numbers are not its own.
    """
    return _CITED.sub(" ", head)


def number(head: str) -> str:
    """The number in the letterhead; "" where it is blank ("Số:     /KH-UBND")."""
    found = _NUMBER.search(head)
    return _tight(found[1]) if found else ""


def kind_of(number: str) -> str:
    """The kind that a number's symbol stands for, "kế hoạch" of "87/KH-UBND"; "" for another.

    Symbols: Nghị định 30/2020/NĐ-CP, annex III; of the Party: Hướng dẫn 36-HD/VPTW.
    """
    return next((SYMBOLS[part] for part in re.split(r"[/-]", number) if part in SYMBOLS), "")


def signed(head: str) -> str:
    """The letterhead's date as ISO; "" where the day or the month is blank."""
    return _iso(_DATE.search(head) or _SLASHED.search(head))


def caption(tail: Sequence[str], kind: str, by: Issuer) -> tuple[str, str]:
    """Number and date as the document's own annex gives them, where that names this document.

    Only a caption counts: in brackets at the head of its own line, of this kind, by this issuer.
    """
    for at, line in enumerate(tail):
        if not line.startswith("("):
            continue
        found = _CAPTION.match(flat(tuple(tail[at : at + 4])))
        if not found or found["kind"].strip().lower() != kind or not _ours(found["by"] or "", by):
            continue
        return _tight(found["number"]), _iso(
            _DATE.search(found["date"]) or _SLASHED.search(found["date"])
        )
    return "", ""


def signer(tail: Sequence[str]) -> str:
    """Office and name below the text, "Chủ tịch Vũ Thị Hà"; "" where a placeholder stands."""
    found = ""
    for at, line in enumerate(tail):
        office = _ROLE.match(line)
        if not office or found:
            continue
        name = _name_below([line for line in tail[at + 1 : at + _NEAR] if line])
        # A deputy signs "KT. CHỦ TỊCH"; noise of the scan may hide the line that says which.
        deputy = "PHÓ " if office["stand_in"] and office["office"] != "BỘ TRƯỞNG" else ""
        found = f"{_office(deputy + office['office'])} {name}" if name else ""
    return found


def _ours(named: str, by: Issuer) -> bool:
    """Whether the issuer of a caption can be this document's: no other tier, no other place."""
    places = [(word, name) for word, name in mentions(named) if word in LEVELS]
    if places:
        return any(name.lower() == by.place.lower() for _, name in places)
    last = named.split()[-1:] or [""]
    tier = "thành phố" if named.lower().endswith("thành phố") else last[0].lower()
    return tier not in LEVELS or not by.word or tier == by.word


def _name_below(lines: Sequence[str]) -> str:
    for line in lines[:4]:
        bare = _TITLES.sub("", line)
        if _ROLE.match(line):
            return ""
        if _PERSON.fullmatch(bare) and not bare.isupper():
            return bare
        if len(line.split()) > 6:
            return ""
    return ""


def _office(capitals: str) -> str:
    """ "Phó Chủ tịch" of "PHÓ CHỦ TỊCH": officials write the office's own capital, too."""
    words = capitals.lower()
    head = "phó " if words.startswith("phó ") else ""
    rest = words.removeprefix("phó ")
    return (head.capitalize() + rest[:1].upper() + rest[1:]).replace("tướng chính", "tướng Chính")


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _iso(found: re.Match[str] | None) -> str:
    if not found:
        return ""
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
