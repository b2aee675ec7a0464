"""What an asker may not see leaves no trace; several plans of one place are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from retrieval.assistant import Assistant
from retrieval.model import OWNER, Status

_PLAN = """Số: 07/KH-UBND

Hòa Sơn, ngày 05 tháng 01 năm {year}

**KẾ HOẠCH
Cải cách hành chính xã Hòa Sơn năm {year}**

I. MỤC TIÊU

1. Tỷ lệ hồ sơ giải quyết đúng hạn năm {year} đạt tối thiểu {share}% tại xã.

2. 100% thủ tục hành chính được công khai.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("plans")
    for year, share in ((2024, 91), (2025, 96)):
        plan = folder / f"hoa-son-{year}.md"
        plan.write_text(_PLAN.format(year=year, share=share), encoding="utf-8")
    hidden = folder / "noi-bo"
    hidden.mkdir()
    secret = hidden / "dong-phu.md"
    secret.write_text(
        _PLAN.replace("Hòa Sơn", "Đông Phú").format(year=2024, share=88), encoding="utf-8"
    )
    (hidden / "corpus.toml").write_text('[dong-phu]\naudience = "noi-bo"\n', encoding="utf-8")
    home = folder / "index"
    ingest([*sorted(folder.glob("*.md")), hidden], home)
    with Assistant.open(home) as opened:
        yield opened


def test_a_hidden_plan_is_not_known(assistant: Assistant) -> None:
    answer = assistant.ask("xã Đông Phú năm 2024 đúng hạn bao nhiêu phần trăm?")
    assert answer.abstained
    assert "88" not in answer.answer
    assert all(hit.clause.doc != "dong-phu" for hit in answer.hits + answer.rejected)


def test_who_may_see_it_is_answered(assistant: Assistant) -> None:
    question = "xã Đông Phú năm 2024 đúng hạn bao nhiêu phần trăm?"
    answer = assistant.ask(question, principal=OWNER)
    assert answer.status is Status.ANSWERED
    assert "88" in answer.answer


def test_the_year_picks_the_plan(assistant: Assistant) -> None:
    answer = assistant.ask("Hòa Sơn năm 2025 tỷ lệ hồ sơ đúng hạn bao nhiêu?")
    assert {c.doc for c in answer.citations} == {"hoa-son-2025"}
    assert "96" in answer.answer


def test_plans_of_one_place_are_told_apart(assistant: Assistant) -> None:
    answer = assistant.ask("Hòa Sơn tỷ lệ hồ sơ đúng hạn bao nhiêu?")
    assert "xã Hòa Sơn (2024)" in answer.answer
    assert "xã Hòa Sơn (2025)" in answer.answer
