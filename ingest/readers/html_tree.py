"""HTML as a tree, however carelessly it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("param", "source", "track", "wbr"),
    )
)
# What a tag's opening closes, where its author did not.
_CLOSES = {
    "p": {"p"},
    "li": {"li", "p"},
    "tr": {"tr", "td", "th", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "table": {"p"},
    "ul": {"p"},
    "ol": {"p"},
    "div": {"p"},
    **{f"h{i}": {"p"} for i in range(1, 7)},
}
# How far up an opening may look for what it closes.
_FENCES = {"li": {"ul", "ol"}, "tr": {"table"}, "td": {"tr", "table"}, "th": {"tr", "table"}}
_FENCE = {"table", "td", "th", "li", "div", "body", "html"}
_DEEPEST = 120
_MOST = 400_000


@dataclass(slots=True)
class Node:
    """An element; its children are elements and texts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def find(self, tag: str, depth: int = 0) -> Node | None:
        """The first element of that name in it."""
        for child in self.children:
            if isinstance(child, Node) and depth < _DEEPEST:
                if child.tag == tag:
                    return child
                if found := child.find(tag, depth + 1):
                    return found
        return None


def tree(markup: str) -> Node:
    """The tree of a page."""
    builder = _Builder()
    builder.feed(markup)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self._open = [self.root]
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_for(tag)
        self._count += 1
        if self._count > _MOST:
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag == tag:
                del self._open[at:]
                return
            if self._open[at].tag == "table" and tag not in ("body", "html"):
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _close_for(self, tag: str) -> None:
        closed = _CLOSES.get(tag, set())
        fence = _FENCES.get(tag, _FENCE - closed)
        cut = 0
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].tag in fence:
                break
            if self._open[at].tag in closed:
                cut = at
        if cut:
            del self._open[cut:]
