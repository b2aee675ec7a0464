"""The text of one Word paragraph: runs, fields, tracked changes, old fonts, text boxes beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.readers.legacy import convert, of_font
from ingest.readers.word_names import child, is_on, local, number, value
from ingest.readers.word_numbering import bullet
from ingest.readers.word_styles import Styles

# What was deleted or moved away, and what only instructs.
_GONE = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "rt"})
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}
_DEEPEST = 60


@dataclass(slots=True)
class _Piece:
    text: str
    bold: bool
    coding: tuple[str, bool] | None


@dataclass(slots=True)
class Paragraph:
    """A paragraph's text as printed, whether all of it is bold, and what is anchored in it."""

    text: str = ""
    bold: bool = False
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Runs:
    """Reads the runs of one paragraph."""

    def __init__(self, styles: Styles, style: str) -> None:
        self._styles = styles
        self._style = style
        self._pieces: list[_Piece] = []
        self._boxes: list[Element] = []
        self._notes: list[str] = []
        # A field shows its result and hides its instruction; fields nest.
        self._fields: list[bool] = []

    def read(self, element: Element) -> Paragraph:
        """The paragraph `element`."""
        for part in element:
            self._walk(part, 0)
        told = [piece for piece in self._pieces if piece.text.strip()]
        return Paragraph(
            text="".join(self._texts()),
            bold=bool(told) and all(piece.bold for piece in told),
            boxes=self._boxes,
            notes=self._notes,
        )

    def _texts(self) -> Iterator[str]:
        """Neighbours of one coding together: an old encoding may part a letter and its mark."""
        at = 0
        while at < len(self._pieces):
            coding = self._pieces[at].coding
            text = ""
            while at < len(self._pieces) and self._pieces[at].coding == coding:
                text += self._pieces[at].text
                at += 1
            yield convert(text, coding[0], capitals=coding[1]) if coding else text

    def _walk(self, element: Element, depth: int) -> None:
        name = local(element.tag)
        if name in _GONE or depth > _DEEPEST:
            return
        if name == "r":
            self._run(element, depth)
        elif name == "AlternateContent":
            self._alternate(element, depth)
        elif name == "txbxContent":
            self._boxes.append(element)
        elif name == "t" and not self._hidden:  # of a formula, which has runs of its own
            self._add(element.text or "", None)
        else:
            for part in element:
                self._walk(part, depth + 1)

    @property
    def _hidden(self) -> bool:
        return any(self._fields)

    def _alternate(self, element: Element, depth: int) -> None:
        """The same thing twice, for programs of two ages: the first is enough."""
        chosen = child(element, "Choice")
        chosen = chosen if chosen is not None else child(element, "Fallback")
        for part in chosen if chosen is not None else ():
            self._walk(part, depth + 1)

    def _run(self, element: Element, depth: int) -> None:
        properties = child(element, "rPr")
        if is_on(properties, "vanish"):
            return
        for part in element:
            name = local(part.tag)
            if name == "fldChar":
                self._field(value(part, "fldCharType"))
            elif self._hidden or name in _GONE:
                continue
            elif name == "t":
                self._add(part.text or "", properties)
            elif name in _SIGNS:
                self._add(_SIGNS[name], properties)
            elif name == "sym":
                self._symbol(part, properties)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(part, name)
            else:
                self._walk(part, depth + 1)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, part: Element, properties: Element | None) -> None:
        try:
            self._add(bullet(chr(int(value(part, "char"), 16))), properties)
        except (ValueError, OverflowError):
            return

    def _note(self, part: Element, name: str) -> None:
        kind = name.removesuffix("Reference")
        self._notes.append(f"{kind}:{number(part, name='id')}")
        self._pieces.append(_Piece(f"\x00{len(self._notes) - 1}\x00", bold=True, coding=None))

    def _add(self, text: str, properties: Element | None) -> None:
        coding = of_font(self._styles.font(properties, self._style))
        if not coding and self._styles.run(properties, self._style, "caps"):
            text = text.upper()
        bold = self._styles.run(properties, self._style, "b")
        self._pieces.append(_Piece(text, bold, coding))
