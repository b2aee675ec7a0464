"""Make the office files that the readers are tried on: `python -m tests.ingest.readers.make OUT`.

Each plan of `corpus/` becomes a .docx with Word's own lists and tables, and through LibreOffice
(`soffice` on the path) a .pdf of it. The files are kept beside this module, so that the tests need
neither LibreOffice nor this script; run it after a change here, and look at what it made.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

import corpus
from ingest.blocks import Block
from ingest.clean import clean
from ingest.describe_page import KINDS
from ingest.markers import find_mark
from ingest.read import read
from ingest.segments import Part, Segment, segments
from ingest.tables import Table, TableRow
from ingest.weight import weight_of
from tests.ingest.readers.numbered import Outline

OFFICE = Path(__file__).parent / "office"
_TYPE = "Liberation Serif"
_FIRST = Cm(1.27)


def main() -> None:
    """Write the five plans as .docx and .pdf into the folder named, or the one kept here."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OFFICE
    out.mkdir(parents=True, exist_ok=True)
    for source in corpus.documents():
        path = out / f"{source.stem}.docx"
        word(read(source).text, source.stem).save(str(path))
        to_pdf(path)
        sys.stdout.write(f"{path}\n")


def to_pdf(path: Path) -> Path:
    """The .pdf of an office file, beside it, as LibreOffice prints it."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf")


def word(text: str, slug: str) -> Any:
    """A plan's text as a Word document, set as offices set them."""
    return _Maker(slug).make(list(segments(text)))


class _Maker:
    def __init__(self, slug: str) -> None:
        self._document = Document()
        self._outline = Outline(self._document)
        self._text = ""
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = _TYPE, Pt(13)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), _TYPE)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(3), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
        _page_number(section.header.paragraphs[0])
        section.footer.paragraphs[0].text = f"Văn bản {slug}"

    def make(self, found: Sequence[Segment]) -> Any:
        at = 0
        while at < len(found):
            segment = found[at]
            content = segment.content
            if isinstance(content, Table):
                self._table(content)
            elif segment.part in (Part.RECIPIENTS, Part.SIGNATURE):
                rest = next(
                    (i for i in range(at, len(found)) if found[i].part not in _ASIDES), len(found)
                )
                self._closing([s for s in found[at:rest] if isinstance(s.content, Block)])
                at = rest
                continue
            else:
                self._block(content)
            at += 1
        return self._document

    def _block(self, block: Block) -> None:
        if block.mark is None:
            first, _, rest = block.raw.partition("\n")
            if clean(first).lower() in KINDS and rest:
                self._paragraph(clean(first), title=True)
                self._paragraph(clean(rest), title=True)
            else:
                heavy = weight_of(block.raw) is not None
                self._paragraph(block.text, title=block.text.isupper(), bold=heavy)
            return
        text = block.text
        mark = find_mark(text)
        label = text[: mark.end].strip() if mark else ""
        paragraph = self._document.add_paragraph()
        heading = mark is not None and not mark.marker.bullet and len(text) < 120
        numbered = bool(label) and self._outline.put(paragraph, label)
        run = paragraph.add_run(text[mark.end :].strip() if mark and numbered else text)
        run.bold = heading
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if not numbered:
            paragraph.paragraph_format.first_line_indent = _FIRST

    def _paragraph(self, text: str, *, title: bool = False, bold: bool = False) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.add_run(text).bold = title or bold
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if title else WD_ALIGN_PARAGRAPH.JUSTIFY
        if not title:
            paragraph.paragraph_format.first_line_indent = _FIRST

    def _closing(self, found: Sequence[Segment]) -> None:
        """Recipients on the left and signature on the right, in a table without lines."""
        sides: dict[Part, list[str]] = {Part.RECIPIENTS: [], Part.SIGNATURE: []}
        for segment in found:
            assert isinstance(segment.content, Block)
            lines = [clean(line) for line in segment.content.raw.split("\n")]
            sides[segment.part] += [line for line in lines if line]
        first = found[0].part
        cells = [sides[first], *(v for k, v in sides.items() if k is not first and v)]
        table = self._document.add_table(1, len(cells))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, lines in zip(table.rows[0].cells, cells, strict=True):
            cell.paragraphs[0].text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)

    def _table(self, table: Table) -> None:
        rows = [row for row in table.rows if row.kind == "row"]
        headers = [cell.header for cell in rows[0].cells]
        wide = len(headers) > 4
        if wide:
            self._turn(WD_ORIENT.LANDSCAPE)
        made = self._document.add_table(1, len(headers), style="Table Grid")
        for cell, header in zip(made.rows[0].cells, headers, strict=True):
            cell.paragraphs[0].add_run(header).bold = True
        repeat = OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(repeat)
        above: list[Any] = []
        for row in table.rows:
            if row.kind == "section":
                merged = made.add_row().cells
                whole = merged[0].merge(merged[-1])
                whole.paragraphs[0].add_run(row.title).bold = True
                above = []
            elif row.kind == "row":
                above = self._row(made, row, above)
        if wide:
            self._turn(WD_ORIENT.PORTRAIT)

    def _row(self, made: Any, row: TableRow, above: list[Any]) -> list[Any]:
        cells = list(made.add_row().cells)
        for i, (cell, told) in enumerate(zip(cells, row.cells, strict=False)):
            if told.inherited and i < len(above):
                cells[i] = above[i].merge(cell)
            else:
                cell.paragraphs[0].text = told.text
        return cells

    def _turn(self, orientation: Any) -> None:
        section = self._document.add_section()
        section.orientation = orientation
        wide = orientation == WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))


_ASIDES = (Part.RECIPIENTS, Part.SIGNATURE)


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def office(suffix: str) -> Iterator[Path]:
    """The kept files of one kind."""
    yield from sorted(OFFICE.glob(f"*{suffix}"))


if __name__ == "__main__":
    main()
