"""Agencies in text: where their names stand, what a list of them holds, which are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.agencies_grammar import name_at
from ingest.extract.agencies_key import agency_key, same_agency
from ingest.extract.agencies_words import Token, tokenize
from ingest.markers import strip_marker
from ingest.tokens import nfc

_AND = frozenset([",", ";", "và", "cùng", "hoặc", "&"])
# What may stand before an agency in a heading that gives it duties.
_OPENING = re.compile(
    r"(?:(?:trách nhiệm|nhiệm vụ)\s+của|đề nghị|giao|yêu cầu|đối với|về phía)\s+", re.IGNORECASE
)
_LIST = re.compile(r"(?:\b[Cc]ác\s+)?(?:bộ phận|đơn vị|cơ quan|phòng|ban|sở)\s*:\s*", re.IGNORECASE)
_BULLETS = re.compile(r"(?:^|(?<=[;\n]))\s*[-–+•]\s+")
_LONGEST_TITLE = 320


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency's name as it stands in `text[start:end]`.

    `generic` says that it names no agency in particular ("các đơn vị có liên quan").
    """

    name: str
    start: int
    end: int
    generic: bool = False


def agencies(text: str) -> list[AgencyMention]:
    """The agencies named in an NFC text, in order, without overlap."""
    tokens = tokenize(text)
    found: list[AgencyMention] = []
    at = 0
    while at < len(tokens):
        name = name_at(tokens, at)
        if name:
            found.append(_mention(text, tokens, at, name.end, name.generic))
        at = name.end if name else at + 1
    return found


def agencies_from(text: str, start: int = 0, stop: int | None = None) -> list[AgencyMention]:
    """The agencies joined by commas and "và" that stand at `start`; empty where none does.

    Nothing at `stop` or past it is looked at.
    """
    end = len(text) if stop is None else stop
    tokens = [t for t in tokenize(text) if start <= t.start and t.end <= end]
    found: list[AgencyMention] = []
    at = 0
    while name := name_at(tokens, at, listed=bool(found)):
        found.append(_mention(text, tokens, at, name.end, name.generic))
        at = name.end
        while at < len(tokens) and tokens[at].low in _AND:
            at += 1
        if at == name.end:
            break
    return found


def is_agency_title(text: str) -> bool:
    """Whether a heading is an agency or a list of agencies, and nothing else."""
    return bool(title_agencies(text))


def title_agencies(text: str) -> list[AgencyMention]:
    """The agencies that a heading consists of; spans are those of the heading without its mark."""
    title = title_text(text)
    if not title or len(title) > _LONGEST_TITLE:
        return []
    found = agencies_from(title)
    return found if found and not re.search(r"\w", title[found[-1].end :]) else []


def title_text(text: str) -> str:
    """A heading without its mark, its colon and words such as "Trách nhiệm của"."""
    title = strip_marker(nfc(text)).strip().rstrip(":.; ").rstrip()
    opening = _OPENING.match(title)
    return title[opening.end() :] if opening else title


def split_agencies(cell_text: str) -> tuple[str, ...]:
    """The names in a table's cell, without the "Các bộ phận:" that announces them."""
    names: list[str] = []
    for part in re.split(r";|\n", _BULLETS.sub(";", nfc(cell_text))):
        listed = _LIST.search(part)
        if listed:
            names += _loose(part[: listed.start()])
            names += re.split(r",|\s+và\s+(?=\S)", part[listed.end() :])
        else:
            names += _loose(part)
    clean = (" ".join(name.split()).strip(" ,.:") for name in names)
    return tuple(dict.fromkeys(name for name in clean if re.search(r"\w", name)))


def _loose(part: str) -> list[str]:
    """Cut where a further agency starts, and nowhere inside a name."""
    tokens = tokenize(part)
    cuts: list[int] = []
    at = 0
    while at < len(tokens):
        name = name_at(tokens, at)
        if name and (at == 0 or tokens[at - 1].low in _AND or cuts[-1:] == [-at]):
            cuts.append(at)
        if name:
            # Two names with nothing between them: a lost line break.
            cuts.append(-name.end)
        at = name.end if name else at + 1
    starts = [tokens[at].start for at in cuts if at > 0]
    pieces = [part[a:b] for a, b in zip([0, *starts], [*starts, len(part)], strict=True)]
    return [re.sub(r"[\s,]+$|\s+(?:và|&|,)\s*$", "", piece) for piece in pieces]


def _mention(text: str, tokens: Sequence[Token], at: int, end: int, generic: bool) -> AgencyMention:
    start, stop = tokens[at].start, tokens[end - 1].end
    return AgencyMention(text[start:stop], start, stop, generic)


__all__ = [
    "AgencyMention",
    "agencies",
    "agencies_from",
    "agency_key",
    "is_agency_title",
    "same_agency",
    "split_agencies",
    "title_agencies",
    "title_text",
]
