"""Whatever a user sends gets one friendly line at least: never silence, an error or a traceback."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.telegram.app import COMMANDS
from tests.bot.telegram.conftest import Start
from tests.bot.telegram.fake import BOT, Fake
from tests.bot.telegram.people import Person

FILE = {"file_id": "f", "file_unique_id": "u"}
THINGS: list[tuple[str, dict[str, Any], str]] = [
    ("voice", {"voice": FILE | {"duration": 3}}, "tin thoại"),
    ("video note", {"video_note": FILE | {"duration": 3, "length": 9}}, "tin thoại"),
    ("file", {"document": FILE | {"file_name": "a.pdf"}}, "tệp"),
    ("photo", {"photo": [FILE | {"width": 9, "height": 9}]}, "hình"),
    (
        "sticker",
        {
            "sticker": FILE
            | {"width": 9, "height": 9, "type": "regular"}
            | {"is_animated": False, "is_video": False}
        },
        "chỉ đọc được chữ",
    ),
    ("contact", {"contact": {"phone_number": "0905123456", "first_name": "A"}}, "danh bạ"),
    ("location", {"location": {"latitude": 1.0, "longitude": 1.0}}, "vị trí"),
    ("dice", {"dice": {"emoji": "🎲", "value": 3}}, "chỉ đọc được chữ"),
    (
        "animation",
        {"animation": FILE | {"width": 1, "height": 1, "duration": 1}, "document": FILE},
        "chỉ đọc được chữ",
    ),
    (
        "poll",
        {
            "poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0}
            | {"is_closed": False, "is_anonymous": True, "type": "regular"}
            | {"allows_multiple_answers": False, "allows_revoting": False}
            | {"members_only": False}
        },
        "chỉ đọc được chữ",
    ),
]
TEXTS = [
    ("<b>chưa đóng & <script>alert(1)</script>", ""),
    ("</b></i>&lt;", ""),
    ("x" * 4096, "tối đa"),
    ("câu hỏi dài " * 300, "tối đa"),
    ("👨‍👩‍👧" * 200, ""),
    (".", ""),
    ("?", ""),
    ("\u0000\u0001\u200b", ""),
    ("a\u0301" * 900, ""),
    ("مرحبا", ""),
    ("'; DROP TABLE answers; --", ""),
    ("/khongco", "không có lệnh"),
    ("/", ""),
    ("/start đường dẫn lạ", "Xin chào"),
    ("@cchc_bot", ""),
    ("[1]", ""),
    ("{place} %s {0}", ""),
]


@pytest.fixture(autouse=True)
def _no_error_in_the_log(caplog: pytest.LogCaptureFixture) -> Any:
    yield
    told = caplog.get_records("call")
    assert [r.getMessage() for r in told if r.levelno >= logging.ERROR] == []


async def test_things_that_are_no_text(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    for name, thing, words in THINGS:
        assert words in (await an.says(**thing)).text, name


async def test_texts_of_every_sort(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    for text, words in TEXTS:
        said = await an.says(text)
        assert words in said.text, text
        assert "Traceback" not in said.text
        assert "trục trặc" not in said.text, text


async def test_words_under_a_picture_and_words_of_others_are_questions(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    question = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"
    picture = [FILE | {"width": 9, "height": 9}]
    assert "80%" in (await an.says(photo=picture, caption=question)).text
    origin = {"type": "hidden_user", "sender_user_name": "A", "date": 1}
    assert "80%" in (await an.says(question, forward_origin=origin)).text


async def test_every_command_with_and_without_words(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    for name in COMMANDS:
        for words in ("", f" <i>lạ & lùng</i> Hội An 2024 {'dài ' * 300}"):
            said = await an.says(f"/{name}{words}")
            assert "trục trặc" not in said.text, (name, words[:20])


async def test_buttons_of_nobody(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    sent = await an.says("/start")
    known = "a" * 22
    strange = ["x", "zz:1", "", "s", "s:", f"s:{known}", f"s:{known}:9", f"s:{known}:x", "x:abc"]
    strange += [f"l:{known}:0", f"r:{known}:1", f"m:{known}:0", f"g:{known}:1", f"n:{known}"]
    strange += [f"u:{known}", f"v:{known}:great", f"q:{known}:0", f"b:{known}", "x:99", "k:1:2:3"]
    for data in strange:
        await an.answered(an.hits_data(sent, data))


async def test_what_the_bot_itself_wrote_is_not_asked_again(
    bot: Start, fake: Fake, an: Person
) -> None:
    await bot()
    an.writes("Tối thiểu 80%", via_bot=BOT)
    said = await an.says("/start")
    assert said.text.startswith("Xin chào")


async def test_service_messages_are_nobodys_question(bot: Start, fake: Fake, an: Person) -> None:
    await bot()
    an.writes(pinned_message=an.message("x"))
    an.writes(new_chat_title="Tên mới")
    assert (await an.says("/start")).text.startswith("Xin chào")
