"""What a clause offers to an answer: figures, dates, cited documents, whose duty it is."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.describe_page import KINDS
from ingest.extract.agencies import agencies_from, is_agency_title, title_text
from ingest.extract.grid import entries
from ingest.inherit import years_in
from ingest.model import Clause, Kind
from ingest.tokens import fold, place_tones

_FIGURE = re.compile(
    r"\d+(?:[.,]\d+)?\s*%|\b(?:nhom|top)\s+(?:\d+|dan dau)|\b\d+\s*(?:-\s*\d+\s*)?"
    r"(?:don vi|huyen|thi xa|tinh|dia phuong|lan|luot|phut|sang kien|mo hinh|xa|phuong"
    r"|ngay lam viec|de an|du an|doanh nghiep|hop tac xa|trung tam|co so|tram|vung|san pham|nguoi"
    r"|can bo|cong chuc|lop|hoi nghi|ho(?! so)|ho so|giuong|truong|diem|dich vu|thu tuc|van ban"
    r"|phieu|suat)\b"
)
# Dates, years, numbers of documents, articles and annexes.
_FOREIGN = re.compile(
    r"\d+(?:/\d+)*\s?[/-]\s?[a-z]\S*|\d{1,2}/\d{1,2}(?:/\d{4})?|\b(?:19|20)\d\d\b"
    r"|\b(?:so|ngay|thang|nam|dieu|khoan|muc|diem|phu luc|mau|quy|buoc|du an) \d+"
)
_AMOUNT = re.compile(r"(?:(?:it nhat|toi thieu|toi da|tu|khoang|tren|duoi) )?\d[\d.,]*\s*[a-z%]")
_LONGEST_AMOUNT = 40
_DIGITS = re.compile(r"\d")
_DATE = re.compile(
    r"\bngay\s+\d{1,2}/\d{1,2}/\d{4}|\b\d{1,2}/\d{1,2}/\d{4}|\bquy\s+[ivx]+\b|\bthang\s+\d{1,2}\b"
    r"|\btruoc\s+(?:ngay\s+)?\d|\bnam\s+20\d\d\b|\bthuong xuyen\b|\bdinh ky\b|\bhang nam\b"
)
_EXACT = re.compile(
    r"\b(?:truoc|den|xong|trong|cham nhat)(?: het)? (?:ngay |thang |quy )?[\divx]+[/ ]"
    r"|^\W*(?:trong )?(?:quy|thang|ngay)\s+[\divx]+"
)
_NUMBER = re.compile(
    r"\b\d{1,5}(?:/\d{4})?\s?[/-]\s?[A-ZĐ][A-Za-zĐđ]{0,6}(?:[/-][A-ZĐ][A-Za-zĐđ&]*\d*){0,3}"
    r"|\bLuật [A-ZĐ]"
)
_CYCLE = re.compile(
    r"\b(?:quy|(?:6|sau) thang|hang nam|hang quy|dinh ky|dot xuat|hang thang|chuyen de"
    r"|(?:\d+|hai|ba|bon) ky|bao cao (?:\w+ ){0,2}thang(?! \d))\b"
)
# Over marked words: folded, "bảo đảm", "số hóa" and "ban hành" would begin like offices.
_AGENCY = re.compile(
    r"(?:các\s+)?(?:sở|phòng(?!,? (?:chống|ngừa))|ban(?! (?:hành|đầu))|văn phòng|công chức|cbcc"
    r"|trung tâm|đài|báo(?! cáo)|ủy ban|ubnd|huyện ủy|tỉnh ủy|mặt trận|đơn vị"
    r"|tổ chức (?:chính trị|xã hội|đoàn thể|đảng|hội|cơ sở|, cá nhân)|thủ trưởng|chủ tịch|cấp ủy"
    r"|bộ phận|công an|thanh tra(?!,| kiểm| việc))\b"
)
# "Ban Tổ chức Huyện ủy tiếp tục …": who does it stands before what is done.
_SUBJECT = re.compile(
    r"^(.{4,160}?)\s+(?=(?:trực tiếp|xây dựng|phối hợp|chủ trì|tổ chức|theo chức năng"
    r"|chịu trách nhiệm|tăng cường|tiếp tục|có trách nhiệm|tham mưu|hướng dẫn|triển khai)\b)"
)
_LEAD = re.compile(r"\bchu tri\b")
# "… do trưởng xóm làm tổ trưởng": whoever does it, an agency or not.
_DONE_BY = re.compile(
    r"\b(?:do|giao(?: cho)?) (?:\w+,? ){1,10}?"
    r"(?:lam|phu trach|chu tri|dam nhiem|dam nhan|thuc hien|chiu|dau tu|quan ly|to chuc"
    r"|huong dan)\b"
)
_ORGANISE = re.compile(r"to chuc thuc hien|trach nhiem|phan cong|giao nhiem vu|nhiem vu cua")
# The agency of a heading is its opening; more than this is a duty told in one with it.
_LONGEST_NAME = 160
_REST = re.compile(
    r"(?! (?:chu tri|phoi hop|thuc hien|tham muu|chiu|tiep|la|to chuc)\b)(?: \w+){1,3}"
)
_ISSUES = re.compile(
    r"(?:ban hanh|xay dung|trien khai|de ra)\b.{0,40}\b(?:ke hoach|chuong trinh|quyet dinh|de an)\b"
    r".*\b(?:nhu sau|sau day|sau)\W*$"
)
_TITLES = tuple(f"{kind.upper()} " for kind in KINDS)
_PAST = re.compile(
    r"(?:dac diem )?tinh hinh|thuc trang|hien trang|dac diem|boi canh|su can thiet|ton tai|han che"
    r"|ket qua (?:dat duoc|thuc hien)|danh gia (?:ket qua|chung|tinh hinh)"
)
_AIMS = re.compile(r"muc dich|yeu cau|quan diem|muc tieu chung|muc tieu, yeu cau")


# How many texts each reading is remembered for. Clauses and headings come back question after
# question, and a text is always read alike.
_REMEMBERED = 16_384


@lru_cache(maxsize=_REMEMBERED)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=_REMEMBERED)
def _even(text: str) -> str:
    return place_tones(text).lower()


@lru_cache(maxsize=_REMEMBERED)
def _years_in(text: str) -> tuple[int, ...]:
    return years_in(text)


@lru_cache(maxsize=_REMEMBERED)
def figure_in(text: str) -> bool:
    """Whether a text sets a figure: a percentage, a rank, a count of something."""
    return _FIGURE.search(_folded(text)) is not None


def has_number(clause: Clause) -> bool:
    """Whether the clause holds any figure that is no date, no year, no document's number."""
    body = _FOREIGN.sub(" ", _folded(clause.body))
    return _DIGITS.search(body) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_amount(cell: str) -> bool:
    """Whether a cell is a number of something and no more: "250 phiếu", "03 bản tin/tháng"."""
    plain = _FOREIGN.sub(" ", _folded(cell)).strip()
    return len(cell) <= _LONGEST_AMOUNT and _AMOUNT.match(plain) is not None


