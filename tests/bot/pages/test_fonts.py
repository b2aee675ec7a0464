"""The typefaces in the box have every letter that is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from bot.pages.fonts import CUTS, FOLDER, letters

ROOT = Path(__file__).parents[3]
# All vowels with all tone marks, both cases, and đ.
VIETNAMESE = "".join(
    vowel + vowel.upper()
    for vowel in "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
)


@pytest.mark.parametrize("name", sorted(CUTS))
def test_every_letter_is_there(name: str) -> None:
    has = set(TTFont(FOLDER / name).getBestCmap())
    shown = [*(ROOT / "corpus").glob("*.*"), *(ROOT / "prompts").glob("*.toml")]
    shown += (ROOT / "bot" / "pages" / "templates").glob("*.html")
    wanted = set(VIETNAMESE) | {c for path in shown for c in path.read_text("utf-8")}
    missing = {c for c in wanted if c.isprintable() and ord(c) not in has}
    assert missing == set()


@pytest.mark.parametrize("name", sorted(CUTS))
def test_a_typeface_is_small(name: str) -> None:
    assert (FOLDER / name).stat().st_size < 25_000
    assert len(set(TTFont(FOLDER / name).getBestCmap()) - letters()) == 0


def test_line_height_leaves_room_for_stacked_marks() -> None:
    """Ễ below Ộ: no mark of one line reaches into the next, in any line height that is set."""
    styles = (ROOT / "bot" / "pages" / "styles").glob("*.css")
    heights = [
        float(height)
        for path in styles
        for height in re.findall(r"(?:line-height: |rem/)(\d\.\d+)[;\s]", path.read_text("utf-8"))
    ]
    assert len(heights) > 5
    for name in CUTS:
        font = TTFont(FOLDER / name)
        glyphs, cmap, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        bounds = []
        for letter in "ỄỘẶỰỠ":
            pen = BoundsPen(glyphs)
            glyphs[cmap[ord(letter)]].draw(pen)
            bounds.append(pen.bounds)
        tall = max(b[3] for b in bounds) - min(b[1] for b in bounds)
        assert tall / em <= min(heights)


def test_the_licences_lie_beside_them() -> None:
    for name in ("OFL-be-vietnam-pro.txt", "OFL-source-serif-4.txt"):
        text = (FOLDER / name).read_text("utf-8")
        assert "SIL Open Font License" in text
        assert "with Reserved Font Name" not in text.partition("-----")[0]
