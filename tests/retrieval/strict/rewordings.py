"""True rewordings of an answer's line, by rule: each says the same in other words.

A rule gives None where it does not apply. No rule leaves a line as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ingest.extract.agencies import agencies
from ingest.written import abbreviations
from retrieval.ground.strict.slots import UPPER

Rule = Callable[[str], "str | None"]

_PLACED = re.compile(rf"^((?:tỉnh|huyện|xã) [{UPPER}]\w*(?: [{UPPER}]\w*)?): (.+)$", re.S)
_LEAD = re.compile(r"^([^:]{3,40}), (đến năm|năm) (\d{4}): (.+)$", re.S)
_BARE_LEAD = re.compile(r"^((?:Tối thiểu|Trên) \d[\d.,]*%|\d[\d.,]*%): (.+)$", re.S)
_TAIL = re.compile(r"^(.+) \((đến năm|năm) (\d{4})\)$", re.S)
_DUTY = re.compile(r"^((?:Sở|Phòng|Công chức|Ban|Văn phòng|Đài)[^:]{2,60}): (.+)$", re.S)
_TASK = re.compile(
    r"^(?:Thời hạn: (?P<due>[^.]+)\. )?Chủ trì: (?P<lead>[^.]+?)\."
    r"(?: Phối hợp: (?P<support>[^.]+?)\.)? Việc: (?P<task>.+?)\.?$",
    re.S,
)
_SIGNER = re.compile(r"^Người ký: (.+?)\.$")
_ONES = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def low(text: str) -> str:
    """The text with a small first letter, unless it begins with a short form or a name."""
    first, _, rest = text.partition(" ")
    if any(agency.start == 0 for agency in agencies(text)):
        return text
    if first.isupper() or not first[:1].isalpha() or (rest[:1].isupper() and len(first) > 1):
        return text
    return text[:1].lower() + text[1:]


def up(text: str) -> str:
    return text[:1].upper() + text[1:]


def in_words(value: int) -> str:
    """0..100 in words."""
    if value == 100:
        return "một trăm"
    tens, ones = divmod(value, 10)
    if tens == 0:
        return _ONES[ones]
    head = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    last = {0: "", 1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(ones, _ONES[ones])
    return f"{head} {last}".strip()


def within(rule: Rule) -> Rule:
    """The rule on what stands after a place at the line's start."""

    def placed(text: str) -> str | None:
        match = _PLACED.match(text)
        if match is None:
            return rule(text)
        inner = rule(match[2])
        return None if inner is None else f"{match[1]}: {inner}"

    return placed


def shaped(pattern: re.Pattern[str], form: Callable[[re.Match[str]], str]) -> Rule:
    def rule(text: str) -> str | None:
        match = pattern.match(text)
        return form(match) if match else None

    return rule


def swapped(found: str, put: str | Callable[[re.Match[str]], str]) -> Rule:
    """A change of words wherever they stand."""
    pattern = re.compile(found)

    def rule(text: str) -> str | None:
        changed = pattern.sub(put, text)
        return changed if changed != text else None

    return rule


def _long_forms(text: str) -> str | None:
    known = abbreviations()
    changed = re.sub(
        r"(?<![\w/-])[A-ZĐ]{3,8}(?![\w/-])",
        lambda m: known.get(m.group(), m.group()) if " " in known.get(m.group(), "") else m.group(),
        text,
    )
    return changed if changed != text else None


def _duty_led(match: re.Match[str]) -> str:
    agency, duty = match[1], match[2]
    led = re.match(r"[Cc]hủ trì(?! phối hợp|, phối hợp) (.+)$", duty, re.S)
    return (
        f"Việc {led[1].rstrip('.')} do {agency} chủ trì"
        if led
        else f"{agency} có nhiệm vụ {low(duty)}"
    )


def _task_order(match: re.Match[str]) -> str:
    parts = [f"{match['lead']} chủ trì việc: {match['task']}"]
    if match["support"]:
        parts.append(f"phối hợp có {match['support']}")
    if match["due"]:
        parts.append(f"thời hạn {low(match['due'])}")
    return "; ".join(parts)


def _task_two(match: re.Match[str]) -> str:
    first = f"Việc “{match['task']}” do {match['lead']} chủ trì"
    first += f", phối hợp với {match['support']}" if match["support"] else ""
    return first + (f", hạn hoàn thành: {low(match['due'])}" if match["due"] else "")


def _of_two(match: re.Match[str]) -> str:
    return f"{match[2]} và {match[1]}"


