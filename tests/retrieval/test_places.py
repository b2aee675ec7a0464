"""Which places a question asks about; every row names its trap."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Body, Card, Level, Place
from retrieval.understand.places import Places, resolve


def card(slug: str, place: Place, *, party: bool = False) -> tuple[str, Card]:
    """A card of which only the place matters."""
    body = Body.PARTY if party else Body.GOVERNMENT
    return slug, Card("Kế hoạch", "kế hoạch", "", place, body)


TB, TK, QN, TN, DL = "tb", "tk", "qn", "tn", "dl"
CARDS = (
    card(TB, Place("Thăng Bình", Level.DISTRICT, "Quảng Nam", ("UBND huyện Thăng Bình",))),
    card(TK, Place("Tứ Kỳ", Level.DISTRICT, "Hải Dương", ("Tứ Kì", "H. Tứ Kỳ"))),
    card(QN, Place("Quảng Nam", Level.PROVINCE, None, ("QNam",))),
    card(TN, Place("Tân Bình", Level.COMMUNE, "Vĩnh Cửu", ("X. Tân Bình",))),
    card(DL, Place("Di Linh", Level.DISTRICT, "Lâm Đồng", ("HU Di Linh",)), party=True),
)

NAMED: list[tuple[str, str, tuple[str, ...]]] = [
    ("marked", "Thăng Bình thanh toán trực tuyến bao nhiêu?", (TB,)),
    ("no marks", "thang binh thanh toan truc tuyen bao nhieu", (TB,)),
    ("no marks, the look-alike", "tan binh so hoa ho so bao nhieu", (TN,)),
    ("no marks, four letters", "tu ky ai lo pho bien phap luat", (TK,)),
    ("partly marked", "tứ ky hồ sơ thủ tuc", (TK,)),
    ("wrong mark, capitals", "Di Lịnh làm gì để dân trả tiền", (DL,)),
    ("wrong mark that is a word, capitals", "Quang Năm đặt chỉ tiêu gì", (QN,)),
    ("a letter lost", "công khai bao nhiu %, Thăng Bìh so với Tân Bình?", (TB, TN)),
    ("a letter lost, no marks: nearer to Tân", "tan bin co bao nhieu", (TN,)),
    ("a letter lost, no marks: nearer to Thăng", "thang bih co bao nhieu", (TB,)),
    ("letters swapped", "Thăng Bình hay Tứ Kỳ, Quảng Nma", (TB, TK, QN)),
    ("written together", "thangbinh bao nhieu", (TB,)),
    ("all in capitals", "THANG BINH CO BAO NHIEU HO SO", (TB,)),
    ("decomposed letters", unicodedata.normalize("NFD", "xã Tân Bình phải đạt"), (TN,)),
    ("English unit word", "targets of Thang Binh district", (TB,)),
    ("English, commune", "How many staff work for Tan Binh commune?", (TN,)),
    ("English, unit word first", "the province of Quang Nam", (QN,)),
    ("possessive", "Thang Binh's online services", (TB,)),
    ("abbreviated unit", "H. Thăng Bình giao ai", (TB,)),
    ("agency", "UBND xã Tân Bình", (TN,)),
    ("Party committee", "CTHĐ của HU Di Linh", (DL,)),
    ("alias with i for y", "tứ kì báo cáo mấy lần", (TK,)),
    ("alias in short", "QNam có đề án gì", (QN,)),
    ("the tier of many, not its own", "các xã Thăng Bình phải làm gì", (TB,)),
    ("a tier and the place", "TTHC cấp xã Thăng Bình", (TB,)),
    ("two tiers of many", "xã phường Quảng Nam phải làm gì", (QN,)),
    ("initials of one alone", "QN có bao nhiêu xã", (QN,)),
    ("initials of two", "TB có bao nhiêu xã", ()),
    ("the tier of two, in two words", "hai thi tran quang nam duoc ho tro gi", (QN,)),
    ("two tiers of many, no marks", "cac xa phuong quang nam phai lam gi", (QN,)),
    ("no such huyện: the name decides", "huyện Tân Bình đặt bao nhiêu", (TN,)),
    ("its superior after a comma", "huyện Thăng Bình, tỉnh Quảng Nam đặt bao nhiêu", (TB,)),
    ("its superior in brackets", "Thăng Bình (Quảng Nam) đặt bao nhiêu", (TB,)),
    ("superior of one that the corpus lacks", "Di Linh, Lâm Đồng đặt bao nhiêu", (DL,)),
    ("superior, no marks, nothing between", "di linh lam dong bao nhieu", (DL,)),
    ("two superiors", "xã Tân Bình, huyện Vĩnh Cửu, tỉnh Đồng Nai", (TN,)),
    ("superior of the new map", "Tứ Kỳ thuộc Hải Phòng phải đạt mấy", (TK,)),
    ("superior that gives orders", "Tỉnh ủy Hải Dương giao Tứ Kỳ việc gì", (TK,)),
    ("issuer of a cited plan", "KH Tứ Kỳ căn cứ KH số mấy của UBND tỉnh Hải Dương?", (TK,)),
    ("issuer that the corpus has", "Thăng Bình thực hiện nghị quyết nào của Tỉnh ủy Quảng Nam",
     (TB,)),
    ("issuer named first", "Nghị quyết của Tỉnh ủy Quảng Nam mà Thăng Bình thực hiện là số mấy",
     (TB,)),
    ("own document, not a cited one", "theo kế hoạch của Thăng Bình thì ai chủ trì", (TB,)),
    ("own number", "Chương trình 14-CTr/HU của Huyện ủy Thăng Bình ban hành khi nào", (TB,)),
    ("two plans, each with its issuer", "Kế hoạch của huyện Tứ Kỳ và kế hoạch của xã Tân Bình",
     (TK, TN)),
    ("rank within its superior", "trong tỉnh Quảng Nam thì huyện Thăng Bình xếp thứ mấy", (TB,)),
    ("i for y", "Dy Linh có làm không", (DL,)),
    ("two superiors, nothing between", "Tân Bình Vĩnh Cửu Đồng Nai bao nhiêu", (TN,)),
    ("every word with a capital", "Sở Nội Vụ Và Phòng Tư Pháp Tứ Kỳ", (TK,)),
    ("compared with its superior", "Thăng Bình so với tỉnh Quảng Nam", (TB, QN)),
    ("compared, only a comma", "so sánh Thăng Bình, Quảng Nam", (TB, QN)),
    ("asked one after the other", "Quảng Nam? Thăng Bình?", (QN, TB)),
    ("compared, each with its superior",
     "So sánh huyện Thăng Bình, tỉnh Quảng Nam với huyện Tứ Kỳ, tỉnh Hải Dương", (TB, TK)),
    ("three, no marks", "thang binh, tu ky va di linh", (TB, TK, DL)),
    ("bằng after cao is no province", "thang binh cao bang quang nam khong", (TB, QN)),
    ("tháng bình quân", "mỗi tháng bình quân bao nhiêu hồ sơ", ()),
    ("tháng bình quân, no marks", "moi thang binh quan bao nhieu ho so", ()),
    ("đầu tư kỹ thuật, no marks", "dau tu ky thuat cho bo phan mot cua", ()),
    ("từ kỳ", "từ kỳ trước đến nay có gì mới", ()),
    ("thư ký", "thu ky hoi dong lam gi", ()),
    ("an application's name", "ứng dụng Smart Quảng Nam là gì", ()),
    ("a tier alone", "huyện phải làm gì", ()),
    ("nothing", "chào bạn", ()),
    ("empty", "", ()),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "text", "slugs"), NAMED, ids=[row[0] for row in NAMED])
def test_named(trap: str, text: str, slugs: tuple[str, ...]) -> None:
    found = resolve(text, CARDS)
    assert (found.named, found.unknown) == (slugs, ())


UNKNOWN: list[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = [
    ("city with its word", "thành phố Đà Lạt đặt chỉ tiêu gì", ("thành phố Đà Lạt",), ("",), ()),
    ("city, bare", "hoi an bao nhieu %", ("thành phố Hội An",), (QN,), ()),
    ("city, joined, English", "a flight from Hanoi", ("thành phố Hà Nội",), ("",), ()),
    ("another name", "Sài Gòn thì sao", ("thành phố Hồ Chí Minh",), ("",), ()),
    ("abbreviation", "TP.HCM làm gì", ("thành phố Hồ Chí Minh",), ("",), ()),
    ("province, no marks", "tinh hai duong co khong", ("tỉnh Hải Dương",), ("",), ()),
    ("superior asked on its own", "Lâm Đồng đặt bao nhiêu", ("tỉnh Lâm Đồng",), ("",), ()),
    ("district in a corpus province", "huyện Núi Thành", ("huyện Núi Thành",), (QN,), ()),
    ("neighbour by its capitals", "Đức Trọng làm được chưa", ("huyện Đức Trọng",), ("",), ()),
    ("commune in a corpus district", "xã Bình Triều", ("xã Bình Triều",), (TB,), ()),
    ("commune, no marks, of its district", "xa binh trieu cua thang binh",
     ("xã Bình Triều",), (TB,), ()),
    ("commune and its district, both asked", "Thăng Bình giao xã Bình Triều làm gì",
     ("xã Bình Triều",), (TB,), (TB,)),
    ("town of the district's name", "thị trấn Tứ Kỳ", ("thị trấn Tứ Kỳ",), (TK,), ()),
    ("commune of today with the district's name", "xã Thăng Bình", ("xã Thăng Bình",), (TB,), ()),
    ("commune of today inside an old district", "xã Thăng Điền", ("xã Thăng Điền",), (TB,), ()),
    ("namesake of another tier", "quận Tân Bình", ("quận Tân Bình",), ("",), ()),
    ("namesake told by its province", "xã Tân Bình, Tây Ninh", ("xã Tân Bình (Tây Ninh)",), ("",),
     ()),
    ("namesake told by its city", "tân bình tp hcm", ("quận Tân Bình",), ("",), ()),
    ("namesake told by its province, nothing between", "Tân Bình Tây Ninh",
     ("xã Tân Bình (Tây Ninh)",), ("",), ()),
    ("a commune with a province's name", "Bình Dương của Thăng Bình", ("xã Bình Dương",), (TB,),
     ()),
    ("the province of that name", "bình dương thì sao", ("tỉnh Bình Dương",), ("",), ()),
    ("mistyped", "Da Nẵn đặt bao nhiêu", ("thành phố Đà Nẵng",), ("",), ()),
    ("compared with another place", "Tứ Kỳ so với tỉnh Hải Dương", ("tỉnh Hải Dương",), ("",),
     (TK,)),
    ("listed with another place", "tỉnh Hải Dương và Tứ Kỳ", ("tỉnh Hải Dương",), ("",), (TK,)),
    ("numbered", "Quận 1 làm gì", ("quận 1",), ("",), ()),
    ("English", "What does Da Nang plan?", ("thành phố Đà Nẵng",), ("",), ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "text", "unknown", "within", "named"), UNKNOWN, ids=[row[0] for row in UNKNOWN]
)
def test_unknown(
    trap: str,
    text: str,
    unknown: tuple[str, ...],
    within: tuple[str, ...],
    named: tuple[str, ...],
) -> None:
    found = resolve(text, CARDS)
    assert (found.unknown, found.within, found.named) == (unknown, within, named)


@pytest.mark.parametrize(
    "text",
    [
        "xã hội an toàn",
        "xa hoi an toan",
        "diễn biến hòa bình",
        "dien bien hoa binh",
        "đánh giá lại cán bộ",
        "danh gia lai can bo",
        "phuong an don gian hoa thu tuc",
        "chinh quyen dia phuong van ban nao",
        "lam dong bo co so du lieu",
        "5 nam dinh huong the nao",
        "ca mau don va mau to khai",
        "làm việc từ xa an toàn không",
        "tinh gian bien che bao nhieu",
        "cơ quan 1 cửa",
        "co quan 1 cua",
        "Đoàn TNCS Hồ Chí Minh làm gì",
        "P. Tư pháp chủ trì hay phối hợp",
        "trang thông tin điện tử xã Hồ sơ",
        "thị trấn, xã chỉ đạo triển khai",
        "ông Lê Quang Trung ký gì",
        "cấp xã thống nhất thế nào",
        "Nghị quyết 14-NQ/TU của Tỉnh ủy Lâm Đồng được cụ thể hóa thế nào",
        "căn cứ kế hoạch nào của UBND tỉnh Hải Dương",
    ],
)
def test_everyday_words_and_cited_issuers_are_no_places(text: str) -> None:
    found = resolve(text, CARDS)
    assert (found.named, found.unknown) == ((), ())


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("cấp xã phải đạt bao nhiêu", Level.COMMUNE),
        ("cap huyen lam gi", Level.DISTRICT),
        ("at commune level", Level.COMMUNE),
        ("district-level targets", Level.DISTRICT),
        ("cấp huyện và cấp xã", None),
        ("xã Tân Bình", None),
    ],
)
def test_level(text: str, level: Level | None) -> None:
    assert resolve(text, CARDS).level is level


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("UBND xã Tân Bình làm gì", ["xã Tân Bình"]),
        ("Huyện ủy Di Linh làm gì", ["Di Linh"]),
        ("huyện Thăng Bình, tỉnh Quảng Nam", ["huyện Thăng Bình", "tỉnh Quảng Nam"]),
        ("Thăng Bình theo nghị quyết nào của Tỉnh ủy Quảng Nam", ["Thăng Bình"]),
        ("targets of Tan Binh commune?", ["Tan Binh commune"]),
    ],
)
def test_spans_are_the_mentions(text: str, spans: list[str]) -> None:
    assert [text[start:end] for start, end in resolve(text, CARDS).spans] == spans


def test_two_documents_of_one_place_are_both_named() -> None:
    cards = (*CARDS, card("tn-2025", Place("Tân Bình", Level.COMMUNE, "Vĩnh Cửu")))
    assert resolve("xã Tân Bình", cards).named == (TN, "tn-2025")


def test_a_city_of_the_corpus_by_its_other_names() -> None:
    cards = (card("hcm", Place("Hồ Chí Minh", Level.PROVINCE)),)
    for text in ("TP.HCM", "sài gòn", "tphcm", "Ho Chi Minh City", "thành phố Hồ Chí Minh"):
        assert resolve(text, cards).named == ("hcm",), text
    assert resolve("Đoàn TNCS Hồ Chí Minh và tư tưởng HCM", cards).named == ()


def test_the_unit_word_tells_namesakes_in_the_corpus_apart() -> None:
    cards = (*CARDS, card("quan", Place("Tân Bình", Level.DISTRICT, "Hồ Chí Minh")))
    assert resolve("quận Tân Bình", cards).named == ("quan",)
    assert resolve("xã Tân Bình", cards).named == (TN,)
    assert resolve("tan binh", cards).named == (TN, "quan")


def test_a_typo_as_near_to_both_names_both() -> None:
    cards = (
        card("a", Place("Minh Tan", Level.COMMUNE)),
        card("b", Place("Minh Tam", Level.COMMUNE)),
    )
    assert resolve("Minh Taq", cards).named == ("a", "b")


def test_other_cards_other_places() -> None:
    cards = (card("hn", Place("Hà Nội", Level.PROVINCE)), card("tw", CENTRAL))
    assert resolve("ha noi so voi Thăng Bình huyện Thăng Bình", cards) == Places(
        named=("hn",), unknown=("huyện Thăng Bình",), within=("",), spans=((0, 6), (25, 41))
    )
    assert resolve("Mặt trận Tổ quốc Việt Nam", cards).named == ()
    assert resolve("kế hoạch của trung ương", cards).named == ("tw",)
    assert resolve("Thăng Bình", ()).named == ()


CENTRAL = Place("Việt Nam", Level.CENTRAL, None, ("cả nước", "trung ương"))
PIECES = (
    "xã huyện tỉnh thành phố tp. h. ủy của , ( ) thuộc so với Thăng Bình Tân Tứ Kỳ Quảng Nam hoi an"
    " TP HCM district of commune 1 thị trấn trấn cấp smart \u0301 ?"
)
WORDS = st.sampled_from(PIECES.split(" "))


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=20).map(" ".join)))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    found = resolve(text, CARDS)
    flat = [point for span in found.spans for point in span]
    assert flat == sorted(flat)
    assert all(0 <= point <= len(text) for point in flat)
    assert len(found.within) == len(found.unknown)


def test_a_question_takes_little_time() -> None:
    texts = [row[1] for row in NAMED]
    resolve(texts[0], CARDS)
    start = time.process_time()
    for text in texts:
        resolve(text, CARDS)
    assert (time.process_time() - start) / len(texts) < 0.002


def test_a_province_of_today_answers_for_those_it_took_in() -> None:
    """From July 2025 on, Đồng Nai's plan is Bình Phước's as well; one made before is not."""
    place = Place("Đồng Nai", Level.PROVINCE)
    for signed, named in (("2025-11-20", ("dn",)), ("2024-11-20", ())):
        plan = Card("Kế hoạch", "kế hoạch", "", place, Body.GOVERNMENT, signed=signed)
        found = resolve("Bình Phước cai nghiện thế nào?", [("dn", plan)])
        assert found.named == named
        assert bool(found.unknown) is not bool(named)
