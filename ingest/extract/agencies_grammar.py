"""Where an agency's name begins and ends, as a grammar over tokens.

A name is a body ("UBND huyện"), a head with its proper part ("Sở Giáo dục và Đào tạo"), somebody
who speaks for one ("Giám đốc Sở Nội vụ") or a kind of agency ("các sở, ban, ngành"). Where a word
may be either a name's part or a verb ("Ban Tổ chức", "Sở Nội vụ tổ chức"), its capital decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.agencies_words import Phrases, Token, phrases

_JOINTS = frozenset(["-", "–", "—", "&", "và", "/"])
_DASHES = frozenset(["-", "–", "—", "&"])
_LISTING = frozenset([",", "và", "/", "-", "–", "hoặc"])
_DEEPEST = 3
_LONGEST_NOTE = 14


@dataclass(frozen=True, slots=True)
class Found:
    """A name from the token it was asked for up to `end`; `generic` if it names no one agency."""

    end: int
    generic: bool = False


def name_at(
    tokens: Sequence[Token], at: int, depth: int = 0, *, listed: bool = False
) -> Found | None:
    """The longest agency name that starts at token `at`, or None.

    `listed`: it goes on a list of agencies, so that "thủ trưởng" needs no capital.
    """
    if at >= len(tokens) or not tokens[at].is_word or depth > _DEEPEST:
        return None
    first = at + _words("determiners").match(tokens, at)
    determined = first > at or depth > 0
    found = [
        _body(tokens, first, depth),
        _headed(tokens, first, depth),
        _person(tokens, first, depth, determined or listed),
        _collective(tokens, first, depth, determined),
    ]
    return max((f for f in found if f), key=lambda f: f.end, default=None)


def _words(key: str) -> Phrases:
    return phrases("agencies", key)


def _body(tokens: Sequence[Token], at: int, depth: int) -> Found | None:
    size = _words("bodies").match(tokens, at)
    if not size or _words("not_names").match(tokens, at) > size:
        return None
    # "thường trực", "chính phủ" and the like are common words in small letters.
    if size <= 2 and not tokens[at].capital:
        return None
    end = at + size
    if end < len(tokens) and tokens[end].capital and _words("bodies").match(tokens, end):
        nested = _body(tokens, end, depth + 1)
        if nested:
            return nested
    return Found(_tails(tokens, end, depth))


def _headed(tokens: Sequence[Token], at: int, depth: int) -> Found | None:
    size = _words("heads").match(tokens, at)
    if not size or _words("not_names").match(tokens, at) > size:
        return None
    start = at + size
    if start < len(tokens) and tokens[start].low == "phụ" and tokens[start + 1 :]:
        start += 2 if tokens[start + 1].low == "trách" else 0
    served = _words("served").match(tokens, start) if tokens[at].low == "văn" else 0
    end = start + served if served else _proper(tokens, start, small=tokens[at].capital)
    if end == start:
        return None
    if _words("nested").match(tokens, at) and end < len(tokens) and tokens[end].capital:
        nested = _body(tokens, end, depth + 1)
        if nested:
            return nested
    return Found(_tails(tokens, end, depth))


def _proper(tokens: Sequence[Token], start: int, *, small: bool) -> int:
    """Where the proper part that starts at `start` ends; `start` where there is none.

    `small` lets the first piece stand in small letters ("Đài truyền thanh").
    """
    end = _piece(tokens, start, small=small, first=True)
    lower = end > start and not tokens[start].capital
    while start < end < len(tokens):
        comma = _comma_joins(tokens, start, end)
        joined = comma or tokens[end].low in _JOINTS
        after = end + 1 if joined else end
        dash = tokens[end].low in _DASHES
        piece = _piece(tokens, after, small=lower or dash or comma, first=dash or comma)
        if piece == after:
            break
        end = piece
    return end


def _piece(tokens: Sequence[Token], at: int, *, small: bool, first: bool) -> int:
    """The end of one piece of a proper part ("Giáo dục"), `at` where none starts.

    `first`: it may be a word that elsewhere heads a name ("Công chức | Văn phòng").
    """
    if at >= len(tokens) or not tokens[at].is_word:
        return at
    if not tokens[at].capital and not small:
        return at
    if not first and (_starts_agency(tokens, at) or _small_verb(tokens, at)):
        return at
    size = _words("parts").match(tokens, at)
    if size:
        return at + size
    if not tokens[at].capital or _words("stops").match(tokens, at) or _level(tokens, at):
        return at
    end = at + 1
    if end < len(tokens) and _second_syllable(tokens, end):
        end += 1
    return end


def _small_verb(tokens: Sequence[Token], at: int) -> bool:
    """ "tổ chức" after a name is a verb; only right after a head is it part of one."""
    return not tokens[at].capital and _words("stops").match(tokens, at) > 0


def _second_syllable(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not token.is_word or token.capital or not token.text.isalpha():
        return False
    return not (_words("stops").match(tokens, at) or _level(tokens, at) or _tail(tokens, at))


def _comma_joins(tokens: Sequence[Token], start: int, end: int) -> bool:
    if tokens[end].text != ",":
        return False
    joins = _words("with_comma")
    return any(k + joins.match(tokens, k) > end + 1 for k in range(max(start, end - 3), end))


def _starts_agency(tokens: Sequence[Token], at: int) -> bool:
    return bool(
        _words("bodies").match(tokens, at)
        or (_words("heads").match(tokens, at) and tokens[at].capital)
    )


def _person(tokens: Sequence[Token], at: int, depth: int, determined: bool) -> Found | None:
    size = _words("persons").match(tokens, at)
    if not size or not (determined or tokens[at].capital):
        return None
    end = at + size
    inner = name_at(tokens, end, depth + 1)
    if inner:
        return Found(inner.end, inner.generic and tokens[at].low == "cán")
    last = _belonging(tokens, end, depth)
    return Found(_tails(tokens, last, depth)) if last > end else None


def _collective(tokens: Sequence[Token], at: int, depth: int, determined: bool) -> Found | None:
    kinds = _words("collectives")
    if _headed(tokens, at, _DEEPEST):
        return None
    end, count, named = at, 0, False
    while True:
        size = kinds.match(tokens, end)
        if not size or (not count and not (determined or tokens[at].capital)):
            break
        named = named or _words("specific").match(tokens, end) == size
        last = _tails(tokens, end + size, depth)
        count, long = count + 1, size > 2 or last > end + size
        end = last
        if end + 1 >= len(tokens) or tokens[end].low not in _LISTING:
            break
        after = end + 1 + _words("determiners").match(tokens, end + 1)
        if not kinds.match(tokens, after) or _named(tokens, after):
            break
        end = after
    if not count or (not determined and count == 1 and not (long and tokens[at].low != "tổ")):
        return None
    return Found(end, generic=not named)


def _named(tokens: Sequence[Token], at: int) -> bool:
    """Whether a proper name starts here rather than a kind ("phòng Nội vụ", not "phòng")."""
    return bool(_body(tokens, at, _DEEPEST) or _headed(tokens, at, _DEEPEST))


def _tails(tokens: Sequence[Token], at: int, depth: int) -> int:
    """Where what may follow a name ends: levels, places, "có liên quan", "thuộc UBND huyện"."""
    while True:
        end = max(
            at + _tail(tokens, at),
            at + _level(tokens, at),
            _belonging(tokens, at, depth),
            _note(tokens, at),
            _place(tokens, at),
            _numbered(tokens, at),
        )
        if end == at:
            return at
        at = end


def _tail(tokens: Sequence[Token], at: int) -> int:
    return _words("tails").match(tokens, at)


def _numbered(tokens: Sequence[Token], at: int) -> int:
    """Past the number of a district of an agency: "Chi cục Hải quan khu vực | XIX"."""
    if at < 1 or at >= len(tokens) or tokens[at - 1].low != "vực":
        return at
    return at + 1 if set(tokens[at].text) <= set("IVX0123456789") else at


def _level(tokens: Sequence[Token], at: int) -> int:
    """How many tokens say a level: "cấp huyện, cấp xã", "các xã, thị trấn", "tỉnh Hải Dương"."""
    end, levels = at, 0
    while end < len(tokens):
        after = end
        if levels:
            if tokens[end].low not in _LISTING:
                break
            after += 1
        while after < len(tokens) and tokens[after].low in ("các", "cấp"):
            after += 1
        size = _words("levels").match(tokens, after)
        # "xã hội" is no commune.
        if not size or (after + size < len(tokens) and tokens[after + size].low == "hội"):
            break
        end, levels = after + size, levels + 1
    if levels == 1:
        end = _place(tokens, end, shortest=1)
    return end - at


def _place(tokens: Sequence[Token], at: int, shortest: int = 2) -> int:
    """The end of a place's name, each of its syllables with a capital; `at` where there is none."""
    end = at
    while end < len(tokens) and end - at < 4:
        token = tokens[end]
        if not (token.capital and token.text.isalpha()) or _starts_agency(tokens, end):
            break
        # "Cần Thơ" is a place though "cần" is a verb; "Quyết định" is none.
        if _words("stops").match(tokens, end) > 1 or _words("levels").match(tokens, end):
            break
        if _words("persons").match(tokens, end):
            break
        end += 1
    return end if end - at >= shortest else at


def _belonging(tokens: Sequence[Token], at: int, depth: int) -> int:
    size = _words("belongs").match(tokens, at)
    level = _level(tokens, at + size) if size else 0
    if level:
        return at + size + level
    size = _words("belongs_agency").match(tokens, at)
    inner = name_at(tokens, at + size, depth + 1) if size else None
    return inner.end if inner else at


def _note(tokens: Sequence[Token], at: int) -> int:
    """The end of a note in brackets that says what somebody is in charge of."""
    if at + 2 >= len(tokens) or tokens[at].text != "(" or tokens[at + 1].low != "phụ":
        return at
    for end in range(at + 2, min(len(tokens), at + _LONGEST_NOTE)):
        if tokens[end].text == ")":
            return end + 1
    return at


__all__ = ["Found", "name_at"]
