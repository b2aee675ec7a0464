"""Web pages: what is to be read of them, with the numbers that lists draw."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.readers.cells import GridCell, spread
from ingest.readers.flow import Flow
from ingest.readers.html_tree import Node, tree
from ingest.readers.legacy import NAMES, convert, decode, mend, of_font
from ingest.readers.model import Reading
from ingest.readers.plain import decoded
from ingest.readers.word_numbering import numeral

_SKIPPED = frozenset(
    (
        *("head", "script", "style", "noscript", "template", "svg", "nav", "aside", "form"),
        *("button", "select", "iframe", "object"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figure", "figcaption", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "li", "main", "p", "pre", "section"),
    )
)
_BULLETS = "-+•"
_BOLD = frozenset({"b", "strong", "th", *(f"h{level}" for level in range(1, 7))})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FIGURES = re.compile(r"(?:\d+\.)+")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_WIDEST, _DEEPEST = 200, 100


def read(data: bytes) -> Reading:
    """The text of a page: of its main part, where it names one."""
    markup, encoding = _markup(data)
    root = tree(markup)
    body = root.find("main") or root.find("article") or root.find("body") or root
    page = _Page()
    page.blocks(body, 0)
    text, old = mend(page.text())
    encoding = encoding or old
    note = (f"Đã chuyển từ bảng mã {NAMES[encoding]} sang Unicode.",) if encoding else ()
    return Reading(text, warnings=note)


def _markup(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    if named := _CHARSET.search(data[:4096]):
        try:
            return data.decode(named[1].decode("ascii")), ""
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data) or decoded(data)


class _Page:
    def __init__(self, *, cell: bool = False) -> None:
        self._flow = Flow()
        self._line = ""
        # How many elements around this place are bold; a cell tells its weight as a whole.
        self._heavy = 0
        self._light = cell
        self._cell = cell
        self._marks: list[str] = []
        self._lists: list[str] = []

    def text(self) -> str:
        self._end()
        return self._flow.text()

    def blocks(self, node: Node, depth: int) -> None:
        """Add what stands in an element."""
        for child in node.children:
            if isinstance(child, str):
                self._line += _BLANKS.sub(" ", child)
                self._light |= not self._heavy and bool(child.strip())
            elif child.tag in _SKIPPED or _is_hidden(child) or depth > _DEEPEST:
                continue
            elif child.tag == "br":
                self._line += "\n"
            elif child.tag in ("ul", "ol"):
                self._list(child, depth)
            elif child.tag == "table":
                self._table(child, depth)
            elif child.tag in _BLOCKS:
                self._end()
                self._weighed(child, depth)
                self._end()
            else:
                self._inline(child, depth)

    def _weighed(self, node: Node, depth: int) -> None:
        heavy = _is_heavy(node)
        self._heavy += heavy
        self.blocks(node, depth + 1)
        self._heavy -= heavy

    def _inline(self, node: Node, depth: int) -> None:
        before, self._line = self._line, ""
        self._weighed(node, depth)
        if coding := of_font(node.attributes.get("face", "") or _family(node)):
            self._line = convert(self._line, coding[0], capitals=coding[1])
        if node.tag == "sup" and self._line.strip().isdigit():
            self._line = f"[{self._line.strip()}]"
        self._line = before + self._line

    def _end(self) -> None:
        if self._line.strip():
            text = f"{''.join(self._marks)}{self._line.strip()}"
            self._flow.paragraph(text, bold=not self._light)
            self._marks.clear()
        self._line, self._light = "", self._cell

    def _list(self, node: Node, depth: int) -> None:
        self._end()
        for mark, item in _items(node, self._lists):
            self._marks = [f"{mark} "] if mark else []
            self._lists.append(mark)
            self.blocks(item, depth + 1)
            self._end()
            self._lists.pop()
        self._marks = []

    def _table(self, node: Node, depth: int) -> None:
        self._end()
        rows = list(_rows(node))
        cells = [cell for row in rows for cell in _cells(row)]
        nested = any(cell.find("table") for cell in cells)
        if nested or max((len(_cells(row)) for row in rows), default=0) < 2:
            # The page's own layout, or a frame: read as if it were not there.
            for cell in cells:
                self.blocks(cell, depth + 1)
                self._end()
            return
        self._flow.table(_grid(rows))


def _items(node: Node, above: Sequence[str]) -> Iterator[tuple[str, Node]]:
    """The items of a list with their numbers or bullets; `above` are those that it stands in.

    Figures in figures are numbered through ("2.1."), and bullets in bullets are other bullets: a
    page shows by its margins what a text must say.
    """
    count = _number(node.attributes.get("start", ""), 1) - 1
    form = _FORMS.get(node.attributes.get("type", ""), "decimal")
    outer = next((m for m in reversed(above) if m), "")
    through = outer if form == "decimal" and _FIGURES.fullmatch(outer) else ""
    sign = _BULLETS[min(sum(mark in _BULLETS for mark in above if mark), len(_BULLETS) - 1)]
    for child in node.children:
        if not isinstance(child, Node) or child.tag in _SKIPPED or _is_hidden(child):
            continue
        if child.tag != "li":
            yield "", Node("div", {}, [child])
            continue
        count = _number(child.attributes.get("value", ""), count + 1)
        end = ")" if form.endswith("Letter") else "."
        yield (f"{through}{numeral(count, form)}{end}" if node.tag == "ol" else sign), child


def _rows(node: Node, depth: int = 0) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node) and not _is_hidden(child):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot", "caption", "form") and depth < 5:
                yield from _rows(child, depth + 1)


def _cells(row: Node) -> list[Node]:
    return [c for c in row.children if isinstance(c, Node) and c.tag in ("td", "th")]


def _grid(rows: list[Node]) -> list[list[GridCell]]:
    """The cells in their columns, those that span told apart from those that are blank."""
    grid: list[list[GridCell]] = []
    # For each column, how many more rows the cell above reaches down, and whether it began there.
    down: dict[int, tuple[int, bool]] = {}
    for row in rows:
        made: list[GridCell] = []
        reach: dict[int, tuple[int, bool]] = {}
        for cell in _cells(row):
            _hang(made, down)
            wide = min(max(_number(cell.attributes.get("colspan", ""), 1), 1), _WIDEST)
            high = min(max(_number(cell.attributes.get("rowspan", ""), 1), 1), len(rows))
            reach |= {len(made) + i: (high - 1, i == 0) for i in range(wide)}
            made += spread(GridCell(*_cell(cell)), wide)
        _hang(made, down)
        grid.append(made[:_WIDEST])
        down = {at: (left - 1, first) for at, (left, first) in down.items()} | reach
        down = {at: told for at, told in down.items() if told[0] > 0}
    return grid


def _hang(made: list[GridCell], down: dict[int, tuple[int, bool]]) -> None:
    """Fill the places that a cell further up reaches down into."""
    while len(made) in down and len(made) < _WIDEST:
        first = down[len(made)][1]
        made.append(GridCell(above=first, left=not first))


def _cell(cell: Node) -> tuple[str, bool]:
    inner = _Page(cell=True)
    inner.blocks(cell, 0)
    text = inner.text().replace("\n\n", "\n").strip()
    letters = "".join(_loose(cell, bold=cell.tag in _BOLD, depth=0))
    return text, bool(text) and not letters.strip()


def _loose(node: Node, *, bold: bool, depth: int) -> Iterator[str]:
    """The letters of an element that are not bold."""
    for child in node.children:
        if isinstance(child, str):
            if not bold:
                yield child
        elif depth < _DEEPEST:
            yield from _loose(child, bold=bold or _is_heavy(child), depth=depth + 1)


def _is_heavy(node: Node) -> bool:
    return node.tag in _BOLD or bool(_HEAVY.search(_style(node)))


def _is_hidden(node: Node) -> bool:
    # A word processor marks what it printed at the edges of its pages.
    edge = node.tag == "div" and node.attributes.get("title") in ("header", "footer")
    return edge or "hidden" in node.attributes or bool(_HIDDEN.search(_style(node)))


def _style(node: Node) -> str:
    return node.attributes.get("style", "")


def _family(node: Node) -> str:
    found = re.search(r"font-family\s*:\s*[\"']?([^;\"',]+)", _style(node), re.I)
    return found[1].strip() if found else ""


def _number(text: str, default: int) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