RULES: Mapping[str, Rule] = {
    # order
    "the year of the lead first": within(
        shaped(_LEAD, lambda m: up(f"{m[2]} {m[3]}, {low(m[4])}"))
    ),
    "the year of the lead last": within(shaped(_LEAD, lambda m: f"{m[4]} ({m[2]} {m[3]})")),
    "the lead named a level": within(
        shaped(_LEAD, lambda m: f"Mức đặt ra {m[2]} {m[3]} là {low(m[1])}: {low(m[4])}")
    ),
    "a lead without a year left out": within(shaped(_BARE_LEAD, lambda m: m[2])),
    "a lead without a year named": within(
        shaped(_BARE_LEAD, lambda m: f"Kế hoạch đặt mức {low(m[1])}, cụ thể là {low(m[2])}")
    ),
    "the year in brackets first": within(
        shaped(_TAIL, lambda m: up(f"{m[2]} {m[3]}, {low(m[1])}"))
    ),
    "the year in brackets as a clause": within(
        shaped(_TAIL, lambda m: f"{m[1]}, mục tiêu {m[2]} {m[3]}")
    ),
    "the place in a phrase": shaped(_PLACED, lambda m: f"Tại {m[1]}, {low(m[2])}"),
    "the place as owner of the plan": shaped(
        _PLACED, lambda m: f"Kế hoạch của {m[1]} nêu: {low(m[2])}"
    ),
    "the place as subject": shaped(_PLACED, lambda m: f"{up(m[1])} đặt ra như sau: {low(m[2])}"),
    "people and firms the other way": swapped(r"(người dân)(?:,| và) (doanh nghiệp)", _of_two),
    "two qualities the other way": swapped(r"(đầy đủ), (kịp thời)", _of_two),
    "staff the other way": swapped(
        r"(cán bộ), (công chức)(?=, viên chức)", lambda m: f"{m[2]}, {m[1]}"
    ),
    # voice
    "a led duty in the passive": within(shaped(_DUTY, _duty_led)),
    "a duty given": within(shaped(_DUTY, lambda m: f"Giao {m[1]}: {low(m[2])}")),
    "a duty as a task of": within(shaped(_DUTY, lambda m: f"{m[1]} được giao {low(m[2])}")),
    "a task with its lead first": within(shaped(_TASK, _task_order)),
    "a task in the passive": within(shaped(_TASK, _task_two)),
    "who signed, active": within(shaped(_SIGNER, lambda m: f"{m[1]} là người ký kế hoạch")),
    "who signed, passive": within(shaped(_SIGNER, lambda m: f"Kế hoạch do {m[1]} ký")),
    "there is a share": within(
        shaped(re.compile(r"^(\d[\d.,]*%) (?!trở)(.+)$", re.S), lambda m: f"Có {m[1]} {m[2]}")
    ),
    # synonyms
    "at least, in other words": swapped(
        r"([Tt])ối thiểu(?= \d| tương)", lambda m: "Ít nhất" if m[1] == "T" else "ít nhất"
    ),
    "no less than": swapped(r"(?<=\w )(?:tối thiểu|ít nhất)(?= \d)", "không dưới"),
    "and more, as no lower than": swapped(r"từ (\d[\d.,]*%) trở lên", r"không thấp hơn \1"),
    "above, in other words": swapped(
        r"\b([Tt])rên(?= \d[\d.,]*%)", lambda m: "Hơn" if m[1] == "T" else "hơn"
    ),
    "to strive, in other words": swapped(
        r"\b[Pp]hấn đấu(?= (?:đạt|tối|có|giảm|đến|10))", "Đặt mục tiêu"
    ),
    "short forms written out": _long_forms,
    "procedures shortened": swapped(r"\bthủ tục hành chính\b", "TTHC"),
    "reform shortened": swapped(r"\bcải cách hành chính\b", "CCHC"),
    "to ensure, in other words": swapped(r"\bđảm bảo\b", "bảo đảm"),
    "yearly, in other words": swapped(r"\bhằng năm\b", "hàng năm"),
    "through, in other words": swapped(r"\bthông qua\b", "qua"),
    "to carry out, in other words": swapped(r"\btriển khai thực hiện\b", "thực hiện"),
    "a share is reached": swapped(r"\bđạt (?=\d[\d.,]*%)", "đạt mức "),
    # framing
    "by the plan": within(lambda text: f"Theo kế hoạch, {low(text)}"),
    "in short": within(lambda text: f"Cụ thể: {low(text)}"),
    # numbers and dates
    "per cent as words": swapped(r"(?<=\d)\s?%", " phần trăm"),
    "a share in words": swapped(
        r"(?<![\d.,-])(?<!- )(\d{1,3})%(?!\s*-)",
        lambda m: f"{in_words(int(m[1]))} phần trăm" if int(m[1]) <= 100 else m.group(),
    ),
    "no leading nought": swapped(r"(?<![\d/.,-])0([1-9])(?= [^\W\d])(?! tháng)", r"\1"),
    "a date written out": swapped(
        r"(?:ngày )?(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})", r"ngày \1 tháng \2 năm \3"
    ),
    "a date in figures": swapped(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", r"ngày \1/\2/\3"),
    "a period written out": swapped(
        r"giai đoạn (20\d\d)\s?[-–]\s?(20\d\d)", r"giai đoạn từ năm \1 đến năm \2"
    ),
    "a quarter in figures": swapped(
        r"Quý (III|II|IV|I)/(\d{4})",
        lambda m: f"quý {['I', 'II', 'III', 'IV'].index(m[1]) + 1} năm {m[2]}",
    ),
}


def _split(text: str) -> str | None:
    first, mark, second = text.partition("; ")
    if not mark or min(len(first.split()), len(second.split())) < 4 or "Chủ trì: " in text:
        return None
    return f"{first}.\n{up(second)}"


def _merged(text: str) -> str | None:
    first, mark, second = text.partition(". ")
    if not mark or min(len(first.split()), len(second.split())) < 4 or ":" in text:
        return None
    return f"{first}; đồng thời {low(second)}"


def _task_split(match: re.Match[str]) -> str:
    lines = [f"{match['lead']} chủ trì việc: {match['task']}."]
    if match["support"]:
        lines.append(f"Đơn vị phối hợp trong việc này: {match['support']}.")
    if match["due"]:
        lines.append(f"Thời hạn hoàn thành: {low(match['due'])}.")
    return "\n".join(lines)


SPLITTING: Mapping[str, Rule] = {
    "two sentences of one": within(_split),
    "one sentence of two": within(_merged),
    "a task in sentences": within(shaped(_TASK, _task_split)),
}
