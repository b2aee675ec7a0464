"""Faults: of the network, of Telegram, of the state, of the bot itself, and restarts."""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.telegram import pace
from bot.telegram.desk import Desk
from tests.bot.telegram.conftest import Start, running
from tests.bot.telegram.fake import Fake
from tests.bot.telegram.people import Person

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"


async def test_a_chat_told_to_wait_waits_and_keeps_no_other_waiting(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    await an.says("/start")
    other = Person(fake, 8)
    fake.fail("sendMessage", 429, retry_after=2, chat=7)
    began = time.monotonic()
    an.writes("/moi")
    await other.says("/moi")
    assert time.monotonic() - began < 2
    said = await an.hears()
    assert said.at - began >= 2
    assert "cuộc hỏi đáp mới" in said.text


@pytest.mark.parametrize("status", [502, 500, 0], ids=["502", "500", "dropped"])
async def test_what_could_not_be_sent_is_sent_again(
    bot: Start, fake: Fake, an: Person, status: int
) -> None:
    await bot()
    fake.fail("sendMessage", status, times=2)
    answer = await an.says(QUESTION)
    assert "80%" in answer.text
    await asyncio.sleep(0.2)
    assert len(fake.messages(7)) == 1


async def test_polling_goes_on_after_faults(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    for status in (502, 0, 409):
        fake.fail("getUpdates", status)
        assert (await an.says("/moi")).text


async def test_telegram_that_cannot_be_reached_at_first_is_waited_for(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    fake.fail("getMe", 502, times=3)
    async with running(settings, built_index):
        assert (await an.says("/start")).text


async def test_duplicated_updates_are_answered_once_and_in_order(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    await an.says("/start")
    first, second, third = (
        fake.update(message=an.message(f"/lenh{n}", date=int(time.time()))) for n in "123"
    )
    fake.push(third, first, first, second, third)
    await an.hears(3)
    await asyncio.sleep(0.3)
    told = [one.text.split()[4].rstrip(".") for one in fake.messages(7)[1:]]
    assert told == ["/lenh1", "/lenh2", "/lenh3"]


async def test_an_update_that_comes_again_after_a_restart_is_not_answered_again(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    async with running(settings, built_index):
        update = an.writes("/start")
        await an.hears()
    async with running(settings, built_index):
        fake.push(update)
        await an.says("/moi")
        assert len(fake.messages(7)) == 2


async def test_buttons_lists_and_conversations_outlive_a_restart(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    async with running(settings, built_index):
        answer = await an.says(QUESTION)
        listed = await an.says("/chitieu Thăng Bình")
        menu = await an.says("/vanban")
    async with running(settings, built_index):
        await an.presses(answer, "[1]")
        assert (await an.hears()).spans("expandable_blockquote")
        await an.presses(listed, "Sau")
        await fake.until(lambda: "2/" in str(listed.keyboard))
        await an.presses(listed, "[1]")
        assert (await an.hears()).reply_to == listed.number
        await an.presses(answer, "👍")
        assert "50% - 80%" in (await an.says("thế còn Tứ Kỳ?")).text
        await an.presses(menu, "Di Linh")
        assert "Di Linh" in (await an.hears()).text


async def test_messages_from_a_long_downtime_are_passed_over_and_said_so_once(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    long_ago = int(time.time()) - 3 * 3600
    an.writes(QUESTION, date=long_ago)
    an.writes("thế còn 2030?", date=long_ago + 9)
    recent = int(time.time()) - 600
    an.writes("/moi", date=recent)
    await an.hears(2)
    said = [one.text for one in fake.messages(7)]
    assert "quá lâu" in said[0]
    assert "cuộc hỏi đáp mới" in said[1]
    assert len(said) == 2


async def test_an_error_of_ours_tells_one_line_and_logs_no_question(
    bot: Start, fake: Fake, an: Person, caplog: pytest.LogCaptureFixture
) -> None:
    desk = await bot()
    await an.says("/start")

    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise RuntimeError(f"bí mật {QUESTION}")

    desk.assistant = Broken()  # type: ignore[assignment]
    said = await an.says(QUESTION)
    assert "trục trặc" in said.text
    code = said.text.rpartition("mã ")[2].rstrip(")")
    told = [r.getMessage() for r in caplog.records if r.name == "cchc.telegram"]
    assert any(code in line and "RuntimeError" in line for line in told)
    assert not any("bí mật" in line or "Thăng Bình" in line for line in told)
    assert "bí mật" not in caplog.text


async def test_no_token_in_any_log(
    bot: Start, fake: Fake, an: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "cchc")
    await bot()
    fake.fail("sendMessage", 502)
    fake.fail("getUpdates", 502)
    await an.says("/start")
    assert "A" * 35 not in caplog.text


async def test_without_an_index_it_says_so(
    settings: Settings, fake: Fake, an: Person, tmp_path: Path
) -> None:
    async with running(settings, tmp_path / "none"):
        assert "chưa có văn bản" in (await an.says("/start")).text
        assert "chưa sẵn sàng" in (await an.says(QUESTION)).text
        assert "chưa sẵn sàng" in (await an.says("/han")).text


async def test_a_broken_state_keeps_no_answer_back(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    (settings.home / "state.db").write_bytes(b"x" * 9000)
    async with running(settings, built_index) as desk:
        assert desk.state.problem
        assert "80%" in (await an.says(QUESTION)).text


async def test_a_state_that_breaks_while_running_keeps_no_answer_back(
    bot: Start, fake: Fake, an: Person
) -> None:
    desk = await bot()
    await an.says("/start")
    desk.state.close()
    assert "80%" in (await an.says(QUESTION)).text


async def test_drafts_are_shown_for_what_takes_long_and_given_up_where_there_are_none(
    bot: Start, fake: Fake, an: Person
) -> None:
    desk = await bot()
    await an.says("/start")
    slow = _slowly(desk)
    assert "80%" in (await an.says(QUESTION)).text
    shown = [call.parameters.get("text", "") for call in fake.called("sendMessageDraft")]
    assert shown[0] == ""
    assert any("Tối thiểu 80%" in text for text in shown)
    fake.drafts = False
    await an.says(QUESTION)
    assert not desk.drafts
    assert slow


def _slowly(desk: Desk) -> object:
    """Make the assistant hesitate, as one with a language model does."""
    kept = desk.assistant

    class Slow:
        def stream(self, question: str, **asked: Any) -> Any:
            time.sleep(1.0)
            for piece in kept.stream(question, **asked):
                yield piece
                time.sleep(0.8)

        def __getattr__(self, name: str) -> Any:
            return getattr(kept, name)

    desk.assistant = Slow()  # type: ignore[assignment]
    return desk.assistant


async def test_someone_who_sends_too_fast_is_told_once(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    await an.says("/start")
    for _ in range(60):
        an.writes("/moi")
    await fake.until(lambda: any("nhanh quá" in one.text for one in fake.messages(7)))
    await asyncio.sleep(1.0)
    told = [one for one in fake.messages(7) if "nhanh quá" in one.text]
    assert len(told) == 1
    an.read = len(fake.messages(7))
    assert (await an.says("/start")).text.startswith("Xin chào")


async def test_the_pace_of_a_private_chat_and_of_a_group(
    settings: Settings, built_index: Path, fake: Fake, an: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "_PRIVATE", (1, 1.0))
    monkeypatch.setattr(pace, "_GROUP", (2, 1.5))
    group = Person(fake, 7, -100123)
    async with running(settings, built_index):
        for _ in range(4):
            an.writes("/moi")
            group.writes("/moi@cchc_bot")
        await an.hears(4)
        await group.hears(4)
    private = [one.at for one in fake.messages(7)]
    assert all(later - earlier > 0.9 for earlier, later in itertools.pairwise(private))
    in_group = [one.at for one in fake.messages(-100123)]
    assert in_group[3] - in_group[0] > 1.0
