"""Assignments against what was read by hand: the agency, the role, the partners, the table."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from ingest.extract.agencies import agency_key
from ingest.extract.assignments import assignments, field_of
from ingest.extract.model import Assignment
from ingest.model import Clause, Kind
from ingest.parse import parse

TRUTH = Path(__file__).parents[2] / "truth"
SLUGS = sorted(p.stem for p in corpus.documents())
Row = dict[str, Any]
# The headings under which a plan gives duties, and the articles that close a decision.
DUTIES = re.compile(
    r"tan-binh-2024:IV\b|thang-binh\S+:IV\b|tu-ky\S+:V\b|quang-nam\S+:(?:D1\.VII|D2|D3|PL)\b|di-linh\S+:III\b"
)


def truth(name: str) -> list[Row]:
    lines = (TRUTH / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def source(slug: str) -> str:
    path = next(p for p in corpus.documents() if p.stem == slug)
    return path.read_text(encoding="utf-8")


@cache
def clauses(slug: str) -> tuple[Clause, ...]:
    return parse(source(slug), slug)


@cache
def rows(slug: str) -> tuple[Assignment, ...]:
    years = corpus.entries()[slug]
    return assignments(
        slug,
        source(slug),
        clauses(slug),
        first_year=years.get("first_year"),
        last_year=years.get("last_year"),
    )


@cache
def bare(slug: str) -> tuple[str, list[int]]:
    """The plan without its white space, and where each character stands in it."""
    at = [i for i, c in enumerate(source(slug)) if not c.isspace()]
    return "".join(source(slug)[i] for i in at), at


def span(row: Row) -> tuple[int, int]:
    """Where a truth row's quote stands in the plan as published."""
    text, at = bare(row["doc"])
    wanted = "".join(row["quote"].split())
    starts = [m.start() for m in re.finditer(re.escape(wanted), text)]
    start = starts[(row["occurrence"] or 1) - 1]
    return at[start], at[start + len(wanted) - 1] + 1


def told(row: Assignment) -> str:
    """Who an assignment tells to do it."""
    return row.support_text if row.role == "support" else row.lead_text


def same_words(a: str, b: str) -> bool:
    return [*re.findall(r"\w+", a.lower())] == [*re.findall(r"\w+", b.lower())]


def found(row: Row) -> Assignment | None:
    """The assignment whose words the quote is of, the closest one if several overlap."""
    start, end = span(row)
    over = [a for a in rows(row["doc"]) if a.start < end and start < a.end]
    return max(over, key=lambda a: min(a.end, end) - max(a.start, start), default=None)


ASKED = [row for row in truth("assignments") if not row["borderline"]]


def test_every_duty_is_there_with_its_agency_and_role() -> None:
    missed: list[str] = []
    for row in ASKED:
        got = found(row)
        if not got or got.role != row["role"] or not same_words(told(got), row["agency"]):
            missed.append(
                f"{row['doc']} {row['role']} {row['agency']}: {row['quote'][:60]} → {got}"
            )
    recall = 1 - len(missed) / len(ASKED)
    assert recall >= 0.97, "\n".join(missed)


def test_no_role_is_wrong() -> None:
    wrong = [
        (row["quote"], got.role) for row in ASKED if (got := found(row)) and got.role != row["role"]
    ]
    assert not wrong


def test_each_duty_is_a_row_of_its_own() -> None:
    keys = [(a.clause, a.start) for row in ASKED if (a := found(row))]
    assert len(keys) == len(set(keys))


def test_nothing_is_said_that_the_plans_do_not_say() -> None:
    """Under the headings that give duties, every row is one that was read there."""
    read = {(a.clause, a.start) for row in truth("assignments") if (a := found(row))}
    made = [a for slug in SLUGS for a in rows(slug) if DUTIES.match(a.clause)]
    extra = [
        f"{a.clause} {told(a)}: {a.task[:80]}" for a in made if (a.clause, a.start) not in read
    ]
    assert len(extra) / len(made) <= 0.03, "\n".join(extra)


