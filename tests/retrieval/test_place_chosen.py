"""A document chosen by its slug is that one, where its place has several."""

from __future__ import annotations

from pathlib import Path

from ingest.pipeline import ingest
from retrieval.assistant import Assistant

_PLAN = (
    "ỦY BAN NHÂN DÂN\nXÃ AN PHÚ\n\nKẾ HOẠCH\nCải cách hành chính xã An Phú năm {year}\n\n"
    "I. MỤC TIÊU\n\n1. Tỷ lệ số hóa hồ sơ đạt {share}% trong năm {year}.\n"
)


def test_of_two_plans_of_a_place_the_one_that_is_chosen(tmp_path: Path) -> None:
    plans = []
    for year, share in ((2024, 61), (2026, 83)):
        plans.append(tmp_path / f"an-phu-{year}.txt")
        plans[-1].write_text(_PLAN.format(year=year, share=share), encoding="utf-8")
    assert not ingest(plans, tmp_path / "index").failed
    with Assistant.open(tmp_path / "index") as assistant:
        for slug, own, other in (("an-phu-2024", "61", "83"), ("an-phu-2026", "83", "61")):
            answer = assistant.ask("Tỷ lệ số hóa hồ sơ bao nhiêu?", place=slug).answer
            assert own in answer
            assert other not in answer
