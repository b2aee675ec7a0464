"""Telegram's HTML, read as its server reads it: what it takes, and what it refuses."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TAG = re.compile(
    r"<(/?)([a-zA-Z][\w-]*)((?:\s+[\w-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*)\s*>"
)
# The only names that the server knows; it leaves others as they stand.
_NAMED = re.compile(r"&(lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);")


class Refused(ValueError):
    """What the server answers with 400."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A styled stretch, in UTF-16 units."""

    kind: str
    offset: int
    length: int


@dataclass(slots=True)
class Parsed:
    """The text that people see, and its entities."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed(source: str) -> Parsed:
    """The text without its tags. Refused, as by the server, for what is no HTML of Telegram's."""
    found = Parsed()
    opened: list[tuple[str, str, int]] = []
    at = 0
    while at < len(source):
        if source[at] != "<":
            end = source.find("<", at)
            end = len(source) if end < 0 else end
            found.text += _NAMED.sub(lambda m: html.unescape(m.group()), source[at:end])
            at = end
            continue
        tag = _TAG.match(source, at)
        if tag is None:
            raise Refused(f"can't parse entities: Unsupported start tag at byte offset {at}")
        (_close if tag[1] else _open)(tag, found, opened)
        at = tag.end()
    if opened:
        name = opened[-1][0]
        raise Refused(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\""
        )
    return found


def _open(tag: re.Match[str], found: Parsed, opened: list[tuple[str, str, int]]) -> None:
    name, attributes = tag[2].lower(), tag[3].strip()
    if name not in KINDS:
        raise Refused(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset')
    kind = KINDS[name]
    if name == "blockquote":
        if any(one[0] == name for one in opened):
            raise Refused("can't parse entities: Nested blockquotes are not supported")
        kind = "expandable_blockquote" if attributes == "expandable" else kind
    elif name == "a" and not re.fullmatch(r'href="[^"]*"', attributes):
        raise Refused("can't parse entities: a link without an address")
    elif name != "a" and attributes:
        raise Refused(f'can\'t parse entities: attributes of "{name}"')
    opened.append((name, kind, units(found.text)))


def _close(tag: re.Match[str], found: Parsed, opened: list[tuple[str, str, int]]) -> None:
    name = tag[2].lower()
    if not opened or opened[-1][0] != name:
        wanted = opened[-1][0] if opened else "none"
        raise Refused(
            f'can\'t parse entities: Unmatched end tag, expected "{wanted}", found "{name}"'
        )
    _, kind, start = opened.pop()
    if units(found.text) > start:
        found.entities.append(Entity(kind, start, units(found.text) - start))
