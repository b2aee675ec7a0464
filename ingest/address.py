"""A clause's path in words, smallest part first, as officials write it."""

from __future__ import annotations

import re
from itertools import groupby

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_COUNTED = {
    "g": "gạch đầu dòng",
    "c": "dấu cộng",
    "k": "dấu sao",
    "b": "dấu chấm tròn",
    "s": "câu",
    "p": "đoạn",
    "t": "tiêu đề",
}
_NAMED = {"D": "Điều", "P": "Phần", "C": "Chương", "M": "Mục", "n": "tiểu mục"}
_WHOLE = {
    "KY": "phần chữ ký",
    "NN": "phần nơi nhận",
    "KH": "Kế hoạch kèm theo",
    "CT": "Chương trình kèm theo",
    "DA": "Đề án kèm theo",
    "QC": "Quy chế kèm theo",
    "QD": "Quy định kèm theo",
    "CC": "phần cước chú",
}
SCANNED = "(nhận dạng từ bản quét)"
"""What stands behind an address in a document whose words a machine has recognised."""
_COUNT = re.compile(r"([gckbspt])(\d+)$")
_LETTER_NUMBER = re.compile(r"([DPCMn])(\d+|[IVX]+)$")


def label(path: str) -> str:
    """ "II.2.a.g3" → "gạch đầu dòng thứ ba điểm a khoản 2 Mục II"."""
    parts = [p.partition("~") for p in path.split(".") if p]
    words: list[str] = []
    # "2" over "2.1" is cited as khoản 2.1, one number and not two.
    for is_number, group in groupby(parts, key=lambda p: p[0].isdigit()):
        found = list(group)
        if is_number:
            words.append("khoản " + ".".join(p[0] for p in found) + _repeat(found[-1][2]))
        else:
            words += [_component(name) + _repeat(twin) for name, _, twin in found]
    return " ".join(reversed(words))


def _repeat(twin: str) -> str:
    # Two clauses of one number exist in real plans; the second is told apart in words.
    return f" (lần thứ {_nth(int(twin)).removeprefix('thứ ')})" if twin.isdigit() else ""


def _component(name: str) -> str:
    if name in _WHOLE:
        return _WHOLE[name]
    if counted := _COUNT.match(name):
        return f"{_COUNTED[counted.group(1)]} {_nth(int(counted.group(2)))}"
    if match := re.match(r"PL([IVX]+|\d*|[A-H])$", name):
        return f"Phụ lục {match.group(1)}".strip()
    if match := re.match(r"r(\d+)$", name):
        return f"dòng {match.group(1)}"
    if match := re.match(r"h(\d+)$", name):
        return "tiêu đề bảng"
    if match := _LETTER_NUMBER.match(name):
        return f"{_NAMED[match.group(1)]} {match.group(2)}"
    if re.fullmatch(r"[IVX]+", name):
        return f"Mục {name}"
    if re.fullmatch(r"[A-H]", name):
        return f"Phần {name}"
    return f"điểm {'đ' if name == 'dd' else name}"


def _nth(number: int) -> str:
    return f"thứ {_ORDINALS[number - 1]}" if number <= len(_ORDINALS) else f"thứ {number}"
