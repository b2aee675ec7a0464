"""One key for one agency, however it is spelt."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.extract.agencies_words import data, tokenize
from ingest.tokens import nfc

_NOTE = re.compile(r"\([^()]*\)")
_PLACE = re.compile(
    r"(?:\s+(?:cấp|của|thuộc|các))*\s+(?P<level>huyện|tỉnh|xã|thành phố|thị xã|thị trấn|phường|quận|đặc khu)"
    r"(?P<more>(?:\s+(?:và\s+)?(?:huyện|tỉnh|xã|thành phố|thị xã|thị trấn|phường|quận|đặc khu))*)"
    r"(?:\s+(?!hội\b)[^\W\d_]+){0,4}$"
)


@lru_cache(maxsize=4096)
def agency_key(name: str) -> str:
    """The same for every spelling of one agency: short forms written out, place words dropped.

    A level stays where it tells agencies apart ("UBND xã" and "UBND tỉnh").
    """
    body, level = _parts(name)
    return f"{body} {level}".strip()


def same_agency(a: str, b: str) -> bool:
    """Whether two names mean one agency; a name without a level meets one with any level."""
    (body_a, level_a), (body_b, level_b) = _parts(a), _parts(b)
    return bool(body_a) and body_a == body_b and (not level_a or not level_b or level_a == level_b)


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, str]:
    words = _NOTE.sub(" ", nfc(name))
    bare, place = _cut_place(words)
    rules = data("agencies")["key"]
    body = _spell_out(" ".join(t.low for t in tokenize(bare) if t.is_word))
    for lead in rules["leading"]:
        body = re.sub(rf"^{lead}\s+(?=\S)", "", body)
    for word in rules["dropped"]:
        body = re.sub(rf"(?<!\S){word}(?!\S)\s*", "", body)
    body = body.strip()
    keeps = any(body == head or body.startswith(head + " ") for head in rules["levelled"])
    return body, place if keeps else ""


def _cut_place(name: str) -> tuple[str, str]:
    """The name without its level and place at the end, and the level."""
    low = " ".join(t.low if t.is_word else t.text for t in tokenize(name))
    original = [t for t in tokenize(name)]
    flat = " ".join(t.low for t in original if t.is_word)
    found = _PLACE.search(flat)
    if not found or not _is_place(name, flat, found):
        return low, ""
    level = f"{found['level']}{found['more']}".strip()
    return flat[: found.start()], level


def _is_place(name: str, flat: str, found: re.Match[str]) -> bool:
    """What follows the level words must be a place's name: each word with a capital."""
    after = flat[found.end("more") :].split()
    words = [t for t in tokenize(name) if t.is_word]
    return all(t.capital for t in words[len(words) - len(after) :]) if after else True


@lru_cache(maxsize=1)
def _short_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    short: dict[str, str] = data("agencies")["short"]
    longest_first = sorted(short, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)"), short


def _spell_out(words: str) -> str:
    pattern, short = _short_forms()
    return pattern.sub(lambda m: short[m.group()], words)
