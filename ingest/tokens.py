"""Vietnamese text as tokens: one place for NFC, tone placement, folding and syllables.

Two forms of every syllable are used side by side: *marked* ("số") and *folded* ("so"). A question
typed without tone marks can only meet the folded form; one typed with marks meets both.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

# The same syllable is written "hoà" or "hóa", "uỷ" or "ủy"; NFC keeps them apart. The newer
# placement is the one form for search; text that is shown keeps the spelling of its source.
_PAIRS = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# Only at the end of a syllable, and not after q, where u belongs to the consonant ("quý").
_PLACEMENT = re.compile(r"(?<![qQ])(" + "|".join(_PAIRS) + r")(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
# Đ has no decomposition, and Ð (U+00D0) is an Icelandic letter that keyboards put in its place.
_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def nfc(text: str) -> str:
    """Compose the letters; Ð becomes Đ."""
    return unicodedata.normalize("NFC", text).replace("Ð", "Đ")


def place_tones(text: str) -> str:
    """Move tone marks to the newer placement: "hoà" → "hòa", "uỷ" → "ủy"."""
    return _PLACEMENT.sub(_moved, text)


def _moved(match: re.Match[str]) -> str:
    found = match.group(1)
    moved = _PAIRS[found.lower()]
    return "".join(m.upper() if f.isupper() else m for f, m in zip(found, moved, strict=True))


def fold(text: str) -> str:
    """Lower-case without any mark: "Thủ tục Đất đai" → "thu tuc dat dai"."""
    spread = unicodedata.normalize("NFD", text.translate(_D).lower())
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=65_536)
def _folded_syllable(syllable: str) -> str:
    return fold(syllable)


def syllables(text: str) -> list[str]:
    """Marked, lower-case syllables and numbers, in order."""
    return _WORD.findall(place_tones(nfc(text)).lower())


def folded(marked: list[str]) -> list[str]:
    """The folded twin of every syllable."""
    return [_folded_syllable(s) for s in marked]


def bigrams(tokens: list[str]) -> list[str]:
    """Neighbouring pairs, "so_hoa": they win back what folding loses."""
    return [f"{a}_{b}" for a, b in pairwise(tokens)]