def has_figure(clause: Clause) -> bool:
    """Whether the clause sets a figure: a percentage, a rank, a count of something."""
    if clause.kind is Kind.ROW:
        own = (c.text for c in clause.cells if not c.inherited)
        return bool(entries(clause)) or any(figure_in(text) or is_amount(text) for text in own)
    return figure_in(clause.text)


def has_date(clause: Clause) -> bool:
    """Whether the clause says when: a deadline cell, a date, a quarter, a year, a rhythm."""
    cell = clause.cell("deadline")
    if clause.kind is Kind.ROW or cell is not None:
        return cell is not None and bool(cell.text)
    return _DATE.search(_folded(clause.text)) is not None


def has_exact_date(clause: Clause) -> bool:
    """Whether the clause gives a day, a month or a quarter to be done by."""
    cell = clause.cell("deadline")
    text = cell.text if cell else "" if clause.kind is Kind.ROW else clause.text
    return _EXACT.search(_folded(text)) is not None


def is_caption(clause: Clause) -> bool:
    """Whether it says what a plan is called or rests on, and nothing that it wants.

    A title in capitals, the grounds (căn cứ) above the first heading, "… ban hành Kế hoạch … như
    sau", the closing "Trên đây là".
    """
    if clause.kind is not Kind.PARAGRAPH:
        return False
    opening = not clause.breadcrumb and clause.text.startswith("Căn cứ ")
    closing = clause.text.startswith("Trên đây là ")
    return clause.text.isupper() or opening or closing or _introduction(clause.text)


def is_title(clause: Clause) -> bool:
    """Whether it is a plan's title, in whatever letters: "KẾ HOẠCH Kiểm tra công vụ năm 2025"."""
    return clause.text.startswith(_TITLES) and not clause.breadcrumb


def cites_document(clause: Clause) -> bool:
    """Whether the clause names a legal document by its number."""
    return _NUMBER.search(clause.text) is not None


def has_cycle(clause: Clause) -> bool:
    """Whether the clause speaks of reporting at intervals."""
    text = _folded(clause.text)
    return "bao cao" in text and _CYCLE.search(text) is not None


