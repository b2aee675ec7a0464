"""What README.md and docs/ tell people to type and open is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli.entry import run
from bot.settings import PREFIX, READERS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
ROWS = re.findall(r"^\| `cchc (\w+)(.*)$", README, re.MULTILINE)


@pytest.mark.parametrize(("command", "row"), ROWS)
def test_the_commands_have_the_options_that_are_told(
    capsys: pytest.CaptureFixture[str], command: str, row: str
) -> None:
    with pytest.raises(SystemExit) as out:
        run([command, "--help"])
    assert out.value.code == 0
    shown = capsys.readouterr().out
    options = re.findall(r"--[a-z]+", row)
    assert [option for option in options if option not in shown] == []


def test_every_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert {command for command, _ in ROWS} == set(commands)


def test_every_setting_is_told() -> None:
    assert set(re.findall(rf"`({PREFIX}[A-Z_]+)`", README)) == {
        PREFIX + key.upper() for key in READERS
    }


def test_every_target_of_make_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_words_come_first() -> None:
    headings = re.findall(r"^## (.+)$", README, re.MULTILINE)
    assert headings[0] == "Words"
    defined = re.findall(r"^- \*\*([^*]+)\*\*", README, re.MULTILINE)
    assert {"Document", "Clause", "Breadcrumb", "Target", "Assignment", "Abstention"} <= {*defined}
