"""Targets against what a reader finds in the five plans, and against the traps one by one."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from ingest.clean import clean
from ingest.extract.figures import number
from ingest.extract.measures import measures
from ingest.extract.model import Target
from ingest.extract.targets import targets
from ingest.model import Clause, Level
from ingest.parse import parse

TRUTH = Path(__file__).parents[2] / "truth" / "targets.jsonl"
SLUGS = sorted(path.stem for path in corpus.documents())
Row = dict[str, Any]


@cache
def published(slug: str) -> str:
    path = next(p for p in corpus.documents() if p.stem == slug)
    return path.read_text(encoding="utf-8")


@cache
def clauses_of(slug: str) -> tuple[Clause, ...]:
    return parse(published(slug), slug)


@cache
def found_in(slug: str) -> tuple[Target, ...]:
    card = corpus.entries()[slug]
    period = (card["first_year"], card["last_year"])
    return targets(
        slug, published(slug), clauses_of(slug), last_year=period[1], period_years=period
    )


@cache
def truth() -> tuple[Row, ...]:
    return tuple(map(json.loads, TRUTH.read_text(encoding="utf-8").splitlines()))


def place(row: Row) -> range:
    """Where the row's figure stands in the published text, whatever white space parts it."""
    quote = r"\s+".join(map(re.escape, row["quote"].split()))
    quotes = list(re.finditer(quote, published(row["doc"])))
    quoted = quotes[(row["occurrence"] or 1) - 1]
    figure = r"\s*".join(re.escape(c) for c in row["figure"] if not c.isspace())
    inside = re.search(rf"(?<!\d){figure}", quoted.group())
    assert inside, row["quote"]
    return range(quoted.start() + inside.start(), quoted.start() + inside.end())


def at(slug: str, where: range) -> Target | None:
    return next((t for t in found_in(slug) if t.start < where.stop and where.start < t.end), None)


def differences(row: Row, fields: tuple[str, ...]) -> str:
    """What the extraction says other than the reader, or "" if they agree."""
    target = at(row["doc"], place(row))
    if target is None:
        return f"{row['doc']}: not found: {row['quote']}"
    wrong = {
        name: (getattr(target, name), row[name])
        for name in fields
        if (getattr(target, name) or None) != (row[name] or None)
    }
    return f"{target.clause}: {wrong}: {row['quote']}" if wrong else ""


SAID = ("value", "value_max", "comparator", "value_kind", "level", "year")


def test_figures_of_the_plans_are_found_and_right() -> None:
    asked = [row for row in truth() if not row["borderline"]]
    assert len(asked) >= 120
    assert {row["doc"] for row in asked} == set(SLUGS)
    wrong = [told for row in asked if (told := differences(row, SAID))]
    assert len(wrong) <= 0.05 * len(asked), "\n".join(wrong)


def test_rows_say_nothing_that_the_plans_do_not() -> None:
    known: dict[str, list[tuple[range, Row]]] = defaultdict(list)
    for row in truth():
        known[row["doc"]].append((place(row), row))
    rows = [target for slug in SLUGS for target in found_in(slug)]
    unknown = [
        f"{t.clause}: {t.text}"
        for t in rows
        if not any(t.start < w.stop and w.start < t.end for w, _ in known[t.doc])
    ]
    astray = [
        told for row in truth() if (told := differences(row, SAID)) and "not found" not in told
    ]
    assert len(unknown) + len(astray) <= 0.03 * len(rows), "\n".join(unknown + astray)


@pytest.mark.parametrize("field", ["unit", "baseline", "per", "firm", "scope"])
def test_what_else_is_said_of_a_figure(field: str) -> None:
    wrong = [told for row in truth() if (told := differences(row, (field,)))]
    assert len(wrong) <= 0.05 * len(truth()), "\n".join(wrong)


