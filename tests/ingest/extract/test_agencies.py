"""Agencies' names: where they end, which are one entity, what a list of them holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.agencies import (
    agencies,
    agency_key,
    is_agency_title,
    same_agency,
    split_agencies,
    title_agencies,
)

NAMES = [
    ("Sở Nội vụ chủ trì tham mưu", "Sở Nội vụ"),  # a verb ends it
    ("Sở Nội vụ tổ chức tập huấn", "Sở Nội vụ"),  # a verb that is also a part
    ("Ban Tổ chức Huyện ủy triển khai", "Ban Tổ chức Huyện ủy"),  # the same word with a capital
    ("Sở Giáo dục và Đào tạo hướng dẫn", "Sở Giáo dục và Đào tạo"),  # "và" inside
    ("Sở Văn hóa, Thể thao và Du lịch tham mưu", "Sở Văn hóa, Thể thao và Du lịch"),  # a comma
    ("Phòng Văn hóa – Thông tin có trách nhiệm", "Phòng Văn hóa – Thông tin"),  # en dash
    ("Phòng Tài chính- Kế hoạch huyện lập dự toán", "Phòng Tài chính- Kế hoạch huyện"),  # no blank
    ("Văn phòng HĐND & UBND huyện theo dõi", "Văn phòng HĐND & UBND huyện"),  # two bodies served
    ("Ban Tuyên giáo Huyện uỷ xây dựng", "Ban Tuyên giáo Huyện uỷ"),  # old tone placement
    ("Đài truyền thanh các xã, thị trấn", "Đài truyền thanh các xã, thị trấn"),  # small letters
    ("Công an xã phối hợp", "Công an xã"),
    ("Chủ tịch UBND các xã, thị trấn chịu trách nhiệm", "Chủ tịch UBND các xã, thị trấn"),
    ("Chi cục Hải quan khu vực XIX tăng cường", "Chi cục Hải quan khu vực XIX"),  # a number
    ("UBND huyện Thăng Bình ban hành", "UBND huyện Thăng Bình"),  # a place
    ("các sở, ban, ngành có liên quan rà soát", "các sở, ban, ngành có liên quan"),
    (
        "Công chức phụ trách văn hóa – thông tin cấp xã",
        "Công chức phụ trách văn hóa – thông tin cấp xã",
    ),
    ("Phòng Văn hóa – Xã hội xã Tân Bình lập", "Phòng Văn hóa – Xã hội xã Tân Bình"),  # xã hội
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_ends_where_it_ends(text: str, name: str) -> None:
    (found,) = agencies(text)
    assert found.name == name == text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "Bộ Chỉ số cải cách hành chính",  # an index
        "Phòng, chống tham nhũng",
        "Hội nghị trực tuyến",
        "Báo cáo kết quả",
        "Tổ chức thực hiện",
        "Trường hợp cần thiết",
        "nâng cao chất lượng cán bộ, công chức",
        "bảo đảm quyền của người dân",
    ],
)
def test_words_that_look_like_names_are_none(text: str) -> None:
    assert agencies(text) == []


def test_several_stand_apart() -> None:
    text = "Sở Nội vụ, Sở Tài chính và Ủy ban nhân dân các huyện phối hợp với các đơn vị"
    names = [(a.name, a.generic) for a in agencies(text)]
    assert names == [
        ("Sở Nội vụ", False),
        ("Sở Tài chính", False),
        ("Ủy ban nhân dân các huyện", False),
        ("các đơn vị", True),
    ]


SAME = [
    ("VP HĐND&UBND", "Văn phòng HĐND-UBND huyện"),
    ("VP HĐND&UBND", "Văn phòng HĐND và UBND"),
    ("Văn phòng HĐND & UBND huyện", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ("ĐCXD-NNMT", "ĐCXĐ-NNMT"),
    ("VHXX", "VHXH"),
    ("TP-HT", "Tư pháp – Hộ tịch"),
    ("Phòng Văn hoá - Thông tin huyện", "Phòng Văn hóa và Thông tin"),
    ("Phòng Tài chính- Kế hoạch", "Phòng TC-KH"),
    ("SNV", "Sở Nội vụ tỉnh Hải Dương"),
    ("STP", "Sở Tư pháp"),
    ("PNV", "Phòng Nội vụ"),
    ("Công chức Văn phòng-Thống kê", "Công chức Văn phòng – thống kê xã"),
    ("UBND các xã, thị trấn", "Ủy ban nhân dân xã, thị trấn"),
    ("Công an", "Công an xã"),  # one of them does not say its level
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_agency(one: str, other: str) -> None:
    assert same_agency(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND xã", "UBND tỉnh"),
        ("Sở Nội vụ", "Phòng Nội vụ"),
        ("Công an xã", "Công an tỉnh"),
        ("Phòng Tư pháp", "Sở Tư pháp"),
        ("Chủ tịch UBND huyện", "UBND huyện"),
    ],
)
def test_agencies_that_are_two(one: str, other: str) -> None:
    assert not same_agency(one, other)
    assert agency_key(one) != agency_key(other)


CELLS = [
    (
        "Các bộ phận: Văn phòng, ĐCXD-NNMT, VHXX, TP-HT, Quân sự, Công an",
        ("Văn phòng", "ĐCXD-NNMT", "VHXX", "TP-HT", "Quân sự", "Công an"),
    ),
    ("Đoàn Thanh niên, Các bộ phận: Văn phòng, VHXH", ("Đoàn Thanh niên", "Văn phòng", "VHXH")),
    (
        "Công chức Tư pháp – Hộ tịch; công chức phụ trách Văn hóa – Thông tin",
        ("Công chức Tư pháp – Hộ tịch", "công chức phụ trách Văn hóa – Thông tin"),
    ),
    ("Công chức Tư pháp – Hộ tịch;", ("Công chức Tư pháp – Hộ tịch",)),
    ("Sở Khoa học và Công nghệ Sở Công Thương", ("Sở Khoa học và Công nghệ", "Sở Công Thương")),
    ("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
    (
        "- Sở Y tế, các sở ngành liên quan; - Sở Tài chính",
        ("Sở Y tế", "các sở ngành liên quan", "Sở Tài chính"),
    ),
    ("Các bộ phận có liên quan", ("Các bộ phận có liên quan",)),
    ("", ()),
    (" ; ", ()),
]


@pytest.mark.parametrize(("cell", "names"), CELLS)
def test_a_cell_is_split_between_names(cell: str, names: tuple[str, ...]) -> None:
    assert split_agencies(cell) == names


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("2. Phòng Nội vụ huyện", ["Phòng Nội vụ huyện"]),
        ("3. Công chức Tư pháp – Hộ tịch:", ["Công chức Tư pháp – Hộ tịch"]),
        (
            "1. Trách nhiệm của Thủ trưởng các cơ quan và Chủ tịch UBND các xã",
            ["Thủ trưởng các cơ quan", "Chủ tịch UBND các xã"],
        ),
        (
            "11. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
            ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"],
        ),
        (
            "2. Công chức Văn hóa – Xã hội (Phụ trách Văn hóa-Thông tin)",
            ["Công chức Văn hóa – Xã hội (Phụ trách Văn hóa-Thông tin)"],
        ),
        ("9. Chế độ báo cáo", []),
        ("1. Cải cách thể chế", []),
        ("2. Sở Y tế chủ trì, phối hợp với Sở Nội vụ:", []),
    ],
)
def test_headings_that_are_agencies(heading: str, names: list[str]) -> None:
    assert [a.name for a in title_agencies(heading)] == names
    assert is_agency_title(heading) is bool(names)


WORDS = "Sở Ban Nội vụ và , ; : – & ( ) Phụ trách UBND HĐND Văn phòng huyện xã hội các cấp cơ quan"
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map(" ".join))


@given(TEXTS)
def test_any_text_has_its_names_inside_it(text: str) -> None:
    end = 0
    for found in agencies(text):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.name
        end = found.end
    assert agencies(text) == agencies(text)


@given(TEXTS)
def test_any_cell_loses_no_letter(text: str) -> None:
    kept = "".join(split_agencies(text))
    assert len(kept) <= len(text) * 3
    assert same_agency(text, text) or not agency_key(text)