@pytest.mark.parametrize("row", [r for r in ASKED if r["with"]], ids=lambda r: str(r["quote"])[:40])
def test_partners_are_those_named(row: Row) -> None:
    got = found(row)
    assert got
    partners = got.support if row["role"] == "lead" else got.support[1:]
    wanted = {agency_key(name) for name in row["with"]}
    own = {agency_key(name) for name in re.split(r"[,;]", row["agency"])}
    assert {agency_key(name) for name in partners} - own == wanted - own


def test_agencies_of_no_name_are_no_partners() -> None:
    leads = [found(r) for r in ASKED if r["role"] == "lead" and not r["with"] and not r["deadline"]]
    assert [a.support for a in leads if a] == [()] * len(leads)


@pytest.mark.parametrize(
    "row", [r for r in ASKED if r["deadline"]], ids=lambda r: str(r["quote"])[:40]
)
def test_deadlines_are_those_given(row: Row) -> None:
    got = found(row)
    assert got
    assert got.deadline == row["deadline"]
    assert got.due_to.startswith(row["deadline"][-4:])


def test_the_task_table_is_whole() -> None:
    made = [a for a in rows("tan-binh-2024") if ":PL.r" in a.clause]
    wanted = truth("tan-binh-table")
    assert len(made) == len(wanted) == 72
    for row, got in zip(wanted, made, strict=True):
        assert got.role == ("do" if "lead" in row["blank"] else "lead")
        assert got.lead_text == (row["lead"] or ""), row["n"]
        assert got.support_text == (row["support"] or ""), row["n"]
        assert got.deadline == (row["deadline"] or ""), row["n"]
        assert got.deliverable == (row["deliverable"] or ""), row["n"]
        assert got.task == row["task"], row["n"]
        assert same_words(got.section, row["section"]), row["n"]


def test_the_units_of_the_table_are_one_entity_each() -> None:
    made = [a for a in rows("tan-binh-2024") if ":PL.r" in a.clause]
    names = {name for a in made for name in (*a.lead, *a.support)}
    assert not [name for name in names if ":" in name or ";" in name]
    land = {agency_key(n) for n in names if n.startswith("ĐC")}
    culture = {agency_key(n) for n in names if n.startswith("VHX")}
    assert len(land) == len(culture) == 1


def clause(text: str, path: str = "II.1", kind: Kind = Kind.ITEM, crumb: str = "II. X") -> Clause:
    return Clause("x", path, 0, kind, text, 0, len(text), (crumb,))


def of(*parts: tuple[str, str, Kind]) -> list[Assignment]:
    """Assignments of clauses given as (path, text, kind), one after another."""
    text, made = "", []
    for order, (path, words, kind) in enumerate(parts):
        made.append(
            Clause("x", path, order, kind, words, len(text), len(text) + len(words), ("V. X",))
        )
        text += words + "\n"
    return list(assignments("x", text, made, first_year=2024, last_year=2024))


@pytest.mark.parametrize(
    ("sentence", "role", "lead", "support"),
    [
        # told, not heading
        (
            "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng đề án.",
            "lead",
            ("Sở Nội vụ",),
            ("Sở Tài chính",),
        ),
        # the subject's own verb
        (
            "1. Ban Tổ chức Huyện ủy phối hợp với Phòng Nội vụ rà soát.",
            "support",
            (),
            ("Ban Tổ chức Huyện ủy", "Phòng Nội vụ"),
        ),
        # answers for it, neither leads nor supports
        (
            "1. Chủ tịch UBND huyện chịu trách nhiệm trực tiếp về kết quả.",
            "do",
            ("Chủ tịch UBND huyện",),
            (),
        ),
        # chủ trì belongs to somebody else further on
        ("1. Sở Y tế theo dõi các đề án do Sở Nội vụ chủ trì.", "do", ("Sở Y tế",), ()),
        # a phrase first, then the subject
        ("1. Căn cứ Kế hoạch này, Sở Tư pháp xây dựng văn bản.", "do", ("Sở Tư pháp",), ()),
        # which of the two is open
        ("1. Sở Y tế chủ trì hoặc phối hợp với Sở Nội vụ thực hiện.", "do", ("Sở Y tế",), ()),
    ],
)
def test_a_sentence_with_its_subject(
    sentence: str, role: str, lead: tuple[str, ...], support: tuple[str, ...]
) -> None:
    (got,) = of(("II.1", sentence, Kind.ITEM))
    assert (got.role, got.lead, got.support) == (role, lead, support)


