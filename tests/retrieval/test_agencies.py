"""Offices in questions and headings, and abbreviations that no list has."""

from __future__ import annotations

import pytest

import corpus
from ingest.model import Level
from retrieval import reading
from retrieval.model import Question, Wanted
from retrieval.terms import gain, terms, within
from retrieval.understand.agencies import Agencies, is_collective, named_agencies, with_agencies
from retrieval.understand.lexicon import vocabulary_of
from retrieval.understand.spelling import restore


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Sở Tài chính làm gì", ("so tai chinh",)),
        ("chuyển đổi số hạ tầng xây dựng", ()),  # "số" folds to "so"
        ("chuyen doi so ha tang xay dung", ()),
        ("xã, phường phải làm gì", ("xa phuong",)),
        ("UBND các xã phường", ("ubnd cac xa phuong",)),
        ("các sở ngành", ("cac so nganh",)),
    ],
)
def test_offices_are_named_in_questions(text: str, named: tuple[str, ...]) -> None:
    assert named_agencies(text) == named


def test_offices_of_a_kind_together_are_no_one_office() -> None:
    assert all(is_collective(name) for name in ("xa phuong", "cac so nganh", "cac bo dia phuong"))
    assert not any(is_collective(name) for name in ("so tai chinh", "uy ban nhan dan xa"))


@pytest.mark.parametrize(
    ("heading", "agency"),
    [
        ("3. Sở Nội vụ", "Sở Nội vụ"),
        ("1. Giao Sở Nông nghiệp và Môi trường là cơ quan đầu mối", "Sở Nông nghiệp và Môi trường"),
        ("2. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Y tế", "Sở Giáo dục và Đào tạo"),
        ("12. Đề nghị Hội Nông dân tỉnh", "Hội Nông dân tỉnh"),
        ("4. Kinh phí thực hiện", ""),
        ("5. Phòng, chống tham nhũng", ""),
        ("6. Bảo đảm an toàn thông tin", ""),
        ("7. Số hóa hồ sơ", ""),
        ("8. Tổ chức thực hiện", ""),
    ],
)
def test_a_heading_opens_with_its_agency(heading: str, agency: str) -> None:
    assert reading.agency_in(heading) == agency


def test_an_office_that_only_the_plan_names_is_known() -> None:
    known = Agencies(lambda _: ["10. Trạm Quan trắc tỉnh", "11. Các đơn vị"])
    asked = Question("", asking="tram quan trac duoc giao viec gi", places=("d",))
    levels = {"d": Level.PROVINCE}
    assert with_agencies(asked, known, levels).agencies == ("tram quan trac",)
    assert with_agencies(asked, known, levels).wanted is Wanted.DUTIES
    general = Question("", asking="cac don vi duoc giao viec gi", places=("d",))
    assert with_agencies(general, known, levels).agencies == ()


@pytest.mark.parametrize(
    ("asking", "level", "agencies"),
    [
        ("giao ubnd huyen lam gi", Level.PROVINCE, ("uy ban nhan dan huyen",)),
        ("uy ban nhan dan cap tinh co trach nhiem gi", Level.CENTRAL, ("uy ban nhan dan tinh",)),
        ("ubnd huyen phai lam gi", Level.DISTRICT, ()),  # its own committee is all of the plan
        ("ubnd tinh phai lam gi", Level.PROVINCE, ()),
    ],
)
def test_the_committees_below_a_plans_tier_are_offices(
    asking: str, level: Level, agencies: tuple[str, ...]
) -> None:
    asked = Question("", asking=asking, places=("d",), wanted=Wanted.DUTIES)
    found = with_agencies(asked, Agencies(lambda _: []), {"d": level})
    assert found.agencies == agencies


PLAN = "Phòng, chống thiên tai là việc chung. " * 6 + "Phòng chống thiên tai cho tỉnh. " * 6


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kế hoạch PCTTT", False),  # no chain of such words
        ("kế hoạch CTCT", False),
        ("người dân lnh", False),  # three consonants in small letters are a slip
    ],
)
def test_only_what_the_plans_say_in_that_order_is_read(typed: str, read: bool) -> None:
    assert ("thiên tai" in restore(typed, vocabulary_of([PLAN])).text) is read


def test_an_abbreviation_is_read_by_the_plans_words() -> None:
    plans = [path.read_text(encoding="utf-8") for path in corpus.documents()]
    plan = "Nuôi trồng thủy sản bền vững. " * 8 + "\n".join(plans)
    assert "nuôi trồng thủy sản" in restore("vùng NTTS rộng thế nào", vocabulary_of([plan])).text


def test_a_name_of_the_plans_is_no_slip() -> None:
    plan = "tỉnh Đắk Lắk " * 6
    assert restore("o dak lak phai lam gi", vocabulary_of([plan])).text == "o dak lak phai lam gi"


def test_what_every_clause_of_a_plan_says_tells_none_of_them_apart() -> None:
    found = terms(("ma túy", "học sinh"), (), {"ma_tuy": 90, "hoc_sinh": 2}.get, 100)  # type: ignore[arg-type]
    shares = {"ma_tuy": {"d": 0.9}}
    drug, pupil = within(found, lambda token: shares.get(token, {}))("d")
    assert drug.weight < 0.05 * found[0].weight
    assert pupil.weight == found[1].weight
    assert gain((drug, pupil), (1.0, 0.0), (1.0, 1.0)) > 0.9
