"""An answer a piece at a time: the same words, the same evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.assistant import Assistant
from retrieval.model import Answer


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with Assistant.open(built_index) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("So sánh Tứ Kỳ và Tân Bình: công khai thủ tục hành chính bao nhiêu %?", ()),
        ("thế còn đến 2030?", ("Di Linh xử lý hồ sơ công việc trên mạng bao nhiêu %?",)),
        ("thành phố Đà Lạt đặt mục tiêu gì?", ()),
        ("xin chào", ()),
        ("", ()),
    ],
)
def test_the_pieces_are_the_answer(
    assistant: Assistant, question: str, history: tuple[str, ...]
) -> None:
    *pieces, last = assistant.stream(question, history=history)
    assert isinstance(last, Answer)
    assert "".join(str(piece) for piece in pieces) == last.answer
    asked = assistant.ask(question, history=history)
    assert replace(last, ms=0, timings={}) == replace(asked, ms=0, timings={})


def test_a_stream_left_early_leaves_the_assistant_usable(assistant: Assistant) -> None:
    question = "So sánh Tứ Kỳ và Tân Bình: công khai thủ tục hành chính bao nhiêu %?"
    pieces = assistant.stream(question)
    assert isinstance(next(pieces), str)
    pieces.close()
    assert assistant.ask(question).citations
