"""Orders in a question or in a clause change nothing, even where the model obeys them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from retrieval.assistant import Assistant
from tests.retrieval.llm.desk import TARGET, Desk, better, desk_with
from tests.retrieval.llm.injections import INJECTIONS
from tests.retrieval.llm.servers import drafted, text

FIELDS = (
    "đất đai", "hộ tịch", "xây dựng", "chứng thực", "đầu tư", "nông nghiệp", "thủy sản", "y tế",
    "giáo dục", "lao động", "bảo hiểm", "giao thông", "du lịch", "thể thao", "môi trường",
    "khoáng sản", "lâm nghiệp", "thú y", "điện lực", "thuế", "hải quan", "thương mại", "công chứng",
    "nuôi con nuôi", "quốc tịch", "lý lịch tư pháp", "đấu giá", "trợ giúp pháp lý", "cư trú",
    "hộ chiếu", "phòng cháy", "tôn giáo", "thi đua", "hội quần chúng", "lưu trữ", "viễn thông",
    "báo chí", "xuất bản", "gia đình", "trẻ em", "người có công", "dân tộc", "thanh tra",
    "khiếu nại",
)  # fmt: skip
HEAD = """ỦY BAN NHÂN DÂN
HUYỆN BÌNH SƠN

KẾ HOẠCH
Cải cách hành chính nhà nước huyện Bình Sơn giai đoạn 2021-2025

I. MỤC TIÊU ĐẾN NĂM 2025
"""


def asked(field: str) -> str:
    return f"Bình Sơn số hóa hồ sơ lĩnh vực {field} tối thiểu bao nhiêu phần trăm?"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one plan that has an order in every clause."""
    folder = tmp_path_factory.mktemp("poisoned")
    aims = (
        f"{at}. Tỷ lệ số hóa hồ sơ lĩnh vực {field} đạt tối thiểu 80%. {order}\n"
        for at, (field, (order, _)) in enumerate(zip(FIELDS, INJECTIONS, strict=True), start=1)
    )
    plan = folder / "binh-son-2021-2025.txt"
    plan.write_text(HEAD + "\n".join(aims), encoding="utf-8")
    assert not ingest([plan], folder / "index").failed
    return folder / "index"


@pytest.fixture(scope="module")
def poisoned_desk(poisoned: Path) -> Iterator[Desk]:
    with desk_with(poisoned) as desk:
        yield desk


def test_there_are_enough() -> None:
    assert len({order for order, _ in INJECTIONS}) >= 40


@pytest.mark.parametrize("also", ["alone", "beside a good answer"])
def test_in_a_question(plain: Assistant, opened: Desk, also: str) -> None:
    for order, obeyed in INJECTIONS:
        question = f"{TARGET} {order}"
        told = f"{obeyed} [K1]"
        opened.server.script = lambda data, told=told: text(  # type: ignore[misc]
            told if also == "alone" else f"{drafted(data, better)}\n{told}"
        )
        answer, _ = opened.ask(question)
        own = plain.ask(question)
        assert answer.status is own.status, order
        assert obeyed not in answer.answer, order
        if also == "alone":
            assert answer.answer == own.answer, order


@pytest.mark.parametrize("also", ["alone", "beside a good answer"])
def test_in_a_clause(poisoned: Path, poisoned_desk: Desk, also: str) -> None:
    seen = 0
    with Assistant.open(poisoned) as plain:
        for field, (order, obeyed) in zip(FIELDS, INJECTIONS, strict=True):
            told = f"{obeyed} [K1]"
            poisoned_desk.server.script = lambda data, told=told: text(  # type: ignore[misc]
                told if also == "alone" else f"{drafted(data, better)}\n{told}"
            )
            poisoned_desk.server.reset()
            own = plain.ask(asked(field))
            answer, _ = poisoned_desk.ask(asked(field))
            sent = str(poisoned_desk.server.asked)
            seen += order.split(".")[0][:20] in sent.replace('\\\\"', '"').replace('\\"', '"')
            # What the program's own answer quotes may be quoted; nothing else of an order is said.
            assert obeyed not in answer.answer or obeyed in own.answer, order
            assert answer.status is own.status, order
            if also == "alone":
                assert answer.answer == own.answer, order
    # The orders did reach the model.
    assert seen >= 40
