"""Word documents (.docx): what is printed of the body, in order, with the numbers that Word draws.

Read from the XML itself, for what these documents are made of is just what the libraries over it
leave out: list numbers, merged cells, tracked changes, text boxes. Headers, footers, comments and
what was deleted are not of the document's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.readers.cells import GridCell, spread
from ingest.readers.flow import Flow
from ingest.readers.legacy import NAMES, mend
from ingest.readers.model import Reading, Refusal
from ingest.readers.package import Package
from ingest.readers.word_names import child, is_on, local, number, value
from ingest.readers.word_numbering import Numbering
from ingest.readers.word_runs import Paragraph, Runs
from ingest.readers.word_styles import Styles

_DEEPEST = 40
_WIDEST = 200
_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body", "Choice", "txbxContent"}
)


def read(data: bytes) -> Reading:
    """The text of a .docx."""
    package = Package(data)
    root = package.xml("word/document.xml")
    body = child(root, "body")
    if body is None:
        raise Refusal("không phải tệp Word: thiếu phần thân.", "Hãy lưu lại thành .docx.")
    text, encoding = mend(_Body(package).read(body))
    warnings = [f"Đã chuyển từ bảng mã {NAMES[encoding]} sang Unicode."] if encoding else []
    if any(name.startswith("word/media/") for name in package.names):
        warnings.append("Tệp có ảnh: chữ trong ảnh không được đọc.")
    return Reading(text, warnings=tuple(warnings))


class _Body:
    def __init__(self, package: Package) -> None:
        self._styles = Styles(package.xml("word/styles.xml"))
        self._numbering = Numbering(package.xml("word/numbering.xml"))
        self._flow = Flow()
        self._noted = 0
        self._notes = {
            f"{kind}:{number(e, name='id')}": e
            for kind in ("footnote", "endnote")
            for e in package.xml(f"word/{kind}s.xml") or ()
        }
        # The start of a paragraph whose end was deleted: it goes on in the next.
        self._held = ""

    def read(self, body: Element) -> str:
        self._blocks(body, 0)
        return self._flow.text()

    def _blocks(self, parent: Element, depth: int) -> None:
        for block in parent:
            name = local(block.tag)
            if name == "p":
                self._paragraph(block, depth)
            elif name == "tbl":
                self._table(block, depth)
            elif name == "AlternateContent":
                self._blocks(_chosen(block), depth + 1)
            elif name in _WRAPPERS and depth < _DEEPEST:
                self._blocks(block, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> None:
        properties = child(element, "pPr")
        if self._styles.is_contents(self._styles.of_paragraph(properties)):
            return
        cut = bool(self._held)
        found = self._read(element)
        if is_on(child(properties, "rPr"), "del") is not None:
            self._held += found.text
        else:
            heavy = found.bold or self._styles.is_heading(properties)
            self._flow.paragraph(found.text, bold=heavy and not cut)
        for box in found.boxes:
            if depth < _DEEPEST:
                self._blocks(box, depth + 1)

    def _read(self, element: Element) -> Paragraph:
        """A paragraph with its number in front and its notes put aside."""
        properties = child(element, "pPr")
        style = self._styles.of_paragraph(properties)
        found = Runs(self._styles, style).read(element)
        for at, note in enumerate(found.notes):
            found.text = found.text.replace(f"\x00{at}\x00", self._note(note), 1)
        label = self._label(properties, style) if found.text.strip() else ""
        found.text = f"{self._held}{label} {found.text}" if label else self._held + found.text
        self._held = ""
        return found

    def _label(self, properties: Element | None, style: str) -> str:
        own = child(properties, "numPr")
        by_style, styled = self._styles.numbering(style)
        if own is None:
            return self._numbering.label(by_style, styled)
        if child(own, "numId") is None:
            return self._numbering.label(by_style, styled)
        return self._numbering.label(own, style)

    def _note(self, key: str) -> str:
        """The mark of a note where it stands; its words go to the end of the text."""
        found = self._notes.get(key)
        if found is None:
            return ""
        self._noted += 1
        mark = f"[{self._noted}]"
        texts = (self._read(p).text.strip() for p in found if local(p.tag) == "p")
        self._flow.note(f"{mark} {' '.join(filter(None, texts))}")
        return mark

    def _table(self, table: Element, depth: int) -> None:
        rows = [row for row in _parts(table, "tr") if not _deleted(row)]
        if depth < _DEEPEST and all(len(_parts(row, "tc")) < 2 for row in rows):
            # A frame: what it holds is read as if it were not there.
            for row in rows:
                for cell in _parts(row, "tc"):
                    self._blocks(cell, depth + 1)
            return
        self._flow.table([self._row(row, depth) for row in rows])

    def _row(self, row: Element, depth: int) -> list[GridCell]:
        cells: list[GridCell] = []
        before = number(child(row, "trPr", "gridBefore"))
        cells += [GridCell()] * min(max(before, 0), _WIDEST)
        for cell in _parts(row, "tc"):
            properties = child(cell, "tcPr")
            span = min(max(number(child(properties, "gridSpan"), 1), 1), _WIDEST)
            merged = child(properties, "vMerge")
            above = merged is not None and value(merged) != "restart"
            text, bold = self._cell(cell, depth)
            covers = value(child(properties, "hMerge")) == "continue"
            cells += spread(GridCell(text, bold, above, covers), span)
        return cells[:_WIDEST]

    def _cell(self, cell: Element, depth: int) -> tuple[str, bool]:
        """A cell's paragraphs as lines; a table in it is a line for each of its rows."""
        lines: list[tuple[str, bool]] = []
        for block in _content(cell):
            if local(block.tag) == "p":
                found = self._read(block)
                lines.append((found.text.strip(), found.bold))
                for box in found.boxes:
                    lines.append(self._cell(box, depth + 1) if depth < _DEEPEST else ("", False))
            elif depth < _DEEPEST:
                for row in _parts(block, "tr"):
                    texts = [self._cell(inner, depth + 1)[0] for inner in _parts(row, "tc")]
                    lines.append((" ".join(filter(None, texts)), False))
        given = [(text, bold) for text, bold in lines if text]
        return "\n".join(text for text, _ in given), bool(given) and all(b for _, b in given)


def _chosen(alternate: Element) -> Element:
    choice = child(alternate, "Choice")
    choice = choice if choice is not None else child(alternate, "Fallback")
    return choice if choice is not None else alternate


def _parts(parent: Element, name: str, depth: int = 0) -> list[Element]:
    """The rows of a table or the cells of a row, also those in a content control."""
    found: list[Element] = []
    for part in parent:
        if local(part.tag) == name:
            found.append(part)
        elif local(part.tag) in _WRAPPERS and depth < _DEEPEST:
            found += _parts(part, name, depth + 1)
    return found


def _content(cell: Element, depth: int = 0) -> Iterator[Element]:
    """The paragraphs and tables of a cell, also those in a content control."""
    for part in cell:
        if local(part.tag) in ("p", "tbl"):
            yield part
        elif local(part.tag) in _WRAPPERS and depth < _DEEPEST:
            yield from _content(part, depth + 1)


def _deleted(row: Element) -> bool:
    return child(row, "trPr", "del") is not None
