"""What the words in a cell look like: a number, an agency, a time, a letterhead."""

from __future__ import annotations

import re

from ingest.tokens import fold, nfc, place_tones

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-ZĐa-zđ])[.)]?")
_ROMAN = re.compile(r"[IVXLC]+")
YEARS = re.compile(r"\b20\d\d\b")

# Matched at the cell's start, with its tone marks: "Bộ Xây dựng", but not "Bố trí" or "Bổ sung".
_AGENCY = re.compile(
    r"(?:[-+]\s*)?(?:các\s+)?(?:"
    r"(?:sở|bộ|ban|phòng|xã),|sở\s+\w|"
    r"bộ\s+(?!chỉ số|tiêu chí|thủ tục|câu hỏi|tài liệu|sách|tthc)\w|"
    r"ban\s+(?!hành)\w|phòng\s+(?!chống|ngừa)\w|ubnd|ủy ban|hđnd|hội đồng|"
    r"văn phòng(?! phẩm)|vp\b|công an|công chức|cục\b|chi cục|tổng cục|trung tâm|thanh tra|"
    r"kho bạc|bảo hiểm xã hội|đoàn thanh niên|hội\s+(?!nghị|thảo|thi|nhập)\w|liên hiệp|liên đoàn|"
    r"mặt trận|ubmttq|ngân hàng|viện\b|trường\s+(?!hợp)|đài\s+(?:phát|truyền)|"
    r"tổ\s+(?!chức)\w|tòa án|quân sự|thủ trưởng|chủ tịch|lãnh đạo|cơ quan|đơn vị|"
    r"bộ phận|ngành\b|địa phương|doanh nghiệp|hiệp hội|nhà đầu tư|đảng ủy|huyện ủy|tỉnh ủy|"
    r"xã\b|phường\b|huyện\b"
    r")"
)
_TIME = re.compile(
    r"(?:thuong xuyen|hang (?:nam|quy|thang|tuan|ngay)|hang nam|dinh ky|ca nam|lien tuc|"
    r"quy\s+[ivx\d]|thang\s+\d|ngay\s+\d|nam\s+20\d\d|20\d\d\b|\d{1,2}/\d{1,2}|\d{1,2}/20\d\d|"
    r"(?:truoc|sau|trong|tu|den|cuoi|dau|het|xong truoc|hoan thanh (?:truoc|trong))\s+"
    r"(?:ngay|thang|quy|nam|20|\d|het|cuoi|giai doan)|"
    r"giai doan|\d+ thang|theo\s+(?:ke hoach|kh\b|quy dinh|thoi han|tien do|huong dan|lo trinh|"
    r"yeu cau|chi dao|van ban|dot|tung|thoi gian)|khi\s+(?:co|phat sinh|duoc|hoan thanh)|sau khi)"
)
_LETTER = (
    "cong hoa xa hoi chu nghia",
    "doc lap - tu do",
    "noi nhan",
    "tm. ",
    "kt. ",
    "tl. ",
    "tuq. ",
    "so: ",
)
_LONGEST_TIME = 120
_LONGEST_AGENCY = 300


def shape(text: str) -> str:
    """The form that patterns see: tones placed one way, folded to plain lower-case letters."""
    return fold(place_tones(text))


def _marked(text: str) -> str:
    return place_tones(nfc(text)).lower()


def is_number(text: str) -> bool:
    """A running number as a table writes it: "1", "1.1", "IV", "a)"."""
    return bool(_NUMBER.fullmatch(text))


def is_roman(text: str) -> bool:
    """A Roman numeral, with or without its full stop."""
    return bool(_ROMAN.fullmatch(text.rstrip(".")))


def is_agency(text: str) -> bool:
    """Whether the cell begins as the name of an agency, an office or a post does."""
    return len(text) <= _LONGEST_AGENCY and bool(_AGENCY.match(_marked(text)))


def is_time(text: str) -> bool:
    """Whether the cell begins as a deadline does."""
    return len(text) <= _LONGEST_TIME and bool(_TIME.match(shape(text)))


def is_letter(texts: list[str]) -> bool:
    """Whether cells belong to a letterhead or a signature block, which also come as tables."""
    return any(shape(text).startswith(_LETTER) or _LETTER[0] in shape(text) for text in texts)
