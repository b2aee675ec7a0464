"""Cited documents: every shape of number, dates, issuers, laws by name, the grounds."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from ingest.extract.bases import bases, citations
from ingest.extract.model import Basis
from ingest.parse import parse

SLUGS = sorted(p.stem for p in corpus.documents())


AMENDING = (
    "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ "
    "và Luật Tổ chức chính quyền địa phương"
)


@cache
def source(slug: str) -> str:
    return next(p for p in corpus.documents() if p.stem == slug).read_text(encoding="utf-8")


@cache
def rows(slug: str) -> tuple[Basis, ...]:
    return bases(slug, source(slug), parse(source(slug), slug))


@pytest.mark.parametrize(
    ("text", "kind", "number", "day", "issuer"),
    [
        (
            "Chương trình số 14-CTr/HU ngày 26/11/2021 của Huyện ủy Thăng Bình",
            "Chương trình",
            "14-CTr/HU",
            "2021-11-26",
            "Huyện ủy Thăng Bình",
        ),
        (
            "Nghị quyết số 16-NQ/TU, ngày 14/10/2021 của Tỉnh ủy Quảng Nam",
            "Nghị quyết",
            "16-NQ/TU",
            "2021-10-14",
            "Tỉnh ủy Quảng Nam",
        ),  # a comma
        (
            "Quyết định 468/QĐ-TTg về đổi mới",
            "Quyết định",
            "468/QĐ-TTg",
            "",
            "Thủ tướng Chính phủ",
        ),  # no "số"
        (
            "Nghị định số 30/2020/NĐ-CP ngày 07/3/2020 và",
            "Nghị định",
            "30/2020/NĐ-CP",
            "2020-03-07",
            "Chính phủ",
        ),
        (
            "Kế hoạch số 112-KH-TU ngày 28/9/2018 của Tỉnh uỷ",
            "Kế hoạch",
            "112-KH-TU",
            "2018-09-28",
            "Tỉnh uỷ",
        ),  # a dash for a slash
        (
            "Nghị quyết số 18/NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương",
            "Nghị quyết",
            "18/NQ/TW",
            "2017-10-25",
            "Ban Chấp hành Trung ương",
        ),
        (
            "Công văn số 3759/BNV-CCHC ngày 02 tháng 8 năm 2021 của Bộ Nội vụ",
            "Công văn",
            "3759/BNV-CCHC",
            "2021-08-02",
            "Bộ Nội vụ",
        ),
        (
            "Thông tư liên tịch số 71/2014/TTLT-BTC-BNV ngày 30/5/2014 của Bộ Tài chính, Bộ Nội vụ",
            "Thông tư liên tịch",
            "71/2014/TTLT-BTC-BNV",
            "2014-05-30",
            "Bộ Tài chính, Bộ Nội vụ",
        ),
        (
            "Kế hoạch số 5575/KH-UBND ngày 27/5/2021 chủ Chủ tịch UBND tỉnh",
            "Kế hoạch",
            "5575/KH-UBND",
            "2021-05-27",
            "Chủ tịch UBND tỉnh",
        ),  # a slip
        (
            "Nghị quyết số 76/2025/UBTVQH15 ngày 14/4/2025",
            "Nghị quyết",
            "76/2025/UBTVQH15",
            "2025-04-14",
            "Ủy ban Thường vụ Quốc hội",
        ),
        (
            "theo 1649/TTr-SNV của Sở Nội vụ",
            "Tờ trình",
            "1649/TTr-SNV",
            "",
            "Sở Nội vụ",
        ),  # the number alone
        (
            "Nghị định số 33/2023/NĐ-CP ngày 31/02/2023 của Chính phủ",
            "Nghị định",
            "33/2023/NĐ-CP",
            "",
            "Chính phủ",
        ),  # no such day
    ],
)
def test_shapes_of_numbers(text: str, kind: str, number: str, day: str, issuer: str) -> None:
    (cited,) = citations(text)
    assert (cited.kind, cited.number, cited.date, cited.issuer) == (kind, number, day, issuer)


@pytest.mark.parametrize(
    "text",
    [
        "Số: /KH-UBND",  # blank
        "Quyết định số /QĐ-UBND ngày /8/2021 của Ủy ban nhân dân tỉnh",
        "giải quyết 24/24h, 15 phút/01 lượt",
        "trước ngày 15/02/2024",
        "nhóm 05 huyện/thị xã/thành phố",
        "theo pháp luật hiện hành và luật định",
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert citations(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
            ["Luật Tổ chức chính quyền địa phương"],
        ),
        (
            "Luật cán bộ, công chức, Luật Viên chức và nghị định",
            ["Luật cán bộ, công chức", "Luật Viên chức"],
        ),
        ("của Luật Ngân sách nhà nước và các văn bản", ["Luật Ngân sách nhà nước"]),
        (
            f"{AMENDING} ngày 22/11/2019",
            [AMENDING],
        ),
        ("Luật Hàng không dân dụng theo quy định", ["Luật Hàng không dân dụng"]),  # in no list
    ],
)
def test_laws_by_name(text: str, names: list[str]) -> None:
    cited = citations(text)
    assert [c.title for c in cited] == names
    assert {(c.kind, c.issuer) for c in cited} == {("Luật", "Quốc hội")}


def test_a_law_with_its_number_is_one_document() -> None:
    (cited,) = citations("Luật Bảo vệ môi trường số 72/2020/QH14 ngày 17/11/2020 quy định")
    assert (cited.title, cited.number, cited.date) == (
        "Luật Bảo vệ môi trường",
        "72/2020/QH14",
        "2020-11-17",
    )


def test_the_title_ends_with_its_clause() -> None:
    (cited,) = citations("Chỉ thị số 23/CT-TTg ngày 02/9/2021 về việc đẩy mạnh thực hiện; Công văn")
    assert cited.title == "về việc đẩy mạnh thực hiện"


def test_two_documents_share_an_issuer() -> None:
    text = (
        "Nghị định số 107/2020/NĐ-CP ngày 14/9/2020 và Nghị định số 108/2020/NĐ-CP ngày 14/9/2020 "
        "của Chính phủ"
    )
    assert [c.issuer for c in citations(text)] == ["Chính phủ", "Chính phủ"]


@pytest.mark.parametrize(
    ("slug", "grounds"),
    [
        ("thang-binh-2021-2025", {"14-CTr/HU", "16-NQ/TU"}),
        ("tu-ky-2021-2025", {"76/NQ-CP", "3759/BNV-CCHC", "23/CT-TTg", "4347/KH-UBND"}),
        ("quang-nam-2021-2025", {"", "76/NQ-CP", "3742/QĐ-UBND", "1649/TTr-SNV"}),
        ("tan-binh-2024", {"56/KH-UBND"}),
        ("di-linh-2022-2025", {"14-NQ/TU"}),
    ],
)
def test_the_grounds_of_each_plan(slug: str, grounds: set[str]) -> None:
    assert {b.number for b in rows(slug) if b.preamble} == grounds


def test_a_plan_that_cites_two_numbers_for_one_document_gives_both() -> None:
    numbers = {b.number for b in rows("tan-binh-2024")}
    assert {"5755/KH-UBND", "5575/KH-UBND"} <= numbers
    assert "13/KH-UBND" not in numbers  # the annex's caption names the plan itself


@pytest.mark.parametrize("slug", SLUGS)
def test_every_number_stands_where_it_is_said_to(slug: str) -> None:
    for basis in rows(slug):
        words = "".join(source(slug)[basis.start : basis.end].split())
        assert basis.number in words.replace("*", "")


@given(
    st.one_of(st.text(), st.from_regex(r"(Nghị định|Luật|số|ngày|của| |/|-|NĐ|CP|UBND|\d){1,14}"))
)
def test_any_text_is_read(text: str) -> None:
    once = bases("x", text, parse(text, "x"))
    assert once == bases("x", text, parse(text, "x"))
    assert all(0 <= b.start < b.end <= len(text) for b in once)
