"""Who is ahead, and where a document does not agree with itself or with the plan above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from ingest.errors import BadInput
from ingest.extract.model import Basis, Target
from ingest.index import Index, open_index
from ingest.model import Level
from retrieval.model import ANYONE, OWNER, Principal
from retrieval.register import Finding, check, compare
from retrieval.register.cited import clashes
from retrieval.register.weigh import Verdict, verdict
from tests.retrieval.register_made import Row, basis, card, made, target

DISTRICT, PROVINCE = "thang-binh-2021-2025", "quang-nam-2021-2025"


@pytest.fixture(scope="module")
def index(built_index: Path) -> Iterator[Index]:
    with closing(open_index(built_index)) as opened:
        yield opened


def values(findings: Sequence[Finding]) -> set[tuple[object, object]]:
    return {(f.a.value, f.b.value) for f in findings}


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (target("I", 90), target("I", 50), "ahead"),
        (target("I", 50), target("I", 90), "behind"),
        (target("I", 50), target("I", 50, comparator="="), "equal"),
        # A rank and a waiting time are better the smaller they are.
        (
            target("I", 5, value_kind="rank", comparator="<=", unit="huyện"),
            target("I", 20, value_kind="rank", comparator="<=", unit="tỉnh"),
            "ahead",
        ),
        (
            target("I", 30, value_kind="duration", comparator="=", unit="phút"),
            target("I", 15, value_kind="duration", comparator="=", unit="phút"),
            "behind",
        ),
        # A cut is better the larger it is; a share of late dossiers the smaller.
        (
            target("I", 15, measure_key="giam-dvsncl", measure="giảm số lượng đơn vị"),
            target("I", 10, measure_key="giam-dvsncl", measure="giảm số lượng đơn vị"),
            "ahead",
        ),
        (
            target("I", 5, measure="hồ sơ quá hạn", comparator="="),
            target("I", 2, measure="hồ sơ quá hạn", comparator="="),
            "behind",
        ),
        (
            target("I", 20, measure="giảm hồ sơ quá hạn", comparator="="),
            target("I", 10, measure="giảm hồ sơ quá hạn", comparator="="),
            "ahead",
        ),
        # Of a range only its near end is promised.
        (target("I", 50, value_max=80.0, comparator="range"), target("I", 80), "behind"),
        (target("I", 1, value_kind="count", unit="đơn vị"), target("I", 20), "not_comparable"),
        (
            target("I", 2, value_kind="count", unit="lần"),
            target("I", 3, value_kind="count", unit="đơn vị"),
            "not_comparable",
        ),
        (target("I", 20, per="năm"), target("I", 30), "not_comparable"),
        (
            target("I", 10, baseline="so với năm 2021"),
            target("I", 10, baseline="so với năm 2025"),
            "not_comparable",
        ),
        # At most 5 % against at least 5 %.
        (target("I", 5, comparator="<="), target("I", 5), "not_comparable"),
        (
            target("I", 5, value_kind="money", unit="tỷ đồng"),
            target("I", 6, value_kind="money", unit="tỷ đồng"),
            "not_comparable",
        ),
    ],
)
def test_a_verdict(a: Target, b: Target, found: str) -> None:
    assert verdict(a, b).value == found
    turned = {"ahead": "behind", "behind": "ahead"}.get(found, found)
    assert verdict(b, a).value == turned


def test_a_district_against_its_province(index: Index) -> None:
    rows = compare(index, OWNER, [DISTRICT, PROVINCE])
    found = {(r.measure_key, r.year, r.level): r for r in rows}
    told = {
        key: (row.verdict.value, [cell.value for cell in row.cells]) for key, row in found.items()
    }
    assert told["ho-so-truc-tuyen", 2025, None] == ("ahead", [90.0, 50.0])
    assert told["giao-dich-thanh-toan-truc-tuyen", 2025, None] == ("ahead", [70.0, 30.0])
    assert told["ho-so-cong-viec-tren-mang", 2025, Level.COMMUNE] == ("ahead", [75.0, 60.0])
    assert told["ho-so-cong-viec-tren-mang", 2025, Level.PROVINCE][0] == "not_comparable"
    # Service units: the province cuts them, the district says nothing of it.
    assert told["giam-dvsncl", 2025, None] == ("no_target", [10.0])
    # 100 % at levels 3 and 4 together is less than 100 % at level 4.
    assert told["tthc-truc-tuyen-muc-do-4", 2025, None] == ("behind", [100.0, 100.0])
    assert ("tthc-truc-tuyen-muc-do-3-4", 2025, None) not in found
    assert told["dvsncl-tu-chu-chi-thuong-xuyen", 2025, None] == ("not_comparable", [1.0, 20.0])
    assert told["xep-hang-chi-so-cchc", 2025, Level.DISTRICT][0] == "not_comparable"


def test_the_other_way_round(index: Index) -> None:
    there = {
        (r.measure_key, r.year, r.level): r for r in compare(index, OWNER, [DISTRICT, PROVINCE])
    }
    back = {
        (r.measure_key, r.year, r.level): r for r in compare(index, OWNER, [PROVINCE, DISTRICT])
    }
    assert there.keys() == back.keys()
    turned = {Verdict.AHEAD: Verdict.BEHIND, Verdict.BEHIND: Verdict.AHEAD}
    for key, row in there.items():
        assert back[key].verdict is turned.get(row.verdict, row.verdict), key


def test_every_target_is_somewhere(index: Index) -> None:
    shown = {
        cell.measure_key for r in compare(index, OWNER, [DISTRICT, PROVINCE]) for cell in r.cells
    }
    held = {
        row["measure_key"]
        for slug in (DISTRICT, PROVINCE)
        for row in index.register("target", slug)
    }
    assert shown == held


def test_a_topic_and_a_year(index: Index) -> None:
    rows = compare(index, OWNER, [DISTRICT, PROVINCE], topic="thanh toán", years=[2025])
    assert [row.measure_key for row in rows] == [
        "tthc-trien-khai-thanh-toan-truc-tuyen",
        "giao-dich-thanh-toan-truc-tuyen",
    ]
    assert compare(index, OWNER, [DISTRICT, PROVINCE], years=[2019]) == []


@pytest.mark.parametrize("slugs", [[DISTRICT], [DISTRICT, DISTRICT], [DISTRICT, "khong-co"]])
def test_two_documents_are_needed(index: Index, slugs: list[str]) -> None:
    with pytest.raises(BadInput):
        compare(index, OWNER, slugs)


def two(home: Path, first: Sequence[Row], second: Sequence[Row]) -> Index:
    """A district and its province with these rows."""
    district = card("Thăng Bình", Level.DISTRICT, "Quảng Nam")
    return made(home, [("a", district, first), ("b", card("Quảng Nam", Level.PROVINCE), second)])


def test_years_and_levels_are_aligned(tmp_path: Path) -> None:
    first = [
        target("I.1", 80),  # no year: the plan's last, 2025; no level: any
        target("I.2", 100, year=2030),
    ]
    second = [
        target("I.1", 90, year=2025, level=Level.PROVINCE),
        target("I.2", 70, year=2025, level=Level.COMMUNE),
    ]
    with closing(two(tmp_path / "index", first, second)) as index:
        rows = compare(index, OWNER, ["a", "b"])
    assert [(r.year, r.level, r.verdict.value) for r in rows] == [
        (2025, Level.PROVINCE, "behind"),
        (2025, Level.COMMUNE, "ahead"),
        (2030, None, "not_comparable"),
    ]


def test_different_levels_are_not_compared(tmp_path: Path) -> None:
    first = [target("I.1", 80, level=Level.DISTRICT)]
    second = [target("I.1", 90, level=Level.PROVINCE)]
    with closing(two(tmp_path / "index", first, second)) as index:
        rows = compare(index, OWNER, ["a", "b"])
    assert [(r.level, len(r.cells), r.verdict.value) for r in rows] == [
        (Level.DISTRICT, 1, "not_comparable"),
        (Level.PROVINCE, 1, "not_comparable"),
    ]


def test_what_is_promised_goes_before_what_is_striven_for(tmp_path: Path) -> None:
    first = [target("I.1", 100, firm=False), target("I.1", 80)]
    with closing(two(tmp_path / "index", first, [target("I.1", 90)])) as index:
        (row,) = compare(index, OWNER, ["a", "b"])
    assert (row.cells[0].value, row.verdict.value) == (80.0, "behind")


def test_a_commune_plan_that_contradicts_itself(index: Index) -> None:
    findings = check(index, OWNER, "tan-binh-2024")
    assert {f.kind for f in findings} == {"contradiction"}
    assert values(findings) == {
        (95.0, 100.0),
        (35.0, 30.0),
        (50.0, 100.0),
        (97.0, 98.0),
        ("5755/KH-UBND", "5575/KH-UBND"),
        ("33/NĐ-CP", "33/2023/NĐ-CP"),
    }
    text = index.text("tan-binh-2024")
    for finding in findings:
        assert finding.a.clause != finding.b.clause
        for side in (finding.a, finding.b):
            digits = str(side.value).partition("/")[0].removesuffix(".0")
            assert digits in text[side.start : side.end]
            assert index.clause(side.clause) is not None


def test_a_district_plan_that_falls_behind(index: Index) -> None:
    (finding,) = check(index, OWNER, DISTRICT)
    assert finding.kind == "behind"
    assert (finding.a.doc, finding.b.doc) == (DISTRICT, PROVINCE)
    assert "mức độ 4" in finding.b.text


@pytest.mark.parametrize("slug", ["quang-nam-2021-2025", "tu-ky-2021-2025", "di-linh-2022-2025"])
def test_plans_in_which_a_reader_finds_no_contradiction(index: Index, slug: str) -> None:
    assert check(index, OWNER, slug) == []


@pytest.mark.parametrize(
    "rows",
    [
        [target("I.1", 80), target("I.1", 100, firm=False)],  # one clause
        [target("I.1", 80), target("II.1", 100, firm=False)],  # more is striven for
        [target("I.1", 85), target("II.1", 95, year=2025)],  # each year, and in the end
        [target("I.1", 80, level=Level.DISTRICT), target("II.1", 60, level=Level.COMMUNE)],
        [target("I.1", 40, comparator="="), target("II.1", 30, value_max=40, comparator="range")],
        [target("I.1", 20, per="năm"), target("II.1", 30)],
        [target("I.1", 20, measure_key="khac"), target("II.1", 30, measure_key="khac")],
    ],
)
def test_what_is_no_contradiction(tmp_path: Path, rows: list[Target]) -> None:
    with closing(two(tmp_path / "index", rows, ())) as index:
        assert check(index, OWNER, "a") == []


def test_every_place_that_disagrees_is_named(tmp_path: Path) -> None:
    rows = [target("I.1", 35), target("PL.r1", 30), target("PL.r2", 30), target("II", 35)]
    with closing(two(tmp_path / "index", rows, ())) as index:
        found = check(index, OWNER, "a")
    assert {c for f in found for c in (f.a.clause, f.b.clause)} == {
        "a:I.1",
        "a:PL.r1",
        "a:PL.r2",
        "a:II",
    }


def test_only_what_speaks_of_the_places_own_tiers_is_behind(tmp_path: Path) -> None:
    second = [
        target("I.1", 90, level=Level.PROVINCE),
        target("I.2", 85, level=Level.DISTRICT),
    ]
    with closing(two(tmp_path / "index", [target("I.1", 80)], second)) as index:
        found = check(index, OWNER, "a")
    assert [(f.kind, f.a.value, f.b.value) for f in found] == [("behind", 80.0, 85.0)]


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (basis("I", "5755/KH-UBND"), basis("II", "5575/KH-UBND"), True),
        (basis("I", "33/NĐ-CP"), basis("II", "33/2023/NĐ-CP"), True),
        (basis("I", "45/2020/NĐ-CP"), basis("II", "45/2020/NĐ-CP", "2020-04-08"), True),
        (basis("I", "45/2020/NĐ-CP"), basis("II", "45/2020/NĐ-CP", ""), False),
        (basis("I", "45/KH-UBND"), basis("II", "45/KH-UBND", "2022-04-08"), False),  # next year's
        (basis("I", "5755/KH-UBND"), basis("II", "5575/KH-UBND", "2021-06-01"), False),
        (basis("I", "5755/KH-UBND"), basis("II", "5575/QĐ-UBND"), False),
        (basis("I", "5755/KH-UBND"), basis("II", "5575/KH-UBND", issuer="Bộ Nội vụ"), False),
        (basis("I", "107/2020/NĐ-CP"), basis("II", "108/2020/NĐ-CP"), False),  # two of one day
        (basis("I", "5755/KH-UBND"), basis("I", "5575/KH-UBND"), False),  # side by side
        (
            basis("I", "107/KH-UBND", title="về cải cách hành chính năm 2021"),
            basis("II", "108/KH-UBND", title="về cải cách hành chính năm 2021"),
            True,
        ),
        (basis("I", "18/NQ/TW"), basis("II", "18-NQ/TW"), False),  # one number, two spellings
    ],
)
def test_two_numbers_of_one_document(a: Basis, b: Basis, found: bool) -> None:
    assert bool(clashes([a, b])) is found
    assert bool(clashes([b, a])) is found


def test_a_pair_of_numbers_is_told_once() -> None:
    rows = [basis(path, "5755/KH-UBND") for path in ("I", "II", "III")]
    assert len(clashes([*rows, basis("IV", "5575/KH-UBND")])) == 1


def test_another_groups_plan_shows_in_no_verdict(tmp_path: Path) -> None:
    district = card("Thăng Bình", Level.DISTRICT, "Quảng Nam")
    above = card("Quảng Nam", Level.PROVINCE, audience="noi-bo")
    plans = [("a", district, [target("I.1", 50)]), ("kin", above, [target("I.1", 90)])]
    with closing(made(tmp_path / "index", plans)) as index:
        member = Principal(frozenset({"noi-bo"}))
        assert [f.kind for f in check(index, member, "a")] == ["behind"]
        assert check(index, ANYONE, "a") == []
        for ask in (
            lambda: check(index, ANYONE, "kin"),
            lambda: compare(index, ANYONE, ["a", "kin"]),
        ):
            with pytest.raises(BadInput) as told:
                ask()
            assert "kin" not in told.value.remedy
