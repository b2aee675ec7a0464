"""What a document is, read from its own page: the five plans, and one sample per trap."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from ingest.describe import describe
from ingest.errors import BadInput
from ingest.model import Body, Card, Level

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in corpus.documents()}

# Without the entries of corpus.toml: what the texts themselves say, and no more. Di Linh's text
# does not say in which year its programme begins.
PLANS: dict[str, dict[str, Any]] = {
    "thang-binh-2021-2025": {
        "kind": "kế hoạch",
        "issuer": "Ủy ban nhân dân huyện Thăng Bình",
        "place": ("Thăng Bình", Level.DISTRICT, "Quảng Nam"),
        "body": Body.GOVERNMENT,
        "number": "",
        "signed": "",
        "signer": "",
        "years": (2021, 2025, 2030),
        "title": "Kế hoạch thực hiện Chương trình số 14-CTr/HU ngày 26/11/2021 của Huyện ủy Thăng"
        " Bình về việc thực hiện Nghị quyết số 16-NQ/TU, ngày 14/10/2021 của Tỉnh ủy Quảng Nam về"
        " đẩy mạnh cải cách hành chính trên địa bàn tỉnh giai đoạn 2021-2025, định hướng đến năm"
        " 2030",
    },
    "tu-ky-2021-2025": {
        "kind": "kế hoạch",
        "issuer": "Ủy ban nhân dân huyện Tứ Kỳ",
        "place": ("Tứ Kỳ", Level.DISTRICT, "Hải Dương"),
        "body": Body.GOVERNMENT,
        "number": "",
        "signed": "",
        "signer": "Chủ tịch Vũ Thị Hà",
        "years": (2021, 2025, None),
        "title": "Kế hoạch thực hiện cải cách hành chính nhà nước huyện Tứ Kỳ giai đoạn"
        " 2021 - 2025",
    },
    "quang-nam-2021-2025": {
        "kind": "quyết định",
        "issuer": "Ủy ban nhân dân tỉnh Quảng Nam",
        "place": ("Quảng Nam", Level.PROVINCE, None),
        "body": Body.GOVERNMENT,
        "number": "",
        "signed": "",
        "signer": "Phó Chủ tịch Hồ Quang Bửu",
        "years": (2021, 2025, None),
        "title": "Quyết định ban hành Kế hoạch cải cách hành chính tỉnh Quảng Nam giai đoạn"
        " 2021-2025",
    },
    "tan-binh-2024": {
        "kind": "kế hoạch",
        "issuer": "Ủy ban nhân dân xã Tân Bình",
        "place": ("Tân Bình", Level.COMMUNE, "Vĩnh Cửu"),
        "body": Body.GOVERNMENT,
        "number": "13/KH-UBND",
        "signed": "2024-01-31",
        "signer": "Chủ tịch Lê Văn Thanh",
        "years": (2024, 2024, None),
        "title": "Kế hoạch cải cách hành chính xã Tân Bình năm 2024",
    },
    "di-linh-2022-2025": {
        "kind": "chương trình hành động",
        "issuer": "Huyện ủy Di Linh",
        "place": ("Di Linh", Level.DISTRICT, "Lâm Đồng"),
        "body": Body.PARTY,
        "number": "",
        "signed": "",
        "signer": "Bí thư Đinh Văn Tuấn",
        "years": (None, 2025, 2030),
        "title": "Chương trình hành động thực hiện Nghị quyết số 14-NQ/TU, ngày 25/5/2022 của Tỉnh"
        " ủy Lâm Đồng về đẩy mạnh cải cách hành chính trên địa bàn tỉnh Lâm Đồng đến 2025, định"
        " hướng đến năm 2030",
    },
}


def field(card: Card, name: str) -> Any:
    """One field of a card as the tables below write it."""
    if name == "place":
        return card.place.name, card.place.level, card.place.parent
    if name == "years":
        return card.first_year, card.last_year, card.outlook
    return getattr(card, name)


@pytest.mark.parametrize(
    ("stem", "name", "expected"),
    [(stem, name, value) for stem, fields in PLANS.items() for name, value in fields.items()],
)
def test_the_plans_say_what_they_are(stem: str, name: str, expected: Any) -> None:
    assert field(describe(TEXTS[stem], stem), name) == expected


@pytest.mark.parametrize("stem", sorted(corpus.entries()))
def test_what_the_text_says_agrees_with_the_entry(stem: str) -> None:
    inferred, entry = describe(TEXTS[stem], stem), corpus.entries()[stem]
    given = describe(TEXTS[stem], stem, entry)
    for name in ("kind", "number", "signed", "signer", "last_year", "outlook"):
        assert field(inferred, name) == field(given, name), name
    assert field(inferred, "place") == field(given, "place")


BODY = "\n\nI. MỤC ĐÍCH\n\n1. Mục đích\n\nNâng cao chất lượng phục vụ.\n"
STATE_CELLS = """|
**ỦY BAN NHÂN
DÂN**
**XÃ NÚI XANH**
-------
|
**CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
|
|
Số: 41/KH-UBND
|
*Núi Xanh, ngày
05 tháng 01 năm 2026*
|