@pytest.mark.parametrize("slug", SLUGS)
def test_spans_are_exact(slug: str) -> None:
    text, clauses = published(slug), {c.id: c for c in clauses_of(slug)}
    for target in found_in(slug):
        clause = clauses[target.clause]
        assert clause.start <= target.phrase_start <= target.start
        assert target.end <= target.phrase_end <= clause.end
        assert number(re.findall(r"[\d.,]*\d", text[target.start : target.end])[0]) == target.value
        assert clean(text[target.start : target.end]) in target.text
        assert clean(text[target.phrase_start : target.phrase_end]) == target.text
        assert target.measure
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", target.measure_key), target.measure_key


def test_the_annex_states_a_goal_once() -> None:
    """Tân Bình's table repeats a merged goal in every task row below it."""
    spans = [(t.start, t.end) for t in found_in("tan-binh-2024")]
    assert len(spans) == len(set(spans))


CONTRADICTED = {
    "ho-so-cong-viec-tren-mang": {95, 100},
    "ho-so-truc-tuyen": {35, 30},
    "tthc-trien-khai-thanh-toan-truc-tuyen": {50, 100},
    "xu-ly-pakn": {97, 98},
}


def test_keys_bring_out_where_tan_binh_contradicts_itself_and_nothing_else() -> None:
    values: dict[tuple[str, str, Level | None], set[float]] = defaultdict(set)
    for t in found_in("tan-binh-2024"):
        values[t.measure_key, t.value_kind, t.level].add(t.value)
    assert {key: said for (key, _, _), said in values.items() if len(said) > 1} == CONTRADICTED


def value_of(slug: str, key: str, year: int) -> set[float]:
    return {t.value for t in found_in(slug) if t.measure_key == key and t.year == year}


@pytest.mark.parametrize(
    ("key", "district", "province"),
    [
        ("ho-so-truc-tuyen", {90}, {50}),
        ("giao-dich-thanh-toan-truc-tuyen", {70}, {30}),
        ("tthc-trien-khai-thanh-toan-truc-tuyen", {80}, {80}),
        ("hai-long-dat-dai-xay-dung", {85}, {85}),
        ("giam-bien-che-su-nghiep", {10}, {10}),
        ("giam-dvsncl", set(), {10}),
        ("tthc-truc-tuyen-muc-do-4", set(), {100}),
    ],
)
def test_keys_bring_district_and_province_together(
    key: str, district: set[float], province: set[float]
) -> None:
    assert value_of("thang-binh-2021-2025", key, 2025) == district
    assert value_of("quang-nam-2021-2025", key, 2025) == province


def test_every_rule_of_the_measures_is_named_once() -> None:
    keys = [rule.key for rule in measures().rules]
    assert len(keys) == len(set(keys))
    assert all(measures().name(key) for key in keys)


def read(text: str, **years: Any) -> list[Target]:
    return list(targets("d", text, parse(text, "d"), **years))


def told(text: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(getattr(t, name) for name in names) for t in read(text)]


HEADED = "II. MỤC TIÊU\n1. Mục tiêu đến năm 2028\n- {}\n"


