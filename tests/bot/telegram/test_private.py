"""A private chat: asking, going on, opening sources, saying what was wrong."""

from __future__ import annotations

from tests.bot.telegram.conftest import Start
from tests.bot.telegram.fake import Fake
from tests.bot.telegram.people import Person

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"


async def test_an_answer_comes_first_and_its_source_behind_a_button(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    answer = await an.says(QUESTION)
    assert answer.text.startswith("Tối thiểu 80%")
    assert "[1]" in answer.text
    assert "khoản 2 Mục II" in answer.text
    assert fake.called("sendChatAction")[0].parameters["action"] == "typing"
    assert (await an.presses(answer, "[1]")).get("text") is None
    source = await an.hears()
    assert source.spans("expandable_blockquote")[0].startswith("100% TTHC đủ điều kiện")
    assert source.reply_to == answer.number
    url = source.keyboard[0][0]["url"]
    assert url.startswith("https://cchc.vi-du.vn/van-ban/thang-binh-2021-2025@")
    assert url.endswith("#II.2.a.g3.c2.s2")


async def test_a_question_goes_on_from_the_one_before_until_a_new_conversation(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    await an.says(QUESTION)
    followed = await an.says("thế còn Tứ Kỳ?")
    assert "50% - 80%" in followed.text
    assert "Tứ Kỳ" in followed.text
    await an.says("/moi")
    alone = await an.says("thế còn Tứ Kỳ?")
    assert "50% - 80%" not in alone.text


async def test_feedback_by_thumb_by_kind_and_in_words(bot: Start, fake: Fake, an: Person) -> None:
    desk = await bot()
    answer = await an.says(QUESTION)
    await an.presses(answer, "👎")
    await fake.until(lambda: "Sai cơ quan" in str(answer.keyboard))
    await an.presses(answer, "Thôi")
    await fake.until(lambda: "👎" in str(answer.keyboard))
    await an.presses(answer, "👎")
    await fake.until(lambda: "Sai số liệu" in str(answer.keyboard))
    thanks = await an.presses(answer, "Sai số liệu")
    assert "Cảm ơn" in thanks["text"]
    await fake.until(lambda: "✓ Đã ghi: Sai số liệu" in str(answer.keyboard))
    menu = await an.says("/gopy Phải là 85%, gọi tôi 0905123456")
    assert QUESTION in menu.text
    await an.presses(menu, "Sai số liệu")
    await fake.until(lambda: "Cảm ơn" in menu.text)
    (noted,) = desk.state.feedback.export()
    assert noted["question"] == QUESTION
    assert noted["verdict"] == "wrong_figure"
    assert noted["remark"] == "Phải là 85%, gọi tôi [số điện thoại]"
    assert "7" not in {noted["channel"], noted["id"]}


async def test_a_plan_is_chosen_and_a_place_named_goes_before_it(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    menu = await an.says("/vanban")
    an.hits(menu, "Tứ Kỳ")
    assert "Tứ Kỳ" in (await an.hears()).text
    within = await an.says("thanh toán trực tuyến bao nhiêu?")
    assert "50% - 80%" in within.text
    assert "Đang hỏi trong: Kế hoạch huyện Tứ Kỳ" in within.text
    other = await an.says(QUESTION)
    assert "Tối thiểu 80%" in other.text
    assert "Đang hỏi trong" not in other.text
    assert "Di Linh" in (await an.says("/vanban Di Linh")).text
    assert "Hiện có" in (await an.says("/vanban Hội An")).text


async def test_a_second_press_opens_nothing_again(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    answer = await an.says(QUESTION)
    await an.presses(answer, "[1]")
    await an.hears()
    assert "vừa được mở" in (await an.presses(answer, "[1]"))["text"]


async def test_an_edited_question_is_answered_as_edited(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    asked = an.writes(QUESTION)["message"]
    await an.hears()
    edited = asked | {"text": "Tứ Kỳ thanh toán trực tuyến bao nhiêu?", "edit_date": asked["date"]}
    fake.push(fake.update(edited_message=edited))
    answer = await an.hears()
    assert answer.text.startswith("Theo câu đã sửa:")
    assert "50% - 80%" in answer.text
    assert answer.reply_to == asked["message_id"]


async def test_a_corrected_command_is_obeyed(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    sent = an.writes("/vanbann")["message"]
    assert "không có lệnh" in (await an.hears()).text
    changed = {"message_id": sent["message_id"], "edit_date": sent["date"]}
    edited = an.message("/vanban Di Linh") | changed
    fake.push(fake.update(edited_message=edited))
    assert "Di Linh" in (await an.hears()).text


async def test_everything_kept_of_somebody_goes_on_request(
    bot: Start, fake: Fake, an: Person
) -> None:
    desk = await bot()
    await an.says(QUESTION)
    await an.says("/vanban Di Linh")
    await an.says(QUESTION)
    talk = desk.conversation(7, 7)
    assert desk.state.conversations.turns(talk)
    assert "Đã xóa" in (await an.says("/xoa")).text
    assert desk.state.conversations.turns(talk) == ()
    assert desk.state.memory.get(talk, "place") is None


async def test_an_english_question_is_answered_in_english_words(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    answer = await an.says("What is the target for online payment in Thang Binh by 2025?")
    assert "Sources" in answer.text
    assert answer.button("Useful")
