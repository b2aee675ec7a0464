"""What is a figure that a goal is set by, and on which side of it the goal lies."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.comparators import comparison
from ingest.extract.figures import figures, number
from ingest.extract.shadow import shadow

FOUND = [
    # text, figure, kind, value, value_max, unit
    ("đạt 95% hồ sơ", "95%", "percent", 95, None, "%"),
    ("đạt 80 % hồ sơ", "80 %", "percent", 80, None, "%"),
    ("đạt 99,5% hồ sơ", "99,5%", "percent", 99.5, None, "%"),
    ("kiểm tra từ 30-40% đơn vị", "30-40%", "percent", 30, 40, "%"),
    ("đạt 95% - 100% hồ sơ", "95% - 100%", "percent", 95, 100, "%"),
    ("đạt từ 80 % đến 100% hồ sơ", "80 % đến 100%", "percent", 80, 100, "%"),
    ("giai đoạn 2021-100% hồ sơ", "100%", "percent", 100, None, "%"),
    ("-100% văn bản", "100%", "percent", 100, None, "%"),
    ("thuộc nhóm 05 huyện đứng đầu", "05", "rank", 5, None, "huyện"),
    ("nhóm 20 tỉnh/thành phố dẫn đầu", "20", "rank", 20, None, "tỉnh/thành phố"),
    ("nằm trong top 10 cả nước", "10", "rank", 10, None, ""),
    ("trong 15 tỉnh dẫn đầu cả nước", "15", "rank", 15, None, "tỉnh"),
    ("xếp hạng từ thứ 10 đến thứ 15", "10 đến thứ 15", "rank", 10, 15, ""),
    ("đạt từ 85% đến dưới 90%", "85% đến dưới 90%", "percent", 85, 90, "%"),
    ("chỉ số đạt trên 88 điểm", "88", "count", 88, None, "điểm"),
    ("xếp thứ 7 trong khối thi đua", "7", "rank", 7, None, ""),
    ("duy trì 01 đơn vị tự chủ", "01", "count", 1, None, "đơn vị"),
    ("ít nhất 3 huyện hoàn thành", "3", "count", 3, None, "huyện"),
    ("từ 1-2 sáng kiến", "1-2", "count", 1, 2, "sáng kiến"),
    ("tối thiểu 2 lần/năm", "2", "count", 2, None, "lần"),
    ("đào tạo ít nhất 1.500 người", "1.500", "count", 1500, None, "người"),
    ("thời gian chờ tối đa 15 phút/01 lượt", "15 phút", "duration", 15, None, "phút"),
    ("giảm chi tối thiểu 2,5 tỷ đồng", "2,5 tỷ đồng", "money", 2.5, None, "tỷ đồng"),
]

NOT_FOUND = [
    ("a document's number", "thực hiện Quyết định số 468/QĐ-TTg"),
    ("a date", "trước ngày 31/12/2025"),
    ("a year", "đến năm 2025 hoàn thành"),
    ("a period", "nhiệm kỳ 2020 - 2025"),
    ("levels of service", "dịch vụ công trực tuyến mức độ 3, 4"),
    ("articles of a law", "theo khoản 2 Điều 15 của Luật"),
    ("a standard", "tiêu chuẩn quốc gia TCVN ISO 9001"),
    ("a telephone", "Tổng đài Dịch vụ công 1022"),
    ("steps named in passing", "thực hiện 3 khâu đột phá, 9 nhiệm vụ trọng tâm"),
    ("a rank without a figure", "thuộc Top dẫn đầu khối huyện"),
    ("years in a row", "03 năm liên tục xếp hạng trung bình"),
    ("a reporting cycle", "báo cáo định kỳ 6 tháng, hằng năm"),
    ("'cung cấp tối đa' with no number", "cung cấp tối đa các dịch vụ tiện ích"),
    ("a category", "đơn vị sự nghiệp nhóm 2 và nhóm 3"),
]


@pytest.mark.parametrize(("text", "figure", "kind", "value", "high", "unit"), FOUND)
def test_figure_is_found(
    text: str, figure: str, kind: str, value: float, high: float | None, unit: str
) -> None:
    (found,) = figures(text)
    assert text[found.start : found.end] == figure
    assert (found.value_kind, found.value, found.value_max, found.unit) == (kind, value, high, unit)
    assert found.outer_start <= found.start < found.end <= found.outer_end


@pytest.mark.parametrize(("trap", "text"), NOT_FOUND)
def test_other_numbers_are_no_figures(trap: str, text: str) -> None:
    assert figures(text) == (), trap


def test_count_inside_a_share_is_part_of_the_measure() -> None:
    (found,) = figures("100% khu công nghiệp có tối thiểu 1 trạm phát sóng")
    assert found.value_kind == "percent"


def test_a_list_of_counts_goes_on() -> None:
    found = figures("ít nhất 100 doanh nghiệp khởi nghiệp, 50 doanh nghiệp công nghệ")
    assert [f.value for f in found] == [100, 50]


@pytest.mark.parametrize(
    ("before", "after", "sign"),
    [
        ("đạt tối thiểu ", "", ">="),
        ("đạt tối thiếu ", "", ">="),  # as the source misspells it
        ("tối thiểu đạt ", "", ">="),
        ("đạt tỷ lệ tối thiểu tương ứng là ", "", ">="),
        ("có ít nhất ", "", ">="),
        ("không dưới ", "", ">="),
        ("đạt từ ", " trở lên", ">="),
        ("đạt ", " trở lên", ">="),
        ("Có ", " cán bộ, công chức cấp xã trở lên có trình độ", ">="),
        ("có ", " cán bộ có trình độ Đại học trở lên", ""),  # a grade, not the figure
        ("có ", " hộ dân đánh giá từ tốt trở lên", ""),
        ("Trên ", " hồ sơ", ">"),
        ("tối thiểu trên ", "", ">"),
        ("xuống trung bình tối đa ", "", "<="),
        ("không quá ", "", "<="),
        ("còn dưới ", "", "<"),
        ("đạt ", " trở xuống", "<="),
        ("giảm ", " biên chế", ""),
        ("tại cấp trên, đạt ", "", ""),
    ],
)
def test_comparator(before: str, after: str, sign: str) -> None:
    assert comparison(before, after).sign == sign


@pytest.mark.parametrize(("text", "value"), [("05", 5), ("99,5", 99.5), ("1.500", 1500)])
def test_numbers_as_vietnamese_writes_them(text: str, value: float) -> None:
    assert number(text) == value


@given(st.text(alphabet="0123456789 %.,-–/đếntừnhómhuyện\n(", max_size=60))
def test_figures_stand_apart_and_in_order(text: str) -> None:
    found = figures(text)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for figure in found:
        assert 0 <= figure.outer_start <= figure.start < figure.end <= figure.outer_end <= len(text)
        assert figure.value_max is None or figure.value_max > figure.value


@given(st.text(max_size=80))
def test_shadow_keeps_offsets(text: str) -> None:
    assert len(shadow(text)) == len(text)