@pytest.mark.parametrize(
    ("trap", "bullet", "values"),
    [
        ("tiers in order", "Hồ sơ tại cấp huyện, cấp xã được số hóa tương ứng là 40% và 25%.",
         [(40, "=", Level.DISTRICT, 2028), (25, "=", Level.COMMUNE, 2028)]),
        ("comparator of a list", "Tối thiểu 70% hồ sơ cấp tỉnh và 45% hồ sơ cấp xã được xử lý.",
         [(70, ">=", Level.PROVINCE, 2028), (45, ">=", Level.COMMUNE, 2028)]),
        ("all of it is no lower bound", "Trên 60% hồ sơ và 100% báo cáo được gửi qua mạng.",
         [(60, ">", None, 2028), (100, "=", None, 2028)]),
        ("its own year", "Năm 2026 đạt 30%, đến năm 2027 đạt 50% hồ sơ được số hóa.",
         [(30, "=", None, 2026), (50, "=", None, 2027)]),
        ("a year after it", "Hoàn thành 80% hồ sơ trước năm 2027.", [(80, "=", None, 2027)]),
        ("a baseline is no target year", "Giảm 5% biên chế so với năm 2021.",
         [(5, "=", None, 2028)]),
        ("a system's owner is no tier", "100% dịch vụ được đưa lên Cổng dịch vụ công của tỉnh.",
         [(100, "=", None, 2028)]),
        ("two tiers are none", "90% hồ sơ của cấp huyện, cấp xã đúng hạn.",
         [(90, "=", None, 2028)]),
        ("the ranked are the tier", "Chỉ số CCHC thuộc nhóm 03 xã đứng đầu huyện.",
         [(3, "<=", Level.COMMUNE, 2028)]),
    ],
)  # fmt: skip
def test_value_comparator_level_and_year(trap: str, bullet: str, values: list[Any]) -> None:
    told_of = told(HEADED.format(bullet), "value", "comparator", "level", "year")
    assert told_of == values, trap


def test_firm_and_striving_figures_of_one_bullet_share_their_measure() -> None:
    one, other = read("- Tối thiểu 70% và phấn đấu 85% hồ sơ được số hóa.\n")
    assert (one.firm, other.firm) == (True, False)
    assert (one.comparator, other.comparator) == (">=", "=")
    assert one.measure == other.measure == "hồ sơ được số hóa"


def test_years_of_one_sentence_share_the_measure_named_last() -> None:
    rows = read("- Năm 2026 đạt 60%; năm 2027 đạt 75%; năm 2028 đạt 90% hồ sơ được số hóa.\n")
    assert [(r.year, r.value) for r in rows] == [(2026, 60), (2027, 75), (2028, 90)]
    assert {r.measure for r in rows} == {"hồ sơ được số hóa"}


def test_a_field_is_a_part_of_what_was_measured_before() -> None:
    rows = read("- Mức độ hài lòng đạt ít nhất 95%, trong đó lĩnh vực đất đai đạt ít nhất 90%.\n")
    assert [r.measure_key for r in rows] == ["hai-long-chung", "hai-long-dat-dai-xay-dung"]


def test_striving_ends_with_its_sentence() -> None:
    rows = told("- Phấn đầu đạt 40% hồ sơ; 30% báo cáo. 20% văn bản được ký số.\n", "value", "firm")
    assert rows == [(40, False), (30, False), (20, True)]


def test_growth_baseline_and_scope() -> None:
    (grown,) = read("- Hồ sơ được số hóa mỗi năm tăng tối thiểu 15%.\n")
    assert (grown.per, grown.comparator) == ("năm", ">=")
    (checked,) = read("- Kiểm tra công vụ tối thiểu 2 lần/quý.\n")
    assert (checked.per, checked.unit, checked.value_kind) == ("quý", "lần", "count")
    one, other = read(
        "- Giảm 10% số đơn vị và 5% biên chế (không bao gồm trường học) so với năm 2021.\n"
    )
    assert one.baseline == other.baseline == "so với năm 2021"
    assert one.scope == other.scope == "không bao gồm trường học"
    assert other.measure == "Giảm biên chế"


def test_a_plan_for_one_year_aims_at_it_and_a_period_at_none() -> None:
    text = "I. MỤC TIÊU GIAI ĐOẠN 2026 - 2030\n- 70% hồ sơ được số hóa.\n"
    assert [t.year for t in read(text, last_year=2030, period_years=(2026, 2030))] == [None]
    bare = "I. MỤC TIÊU\n- 70% hồ sơ được số hóa.\n"
    assert [t.year for t in read(bare, last_year=2027, period_years=(2027, 2027))] == [2027]


