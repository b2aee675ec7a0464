"""Deadlines: listed, reminded of once at each step, across restarts, until stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.telegram import reminders
from bot.telegram.app import build
from bot.telegram.desk import Context, Desk
from bot.telegram.run import desk_of
from tests.bot.telegram.conftest import Start, running
from tests.bot.telegram.fake import Fake
from tests.bot.telegram.people import Person


async def a_round(settings: Settings, index: Path, day: str) -> None:
    """One round of the job, on a day, in a process of its own as it were."""
    with desk_of(replace(settings, today=date.fromisoformat(day)), index) as desk:
        application = build(desk)
        async with application:
            await reminders.round_of(Context(application))


async def test_a_deadline_is_reminded_of_at_each_step_and_once(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    async with running(replace(settings, today=date(2024, 11, 1)), built_index):
        listed = await an.says("/han Tân Bình")
        assert "Sắp đến hạn" in listed.text
        assert "01/12/2024 (còn 30 ngày)" in listed.text
        an.hits(listed, "Nhắc tôi")
        assert "Kế hoạch xã Tân Bình 2024" in (await an.hears()).text
    said: list[int] = []
    for day in ("11-02", "11-17", "11-18", "11-28", "11-29", "12-01", "12-01", "12-20"):
        await a_round(settings, built_index, f"2024-{day}")
        said.append(len(fake.messages(7)) - 2)
    assert said == [0, 1, 1, 2, 2, 3, 3, 3]
    first = fake.messages(7)[2]
    assert "còn 14 ngày" in first.text
    assert "khoản" in first.text or "Phụ lục" in first.text
    assert "hôm nay" in fake.messages(7)[4].text


async def test_a_morning_slept_through_is_made_up_for(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    async with running(settings, built_index) as desk:
        await an.says("/start")
        desk.state.subscriptions.add("telegram", "7", "7", doc="tan-binh-2024")
    await a_round(settings, built_index, "2024-12-04")
    assert "quá 3 ngày" in fake.messages(7)[1].text


async def test_reminders_are_stopped_and_a_blocked_bot_forgets(
    settings: Settings, built_index: Path, fake: Fake, an: Person, bot: Start
) -> None:
    desk = await bot(today=date(2024, 11, 20))
    desk.state.subscriptions.add("telegram", "7", "7", doc="tan-binh-2024")
    desk.state.subscriptions.add("telegram", "7", "7", agency="Sở Nội vụ")
    listed = await an.says("/nhac")
    an.hits(listed, "Tân Bình")
    assert "Đã dừng nhắc" in (await an.hears()).text
    assert (await an.presses(listed, "Tân Bình"))["text"].startswith("Nhắc hạn này đã dừng")
    (left,) = desk.state.subscriptions.all("telegram")
    assert left.agency == "Sở Nội vụ"
    fake.fail("sendMessage", 403, description="Forbidden: bot was blocked by the user")
    desk.state.subscriptions.add("telegram", "7", "7", doc="tan-binh-2024")
    await a_round(settings, built_index, "2024-11-20")
    assert desk.state.subscriptions.all("telegram") == []


async def test_what_could_not_be_sent_is_sent_next_time(
    settings: Settings,
    built_index: Path,
    fake: Fake,
    an: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram.pace.Pace.__init__.__defaults__", (1, 0.0))
    with desk_of(settings, built_index) as desk:
        desk.state.subscriptions.add("telegram", "7", "7", doc="tan-binh-2024")
    fake.fail("sendMessage", 502)
    await a_round(settings, built_index, "2024-11-20")
    assert fake.messages(7) == []
    await a_round(settings, built_index, "2024-11-20")
    assert len(fake.messages(7)) == 1


async def test_lists_are_paged_opened_and_compared(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    goals = await an.says("/chitieu Thăng Bình thanh toán trực tuyến 2025")
    assert "≥ 80 %, năm 2025" in goals.text
    assert len(goals.spans("bold")) == 3
    menu = await an.says("/nhiemvu Thăng Bình")
    an.hits(menu, "Phòng Nội vụ")
    tasks = await an.hears()
    await an.presses(tasks, "Sau")
    await fake.until(lambda: "2/2" in str(tasks.keyboard))
    an.hits(tasks, "[1]")
    source = await an.hears()
    assert source.spans("expandable_blockquote")
    first = await an.says("/sosanh")
    an.hits(first, "Thăng Bình")
    an.hits(await an.hears(), "Quảng Nam")
    compared = await an.hears()
    assert "→ " in compared.text
    assert "huyện Thăng Bình: " in compared.text


async def test_the_register_is_sent_as_a_file(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    sent = await an.says("/xuat Tân Bình")
    assert sent.file is not None
    name, content = sent.file
    assert name == "tan-binh-2024.xlsx"
    assert content.startswith(b"PK")
    calendar = (await an.says("/xuat lich Tân Bình")).file
    assert calendar is not None
    assert calendar[1].startswith(b"BEGIN:VCALENDAR")
    assert (await an.says("/xuat lich Thăng Bình")).file is None


def test_a_desk_goes_on_without_a_state(settings: Settings, built_index: Path) -> None:
    (settings.home / "state.db").write_bytes(b"x" * 9000)
    with desk_of(settings, built_index) as desk:
        assert isinstance(desk, Desk)
        assert desk.state.problem
