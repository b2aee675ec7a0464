"""Which of several plans of one place a question means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from retrieval.assistant import Assistant

_HEAD = """ỦY BAN NHÂN DÂN
XÃ HÒA SƠN
Số: {number}/KH-UBND
Hòa Sơn, ngày 05 tháng 01 năm {year}

KẾ HOẠCH
{title}

"""
_REFORM = """I. MỤC TIÊU
1. Tỷ lệ hồ sơ giải quyết đúng hạn năm {year} đạt tối thiểu {share}% tại xã.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng UBND xã chủ trì, phối hợp với Công an xã rà soát thủ tục hành chính.
"""
_POVERTY = """I. MỤC TIÊU
1. Tỷ lệ hộ được tập huấn đạt tối thiểu 65%.
II. KINH PHÍ
Kinh phí lấy từ ngân sách xã và nguồn vận động.
III. TỔ CHỨC THỰC HIỆN
1. Công an xã chủ trì, phối hợp với Trạm Y tế xã rà soát danh sách.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("plans")
    for year, share in ((2024, 91), (2025, 96)):
        head = _HEAD.format(
            number=year - 2000, year=year, title=f"Cải cách hành chính xã Hòa Sơn năm {year}"
        )
        plan = folder / f"hoa-son-{year}.txt"
        plan.write_text(head + _REFORM.format(year=year, share=share), encoding="utf-8")
    title = "Giám sát giảm nghèo bền vững trên địa bàn xã Hòa Sơn năm 2025"
    poor = folder / "hoa-son-ngheo.txt"
    poor.write_text(_HEAD.format(number=77, year=2025, title=title) + _POVERTY, encoding="utf-8")
    title = "Sửa đổi, bổ sung Kế hoạch số 24/KH-UBND về kiểm tra công vụ của xã Hòa Sơn"
    changed = folder / "hoa-son-sua-doi.txt"
    head = _HEAD.format(number=90, year=2024, title=title)
    changed.write_text(head + "I. NỘI DUNG\n1. Bỏ khoản 2 Mục III.\n", encoding="utf-8")
    ingest(sorted(folder.glob("*.txt")), folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def assistant(home: Path) -> Iterator[Assistant]:
    with Assistant.open(home, day=date(2025, 6, 1)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "slug", "held"),
    [
        ("Hòa Sơn tỷ lệ hồ sơ đúng hạn bao nhiêu?", "hoa-son-2025", "96"),
        ("Hòa Sơn năm 2024 tỷ lệ hồ sơ đúng hạn bao nhiêu?", "hoa-son-2024", "91"),
        ("kế hoạch 24/KH-UBND của Hòa Sơn tỷ lệ đúng hạn bao nhiêu?", "hoa-son-2024", "91"),
        ("kinh phí giảm nghèo của Hòa Sơn lấy ở đâu?", "hoa-son-ngheo", "ngân sách xã"),
        ("kế hoạch giám sát giảm nghèo Hòa Sơn số bao nhiêu?", "hoa-son-ngheo", "77/KH-UBND"),
    ],
)
def test_the_plan_that_is_meant(assistant: Assistant, question: str, slug: str, held: str) -> None:
    answer = assistant.ask(question)
    assert {c.doc for c in answer.citations} == {slug}
    assert held in answer.answer


def test_without_one_in_force_both_are_shown(home: Path) -> None:
    with Assistant.open(home, day=date(2031, 6, 1)) as late:
        answer = late.ask("Hòa Sơn tỷ lệ hồ sơ đúng hạn bao nhiêu?")
    assert {"hoa-son-2024", "hoa-son-2025"} <= {c.doc for c in answer.citations}
    assert "(2024)" in answer.answer
    assert "(2025)" in answer.answer


def test_both_years_are_compared_when_asked(assistant: Assistant) -> None:
    answer = assistant.ask("so sánh tỷ lệ hồ sơ đúng hạn của Hòa Sơn năm 2024 và 2025")
    assert {"hoa-son-2024", "hoa-son-2025"} <= {c.doc for c in answer.citations}


def test_it_is_said_which_plan_answers_and_what_has_changed_it(assistant: Assistant) -> None:
    answer = assistant.ask("Hòa Sơn năm 2024 tỷ lệ hồ sơ đúng hạn bao nhiêu?")
    assert any("24/KH-UBND" in note and "Trả lời theo" in note for note in answer.notes)
    assert any("90/KH-UBND" in note and "sửa đổi" in note for note in answer.notes)
    answer = assistant.ask("Hòa Sơn năm 2025 tỷ lệ hồ sơ đúng hạn bao nhiêu?")
    assert not any("90/KH-UBND" in note for note in answer.notes)