def test_a_figure_without_words_takes_those_of_its_heading() -> None:
    text = "1. Mức độ hài lòng của người dân đối với sự phục vụ hành chính\nĐạt tối thiểu 88%.\n"
    (row,) = read(text)
    assert row.measure_key == "hai-long-phuc-vu-hanh-chinh"


def test_a_report_of_what_was_reached_sets_no_target() -> None:
    assert read("I. KẾT QUẢ ĐẠT ĐƯỢC\n- 87% hồ sơ được giải quyết đúng hạn.\n") == []
    assert read("- Năm qua tỷ lệ hồ sơ đúng hạn đã đạt 87%.\n") == []
    years = {"last_year": 2026, "period_years": (2026, 2026)}
    text = "- Năm 2025, tỷ lệ hồ sơ đúng hạn đạt {}, trả đúng hẹn 91%.\n"
    assert read(text.format("87%"), **years) == []
    # The year before is only where the goal starts from.
    (kept, _) = read(text.format("87%, năm 2026 đạt 90%"), **years)[-2:]
    assert (kept.value, kept.year) == (90, 2026)


def test_a_run_in_measure_holds_for_every_tier_after_it() -> None:
    rows = read("- Tỷ lệ hồ sơ trực tuyến: cấp huyện từ 70% trở lên, cấp xã từ 62% trở lên.\n")
    assert [(r.value, r.level) for r in rows] == [(70, Level.DISTRICT), (62, Level.COMMUNE)]
    assert {r.measure_key for r in rows} == {"ho-so-truc-tuyen"}


def test_what_a_share_is_of_is_no_part_of_its_key() -> None:
    one, other = read(
        "- Tỷ lệ hộ dân lắp đồng hồ nước đạt 40% trên tổng số hộ.\n"
        "- Tỷ lệ hộ dân lắp đồng hồ nước đạt 50%.\n"
    )
    assert one.measure_key == other.measure_key


def test_a_list_of_times_names_its_measure_once() -> None:
    rows = read(
        "- Thời gian thẩm định dự án nhóm B không quá 20 ngày; đối với dự án nhóm A không quá 30 "
        "ngày làm việc.\n"
    )
    assert [(r.value, r.unit) for r in rows] == [(20, "ngày"), (30, "ngày làm việc")]


def test_square_metres_are_a_unit() -> None:
    (row,) = read("- Xây kho lưu trữ có diện tích tối thiểu 180 m2.\n")
    assert (row.value, row.unit, row.comparator) == (180, "m2", ">=")


ODD = """đạt tối thiểu từ trở lên phấn đấu 80% 100% 15 phút nhóm 05 huyện và ; , . : ( ) - + năm
2025 cấp xã hồ sơ được số hóa tỷ lệ trừ so với trong đó mỗi tăng giảm 1. II. a) % /"""
WORDS = st.sampled_from([*ODD.split(), "\n", "\n\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=120))
def test_odd_text_never_raises_and_spans_stay_inside(text: str) -> None:
    clauses = parse(text, "d")
    rows = targets("d", text, clauses, last_year=2025, period_years=(2021, 2025))
    inside = {c.id: c for c in clauses}
    for row in rows:
        clause = inside[row.clause]
        assert clause.start <= row.phrase_start <= row.start < row.end <= row.phrase_end
        assert row.phrase_end <= clause.end
    assert rows == targets("d", text, clauses, last_year=2025, period_years=(2021, 2025))


@given(st.permutations(range(6)))
@settings(max_examples=10, deadline=None)
def test_clauses_are_read_on_their_own(order: list[int]) -> None:
    """A clause's targets do not depend on which clauses are read before it."""
    slug = "di-linh-2022-2025"
    some = [c for c in clauses_of(slug) if "%" in c.text][:6]
    again = targets(slug, published(slug), [some[i] for i in order])
    straight = targets(slug, published(slug), some)
    assert sorted(again, key=lambda t: t.start) == sorted(straight, key=lambda t: t.start)
