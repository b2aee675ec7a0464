"""The life of a document from the command line, over a real index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.entry import run

PLAN = """ỦY BAN NHÂN DÂN
XÃ AN LẠC
Số: {number}/KH-UBND
An Lạc, ngày 12 tháng 01 năm {year}
KẾ HOẠCH
Cải cách hành chính năm {year} trên địa bàn xã An Lạc
I. MỤC TIÊU
1. Tỷ lệ hồ sơ trực tuyến đạt {online}% trở lên.
2. 100% cán bộ được tập huấn trong năm {year}.
II. NHIỆM VỤ
1. Văn phòng UBND xã chủ trì, phối hợp với {support} rà soát thủ tục hành chính.
"""


def plan(number: int = 5, year: int = 2024, online: int = 70, support: str = "Công an xã") -> str:
    return PLAN.format(number=number, year=year, online=online, support=support)


class Office:
    """A folder with an index, and the command line in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def write(self, name: str, text: str) -> str:
        (self._folder / name).write_text(text, encoding="utf-8")
        return str(self._folder / name)

    def do(self, *words: str, code: int = 0) -> str:
        self._capsys.readouterr()
        got = run(["documents", *words])
        told = self._capsys.readouterr()
        assert got == code, told.err
        if code:
            assert told.err.count("\n") == 1
            assert "Traceback" not in told.err
        return told.err if code else told.out

    def json(self, *words: str) -> Any:
        return json.loads(self.do(*words))

    def version(self, slug: str) -> str:
        return str(next(d["version"] for d in self.json("--json") if d["doc"] == slug))


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(tmp_path, capsys)
    made.do("add", made.write("an-lac-2024.txt", plan()), "--note", "bản đầu")
    return made


def test_a_dry_run_shows_what_was_understood_and_writes_nothing(office: Office) -> None:
    newer = office.write("moi.txt", plan(online=80).replace("1. Văn phòng", "3. Văn phòng"))
    before = office.do("history")
    shown = office.do("replace", "an-lac-2024", newer, "--dry-run")
    for words in ("thay bản", "5/KH-UBND", "xã An Lạc", "I.1", ">= 80 %", "Văn phòng", "Cần xem"):
        assert words in shown, words
    assert office.do("history") == before
    record = office.json("preview", newer, "--slug", "an-lac-2024", "--json")
    assert record["card"]["number"] == "5/KH-UBND"
    assert record["replaces"] == office.version("an-lac-2024")


def test_an_odd_number_is_told_with_its_line(office: Office) -> None:
    odd = office.write("odd.txt", plan().replace("2. 100%", "4. 100%"))
    told = office.json("preview", odd, "--json")["warnings"]
    assert [w["line"] for w in told if "nhảy từ 1 đến 4" in w["text"]] == [9]


def test_a_difference_in_figures_and_owners(office: Office) -> None:
    newer = plan(online=80, support="Trạm Y tế xã") + "2. Văn phòng tổ chức sơ kết.\n"
    office.do("replace", "an-lac-2024", office.write("moi.txt", newer))
    found = office.json("diff", "an-lac-2024", "--format", "json")
    assert [change["kind"] for change in found] == ["changed", "changed", "added"]
    (figure,) = found[0]["figures"]
    assert (figure["before"], figure["after"]) == ("≥ 70%", "≥ 80%")
    assert [t["what"] for t in found[1]["owners"]] == ["support"]
    assert "≥ 70% → ≥ 80%" in office.do("diff", "an-lac-2024")


def test_last_years_plan_against_this_years(office: Office) -> None:
    office.do("add", office.write("an-lac-2025.txt", plan(6, 2025, 85)))
    found = office.json("diff", "an-lac-2024", "an-lac-2025", "--format", "json")
    assert any(t["after"] == "≥ 85%" for change in found for t in change["figures"])


def test_withdrawn_stays_withdrawn_until_restored(office: Office, tmp_path: Path) -> None:
    version = office.version("an-lac-2024")
    office.do("withdraw", "an-lac-2024", "--note", "hết hiệu lực")
    assert run(["ingest", str(tmp_path / "an-lac-2024.txt")]) == 0
    assert office.json("--json") == []
    office.do("restore", "an-lac-2024", version)
    assert office.version("an-lac-2024") == version
    acts = [event["act"] for event in office.json("history", "an-lac-2024", "--json")]
    assert acts == ["added", "withdrawn", "restored"]


def test_going_back_undoes_the_last_change(office: Office) -> None:
    before = office.version("an-lac-2024")
    office.do("replace", "an-lac-2024", office.write("moi.txt", plan(online=80)))
    office.do("rollback")
    assert office.version("an-lac-2024") == before


def test_a_mended_card_stays_mended(office: Office, tmp_path: Path) -> None:
    fields = ("number=7/KH-UBND", "place.parent=Đầm Dơi", "outlook=2030")
    office.do("edit", "an-lac-2024", *fields)
    office.do("edit", "an-lac-2024", "place.aliases=AL, xã AL")
    assert run(["ingest", "--rebuild", str(tmp_path / "an-lac-2024.txt")]) == 0
    office.do("replace", "an-lac-2024", office.write("moi.txt", plan(online=80)))
    (card,) = office.json("--json")
    assert (card["number"], card["parent"], card["outlook"]) == ("7/KH-UBND", "Đầm Dơi", 2030)
    office.do("edit", "an-lac-2024", "--reset")
    (card,) = office.json("--json")
    assert (card["number"], card["parent"]) == ("5/KH-UBND", None)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("edit", "an-lac-2024", "number"), "="),
        (("edit", "an-lac-2024", "nummer=1"), "number"),
        (("edit", "an-lac-2024", "signed=31/01/2024"), "2024-01-31"),
        (("edit", "an-lac-2024", "first_year=năm"), "2025"),
        (("edit", "an-lac-2024", "audience="), "public"),
        (("edit", "an-lac-2024"), "--reset"),
        (("edit", "nowhere", "number=1"), "nowhere"),
        (("withdraw", "an-lac-2024", "nowhere"), "nowhere"),
        (("restore", "an-lac-2024"), "an-lac-2024"),
        (("restore", "an-lac-2024", "../../x"), "an-lac-2024"),
        (("replace", "nowhere", "an-lac-2024.txt"), "documents add"),
        (("add", "missing.txt"), "missing.txt"),
        (("diff", "an-lac-2024"), "văn bản thứ hai"),
        (("diff", "an-lac-2024", "an-lac-2024@0123"), "an-lac-2024"),
        (("rollback",), "cchc ingest"),
    ],
)
def test_what_cannot_be_done_says_so_in_a_line(
    office: Office, words: tuple[str, ...], named: str
) -> None:
    before = office.do("history")
    assert named in office.do(*words, code=1)
    assert office.do("history") == before


def test_an_entry_that_names_no_document_is_refused_and_the_rest_goes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "an-lac-2024.txt").write_text(plan(), encoding="utf-8")
    (tmp_path / "corpus.toml").write_text('[an-lac-2042]\nnumber = "1"\n', encoding="utf-8")
    assert run(["ingest", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "an-lac-2042" in told.err
    assert told.out.startswith("1 văn bản mới")
