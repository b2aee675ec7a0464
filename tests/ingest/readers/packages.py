"""Office files made by hand, so that a test shows every byte that matters."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as out:
        for name, part in parts.items():
            out.writestr(name, part)
    return made.getvalue()


def docx(body: str, **parts: str | bytes) -> bytes:
    """A .docx with that body; `parts` are others of `word/` by their stems ("numbering")."""
    named = {f"word/{stem}.xml": part for stem, part in parts.items()}
    return package({"word/document.xml": _root("document", f"<w:body>{body}</w:body>"), **named})


def part(name: str, inside: str) -> str:
    """A part of a .docx: `part("styles", "<w:style …")`."""
    return _root(name, inside)


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def table(*rows: str) -> str:
    """A table of rows, each the XML of its cells."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(text: str, properties: str = "") -> str:
    """A cell; each line is a paragraph."""
    inside = "".join(p(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _root(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_W} {_MC}>{inside}</w:{name}>'