@pytest.mark.parametrize(
    "sentence",
    [
        "- Hệ thống thông tin một cửa điện tử của huyện được kết nối.",
        "- Đẩy mạnh công tác tuyên truyền của các cơ quan, đơn vị.",
        "- Bộ Chỉ số cải cách hành chính xây dựng theo hướng dẫn.",
        "- Người dân và doanh nghiệp thực hiện dịch vụ công trực tuyến.",
    ],
)
def test_no_agency_no_assignment(sentence: str) -> None:
    assert of(("II.1", sentence, Kind.ITEM)) == []


def test_two_halves_are_two_rows() -> None:
    made = of(
        ("V", "V. TỔ CHỨC THỰC HIỆN", Kind.HEADING),
        ("V.1", "1. Sở Nội vụ", Kind.HEADING),
        (
            "V.1.g1",
            "- Chủ trì tham mưu kế hoạch; phối hợp với Sở Tài chính bố trí kinh phí.",
            Kind.ITEM,
        ),
    )
    assert [(a.role, a.lead, a.support) for a in made] == [
        ("lead", ("Sở Nội vụ",), ()),
        ("support", (), ("Sở Nội vụ", "Sở Tài chính")),
    ]


def test_a_heading_says_the_role_of_what_follows() -> None:
    made = of(
        ("V", "V. TỔ CHỨC THỰC HIỆN", Kind.HEADING),
        ("V.2", "2. Sở Y tế chủ trì, phối hợp với Sở Nội vụ:", Kind.HEADING),
        ("V.2.g1", "- Xây dựng tài liệu trước ngày 15/02.", Kind.ITEM),
    )
    (got,) = made
    assert (got.role, got.lead, got.support) == ("lead", ("Sở Y tế",), ("Sở Nội vụ",))
    assert (got.deadline, got.due_to) == ("trước ngày 15/02", "2024-02-15")


def test_a_closing_is_not_the_last_agencys() -> None:
    made = of(
        ("V", "V. TỔ CHỨC THỰC HIỆN", Kind.HEADING),
        ("V.1", "1. Sở Nội vụ", Kind.HEADING),
        ("V.1.p1", "Tổng hợp báo cáo.", Kind.PARAGRAPH),
        ("V.1.p2", "Trên đây là Kế hoạch cải cách hành chính của tỉnh.", Kind.PARAGRAPH),
    )
    assert [a.task for a in made] == ["Tổng hợp báo cáo"]


def test_fields_are_those_spoken_of() -> None:
    assert field_of("tham mưu cải cách tài chính công") == "Cải cách tài chính công"
    assert field_of("phối hợp với các đơn vị") == ""


@pytest.mark.parametrize("slug", SLUGS)
def test_rows_point_into_their_clauses(slug: str) -> None:
    spans = {c.id: c for c in clauses(slug)}
    order = [spans[a.clause].order for a in rows(slug)]
    assert order == sorted(order)
    for a in rows(slug):
        own = spans[a.clause]
        assert 0 <= a.start < a.end <= len(source(slug))
        if own.kind is not Kind.ROW:
            assert own.start <= a.start < a.end <= own.end
        assert a.lead or a.support or own.kind is Kind.ROW


VOCABULARY = (
    "Sở Nội vụ chủ trì , phối hợp với các cơ quan ; Ủy ban nhân dân huyện giao Giao là . : ( ) - "
    "TỔ CHỨC THỰC HIỆN 1. a) báo cáo trước ngày 31/12 Quý III được giao có trách nhiệm"
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=30).map(" ".join)


@given(st.lists(st.one_of(WORDS, st.text(max_size=40)), max_size=6))
def test_any_text_is_read_the_same_twice(lines: list[str]) -> None:
    text = "\n".join(lines)
    parts = parse(text, "x")
    once = assignments("x", text, parts, first_year=2024, last_year=2024)
    assert once == assignments("x", text, parts, first_year=2024, last_year=2024)
    assert all(0 <= a.start < a.end <= len(text) for a in once)
