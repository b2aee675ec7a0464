"""Plain text on a terminal: as wide as it is, up to what reads well, coloured where that shows."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

WIDEST = 100
_BULLET = re.compile(r"\s*(?:[-+*•]|\d{1,2}[.)]|[a-zđ]\)|\[\d+\])\s+")
# Select Graphic Rendition codes.
_STYLES: Mapping[str, str] = {"bold": "1", "dim": "2"}


@dataclass(frozen=True, slots=True)
class Paper:
    """Where text goes: `width` columns, with or without colour."""

    width: int = 80
    colour: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> Paper:
        """The paper that a stream is: 80 columns without colour unless it is a terminal."""
        if not stream.isatty():
            return cls()
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        return cls(min(shutil.get_terminal_size().columns, WIDEST), not plain)

    def styled(self, text: str, style: str) -> str:
        """The text in a style, line by line, so that a pager can cut anywhere."""
        if not self.colour or not text:
            return text
        code = _STYLES[style]
        return "\n".join(f"\x1b[{code}m{line}\x1b[0m" for line in text.split("\n"))

    def wrapped(self, text: str, indent: str = "") -> str:
        """The text at this width; its own line breaks stay, an item's later lines hang under it."""
        return "\n".join(self._wrapped_line(line, indent) for line in text.split("\n"))

    def _wrapped_line(self, line: str, indent: str) -> str:
        # A table's row wrapped is no row.
        if line.lstrip().startswith("|"):
            return indent + line
        bullet = _BULLET.match(line)
        hang = " " * len(bullet.group()) if bullet else ""
        return textwrap.fill(
            line,
            width=max(self.width, 20),
            initial_indent=indent,
            subsequent_indent=indent + hang,
            break_on_hyphens=False,
            break_long_words=False,
            drop_whitespace=True,
        )
