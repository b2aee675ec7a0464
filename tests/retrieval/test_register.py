"""Targets and tasks by their filters, over the five plans and over rows made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import BadInput
from ingest.index import Index, open_index
from ingest.model import Level
from retrieval.model import ANYONE, OWNER, Principal
from retrieval.register import documents_of, readable, superior, targets, tasks, window
from retrieval.register.topic import Topic
from tests.retrieval.register_made import Plan, card, made, target, task


@pytest.fixture(scope="module")
def index(built_index: Path) -> Iterator[Index]:
    with closing(open_index(built_index)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-Q3", date(2022, 7, 1), date(2022, 9, 30)),
        ("2024-q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-09-30", date(2022, 9, 30), date(2022, 9, 30)),
        ("2021-01-01..2021-12-31", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021..2022-Q1", date(2021, 1, 1), date(2022, 3, 31)),
    ],
)
def test_a_window(text: str, first: date, last: date) -> None:
    assert window(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "mai", "2022-Q5", "2022-13", "2022-02-30", "2022..2021", "..2022", "22", "2022-"]
)
def test_what_is_no_window_is_told(text: str) -> None:
    with pytest.raises(BadInput, match=r"2022-Q3|kết thúc"):
        window(text)


@pytest.mark.parametrize(
    ("topic", "text", "fits"),
    [
        ("", "bất kỳ", True),
        ("số hóa", "Tỷ lệ số hoá hồ sơ", True),  # the other placement of the tone
        ("so hoa", "Tỷ lệ số hóa hồ sơ", True),  # typed without marks
        ("số hóa", "Một số thủ tục được đơn giản hóa", False),  # both syllables, apart
        ("so hoa", "Một số thủ tục được đơn giản hóa", False),
        ("TTHC", "rà soát thủ tục hành chính", True),
        ("thủ tục hành chính", "rà soát TTHC", True),
        ("thanh toán online", "thanh toán trực tuyến", True),  # people's word
        ("thanh toán trực tuyến", "thanh toán phí, lệ phí trực tuyến", True),
        ("thanh toán trực tuyến", "thanh toán bằng tiền mặt", False),
        ("hài lòng của người dân", "mức độ hài lòng người dân", True),  # a joining word left out
        ("lương", "hưởng lương", True),
        ("luong", "hưởng lương", True),
        ("lượng", "hưởng lương", False),  # marks that were typed count
    ],
)
def test_a_topic(topic: str, text: str, fits: bool) -> None:
    assert Topic.of(topic).fits(text) is fits


def test_everything_an_agency_leads(index: Index) -> None:
    rows = tasks(index, OWNER, agency="Sở Nội vụ", role="lead", places=["quang-nam-2021-2025"])
    paths = {row.clause.partition(":")[2] for row in rows}
    assert paths == {f"D1.VII.3.{letter}" for letter in "abcdefghi"} | {
        f"PL.r{n}" for n in (1, 2, 3, 4, 7)
    }


@pytest.mark.parametrize(
    "typed", ["VP HĐND&UBND", "Văn phòng HĐND - UBND", "van phong hdnd va ubnd", "HĐND&UBND"]
)
def test_one_agency_in_every_spelling(index: Index, typed: str) -> None:
    docs = {row.doc for row in tasks(index, OWNER, agency=typed, role="lead")}
    assert docs == {"thang-binh-2021-2025", "tu-ky-2021-2025"}


def test_leading_and_supporting_are_never_mixed(index: Index) -> None:
    def paths(doc: str, role: str) -> set[str]:
        rows = tasks(index, OWNER, agency="Phòng Tư pháp", role=role, places=[doc])
        return {row.clause.partition(":")[2] for row in rows}

    assert paths("tu-ky-2021-2025", "support") == set()
    assert paths("tu-ky-2021-2025", "lead") == {"V.3.p1"}
    assert paths("thang-binh-2021-2025", "support") == {"IV.3.g1"}
    assert "IV.3.g1" not in paths("thang-binh-2021-2025", "lead")


def test_roles_without_an_agency(index: Index) -> None:
    assert all(row.lead for row in tasks(index, OWNER, role="lead"))
    assert all(row.support for row in tasks(index, OWNER, role="support"))
    with pytest.raises(BadInput, match="lead, support, any"):
        tasks(index, OWNER, role="chủ trì")


@pytest.mark.parametrize(
    ("due", "paths"),
    [
        ("2022", {"PL.r1", "PL.r2", "PL.r4", "PL.r5", "PL.r6"}),
        ("2021", {"PL.r3", "PL.r7"}),
        ("2021-01-01..2022-12-31", {f"PL.r{n}" for n in range(1, 8)}),
        ("2022-Q3", set()),  # "Năm 2022" falls due on its last day
        ("2023", set()),
    ],
)
def test_what_falls_due(index: Index, due: str, paths: set[str]) -> None:
    rows = tasks(index, OWNER, due=due, places=["quang-nam-2021-2025"])
    assert {row.clause.partition(":")[2] for row in rows} == paths


def test_years_of_tasks_with_and_without_a_date(index: Index) -> None:
    def docs(year: int) -> set[str]:
        return {row.doc for row in tasks(index, OWNER, years=[year])}

    assert "tan-binh-2024" not in docs(2023)
    assert docs(2024) >= {"tan-binh-2024", "thang-binh-2021-2025"}
    annex = tasks(index, OWNER, years=[2024], places=["quang-nam-2021-2025"])
    assert not [row for row in annex if ":PL." in row.clause]


def test_an_agency_that_is_elsewhere_has_nothing_here(index: Index) -> None:
    assert tasks(index, OWNER, agency="Sở Nội vụ", places=["tan-binh-2024"]) == []


def test_an_unknown_agency_is_told_with_those_that_there_are(index: Index) -> None:
    with pytest.raises(BadInput, match="Sở Công Thương") as told:
        tasks(index, OWNER, agency="Sở Công Thương")
    assert "Sở Nội vụ" in told.value.remedy


def test_targets_by_place_topic_level_and_year(index: Index) -> None:
    found = targets(
        index, OWNER, places=["thang-binh-2021-2025"], topic="thanh toán trực tuyến", years=[2025]
    )
    assert {row.value for row in found} == {80.0, 70.0}
    communes = targets(
        index, OWNER, levels=[Level.COMMUNE], measure_key="ho-so-cong-viec-tren-mang"
    )
    assert {(row.doc, row.value) for row in communes if row.year == 2025} == {
        ("di-linh-2022-2025", 60.0),
        ("quang-nam-2021-2025", 60.0),
        ("thang-binh-2021-2025", 75.0),
    }


def test_a_target_without_a_year_is_one_of_its_plans_last(index: Index) -> None:
    without = [t for t in targets(index, OWNER, places=["tu-ky-2021-2025"]) if t.year is None]
    assert without
    last = targets(index, OWNER, places=["tu-ky-2021-2025"], years=[2025])
    assert all(row in last for row in without)
    before = targets(index, OWNER, places=["tu-ky-2021-2025"], years=[2023])
    assert not before


def test_the_targets_of_an_agencys_tasks(index: Index) -> None:
    rows = targets(index, OWNER, agency="Tư pháp – Hộ tịch", measure_key="ke-hoach-ra-soat-vbqppl")
    assert [row.clause for row in rows] == ["tan-binh-2024:PL.r3"]


def test_unknown_places_give_nothing(index: Index) -> None:
    assert targets(index, OWNER, places=["khong-co"]) == []
    assert targets(index, OWNER, places=[]) == []
    assert tasks(index, OWNER, places=[]) == []


def test_places_by_name_alias_and_slug(index: Index) -> None:
    documents = readable(index, OWNER)
    for typed in ("Thăng Bình", "thang binh", "H. Thăng Bình", "thang-binh-2021-2025"):
        assert documents_of(typed, documents) == ("thang-binh-2021-2025",)
    with pytest.raises(BadInput, match="Hội An") as told:
        documents_of("Hội An", documents)
    assert "Quảng Nam" in told.value.remedy


def test_whose_plan_stands_above(index: Index) -> None:
    documents = {d.slug: d for d in readable(index, OWNER)}
    every = list(documents.values())
    above = superior(documents["thang-binh-2021-2025"], every)
    assert above is not None
    assert above.slug == "quang-nam-2021-2025"
    for slug in ("tan-binh-2024", "tu-ky-2021-2025", "quang-nam-2021-2025"):
        assert superior(documents[slug], every) is None


def test_the_nearest_plan_above_that_there_is(tmp_path: Path) -> None:
    province = card("Quảng Nam", Level.PROVINCE)
    centre = card("Việt Nam", Level.CENTRAL)
    commune = card("Bình Triều", Level.COMMUNE, "Thăng Bình")
    old = card("Quảng Nam", Level.PROVINCE, first_year=2011, last_year=2015)
    plans = [("a-xa", commune, ()), ("b-tinh", province, ()), ("c-trung-uong", centre, ())]
    plans.append(("d-tinh-cu", old, ()))
    with closing(made(tmp_path / "index", plans)) as index:
        every = {d.slug: d for d in index.documents}
        found = [superior(every[slug], index.documents) for slug in ("a-xa", "b-tinh")]
        assert [d.slug for d in found if d] == ["b-tinh", "c-trung-uong"]


def test_another_groups_document_is_in_no_row(tmp_path: Path) -> None:
    hidden = card("Tứ Kỳ", Level.DISTRICT, "Hải Dương", audience="noi-bo")
    secret = task("V.1", lead=("Phòng Kín",), due_to="2022-06-30")
    plans: list[Plan] = [
        ("mo", card("Quảng Nam", Level.PROVINCE), [target("I.1", 50), task("V.1")]),
        ("kin", hidden, [target("I.1", 90), secret]),
    ]
    member = Principal(frozenset({"public", "noi-bo"}))
    with closing(made(tmp_path / "index", plans)) as index:
        for who in (ANYONE, Principal(frozenset({"khác"}))):
            assert [d.slug for d in readable(index, who)] == ["mo"]
            assert {row.doc for row in targets(index, who)} == {"mo"}
            assert {row.doc for row in tasks(index, who)} == {"mo"}
            assert targets(index, who, places=["kin"]) == []
            assert tasks(index, who, due="2022") == []
            with pytest.raises(BadInput) as told:
                tasks(index, who, agency="Phòng Kín nào")
            assert "Phòng Kín;" not in str(told.value)
            with pytest.raises(BadInput):
                tasks(index, who, agency="Phòng Kín")
            with pytest.raises(BadInput) as told:
                documents_of("Tứ Kỳ", readable(index, who))
            assert "kin" not in told.value.remedy
        assert {row.doc for row in targets(index, member)} == {"mo", "kin"}
        assert [row.doc for row in tasks(index, member, agency="Phòng Kín")] == ["kin"]
