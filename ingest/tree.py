"""Blocks to a tree: the heading stack, the paths, and what headings hand down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ingest.blocks import Block
from ingest.headings import Heading, begins
from ingest.inherit import levels_in, years_in
from ingest.markers import Mark, component, strip_marker
from ingest.model import Level
from ingest.weight import Weight

_ROOT_RANK = 0
_WEIGHED = {Weight.CAPITALS: 15, Weight.BOLD: 16, Weight.PLAIN: 17}
_TITLE_LIMIT = 300
_TITLE_WORDS = 12
_CRUMB_LIMIT = 200


@dataclass(slots=True)
class Node:
    """A place in the tree; `path` is its numbering, `crumb` the headings above its children."""

    path: tuple[str, ...]
    rank: int
    text: str = ""
    mark: Mark | None = None
    weight: Weight | None = None
    crumb: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    levels: tuple[Level, ...] = ()
    children: int = 0
    used: Counter[str] = field(default_factory=Counter)

    @property
    def titled(self) -> bool:
        """Whether the words are a title or lead on: no finished sentence.

        "IV. Tổ chức thực hiện." is one all the same: a few words under a roman number.
        """
        if self.text.endswith(".") and self.mark and self.mark.marker.name == "roman":
            return len(self.text.split()) <= _TITLE_WORDS
        return len(self.text) <= _TITLE_LIMIT and not self.text.endswith((".", ";", "!", "?"))

    @property
    def numbered(self) -> bool:
        """Whether it has a number of its own."""
        return self.mark is not None and not self.mark.marker.bullet

    @property
    def leads(self) -> bool:
        """Whether an unmarked paragraph right after belongs under this node."""
        bullet = self.mark is not None and self.mark.marker.bullet
        return not bullet or self.text.endswith(":") or (self.titled and len(self.text) < 120)


class Tree:
    """The stack of open nodes, deepest last."""

    def __init__(self) -> None:
        self._open: list[Node] = [Node((), _ROOT_RANK)]
        self._taken: set[str] = set()

    @property
    def top(self) -> Node:
        """The deepest open node."""
        return self._open[-1]

    def begin(self, root: str, text: str) -> Node:
        """Start another part of the document (an annex) under its own root."""
        node = Node((root,), _ROOT_RANK, text=text, crumb=(_cut(text),) if text else ())
        self._open = [node]
        return node

    def close(self) -> None:
        """Back to the root: what follows belongs to the whole."""
        del self._open[1:]

    def add(self, block: Block) -> Node:
        """Put a block in its place and return its node."""
        return self._marked(block, block.mark) if block.mark else self._paragraph(block)

    def head(self, block: Block, heading: Heading) -> Node | None:
        """Open a heading that has no number; None where its place would tear numbers apart."""
        kept = self._open[: self._room(heading)]
        over = heading.over
        if over is not None and any(node.numbered and node.rank >= over for node in kept):
            return None
        self._open = kept
        node = self._under(self.top, f"t{self._count(self.top, 't')}", 0, block.text, None)
        node.weight = heading.weight
        node.rank = _WEIGHED[heading.weight] if over is None else over - 1
        self._open.append(node)
        return node

    def _room(self, heading: Heading) -> int:
        """How many of the open nodes a heading without a number leaves open."""
        room, inner = len(self._open), None
        for at in range(len(self._open) - 1, 0, -1):
            node = self._open[at]
            if node.numbered:
                inner = node
            elif node.weight is None or (
                node.weight <= heading.weight and (inner is None or _leaves(inner, heading))
            ):
                room = at
        return room

    def child(self, name: str, *, rank: int, text: str = "", mark: Mark | None = None) -> Node:
        """Open a node called `name` under the deepest node of a lower rank."""
        while len(self._open) > 1 and self.top.rank >= rank:
            self._open.pop()
        node = self._under(self.top, name, rank, text, mark)
        self._open.append(node)
        return node

    def leaf(self, prefix: str) -> Node:
        """A numbered node under the deepest open one ("p2", "r17") that stays closed."""
        return self._under(self.top, f"{prefix}{self._count(self.top, prefix)}", 99, "", None)

    def _marked(self, block: Block, mark: Mark) -> Node:
        while len(self._open) > 1 and self.top.rank >= mark.rank:
            self._open.pop()
        node = self._under(self.top, self._name(mark), mark.rank, block.text, mark)
        self._open.append(node)
        return node

    def _paragraph(self, block: Block) -> Node:
        while len(self._open) > 1 and not self.top.leads:
            self._open.pop()
        parent = self.top
        return self._under(parent, f"p{self._count(parent, 'p')}", 99, block.text, None)

    def _name(self, mark: Mark) -> str:
        name = component(mark)
        if mark.marker.bullet:
            return f"{name}{self._count(self.top, name)}"
        parent = self.top.mark
        if mark.marker.name == "decimal" and parent and parent.marker.name == "decimal":
            return name.removeprefix(parent.value + ".")
        return name

    def _count(self, parent: Node, prefix: str) -> int:
        key = f"#{prefix}"
        parent.used[key] += 1
        return parent.used[key]

    def _path(self, parent: Node, name: str) -> tuple[str, ...]:
        """The path of another node under `parent`; a number that repeats gets "~2"."""
        while True:
            parent.used[name] += 1
            count = parent.used[name]
            path = (*parent.path, name if count == 1 else f"{name}~{count}")
            # "1.2." before "1." and the "1.2." below that are two clauses.
            if ".".join(path) not in self._taken:
                self._taken.add(".".join(path))
                return path

    def _under(self, parent: Node, name: str, rank: int, text: str, mark: Mark | None) -> Node:
        path = self._path(parent, name)
        parent.children += 1
        node = Node(path, rank, text=text, mark=mark)
        says = strip_marker(text) if node.titled else ""
        node.crumb = (*parent.crumb, _cut(text)) if text else parent.crumb
        node.years = years_in(says) or parent.years
        node.levels = levels_in(says) or parent.levels
        return node


def _leaves(number: Node, heading: Heading) -> bool:
    """Whether a heading ends a list of numbers: none goes on behind it, or one begins anew."""
    if heading.over is not None:
        return heading.over <= number.rank
    then = heading.then
    if then is None or then.rank != number.rank:
        return then is None or then.rank < number.rank
    return begins(then)


def _cut(text: str) -> str:
    return text if len(text) <= _CRUMB_LIMIT else text[:_CRUMB_LIMIT].rsplit(" ", 1)[0] + "…"
