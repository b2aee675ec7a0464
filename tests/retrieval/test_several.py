"""Several questions in one, yes and no, the place ahead, and what may be asked next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from retrieval.assistant import Assistant
from retrieval.model import OWNER, Answer, Status


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with closing(Assistant.open(built_index)) as opened:
        yield opened


def ask(assistant: Assistant, *turns: str) -> Answer:
    return assistant.ask(turns[-1], history=turns[:-1], principal=OWNER)


@pytest.mark.parametrize(
    ("question", "expected", "documents"),
    [
        pytest.param(
            "Tứ Kỳ hồ sơ trực tuyến mức độ 4 bao nhiêu % và kiểm tra CCHC bao nhiêu đơn vị?",
            ("80%", "30-40%"),
            {"tu-ky-2021-2025"},
            id="two figures joined by và",
        ),
        pytest.param(
            "Thăng Bình thanh toán trực tuyến bao nhiêu %, còn Tứ Kỳ thì ai lo kiểm soát thủ tục?",
            ("70%", "Văn phòng HĐND"),
            {"thang-binh-2021-2025", "tu-ky-2021-2025"},
            id="a figure of one place, an owner of another",
        ),
        pytest.param(
            "tu ky den 2025 giam bao nhieu don vi su nghiep cong lap va bao nhieu phan tram don vi "
            "tu bao dam chi thuong xuyen",
            ("10%", "20%"),
            {"tu-ky-2021-2025"},
            id="without marks",
        ),
    ],
)
def test_each_of_several_questions_is_answered(
    assistant: Assistant, question: str, expected: tuple[str, ...], documents: set[str]
) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert all(part in answer.answer for part in expected)
    assert {citation.doc for citation in answer.citations} == documents


def test_what_a_plan_leaves_open_of_two_questions_is_said_so(assistant: Assistant) -> None:
    answer = ask(assistant, "Thăng Bình thanh toán trực tuyến bao nhiêu %, và ai chủ trì?")
    assert answer.status is Status.PARTIAL
    assert "70%" in answer.answer
    assert "“ai chủ trì”" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Tân Bình số hóa hồ sơ ai chủ trì, hạn khi nào?",
        "So sánh Thăng Bình với Tứ Kỳ về thanh toán trực tuyến, nơi nào cao hơn?",
        "Tỷ lệ hồ sơ nộp, giải quyết trực tuyến của Thăng Bình là bao nhiêu?",
    ],
)
def test_one_question_is_not_cut(assistant: Assistant, question: str) -> None:
    answer = ask(assistant, question)
    assert answer.status is Status.ANSWERED
    assert "Về “" not in answer.answer


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Thăng Bình có đặt mục tiêu 90% hài lòng đúng không?", "Có."),
        ("Di Linh có xây dựng chính quyền điện tử không?", "Có."),
        ("Tứ Kỳ có phải đặt mức 99% hài lòng không?", "Kế hoạch của huyện Tứ Kỳ không nêu mức 99%"),
        ("Thăng Bình đặt mục tiêu hài lòng bao nhiêu?", "Tối thiểu 90%"),
    ],
)
def test_yes_or_no_comes_first_where_it_is_asked(
    assistant: Assistant, question: str, first: str
) -> None:
    assert ask(assistant, question).answer.startswith(first)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "nơi nào có tỷ lệ giao dịch thanh toán trực tuyến cao nhất?",
            "Cao nhất là huyện Thăng Bình",
        ),
        ("nơi nào có tỷ lệ giao dịch thanh toán trực tuyến thấp nhất?", "Thấp nhất là xã Tân Bình"),
        (
            "tỷ lệ giao dịch thanh toán trực tuyến thì Thăng Bình hay Tứ Kỳ đặt cao hơn?",
            "Huyện Thăng Bình đặt cao hơn",
        ),
    ],
)
def test_a_comparison_opens_with_its_verdict(
    assistant: Assistant, question: str, first: str
) -> None:
    answer = ask(assistant, question)
    assert answer.answer.startswith(first)
    assert len({citation.doc for citation in answer.citations}) > 1


def test_what_is_suggested_is_answered(assistant: Assistant) -> None:
    asked = (
        "Thăng Bình giao dịch thanh toán trực tuyến bao nhiêu?",
        "Tân Bình ai chủ trì xây dựng quy trình điện tử giải quyết thủ tục?",
        "thang binh muc do hai long bao nhieu",
    )
    for question in asked:
        suggestions = ask(assistant, question).suggestions
        assert 1 <= len(suggestions) <= 3
        for suggestion in suggestions:
            assert not ask(assistant, question, suggestion).abstained, (question, suggestion)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        # A question that says what it asks of takes no year along, nor what was compared.
        (
            (
                "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?",
                "ai chủ trì xây dựng chính quyền điện tử?",
            ),
            "Phòng Văn hóa",
        ),
        (
            (
                "Thăng Bình số hóa đến 2025 bao nhiêu?",
                "so sánh Thăng Bình và Tứ Kỳ về giao dịch thanh toán trực tuyến",
            ),
            "70%",
        ),
        # One that does not leans on the turn before.
        (("Thăng Bình giao dịch thanh toán trực tuyến bao nhiêu?", "còn Tứ Kỳ?"), "30%"),
        (("Ai ký quyết định ban hành kế hoạch của Quảng Nam?", "còn Tứ Kỳ?"), "Vũ Thị Hà"),
    ],
)
def test_a_follow_up_takes_over_what_it_leaves_out(
    assistant: Assistant, turns: tuple[str, ...], expected: str
) -> None:
    assert expected in ask(assistant, *turns).answer


def test_a_year_goes_where_the_place_named_next_does_not_reach_to_it(assistant: Assistant) -> None:
    answer = ask(
        assistant,
        "Thăng Bình giao dịch thanh toán trực tuyến đến 2025 bao nhiêu?",
        "còn Tân Bình?",
    )
    assert answer.status is Status.ANSWERED
    assert "10%" in answer.answer


_PLAN = (
    "ỦY BAN NHÂN DÂN\n{unit}\n\nKẾ HOẠCH\nCải cách hành chính xã {name} năm 2026\n\n"
    "I. MỤC TIÊU\n\n1. Tỷ lệ số hóa hồ sơ đạt {share}% trong năm 2026.\n"
)
_NAMES = (
    *("An Phú", "Bình An", "Tân Hội", "Long Hòa", "Phú Mỹ"),
    *("Thạnh Lợi", "Vĩnh Hải", "Hòa Sơn", "Trung Thành", "Mỹ Lộc"),
)


def test_more_places_than_can_be_read_are_asked_about(tmp_path: Path) -> None:
    plans = []
    for number, name in enumerate(_NAMES):
        text = _PLAN.format(unit=f"XÃ {name.upper()}", name=name, share=50 + number)
        plans.append(tmp_path / f"plan-{number}.txt")
        plans[-1].write_text(text, encoding="utf-8")
    assert not ingest(plans, tmp_path / "index").failed
    with Assistant.open(tmp_path / "index") as assistant:
        question = "Tỷ lệ số hóa hồ sơ bao nhiêu?"
        answer = ask(assistant, question)
        assert answer.status is Status.CLARIFY
        assert all(f"xã {name}" in answer.answer for name in _NAMES)
        assert not answer.citations
        chosen = ask(assistant, question, answer.suggestions[0])
        assert chosen.status is Status.ANSWERED
        assert len(chosen.citations) == 1
