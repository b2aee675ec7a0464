"""Word's styles: what a paragraph or a run inherits from them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ingest.readers.word_names import child, is_on, local, value

_DEEPEST = 20


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        found = [e for e in root if local(e.tag) == "style"] if root is not None else []
        self._styles = {value(e, "styleId"): e for e in found}
        self._default = next(
            (
                value(e, "styleId")
                for e in found
                if value(e, "type") == "paragraph" and value(e, "default") in ("1", "true")
            ),
            "",
        )
        defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._runs = defaults

    def chain(self, style: str) -> Iterator[Element]:
        """A style, the one that it is based on, and so on; of no loop more than some turns."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = value(child(found, "basedOn"))

    def of_paragraph(self, properties: Element | None) -> str:
        """The id of a paragraph's style."""
        return value(child(properties, "pStyle")) or self._default

    def is_contents(self, style: str) -> bool:
        """Whether a paragraph of that style is a line of a table of contents."""
        named = (value(child(e, "name")).lower() for e in self.chain(style))
        return any(n.startswith("toc ") and n[4:].isdigit() for n in named)

    def is_heading(self, properties: Element | None) -> bool:
        """Whether a paragraph is a heading for Word: by its style, or its place in the outline."""
        chain = list(self.chain(self.of_paragraph(properties)))
        named = (value(child(e, "name")).lower() for e in chain)
        outline = [child(properties, "outlineLvl"), *(child(e, "pPr", "outlineLvl") for e in chain)]
        told = next((value(level) for level in outline if level is not None), "9")
        # Nine levels are counted from nought; the tenth is the text's own.
        return any(n.startswith("heading ") for n in named) or told in "012345678"

    def numbering(self, style: str) -> tuple[Element | None, str]:
        """The list that a style puts its paragraphs in, and the style that says so."""
        for found in self.chain(style):
            listed = child(found, "pPr", "numPr")
            if listed is not None:
                return listed, value(found, "styleId")
        return None, ""

    def run(self, properties: Element | None, style: str, name: str) -> bool:
        """Whether a run has a property that is on or off, itself or by a style."""
        own = is_on(properties, name)
        if own is not None:
            return own
        for found in self._behind(properties, style):
            said = is_on(found, name)
            if said is not None:
                return said
        return False

    def font(self, properties: Element | None, style: str) -> str:
        """The font of a run's Latin letters."""
        for found in (properties, *self._behind(properties, style)):
            fonts = child(found, "rFonts")
            if name := value(fonts, "ascii") or value(fonts, "hAnsi"):
                return name
        return ""

    def _behind(self, properties: Element | None, style: str) -> Iterator[Element | None]:
        for name in (value(child(properties, "rStyle")), style):
            for found in self.chain(name):
                yield child(found, "rPr")
        yield self._runs
