"""Text in a Vietnamese encoding of before Unicode, recognised and converted.

What such text looks like in a font of today ("Ké ho¹ch", "Keá hoaïch") is one table a way, in
`data/legacy.toml`. A conversion is kept only where it makes Vietnamese of what was none: the share
of the language's commonest words tells.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

NAMES = {
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "viscii": "VISCII",
    "cp1258": "Windows-1258",
}
"""Each encoding as a sentence names it."""

_ENOUGH = 0.06
_CLEARLY = 3.0
_SAMPLE = 200_000
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r".+")
_FEW, _LOUD = 4, 0.8


@cache
def _data() -> Mapping[str, Any]:
    raw = files("ingest.readers").joinpath("data/legacy.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


@cache
def _pattern(encoding: str) -> re.Pattern[str]:
    keys = sorted(_data()[encoding], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, keys)))


def vietnamese(text: str) -> float:
    """The share of a text's words that are among the commonest of Vietnamese."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    common = frozenset(_data()["words"])
    return sum(word in common for word in words) / len(words) if words else 0.0


def convert(text: str, encoding: str, *, capitals: bool = False) -> str:
    """Text of an old encoding (taken for Latin) as Unicode; `capitals` for a font that draws so."""
    table: Mapping[str, str] = _data()[encoding]
    made = _pattern(encoding).sub(lambda m: table[m.group()], text)
    if capitals:
        return made.upper()
    # TCVN3 has no capitals with tones: "KÕ HO¹CH" stands for "KẾ HOẠCH".
    return _LINE.sub(_capitals, made) if encoding == "tcvn3" else made


def _capitals(line: re.Match[str]) -> str:
    """A line in capitals as a whole, or word by word."""
    plain = [c for c in line.group() if c.isascii() and c.isalpha()]
    if len(plain) > _FEW and sum(c.isupper() for c in plain) > _LOUD * len(plain):
        return line.group().upper()
    return _WORD.sub(_capital, line.group())


def _capital(found: re.Match[str]) -> str:
    word = found.group()
    plain = [c for c in word if c.isascii()]
    return word.upper() if len(plain) > 1 and all(c.isupper() for c in plain) else word


def of_font(font: str) -> tuple[str, bool] | None:
    """The old encoding that a font draws, and whether it draws capitals; None for one of today."""
    name = font.rsplit("+", 1)[-1].lower()
    if name.startswith(".vn"):
        base = re.split(r"[-,\s]", name)[0]
        return "tcvn3", base.endswith("h")
    return ("vni", False) if name.startswith(("vni-", "vni ")) else None


def mend(text: str) -> tuple[str, str]:
    """The text as Unicode, and the encoding that it was in; as it is, and "", if it reads well."""
    sample = text[:_SAMPLE]
    own = vietnamese(sample)
    if own >= _ENOUGH or not re.search(r"[\u0080-\u01b0]", sample):
        return text, ""
    best = max(("tcvn3", "vni"), key=lambda name: vietnamese(convert(sample, name)))
    there = vietnamese(convert(sample, best))
    if there < _ENOUGH or there < _CLEARLY * own:
        return text, ""
    return convert(text, best), best


def decode(data: bytes) -> tuple[str, str] | None:
    """Bytes that are no UTF-8 as text, and the old encoding; None if none makes it Vietnamese."""
    latin = data.decode("latin-1")
    ways = {
        "cp1258": data.decode("cp1258", "replace"),
        "tcvn3": convert(latin, "tcvn3"),
        "vni": convert(data.decode("cp1252", "replace"), "vni"),
        "viscii": convert(latin, "viscii"),
    }
    ways = {name: _composed(text) for name, text in ways.items()}
    best = max(ways, key=lambda name: vietnamese(ways[name]))
    return (ways[best], best) if vietnamese(ways[best]) >= _ENOUGH else None


def _composed(text: str) -> str:
    from unicodedata import normalize

    return normalize("NFC", text)
