"""Who may use the bot, and who sees what: by list, by a code, and closed until then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import Settings
from ingest.pipeline import ingest
from tests.bot.telegram.conftest import running
from tests.bot.telegram.fake import Fake
from tests.bot.telegram.people import GROUP, Person

QUESTION = "An Phú: tỷ lệ số hóa hồ sơ bao nhiêu?"
PLAN = (
    "ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\n\nKẾ HOẠCH\nCải cách hành chính xã An Phú năm 2026\n\n"
    "I. MỤC TIÊU\n\n1. Tỷ lệ số hóa hồ sơ đạt 77% trong năm 2026.\n"
)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with one plan, for the group `noi-bo` only."""
    folder = tmp_path_factory.mktemp("internal")
    (folder / "an-phu-2026.txt").write_text(PLAN, encoding="utf-8")
    card = '[an-phu-2026]\naudience = "noi-bo"\nfirst_year = 2026\nlast_year = 2026\n'
    place = 'place = { name = "An Phú", level = "xã" }\n'
    (folder / "corpus.toml").write_text(card + place, encoding="utf-8")
    report = ingest((folder / "an-phu-2026.txt",), folder / "index")
    assert not report.failed
    return folder / "index"


@pytest.fixture
async def open_bot(settings: Settings, internal: Path) -> AsyncIterator[Settings]:
    async with running(settings, internal):
        yield settings


def cchc(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", "telegram", *words],
        env=os.environ | {"CCHC_HOME": str(settings.home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


async def test_a_code_approved_by_an_administrator_opens_what_is_internal(
    open_bot: Settings, fake: Fake, an: Person
) -> None:
    assert "77" not in (await an.says(QUESTION)).text
    code = (await an.says("/ghepma")).text.split()[-1]
    assert code in cchc(open_bot, "people").stdout
    done = cchc(open_bot, "approve", code.lower(), "--group", "noi-bo")
    assert (done.returncode, done.stderr) == (0, "")
    answer = await an.says(QUESTION)
    assert "77" in answer.text
    assert "noi-bo" in (await an.says("/ghepma")).text
    other = Person(fake, 8)
    assert "77" not in (await other.says(QUESTION)).text
    # What one member may see is not said in a group of others.
    group = Person(fake, 7, GROUP)
    assert "77" not in (await group.says(f"@cchc_bot {QUESTION}")).text
    assert "77" not in str((await an.types(QUESTION))["results"])
    assert cchc(open_bot, "revoke", "7").returncode == 0
    assert "77" not in (await an.says(QUESTION)).text
    # Nor does a button from before open it again.
    refused = await an.presses(answer, "[1]")
    assert refused["show_alert"] == "true" or refused["show_alert"] is True
    assert cchc(open_bot, "approve", code).returncode == 1


async def test_a_closed_bot_tells_how_to_be_let_in(
    settings: Settings, internal: Path, fake: Fake, an: Person
) -> None:
    groups = {9: frozenset({"noi-bo"}), GROUP: frozenset({"public"})}
    closed = replace(settings, telegram_access="closed", telegram_groups=groups)
    async with running(closed, internal):
        assert "/ghepma" in (await an.says(QUESTION)).text
        assert "/ghepma" in (await an.says("/start")).text
        assert "cchc telegram approve" in (await an.says("/ghepma")).text
        assert (await an.types(QUESTION))["results"] == []
        listed = Person(fake, 9)
        assert "77" in (await listed.says(QUESTION)).text
        # A group that is listed is open to those who are in it.
        member = Person(fake, 7, GROUP)
        assert "/ghepma" not in (await member.says(f"@cchc_bot {QUESTION}")).text
