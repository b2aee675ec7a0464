"""The parts of a document's page that say what it is: letterhead, title block, preamble, tail."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.clean import without_running
from ingest.tokens import nfc, place_tones

# Longest first: "CHƯƠNG TRÌNH HÀNH ĐỘNG" is not a "CHƯƠNG TRÌNH".
KINDS = (
    "chương trình hành động", "kế hoạch hành động", "chương trình công tác", "nghị quyết liên tịch",
    "thông tư liên tịch", "quyết định", "nghị quyết", "nghị định", "chương trình", "kế hoạch",
    "chỉ thị", "kết luận", "quy chế", "quy định", "hướng dẫn", "thông tư", "thông báo", "thông tri",
    "công điện", "báo cáo", "tờ trình", "đề án", "phương án", "dự án", "luật", "lệnh",
)  # fmt: skip
_MARKUP = re.compile(r"[*#|_\\]+|</?[A-Za-z][^<>\n]{0,80}>|&nbsp;|!\[[^\]\n]*\]\([^)\n]*\)")
_RULE = re.compile(r"[-–—=.…\s]{2,}$")
_MOTTO = re.compile(
    r"C[ỘÔ]NG\s+H[ÒO]A\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc",
    re.IGNORECASE,
)
# Where the body begins: a first heading, an article, or the grounds.
_BODY = re.compile(r"(?:(?:I|A|1)\s*[.\-/)]|Điều\s+1\b|PHẦN\s|Phần\s|CHƯƠNG\s+I\b|Chương\s+I\b)")
GROUNDS = re.compile(
    r"(?:Căn cứ|Thực hiện|Triển khai|Tiếp tục|Để |Nhằm |Trên cơ sở|Xét |Theo |Ngày \d|Ủy ban|UBND"
    r"|Chủ tịch|Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy|Ban Thường vụ|Ban Chấp hành|Thủ tướng|Kính gửi)"
)
_ISSUER_LINE = re.compile(
    r"(?:CHỦ TỊCH |BAN THƯỜNG VỤ )?(?:ỦY BAN|UBND|HỘI ĐỒNG|THỦ TƯỚNG|CHÍNH PHỦ|BỘ TRƯỞNG|GIÁM ĐỐC"
    r"|(?:TỈNH|HUYỆN|THÀNH|ĐẢNG|QUẬN|THỊ) ỦY)"
)
# Spelt out, for the code points of the small Vietnamese letters lie among those of the capitals.
_LETTERS = map(chr, (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)))
CAPITAL = f"[A-Z{''.join(c for c in _LETTERS if c.isupper())}]"
_COLUMNS = re.compile(r"[ \t]{3,}")
_RECIPIENTS = re.compile(r"^\W*nơi nhận\b", re.IGNORECASE)
SIGNED_LINES, RECIPIENTS_LINES = 40, 20
HEAD_LINES, TITLE_LINES, PREAMBLE_LINES = 60, 14, 60
# A line longer than any page's is a table or no text at all; patterns need not run over it.
LINE_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into what can say what it is. Lines are clean; "" is a blank line.

    `head` is all above the kind's line, as one string without the national motto; `kind` is ""
    where no line names one; `title` are the lines of the title, the first line where there is no
    kind; `preamble` is what stands between the title and the first heading, as one string; `tail`
    are the lines from there on, and after them what stands beside the last ones.
    """

    head: str
    kind: str
    title: tuple[str, ...]
    preamble: str
    tail: tuple[str, ...]
    party: bool


def clean(line: str) -> str:
    """One line without mark-up, composed, with single blanks and the newer tone placement."""
    return " ".join(place_tones(_MARKUP.sub(" ", nfc(line))).split())


def flat(lines: list[str] | tuple[str, ...]) -> str:
    """Lines as one string; a hyphen at a line's end joins what a hard wrap parted."""
    joined = " ".join(line for line in lines if line and not _RULE.match(line))
    return re.sub(r"(?<=[\w/])- (?=\w)", "-", joined)


def page(text: str) -> Page:
    """Cut a document; a text of any shape gives a page."""
    published = [line[:LINE_CHARACTERS] for line in without_running(text).splitlines()]
    lines = [clean(line) for line in published]
    at, kind, rest = _kind_line(lines)
    letterhead = lines[:at] if kind else lines[: min(_body_start(lines, 0), HEAD_LINES)]
    head = flat(letterhead)
    start = at + 1 if kind else 0
    title, end = _title(lines, start, rest) if kind else (_first(lines), 0)
    body = _body_start(lines, end)
    return Page(
        head=_MOTTO.sub(" ", head),
        kind=kind,
        title=tuple(title),
        preamble=flat(lines[end:body]),
        tail=(*lines[body:], *_beside(published[body:])),
        party="ĐẢNG CỘNG SẢN VIỆT NAM" in head,
    )


def _beside(lines: list[str]) -> list[str]:
    """The right column of the recipients and of the last lines: who signs beside them.

    What a decision carries comes after its recipients.
    """
    lists = [at for at, line in enumerate(lines) if _RECIPIENTS.search(line)]
    ends = {at for start in lists for at in range(start, start + RECIPIENTS_LINES)}
    ends |= set(range(len(lines) - SIGNED_LINES, len(lines)))
    near = (line for at, line in enumerate(lines) if at in ends)
    columns = (_COLUMNS.split(line.strip(), maxsplit=1) for line in near)
    return [clean(parts[1]) for parts in columns if len(parts) == 2]


def _kind_line(lines: list[str]) -> tuple[int, str, str]:
    """The first line that is a kind in capitals, the kind, and the rest of that line."""
    seen = 0
    for at, line in enumerate(lines):
        seen += bool(line)
        if seen > HEAD_LINES:
            break
        two = f"{line} {lines[at + 1]}" if at + 1 < len(lines) else line
        for kind in KINDS:
            name = kind.upper()
            if line == name or (line.startswith(name + " ") and line.isupper()):
                longer = next((k for k in KINDS if k != kind and two == k.upper()), None)
                return (at + 1, longer, "") if longer else (at, kind, line[len(name) :].strip())
    return 0, "", ""


def _body_start(lines: list[str], start: int) -> int:
    limit = min(len(lines), start + 4 * PREAMBLE_LINES)
    return next((n for n in range(start, limit) if _BODY.match(lines[n])), limit)


def _title(lines: list[str], start: int, first: str) -> tuple[list[str], int]:
    """The title's lines and where they end. Blank lines do not end it, hard wraps do that, too."""
    title = [first] if first else []
    for at in range(start, len(lines)):
        line = lines[at]
        if len(line) < 2:
            continue
        if title and _ends_title(line, lines[at - 1] == "" or _capitals_end(title, line)):
            return title, at
        if len(title) == TITLE_LINES or (line.startswith("(") and not title):
            return title, at
        title.append(line)
    return title, len(lines)


def _first(lines: list[str]) -> list[str]:
    return next(([line] for line in lines if len(line) > 1 and not _RULE.match(line)), [])


def _capitals_end(title: list[str], line: str) -> bool:
    """Whether a title in capitals has come to a line in ordinary letters."""
    return " ".join(title).isupper() and not line.isupper()


def _ends_title(line: str, apart: bool) -> bool:
    """Whether a line is no more of the title; `apart`: after a blank, or in other letters."""
    if _RULE.match(line) or _BODY.match(line) or line.startswith(("Căn cứ", "(")):
        return True
    if _ISSUER_LINE.match(line) and line.isupper():
        return True
    return apart and bool(GROUNDS.match(line))
