"""Groups: spoken to or silent, users kept apart, nothing said that not everyone may see."""

from __future__ import annotations

from tests.bot.telegram.conftest import Start
from tests.bot.telegram.fake import Fake
from tests.bot.telegram.people import GROUP, Person

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"


async def test_it_answers_when_spoken_to_and_to_nothing_else(bot: Start, fake: Fake) -> None:
    await bot()
    one = Person(fake, 11, GROUP)
    one.writes("Trưa nay ăn gì?")
    one.writes("@nguoi_khac xem giúp")
    one.writes(sticker=None, dice={"emoji": "🎲", "value": 3})
    asked = one.writes(f"@cchc_bot {QUESTION}")["message"]
    answer = await one.hears()
    assert "80%" in answer.text
    assert answer.reply_to == asked["message_id"]
    replied = await one.says("thế còn Tứ Kỳ?", **one.reply_to(answer))
    assert "50% - 80%" in replied.text
    assert "/huongdan" not in (await one.says("/han@cchc_bot")).text
    one.writes("/lenh_cua_bot_khac")
    await one.says("/vanban@cchc_bot")
    assert len(fake.messages(GROUP)) == 4


async def test_users_of_a_group_have_conversations_of_their_own(bot: Start, fake: Fake) -> None:
    await bot()
    one, other = Person(fake, 11, GROUP), Person(fake, 12, GROUP)
    await one.says(f"@cchc_bot {QUESTION}")
    other.read = one.read
    strange = await other.says("@cchc_bot thế còn Tứ Kỳ?")
    assert "50% - 80%" not in strange.text
    one.read = other.read
    assert "50% - 80%" in (await one.says("@cchc_bot thế còn Tứ Kỳ?")).text


async def test_a_question_is_picked_up_from_the_message_replied_to(bot: Start, fake: Fake) -> None:
    await bot()
    one, other = Person(fake, 11, GROUP), Person(fake, 12, GROUP)
    question = other.message(QUESTION)
    assert "80%" in (await one.says("@cchc_bot", reply_to_message=question)).text


async def test_a_source_is_opened_by_whoever_presses(bot: Start, fake: Fake) -> None:
    await bot()
    one, other = Person(fake, 11, GROUP), Person(fake, 12, GROUP)
    answer = await one.says(f"@cchc_bot {QUESTION}")
    other.read = one.read
    await other.presses(answer, "[1]")
    assert (await other.hears()).spans("expandable_blockquote")
    await other.presses(answer, "👍")
    assert answer.button("👍")


async def test_it_greets_the_group_that_it_is_added_to(bot: Start, fake: Fake) -> None:
    await bot()
    one = Person(fake, 11, GROUP)
    me = {"id": 123456, "is_bot": True, "first_name": "CCHC"}
    change = {
        "chat": {"id": GROUP, "type": "supergroup", "title": "Nhóm"},
        "from": one.who,
        "date": 1_900_000_000,
        "old_chat_member": {"user": me, "status": "left"},
        "new_chat_member": {"user": me, "status": "member"},
    }
    fake.push(fake.update(my_chat_member=change))
    assert "@cchc_bot" in (await one.hears()).text


async def test_a_topic_is_answered_in_the_topic(bot: Start, fake: Fake) -> None:
    await bot()
    one = Person(fake, 11, GROUP)
    said = await one.says(f"@cchc_bot {QUESTION}", is_topic_message=True, message_thread_id=5)
    assert said.thread == "5"


async def test_inline_cards_carry_the_answer_and_its_sources(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    cards = (await an.types(QUESTION))["results"]
    whole, source = cards[0], cards[1]
    assert "80%" in whole["input_message_content"]["parsed"].text
    shown = source["input_message_content"]["parsed"]
    assert [e.kind for e in shown.entities] == ["bold", "expandable_blockquote"]
    assert source["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://cchc.vi-du")
    short = await an.types("Th")
    assert short["results"] == []
    assert short["button"]["start_parameter"]


async def test_an_inline_query_is_answered_once_the_typing_pauses(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    typed = [an.types_on(QUESTION[:n]) for n in range(12, 20)]
    whole = await an.types(QUESTION)
    assert whole["results"]
    assert not any(identity in fake.inline for identity in typed)
