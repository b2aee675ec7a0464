"""One key for one agency, however it is spelt."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.extract.agencies_words import data, tokenize
from ingest.tokens import nfc

_NOTE = re.compile(r"\([^()]*\)")
_LEVEL = r"(?:huyện|tỉnh|xã|thành phố|thị xã|thị trấn|phường|quận|đặc khu)"
_PLACE = re.compile(
    rf"(?:\s+(?:cấp|của|thuộc|các))*\s+(?P<level>{_LEVEL})(?P<more>(?:\s+(?:và\s+)?{_LEVEL})*)"
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
    bare, place = _cut_place(_NOTE.sub(" ", nfc(name)))
    rules = data("agencies")["key"]
    body = _spell_out(bare)
    for lead in rules["leading"]:
        body = re.sub(rf"^{lead}\s+(?=\S)", "", body)
    for word in rules["dropped"]:
        body = re.sub(rf"(?<!\S){word}(?!\S)\s*", "", body)
    body = body.strip()
    keeps = any(body == head or body.startswith(head + " ") for head in rules["levelled"])
    return body, place if keeps else ""


def _cut_place(name: str) -> tuple[str, str]:
    """The name without its level and place at the end, and the level."""
    words = [t for t in tokenize(name) if t.is_word]
    flat = " ".join(t.low for t in words)
    found = _PLACE.search(flat)
    if not found:
        return flat, ""
    # What follows the level must be a place's name, each of its words with a capital.
    place = flat[found.end("more") :].split()
    if not all(t.capital for t in words[len(words) - len(place) :]):
        return flat, ""
    return flat[: found.start()], f"{found['level']}{found['more']}"


@lru_cache(maxsize=1)
def _short_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    short: dict[str, str] = data("agencies")["short"]
    longest_first = sorted(short, key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)"), short


def _spell_out(words: str) -> str:
    pattern, short = _short_forms()
    return pattern.sub(lambda m: short[m.group()], words)