@lru_cache(maxsize=_REMEMBERED)
def agency_in(heading: str) -> str:
    """The agency or agencies that a heading opens with ("3. Giao Sở Nội vụ chủ trì …"), or ""."""
    title = title_text(heading)
    if found := agencies_from(title):
        rest = title[found[-1].end :]
        # A word or two more, and nothing done by them, belong to a name that no grammar knows.
        return title if _REST.fullmatch(_folded(rest)) else title[: found[-1].end]
    named = _AGENCY.match(_even(title)) is not None and len(title) < _LONGEST_NAME
    return title if named else ""


def is_agency_heading(text: str) -> bool:
    """Whether a heading names an agency ("3. Sở Nội vụ")."""
    return bool(agency_in(text))


def owner_heading(clause: Clause) -> str:
    """The agency in the nearest heading above a duty, or ""."""
    return _owner_above(clause.breadcrumb)


@lru_cache(maxsize=_REMEMBERED)
def _owner_above(breadcrumb: tuple[str, ...]) -> str:
    for depth, crumb in reversed(list(enumerate(breadcrumb))):
        if agency := agency_in(crumb):
            above = " ".join(_folded(c) for c in breadcrumb[:depth])
            return agency if _ORGANISE.search(above) or _is_title(crumb) else ""
    return ""


def under_duties(clause: Clause) -> bool:
    """Whether the clause stands in the part of a plan that hands out duties."""
    return any(_hands_out(crumb) for crumb in clause.breadcrumb)


@lru_cache(maxsize=_REMEMBERED)
def _hands_out(heading: str) -> bool:
    return _ORGANISE.search(_folded(heading)) is not None


@lru_cache(maxsize=_REMEMBERED)
def _is_title(heading: str) -> bool:
    return is_agency_title(heading)


def gives_duties(heading: Clause) -> bool:
    """Whether a heading stands in the part that hands out duties, and does not only open it."""
    return under_duties(heading) and not _hands_out(heading.text)


def hands_out(clause: Clause) -> bool:
    """Whether a heading gives duties to the agency that it names: by where it stands, or since it
    is a name and nothing else."""
    return under_duties(clause) or _is_title(clause.text)


@lru_cache(maxsize=_REMEMBERED)
def subject(body: str) -> str:
    """What stands before the first verb of doing, or "" where a text has none."""
    match = _SUBJECT.match(body)
    return match.group(1) if match else ""


def names_doer(clause: Clause) -> bool:
    """Whether the words of a clause that is no row open with the agency that does it."""
    return clause.kind is not Kind.ROW and _AGENCY.match(_even(subject(clause.body))) is not None


def is_owned(clause: Clause) -> bool:
    """Whether the clause says who does it."""
    if clause.kind is Kind.ROW or clause.cell("lead") is not None:
        return clause.cell("lead") is not None
    return bool(owner_heading(clause)) or (under_duties(clause) and clause.kind is not Kind.HEADING)


@lru_cache(maxsize=_REMEMBERED)
def _introduction(text: str) -> bool:
    return _ISSUES.search(_folded(text)) is not None


@lru_cache(maxsize=_REMEMBERED)
def done_by(text: str) -> bool:
    """Whether a text says by whom something is done."""
    return _DONE_BY.search(_folded(text)) is not None


def says_lead(clause: Clause) -> bool:
    """Whether the clause gives the lead (chủ trì), in words or in a cell."""
    return clause.kind is Kind.ROW or _LEAD.search(_folded(clause.text)) is not None


def is_aim(clause: Clause) -> bool:
    """Whether it stands among the purposes and requirements that introduce a plan."""
    return any(_introduces(heading) for heading in clause.breadcrumb[:2])


@lru_cache(maxsize=_REMEMBERED)
def _introduces(heading: str) -> bool:
    return _AIMS.search(_folded(heading)) is not None


def is_past(clause: Clause) -> bool:
    """Whether it stands in the part of a plan that tells how things have been."""
    return any(_looks_back(heading) for heading in clause.breadcrumb)


@lru_cache(maxsize=_REMEMBERED)
def _looks_back(heading: str) -> bool:
    return _PAST.match(_folded(title_text(heading))) is not None


def years_of(clause: Clause) -> tuple[int, ...]:
    """The years that a clause speaks for: its own, its columns', else those of its headings."""
    columns = tuple(entry.year for entry in entries(clause) if entry.year and not entry.reached)
    return tuple(dict.fromkeys((*_years_in(clause.text), *columns))) or clause.years