**KẾ HOẠCH**

KIỂM SOÁT THỦ TỤC HÀNH CHÍNH
TRÊN ĐỊA BÀN XÃ NÚI XANH NĂM 2026

Căn cứ Quyết định số 77/QĐ-UBND ngày 02/01/2026 của Ủy ban nhân dân tỉnh Sông Dài;

Ủy ban nhân dân xã ban hành Kế hoạch kiểm soát thủ tục hành chính trên địa bàn xã Núi Xanh.
"""
COMMUNE_UNDER_DISTRICT = """UBND HUYỆN CỬA SÔNG     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
ỦY BAN NHÂN DÂN XÃ ĐỒI CAO     Độc lập - Tự do - Hạnh phúc
Số:     /KH-UBND     Đồi Cao, ngày    tháng 3 năm 2023

KẾ HOẠCH
Tuyên truyền cải cách hành chính năm 2023

Thực hiện Kế hoạch số 12/KH-UBND ngày 10 tháng 01 năm 2023 của UBND huyện Cửa Sông.
"""
WARD = """**ỦY BAN NHÂN DÂN PHƯỜNG ĐỒI CAO**

TỈNH SÔNG DÀI

Số: 12/KH-UBND

*Đồi Cao, ngày 09 tháng 01 năm 2026*

**KẾ HOẠCH**

Cải cách hành chính phường Đồi Cao năm 2026
"""
PARTY = """ĐẢNG BỘ TỈNH SÔNG DÀI          ĐẢNG CỘNG SẢN VIỆT NAM
HUYỆN ỦY CỬA SÔNG
*                               Cửa Sông, ngày 08 tháng 6 năm 2022
Số 21-CTr/HU

CHƯƠNG TRÌNH
HÀNH ĐỘNG
thực hiện Nghị quyết số 05-NQ/TU, ngày 03/02/2022 của Tỉnh ủy Sông Dài
về chuyển đổi số giai đoạn 2022-
2026
-----

Thực hiện Nghị quyết số 05-NQ/TU; Huyện ủy Cửa Sông ban hành Chương trình hành động:
"""
DEPARTMENT = """UBND TỈNH SÔNG DÀI
SỞ NỘI VỤ
Số: 310/KH-SNV
Sông Dài, ngày 12 tháng 02 năm 2024

KẾ HOẠCH
Kiểm tra công vụ năm 2024
"""
CITED_ONLY = """KẾ HOẠCH
Thực hiện Kế hoạch số 88/KH-UBND ngày 01/02/2023 của UBND tỉnh Sông Dài
về cải cách hành chính trên địa bàn huyện Cửa Sông năm 2023

