"""`cchc targets`, `tasks`, `compare` and `check` over the five plans."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from bot.cli.entry import run
from ingest.index import Index, open_index
from ingest.model import Level
from ingest.tokens import nfc
from tests.retrieval.register_made import Row, card, made, target, task

DOCS = Path(__file__).parents[2] / "docs"
SCHEMAS = DOCS / "schema"
SHOWN = re.findall(
    r"^```\n\$ cchc (.+)\n((?:.*\n)*?)```$",
    (DOCS / "dang-ky-cam-ket.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
EVERY = {
    "target": ["targets"],
    "task": ["tasks"],
    "compare": ["compare", "Thăng Bình", "Quảng Nam"],
    "check": ["check", "tan-binh-2024"],
}


class Asked:
    """Runs commands against one index and hands back what they printed."""

    def __init__(self, index: Path, capture: pytest.CaptureFixture[bytes]) -> None:
        self.index, self.capture = index, capture

    def text(self, *words: str, code: int = 0) -> str:
        assert run([*words, "--index", str(self.index)]) == code
        printed = self.capture.readouterr()
        assert bool(printed.err) is bool(code)
        return (printed.err if code else printed.out).decode()

    def rows(self, *words: str) -> Any:
        return json.loads(self.text(*words, "--format", "json"))

    def misused(self, *words: str) -> str:
        with pytest.raises(SystemExit) as out:
            run([*words, "--index", str(self.index)])
        assert out.value.code == 2
        said = self.capture.readouterr().err.decode()
        assert said.count("\n") == 1
        return said


@pytest.fixture
def asked(built_index: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Asked:
    return Asked(built_index, capsysbinary)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_json_is_as_its_schema_says(asked: Asked, name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    rows = asked.rows(*EVERY[name])
    assert rows
    Draft202012Validator(schema).validate(rows)
    fields = schema["items"]["properties"]
    assert all(row.keys() == fields.keys() for row in rows)
    assert not Draft202012Validator(schema).is_valid([*rows, {"doc": "x"}])


def test_every_row_points_at_its_words(asked: Asked, built_index: Path) -> None:
    index: Index = open_index(built_index)
    for row in asked.rows("targets"):
        figure = index.text(row["doc"])[row["start"] : row["end"]]
        whole = row["value"] if row["value"] % 1 else int(row["value"])
        assert str(whole).replace(".", ",") in figure or f"{whole:02}" in figure, row["clause"]
        assert index.clause(row["clause"]) is not None
    for row in asked.rows("tasks"):
        span = nfc(index.text(row["doc"])[row["start"] : row["end"]])
        first = re.search(r"\w+", row["task"])
        assert first
        assert first.group() in span, row["clause"]
    index.close()


def test_targets_of_a_place_on_a_topic(asked: Asked) -> None:
    rows = asked.rows("targets", "--place", "H. Thăng Bình", "--topic", "thanh toan online")
    assert [row["value"] for row in rows] == [80.0, 70.0]
    both = asked.rows("targets", "--place", "Thăng Bình", "--place", "Tứ Kỳ", "--year", "2025")
    assert {row["doc"] for row in both} == {"thang-binh-2021-2025", "tu-ky-2021-2025"}
    communes = asked.rows("targets", "--level", "xa")
    assert communes
    assert {row["level"] for row in communes} == {"xã"}


def test_tasks_of_an_agency_by_role_and_date(asked: Asked) -> None:
    led = asked.rows("tasks", "--agency", "Sở Nội vụ", "--role", "lead", "--due", "2022")
    assert [row["clause"].partition(":")[2] for row in led] == ["PL.r1", "PL.r2", "PL.r4"]
    helped = asked.rows("tasks", "--agency", "Phòng Tư pháp", "--role", "support")
    assert [row["clause"] for row in helped] == ["thang-binh-2021-2025:IV.3.g1"]
    assert all("Phòng Tư pháp" in row["support"] for row in helped)
    assert not [row for row in helped if row["lead"]]


def test_compare_says_who_is_ahead(asked: Asked) -> None:
    rows = {
        (row["measure_key"], row["year"], row["level"]): row
        for row in asked.rows("compare", "Thăng Bình", "Quảng Nam")
    }
    dossiers = rows["ho-so-truc-tuyen", 2025, None]
    assert [cell["value"] for cell in dossiers["cells"]] == [90.0, 50.0]
    assert dossiers["verdict"] == "ahead"
    payments = rows["giao-dich-thanh-toan-truc-tuyen", 2025, None]
    assert [cell["value"] for cell in payments["cells"]] == [70.0, 30.0]
    assert payments["verdict"] == "ahead"
    assert rows["giam-dvsncl", 2025, None]["verdict"] == "no_target"
    assert rows["tthc-truc-tuyen-muc-do-4", 2025, None]["verdict"] == "behind"


def test_check_finds_what_a_reader_finds(asked: Asked) -> None:
    values = {(r["a"]["value"], r["b"]["value"]) for r in asked.rows("check", "tan-binh-2024")}
    assert values >= {(95, 100), (35, 30), (50, 100), (97, 98), ("5755/KH-UBND", "5575/KH-UBND")}
    assert asked.rows("check", "xã Tân Bình") == asked.rows("check", "tan-binh-2024")


@pytest.mark.parametrize("words", EVERY.values(), ids=EVERY)
def test_a_table_is_for_people(asked: Asked, words: list[str]) -> None:
    text = asked.text(*words)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 120
    rows = len(asked.rows(*words))
    assert lines[-1] == f"{rows} dòng."
    assert not any(line != line.rstrip() for line in lines)


def test_a_comparison_names_the_weaker_measure_and_who_sets_none(asked: Asked) -> None:
    table = " ".join(
        asked.text("compare", "Thăng Bình", "Quảng Nam", "--topic", "mức độ 4").split()
    )
    assert "thấp hơn" in table
    assert "mức độ 3" in table
    none = asked.text("compare", "Thăng Bình", "Quảng Nam", "--topic", "công ty cổ phần")
    assert "huyện Thăng Bình không đặt" in " ".join(none.split())


def test_nothing_found_is_said(asked: Asked) -> None:
    assert asked.text("targets", "--topic", "vũ trụ") == "Không có dòng nào.\n"
    assert asked.rows("targets", "--topic", "vũ trụ") == []


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["targets", "--place", "Hội An"], "Quảng Nam"),
        (["tasks", "--place", "xyz"], "tan-binh-2024"),
        (["tasks", "--agency", "Sở Công Thương"], "Sở Nội vụ"),
        (["compare", "Thăng Bình", "Hội An"], "Quảng Nam"),
        (["compare", "Thăng Bình", "huyện Thăng Bình"], "hai văn bản"),
        (["check", "khong-co"], "tan-binh-2024"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    asked: Asked, words: list[str], offered: str
) -> None:
    told = asked.text(*words, code=1)
    assert told.count("\n") == 1
    assert offered in told


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["targets", "--format", "docx"], "xlsx"),
        (["compare", "Thăng Bình", "Quảng Nam", "--format", "ics"], "xlsx"),
        (["tasks", "--role", "chủ trì"], "support"),
        (["tasks", "--due", "mai"], "2022-Q3"),
        (["targets", "--year", "25"], "2025"),
        (["targets", "--level", "thôn"], "huyện"),
        (["compare", "Thăng Bình"], "hai nơi"),
        (["targets", "--format", "xlsx"], "--out"),
    ],
)
def test_wrong_use_is_told_with_what_is_right(asked: Asked, words: list[str], offered: str) -> None:
    assert offered in asked.misused(*words)


def test_no_index(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    told = Asked(tmp_path / "none", capsysbinary).text("targets", code=1)
    assert "cchc ingest" in told


def test_a_file_that_cannot_be_written(asked: Asked, tmp_path: Path) -> None:
    told = asked.text("targets", "--format", "csv", "--out", str(tmp_path / "no" / "x.csv"), code=1)
    assert "x.csv" in told


def test_another_group_sees_nothing_of_a_document(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    district = card("Thăng Bình", Level.DISTRICT, "Quảng Nam")
    hidden = card("Quảng Nam", Level.PROVINCE, audience="noi-bo")
    home = tmp_path / "index"
    rows: list[Row] = [target("I.1", 90), task("V.1", lead=("Phòng Kín",))]
    made(home, [("a", district, [target("I.1", 50)]), ("kin", hidden, rows)]).close()
    asked = Asked(home, capsysbinary)
    assert {row["doc"] for row in asked.rows("targets")} == {"a", "kin"}
    assert {row["doc"] for row in asked.rows("targets", "--as", "khac")} == {"a"}
    assert asked.rows("tasks", "--as", "khac") == []
    assert len(asked.rows("check", "a")) == 1
    assert asked.rows("check", "a", "--as", "khac") == []
    assert len(asked.rows("check", "a", "--as", "noi-bo")) == 1
    for words in (
        ("check", "kin"),
        ("compare", "a", "kin"),
        ("targets", "--place", "Quảng Nam"),
        ("tasks", "--agency", "Phòng Kín"),
    ):
        told = asked.text(*words, "--as", "khac", code=1)
        assert "kin)" not in told
        assert "Phòng Kín;" not in told


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_guide_shows_real_output(asked: Asked, command: str, output: str) -> None:
    assert asked.text(*shlex.split(command)) == output


def test_the_guide_shows_every_command() -> None:
    assert {command.split()[0] for command, _ in SHOWN} == {"targets", "tasks", "compare", "check"}
