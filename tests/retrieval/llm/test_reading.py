"""Follow-ups put in full and odd questions read: proposed by the model, checked by the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retrieval.assistant import Assistant
from retrieval.llm.settings import Use
from retrieval.llm.standalone import fits
from retrieval.model import Status
from tests.retrieval.llm.desk import Desk, desk_with
from tests.retrieval.llm.servers import Reply, text

# A question in words that no plan has, which the rules read as not stated.
ODD = "ở Thăng Bình có bao nhiêu người gửi giấy từ xa khỏi lên huyện?"


@pytest.fixture(scope="module")
def reading(built_index: Path) -> Iterator[Desk]:
    uses = frozenset({Use.STANDALONE, Use.PROPOSE})
    with desk_with(built_index, uses=uses) as desk:
        desk.assistant.ask("Thăng Bình hài lòng bao nhiêu %")
        yield desk


def proposal(**parts: Any) -> Reply:
    told = {"loai": "target", "noi": [], "nam": [], "co_quan": [], "tu_khoa": "", **parts}
    return text(json.dumps(told, ensure_ascii=False))


def test_an_odd_question_is_answered_by_a_reading_that_the_plans_bear_out(
    plain: Assistant, reading: Desk
) -> None:
    assert plain.ask(ODD).abstained
    words = "tỷ lệ giải quyết hồ sơ dịch vụ công trực tuyến"
    reading.server.script = lambda data: proposal(tu_khoa=words, nam=[2025])
    answer, _ = reading.ask(ODD)
    assert [(use.use, use.outcome) for use in answer.model] == [("propose", "used")]
    assert answer.status in (Status.ANSWERED, Status.PARTIAL)
    assert {c.doc for c in answer.citations} == {"thang-binh-2021-2025"}
    assert any(words in note for note in answer.notes)  # the asker sees how it was read


@pytest.mark.parametrize(
    "parts",
    [
        {"loai": "poem", "tu_khoa": "số hóa"},
        {"noi": ["hoi-an"], "tu_khoa": "số hóa hồ sơ"},
        {"nam": [1999], "tu_khoa": "số hóa hồ sơ"},
        {"co_quan": ["Bộ Tài chính"], "tu_khoa": "số hóa hồ sơ"},
        {"tu_khoa": "blockchain metaverse"},
        {"tu_khoa": "đạt 99% hồ sơ"},
        {"tu_khoa": ""},
        {"noi": ["tu-ky-2021-2025"], "tu_khoa": 7},
    ],
)
def test_a_reading_that_was_not_offered_is_no_reading(
    plain: Assistant, reading: Desk, parts: dict[str, Any]
) -> None:
    reading.server.script = lambda data: proposal(**parts)
    answer, _ = reading.ask(ODD)
    assert answer.answer == plain.ask(ODD).answer
    assert [use.outcome for use in answer.model] == ["unfit"]


def test_the_askers_own_place_stays(plain: Assistant, reading: Desk) -> None:
    words = "tỷ lệ giải quyết hồ sơ dịch vụ công trực tuyến"
    reading.server.script = lambda data: proposal(tu_khoa=words, noi=["tu-ky-2021-2025"])
    answer, _ = reading.ask(ODD)
    assert {c.doc for c in answer.citations} <= {"thang-binh-2021-2025"}


def test_a_place_that_is_not_here_is_never_read_as_another(reading: Desk, plain: Assistant) -> None:
    reading.server.reset()
    reading.server.script = lambda data: proposal(tu_khoa="số hóa hồ sơ")
    question = "thành phố Đà Lạt số hóa hồ sơ bao nhiêu phần trăm?"
    answer, _ = reading.ask(question)
    assert answer.status is Status.OTHER_PLACE
    assert not reading.server.asked


@pytest.mark.parametrize(
    ("last", "history", "text_", "good"),
    [
        ("còn năm 2030?", ["Di Linh xử lý hồ sơ trên mạng bao nhiêu %, năm 2025?"],
         "Di Linh xử lý hồ sơ trên mạng bao nhiêu %, năm 2030?", True),
        ("còn năm 2030?", ["Di Linh xử lý hồ sơ trên mạng bao nhiêu %?"],
         "Tứ Kỳ xử lý hồ sơ trên mạng bao nhiêu %, năm 2030?", False),  # another place
        ("còn năm 2030?", ["Di Linh xử lý hồ sơ trên mạng bao nhiêu %?"],
         "Di Linh xử lý hồ sơ trên mạng bao nhiêu %, năm 2025?", False),  # another year
        ("ai phối hợp?", ["Quảng Nam, đề án tổ dân phố điện tử ai chủ trì?"],
         "Quảng Nam, đề án tổ dân phố điện tử Sở Tài chính phối hợp với ai?", False),  # an agency
        ("ai phối hợp?", ["Quảng Nam, đề án tổ dân phố điện tử ai chủ trì?"],
         "Ở Quảng Nam, đề án tổ dân phố điện tử ai phối hợp?", True),
        ("ai phối hợp?", ["x"], "", False),
        ("ai phối hợp?", ["x"], "a" * 400, False),
    ],
)  # fmt: skip
def test_a_question_in_full_says_what_the_asker_said(
    last: str, history: list[str], text_: str, good: bool
) -> None:
    assert fits(text_, last, history) is good


def test_a_follow_up_that_the_rules_answer_is_left_to_them(reading: Desk, plain: Assistant) -> None:
    reading.server.reset()
    history = ("Thăng Bình mức độ hài lòng về y tế, giáo dục đến năm 2025 bao nhiêu %?",)
    answer, _ = reading.ask("thế còn đến 2030?", history)
    assert answer.answer == plain.ask("thế còn đến 2030?", history=history).answer
    assert not reading.server.asked
