"""What a terminal shows: readable at 80 columns and without colour."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from bot.cli.draw import draw_answer, draw_hits
from bot.cli.paper import Paper
from bot.cli.words import WORDS
from ingest.model import Clause, Kind
from retrieval.model import Answer, Citation, Hit, Status

LONG = "Tỷ lệ hồ sơ thủ tục hành chính được số hóa " * 6
CLAUSE = Clause("a", "I.1", 3, Kind.ITEM, LONG, 10, 21, ("Mục I", LONG))
ANSWER = Answer(
    f"80 % [1].\n- {LONG}",
    Status.ANSWERED,
    citations=(
        Citation(1, "a", "0" * 12, "a:I.1", "gạch đầu dòng thứ ba khoản 1 Mục I", 10, 21, LONG),
    ),
    notes=("Kế hoạch hết hạn năm 2025.",),
    suggestions=("Đến 2030 thì sao?",),
)


def test_an_answer_comes_before_its_notes_and_its_sources() -> None:
    drawn = draw_answer(ANSWER, "vi", Paper())
    order = ["80 % [1]", "Lưu ý", "hết hạn", "Căn cứ", "[1] gạch đầu dòng", "a:I.1", "“Tỷ lệ"]
    places = [drawn.index(words) for words in [*order, "Có thể hỏi tiếp"]]
    assert places == sorted(places)


def test_every_line_fits_and_items_hang() -> None:
    lines = [
        *draw_answer(ANSWER, "vi", Paper()).split("\n"),
        *draw_hits([Hit(CLAUSE, 1.0)], Paper()).split("\n"),
    ]
    assert max(map(len, lines)) <= 80
    item = lines.index(next(line for line in lines if line.startswith("- Tỷ lệ")))
    assert lines[item + 1].startswith("  ")


def test_colour_only_on_colour_paper() -> None:
    assert "\x1b" not in draw_answer(ANSWER, "vi", Paper())
    coloured = draw_answer(ANSWER, "vi", Paper(colour=True))
    assert "\x1b[2m" in coloured
    assert all(line.count("\x1b[") % 2 == 0 for line in coloured.split("\n"))


@pytest.mark.parametrize(
    ("environ", "colour"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_has_colour_unless_told_not_to(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], colour: bool
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert Paper.of(Terminal()).colour is colour
    assert Paper.of(io.StringIO()) == Paper(80, colour=False)


def test_a_table_is_not_wrapped() -> None:
    row = "| Nơi | " + "số liệu " * 20 + "|"
    assert row in draw_answer(replace(ANSWER, answer=row), "vi", Paper())


def test_no_hits_are_said() -> None:
    assert draw_hits([], Paper()) == WORDS["vi"]["nothing"]


def test_the_languages_have_the_same_words() -> None:
    assert WORDS["vi"].keys() == WORDS["en"].keys()
