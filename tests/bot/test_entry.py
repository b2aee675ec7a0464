"""From words to an exit code, in this process: what is wrong use, and how an error is told."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli import doctor
from bot.cli.entry import COMMANDS, run
from bot.cli.parser import in_vietnamese
from bot.settings import Settings
from ingest.errors import BadInput
from retrieval.model import LONGEST


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "thiếu LỆNH"),
        (["foo"], "không có 'foo'"),
        (["ask"], "cần một câu hỏi"),
        (["ask", "a", "b"], "không có tham số b"),
        (["ask", "a", "--batch", "x", "--out", "y"], "cần một câu hỏi"),
        (["ask", "--batch", "x"], "--out"),
        (["ask", "a", "--out", "x"], "--batch"),
        (["ask", "--batch", "x", "--out", "y", "--history", "z"], "--history"),
        (["ask", "một\ndòng", "hai\ndòng"], "không có tham số"),
        (["ask", "a", "--year", "x"], "cần một số"),
        (["ask", "a", "--lang", "fr"], "không có 'fr'"),
        (["ask", "a", "--place"], "cần một giá trị"),
        (["ask", "a", "--plac", "x"], "không có tham số --plac"),  # no guessing at options
        (["search", "a", "--limit", "0"], "--limit cần một số từ 1"),
        (["search", "a", "--limit", "-1"], "--limit cần một"),
        (["eval"], "thiếu GOLD.jsonl"),
        (["documents", "text"], "thiếu VĂN_BẢN"),
    ],
)
def test_wrong_use_is_one_line_and_2(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as out:
        run(words)
    assert out.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1
    assert "--help" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["ask", ""],
        ["ask", " \n\t"],
        ["ask", "x" * 100_000],
        ["ask", "Thăng Bình?"],
        ["search", "Thăng Bình?"],
        ["documents"],
        ["documents", "text", "x"],
        ["eval", "none.jsonl"],
        ["ingest", "none.txt"],
    ],
)
def test_what_fails_is_one_line_with_a_remedy_and_1(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("cchc: ")
    assert "Traceback" not in told


def test_no_index_names_the_command_that_makes_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["ask", "Thăng Bình?", "--index", str(tmp_path / "none")]) == 1
    assert "cchc ingest" in capsys.readouterr().err


def test_a_long_question_is_told_its_limit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "x" * 100_000]) == 1
    assert str(LONGEST) in capsys.readouterr().err


def test_a_wrong_setting_is_told_before_anything_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_HOEM", "x")
    assert run(["doctor"]) == 1
    assert "CCHC_HOME" in capsys.readouterr().err


@pytest.mark.parametrize("debug", [["--debug", "doctor"], ["doctor", "--debug"]])
def test_debug_lets_an_error_out(monkeypatch: pytest.MonkeyPatch, debug: list[str]) -> None:
    monkeypatch.setenv("CCHC_HOEM", "x")
    with pytest.raises(BadInput):
        run(debug)


def test_debug_after_a_double_dash_is_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--", "--debug"]) == 1
    assert "cchc ingest" in capsys.readouterr().err


def test_an_unexpected_error_does_not_repeat_what_was_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(args: Namespace, settings: Settings) -> int:
        raise ZeroDivisionError("một câu hỏi riêng")

    monkeypatch.setattr(doctor, "_run", broken)
    assert run(["doctor"]) == 1
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "--debug" in told
    assert "riêng" not in told


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as out:
        run(["--help"])
    assert out.value.code == 0
    names = ["ingest", "ask", "search", "targets", "tasks", "compare", "check"]
    names += ["documents", "serve", "telegram", "eval", "feedback", "backup", "mcp", "doctor"]
    assert len(COMMANDS) == len(names)
    top = capsys.readouterr().out
    for name in names:
        assert f" {name} " in top
        with pytest.raises(SystemExit):
            run([name, "--help"])
        assert capsys.readouterr().out.startswith(f"Cách dùng: cchc {name} ")


def test_a_message_of_a_later_python_is_shown_as_it_is() -> None:
    assert in_vietnamese("something new") == "something new"
