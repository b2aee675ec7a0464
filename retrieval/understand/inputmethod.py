"""Keystrokes of Telex, VNI and VIQR that the keyboard program did not turn into letters.

"dduwowcj", "tie61n" and "tie^'n" become "được" and "tiến". A token is decoded only if it is not a
word already, the result is a known syllable, and the keystrokes leave little doubt; "nam5", "Q3"
and English words stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.tokens import nfc
from retrieval.understand.syllable import is_marked, tone, toneless, well_formed

_TONE_MARKS = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", "sfrxj", strict=True))
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"u": "ư", "o": "ơ", "a": "ă"}
_VOWELS = "aăâeêioôơuưy"
_VIQR = {"^": "6", "+": "7", "*": "7", "(": "8", "'": "1", "`": "2", "?": "3", "~": "4", ".": "5"}
_TELEX_STRONG = re.compile(r"^dd|aa|ee|oo|[aou]w|w[a-z]*[sfrxj]$|^[a-z]+w[a-z]*$", re.IGNORECASE)
_TELEX_TONE = re.compile(r"[aeiouyăâêôơư]\w*[sfrxj]$", re.IGNORECASE)
_VNI_STRONG = re.compile(r"[aeiouy]\d[\da-z]|^d9[a-z]", re.IGNORECASE)
_VNI_WEAK = re.compile(r"^[a-z]*[aeiouy][a-z]{0,2}\d$", re.IGNORECASE)
_VIQR_SIGN = re.compile(r"[aeo]\^|[uo][+*]|a\(", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"[A-Za-z^+(*'`?~.]+")

Known = Callable[[str], bool]


def place(bare: str, key: str) -> str:
    """The syllable with its tone on the right vowel: ("toan", "s") → "toán"."""
    if not key:
        return bare
    spots = [i for i, c in enumerate(bare) if c in _VOWELS and not _belongs_to_onset(bare, i)]
    if not spots:
        return bare
    at = _spot(bare, spots)
    return nfc(bare[: at + 1] + _TONE_MARKS[key] + bare[at + 1 :])


def _belongs_to_onset(bare: str, at: int) -> bool:
    followed = at + 1 < len(bare) and bare[at + 1] in _VOWELS
    return at == 1 and followed and bare[:2] in ("qu", "gi")


def _spot(bare: str, spots: list[int]) -> int:
    for hatted in reversed(spots):
        if bare[hatted] in "ăâêôơ":
            return hatted
    closed = bare[-1] not in _VOWELS
    if len(spots) == 1:
        return spots[0]
    rising = bare[spots[0]] in "ou" and bare[spots[0] : spots[0] + 2] in ("oa", "oe", "uy")
    return spots[1] if closed or (len(spots) > 2) or (rising and closed) else spots[0]


def telex(token: str) -> str:
    """The token as Telex would have written it; unchanged if it cannot."""
    out, key = toneless(nfc(token.lower())), tone(nfc(token.lower()))
    letters: list[str] = []
    for c in out:
        if c in _TONE_MARKS and any(v in _VOWELS for v in letters):
            key = c
        elif not _modify(letters, c):
            letters.append(c)
    return place("".join(letters), key)


def _modify(letters: list[str], c: str) -> bool:
    if c == "d" and letters[:1] == ["d"]:
        letters[0] = "đ"
        return True
    if c == "w":
        return _horn(letters)
    if c in _HATS and any(x in _VOWELS for x in letters):
        for i in range(len(letters) - 1, -1, -1):
            if letters[i] == c:
                letters[i] = _HATS[c]
                return True
    return False


def _horn(letters: list[str]) -> bool:
    text = "".join(letters)
    if (at := text.rfind("uo")) >= 0:
        letters[at : at + 2] = ["ư", "ơ"]
        return True
    if (at := text.rfind("ưo")) >= 0:
        letters[at + 1] = "ơ"
        return True
    for i in range(len(letters) - 1, -1, -1):
        if letters[i] in _HORNS:
            letters[i] = _HORNS[letters[i]]
            return True
    letters.append("ư")
    return True


def vni(token: str) -> str:
    """The token as VNI would have written it."""
    letters: list[str] = []
    key = ""
    for c in nfc(token.lower()):
        if c in _VNI_TONES:
            key = _VNI_TONES[c]
        elif c == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif c in "678" and _vni_mark(letters, c):
            continue
        else:
            letters.append(c)
    return place("".join(letters), key)


def _vni_mark(letters: list[str], c: str) -> bool:
    if c == "7" and "".join(letters).rfind("uo") >= 0:
        return _horn(letters)
    table = {"6": _HATS, "7": _HORNS, "8": {"a": "ă"}}[c]
    for i in range(len(letters) - 1, -1, -1):
        if letters[i] in table:
            letters[i] = table[letters[i]]
            return True
    return False


def decode(text: str, known: Known, english: Known, changes: list[tuple[str, str]]) -> str:
    """The text with its keystroke residue turned into letters; adds to `changes`."""
    last = len(text.rstrip())
    text = _CHUNK.sub(
        lambda m: _noted(m.group(), _viqr(m.group(), known, m.end() >= last), changes), text
    )
    tokens = _TOKEN.findall(text)
    sure_vni = any(_vni_sure(t, known) for t in tokens)
    sure_telex = any(_telex_sure(t, known, english) for t in tokens)

    def mended(match: re.Match[str]) -> str:
        token = match.group()
        return _noted(token, _decoded(token, known, english, sure_telex, sure_vni), changes)

    return _TOKEN.sub(mended, text)


def _noted(typed: str, written: str, changes: list[tuple[str, str]]) -> str:
    if typed != written:
        changes.append((typed, written))
    return written


def _decoded(token: str, known: Known, english: Known, telexing: bool, vni_ing: bool) -> str:
    low = token.lower()
    if _vni_sure(token, known) or (
        vni_ing and _VNI_WEAK.search(low) and low[-1] in "12345" and known(vni(low))
    ):
        return _cased(vni(token), token)
    if _telex_sure(token, known, english):
        return _cased(telex(token), token)
    # One tone letter alone ("thur", "tujc") is decoded among other Telex, or where the rest of the
    # word is already marked or the syllable could be nothing else.
    late = _TELEX_TONE.search(low) or re.search(r"[aeiouy][sfrxj][a-z]{1,2}$", low)
    bare = not known(low) and not well_formed(low)
    likely = late and bare and len(low) > 2 and (telexing or is_marked(low))
    if likely and known(telex(low)) and not english(low):
        return _cased(telex(token), token)
    return token


def _vni_sure(token: str, known: Known) -> bool:
    return bool(_VNI_STRONG.search(token)) and token[0].isalpha() and known(vni(token))


def _telex_sure(token: str, known: Known, english: Known) -> bool:
    low = token.lower()
    if not low.isalpha() or known(low) or token.isupper() or len(low) < 3:
        return False
    strong = _TELEX_STRONG.search(low) or _two_tones(low)
    # The English list is read last: most questions never need it, and it takes long to read.
    return bool(strong) and known(telex(low)) and is_marked(telex(low)) and not english(low)


def _two_tones(low: str) -> bool:
    # "tujc", "phair": the tone key inside a closed syllable, which no English word looks like.
    return bool(re.fullmatch(r"[a-z]{1,3}[aeiouy]{1,3}j[a-z]{0,2}", low))


def _viqr(chunk: str, known: Known, closes: bool) -> str:
    if not _VIQR_SIGN.search(chunk):
        return chunk
    # At the end of the question "." and "?" are what they look like, not tones.
    core = chunk.rstrip("?.") if closes else chunk
    digits = "".join(_VIQR.get(c, c) for c in core).lower()
    if digits.startswith("dd"):
        digits = "d9" + digits[2:]
    written = vni(digits)
    if known(written):
        return _cased(written, chunk) + chunk[len(core) :]
    return chunk


def _cased(written: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return written.upper()
    return written[:1].upper() + written[1:] if typed[:1].isupper() else written
