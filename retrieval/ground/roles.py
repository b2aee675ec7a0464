"""Who leads and who supports, read alike in statements and in clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.extract.agencies import AgencyMention, agencies_from
from retrieval.ground.names import listed, mentions
from retrieval.ground.wording import labelled

Role = tuple[str, str]
"""A role ("lead" or "support") and the agency's name as it stands."""

_CUE = re.compile(
    r"(?<!\w)(?:(?P<lead>chủ trì|leads?)|(?P<support>phối hợp|supports?))(?!\w)", re.I
)
_WITH = re.compile(r"\s*(?:chặt chẽ\s+)?(?:với|cùng|giữa)\s+", re.IGNORECASE)
_END = re.compile(r"[.;](?=\s|$)|\n")
_AND = re.compile(r"\s*(?:,|;|và|cùng|hoặc|&)?\s*(?:các\s+)?", re.IGNORECASE)
_TITLE = 200
_HEADED = re.compile(r"\s*:")


@lru_cache(maxsize=8192)
def roles(text: str) -> frozenset[Role]:
    """The roles that even text gives to agencies, under the assistant's labels or in words."""
    labels = [(name, a, b) for name, a, b in labelled(text) if name in ("lead", "support")]
    found: set[Role] = set()
    for role, start, end in labels:
        found |= {(role, name) for name in listed(text[start:end].rstrip(" ."))}
    first = min((a for _, a, _ in labels), default=len(text))
    return frozenset({*found, *_in_words(text[:first])})


def owner(text: str) -> str:
    """The agency that a statement begins with as the one whose duty it is ("Sở Nội vụ: …")."""
    if ":" not in text[:_TITLE]:
        return ""
    found = agencies_from(text[:_TITLE])
    if len(found) != 1 or found[0].generic or not _HEADED.match(text, found[0].end):
        return ""
    return found[0].name


def _in_words(text: str) -> Iterator[Role]:
    if not _CUE.search(text):
        return
    named = mentions(text)
    # Whoever a text begins with does all that follows, unless somebody else is named for it.
    header = agencies_from(text)
    for sentence, start in _sentences(text):
        cues = list(_CUE.finditer(sentence))
        for at, cue in enumerate(cues):
            role = "lead" if cue["lead"] else "support"
            place = start + cue.start()
            since = start + cues[at - 1].start() if at else start
            for mention in _subjects(text, named, since, place) or (header if at == 0 else []):
                yield role, mention.name
            if role == "support" and (joined := _WITH.match(text, start + cue.end())):
                for mention in agencies_from(text, joined.end()):
                    yield role, mention.name


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for end in _END.finditer(text):
        yield text[at : end.start()], at
        at = end.end()
    yield text[at:], at


def _subjects(
    text: str, named: Sequence[AgencyMention], since: int, until: int
) -> list[AgencyMention]:
    """The agency nearest before a cue, with those that a list joins to it."""
    before = [m for m in named if since <= m.start and m.end <= until]
    if not before:
        return []
    found = [before.pop()]
    while before and _AND.fullmatch(text[before[-1].end : found[0].start]):
        found.insert(0, before.pop())
    return found
