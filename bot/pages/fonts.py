"""The typefaces that the pages carry with them, cut to the letters that Vietnamese needs.

`python -m bot.pages.fonts FOLDER` makes them again from a folder with the families' TTF files,
as the npm packages `@expo-google-fonts/be-vietnam-pro` and `…/source-serif-4` unpack them. Cutting
needs fonttools with brotli (the extra `dev`); nothing at run time does.
"""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "fonts"
# The file made, and the one that it is cut from.
CUTS = {
    "be-vietnam-pro-400.woff2": "BeVietnamPro_400Regular.ttf",
    "be-vietnam-pro-600.woff2": "BeVietnamPro_600SemiBold.ttf",
    "source-serif-4-400.woff2": "SourceSerif4_400Regular.ttf",
    "source-serif-4-600.woff2": "SourceSerif4_600SemiBold.ttf",
}
# ASCII and Latin-1; the Vietnamese letters, single and as combining marks; then what plans and
# pages print beside letters: dashes, quotes, dots, arrows, ≤ ≥ ×, đồng.
RANGES = (
    *((0x20, 0x7E), (0xA0, 0xFF)),
    *((0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1)),
    *((0x1AF, 0x1B0), (0x300, 0x303), (0x306, 0x306), (0x309, 0x309), (0x31B, 0x31B)),
    *((0x323, 0x323), (0x1EA0, 0x1EF9)),
    *((0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030)),
    *((0x2039, 0x203A), (0x20AB, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265)),
)
_FEATURES = ("kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum")


def letters() -> frozenset[int]:
    """Every code point that the typefaces are cut to."""
    return frozenset(code for first, last in RANGES for code in range(first, last + 1))


def cut(source: Path, made: Path) -> None:
    """Write the part of a typeface that is needed, as WOFF2."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(flavor="woff2", layout_features=list(_FEATURES), hinting=False)
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(letters()))
    subsetter.subset(font)
    save_font(font, str(made), options)


def main(folder: Path) -> None:
    """Cut every typeface from the TTF files below a folder."""
    for made, name in CUTS.items():
        (source,) = folder.rglob(name)
        cut(source, FOLDER / made)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