Thực hiện Kế hoạch số 88/KH-UBND ngày 01/02/2023 của UBND tỉnh Sông Dài ban hành Kế hoạch năm,
Ủy ban nhân dân huyện xây dựng kế hoạch như sau:
"""
UNBROKEN = """Số: 19/KH-UBND
Sông Dài, ngày 10 tháng 12 năm 2023
KẾ HOẠCH
KIỂM TRA CÔNG
VỤ TỈNH SÔNG DÀI NĂM 2024
Thực hiện Nghị quyết số 05/NQ-CP ngày 08/11/2020 của Chính phủ về công vụ giai đoạn 2020 - 2030;
Ủy ban nhân dân tỉnh Sông Dài ban hành kế hoạch kiểm tra công vụ năm 2024 như sau:
"""
UNTITLED = """ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 45/KH-UBND | Sông Dài, ngày 11 tháng 10 năm 2018 |
Căn cứ Quyết định số 77/QĐ-UBND ngày 27/7/2018 của Ủy ban nhân dân tỉnh về Chỉ số;
Ủy ban nhân dân tỉnh ban hành kế hoạch xác định Chỉ số của các sở (gọi tắt là cấp sở) năm 2019, cụ
thể như sau:
"""
HEADLESS = """Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thủ
tục, Ủy ban nhân dân thành phố rà soát các thủ tục.
"""
SIGNED = "\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\n{office}\n\n{mark}\n\n{name}\n"

SHAPES: list[tuple[str, str, str, Any]] = [
    ("cells on their own lines, wrapped", STATE_CELLS, "issuer", "Ủy ban nhân dân xã Núi Xanh"),
    ("number below the first row of cells", STATE_CELLS, "number", "41/KH-UBND"),
    ("the date is wrapped", STATE_CELLS, "signed", "2026-01-05"),
    ("a commune since 2025 is under a province", STATE_CELLS, "place",
     ("Núi Xanh", Level.COMMUNE, "Sông Dài")),
    ("a title in capitals", STATE_CELLS, "title",
     "Kế hoạch kiểm soát thủ tục hành chính trên địa bàn xã Núi Xanh năm 2026"),
    ("the superior stands first in the letterhead", COMMUNE_UNDER_DISTRICT, "issuer",
     "Ủy ban nhân dân xã Đồi Cao"),
    ("the superior is the parent", COMMUNE_UNDER_DISTRICT, "place",
     ("Đồi Cao", Level.COMMUNE, "Cửa Sông")),
    ("the unit above stands behind the unit's own name", WARD, "issuer",
     "Ủy ban nhân dân phường Đồi Cao"),
    ("it is the parent", WARD, "place", ("Đồi Cao", Level.COMMUNE, "Sông Dài")),
    ("a blank number; the cited one has a number", COMMUNE_UNDER_DISTRICT, "number", ""),
    ("a blank day; the cited one has a date", COMMUNE_UNDER_DISTRICT, "signed", ""),
    ("Party number, without colon", PARTY, "number", "21-CTr/HU"),
    ("Party body", PARTY, "body", Body.PARTY),
    ("the kind is wrapped", PARTY, "kind", "chương trình hành động"),
    ("a hyphen at the line's end in the period", PARTY, "years", (2022, 2026, None)),
    ("Party place", PARTY, "place", ("Cửa Sông", Level.DISTRICT, "Sông Dài")),
    ("a department below its committee", DEPARTMENT, "issuer", "Sở Nội vụ tỉnh Sông Dài"),
    ("its place is the province", DEPARTMENT, "place", ("Sông Dài", Level.PROVINCE, None)),
    ("no letterhead: the cited number is not its own", CITED_ONLY, "number", ""),
    ("no letterhead: the cited date is not its own", CITED_ONLY, "signed", ""),
    ("the cited issuer acts, too", CITED_ONLY, "issuer", "Ủy ban nhân dân huyện Cửa Sông"),
    ("the cited issuer is the parent", CITED_ONLY, "place",
     ("Cửa Sông", Level.DISTRICT, "Sông Dài")),
    ("no blank line ends a title in capitals", UNBROKEN, "title",
     "Kế hoạch kiểm tra công vụ tỉnh Sông Dài năm 2024"),
    ("the period is not the cited one's", UNBROKEN, "years", (2024, 2024, None)),
    ("no title: the number's symbol tells the kind", UNTITLED.replace("kế hoạch", "việc"), "kind",
     "kế hoạch"),
    ("no title: the preamble announces it", UNTITLED, "title",
     "Kế hoạch xác định Chỉ số của các sở năm 2019"),
    ("no title: the period is the announced one's", UNTITLED, "years", (2019, 2019, None)),
    ("neither letterhead nor title: a cited number", HEADLESS, "number", ""),
    ("neither letterhead nor title: a cited date", HEADLESS, "signed", ""),
]  # fmt: skip


@pytest.mark.parametrize(("trap", "text", "name", "expected"), SHAPES, ids=[s[0] for s in SHAPES])
def test_shapes(trap: str, text: str, name: str, expected: Any) -> None:
    assert field(describe(text + BODY, "mau"), name) == expected


@pytest.mark.parametrize("carried", ["", f"\nKẾ HOẠCH\n{40 * BODY}"], ids=["last", "inside"])
def test_a_signature_beside_the_recipients(carried: str) -> None:
    text = (
        f"{CITED_ONLY}{BODY}\nNơi nhận:                     TM. ỦY BAN NHÂN DÂN\n"
        "- UBND tỉnh (b/c);                    CHỦ TỊCH\n"
        f"- Lưu: VT.                         Trần Văn Mẫu\n{carried}"
    )
    assert describe(text, "mau").signer == "Chủ tịch Trần Văn Mẫu"


@pytest.mark.parametrize(
    ("office", "mark", "name", "expected"),
    [
        ("CHỦ TỊCH", "#ChuKyLanhDao", "", ""),
        ("CHỦ TỊCH", "[daky]", "Trần Thị Mẫu", "Chủ tịch Trần Thị Mẫu"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "", "**Trần Mẫu**", "Phó Chủ tịch Trần Mẫu"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCHy]", "", "Trần Văn Mẫu", "Phó Chủ tịch Trần Văn Mẫu"),
        ("CHỦ TỊCH", "(Đã ký)", "TS. Trần Văn Mẫu", "Chủ tịch Trần Văn Mẫu"),
    ],
)
def test_signatures(office: str, mark: str, name: str, expected: str) -> None:
    text = COMMUNE_UNDER_DISTRICT + BODY + SIGNED.format(office=office, mark=mark, name=name)
    assert describe(text, "mau").signer == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("(Kèm theo Kế hoạch số 9/KH-UBND ngày 07/3/2023 của UBND xã)", "9/KH-UBND"),
        ("(Kèm theo Kế hoạch số 9/KH-UBND\nngày 07/3/2023 của UBND xã Đồi Cao)", "9/KH-UBND"),
        ("(Kèm theo Kế hoạch số     /KH-UBND ngày   /3/2023 của UBND xã)", ""),
        ("(Kế hoạch số 12/KH-UBND ngày 10/01/2023 của UBND huyện)", ""),
        ("(Kế hoạch số 12/KH-UBND ngày 10/01/2023 của UBND xã Bãi Cát)", ""),
        ("(Kèm theo Quyết định số 12/QĐ-UBND ngày 10/01/2023 của UBND xã)", ""),
        ("theo mẫu (Kế hoạch số 12/KH-UBND ngày 10/01/2023 của UBND xã)", ""),
    ],
)
def test_a_caption_counts_only_as_this_documents_own(caption: str, expected: str) -> None:
    text = f"{COMMUNE_UNDER_DISTRICT}{BODY}\nPHỤ LỤC\n{caption}\n"
    card = describe(text, "mau")
    assert card.number == expected
    assert bool(card.signed) == bool(expected)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Cải cách hành chính giai đoạn 20212025", (2021, 2025, None)),
        ("Cải cách hành chính giai đoạn 2021 – 2025, tầm nhìn 2035", (2021, 2025, 2035)),
        ("Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng", (None, None, None)),
        ("Thực hiện Nghị quyết số 76/2021/NQ-CP năm 2023", (2023, 2023, None)),
        ("Chuyển đổi số đến hết năm 2027", (None, 2027, None)),
    ],
)
def test_periods(title: str, years: tuple[int | None, ...]) -> None:
    assert field(describe(f"KẾ HOẠCH\n{title}\n{BODY}", "mau"), "years") == years


@pytest.mark.parametrize(
    ("text", "title"),
    [("", "ghi-chu"), ("\n \n\t\n", "ghi-chu"), ("Ghi chú họp\n\nViệc một.", "Ghi chú họp")],
)
def test_odd_text_falls_back(text: str, title: str) -> None:
    card = describe(text, "ghi-chu")
    assert (card.title, card.kind, card.place.name) == (title, "văn bản", "")


FRAGMENTS = st.sampled_from(
    ["KẾ HOẠCH", "Số:", "/KH-UBND", "ỦY BAN NHÂN DÂN", "UBND xã", "TỈNH", "xã", "ngày", "tháng 2",
     "năm 2024", "(Kế hoạch số 3/KH-UBND ngày 31/02/2024 của UBND xã)", "CHỦ TỊCH", "|", "**", "\n",
     "-----", "I.", "Căn cứ", "của", "Tỉnh ủy", "THÀNH PHỐ", "A Ă", "\u0301", "\x00", "ỦY"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=40).map(" ".join)))
def test_never_raises(text: str) -> None:
    assert describe(text, "mau").title


@pytest.mark.parametrize(
    "text",
    ["A " * 200_000, "Xã " * 100_000, "KẾ HOẠCH\n" + "B\n" * 50_000, "(Kế hoạch số " * 20_000,
     "ngày 1 tháng " * 50_000, "KẾ HOẠCH\n" + "Đ Ă " * 50_000, "Số 1/" * 50_000],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    describe(text, "mau")
    assert time.process_time() - start < 2


def test_an_entry_overrides_field_by_field() -> None:
    card = describe(PARTY + BODY, "mau", {"number": "", "place": {"aliases": ["CS"]}})
    assert card.number == ""
    assert card.signed == "2022-06-08"
    assert (card.place.name, card.place.aliases) == ("Cửa Sông", ("CS",))


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"titel": "x"}, "audience"),
        ({"place": {"nam": "x"}}, "aliases"),
        ({"place": {"level": "quận"}}, "huyện"),
        ({"place": "Cửa Sông"}, "bảng"),
        ({"body": "đảng"}, "Đảng"),
        ({"signed": "31/01/2024"}, "2024-01-31"),
        ({"first_year": "2024"}, "2025"),
        ({"title": 3}, "chữ"),
        ({"audience": ""}, "public"),
        ({"first_year": 2025, "last_year": 2021}, "giai đoạn"),
    ],
)
def test_a_bad_entry_is_refused_with_the_valid_ones(entry: dict[str, Any], named: str) -> None:
    with pytest.raises(BadInput, match=r"Thông tin của mau.* \(corpus\.toml") as refused:
        describe(PARTY, "mau", entry)
    assert named in str(refused.value)
