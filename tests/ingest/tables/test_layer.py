"""Tables of a text layer: each line of each cell alone, the header once more on each page."""

from __future__ import annotations

from ingest.parse import parse
from tests.ingest.guarantees import broken
from tests.ingest.tables.reading import cell, only, rows

HEADER = """TT
Tên nhiệm vụ
Cơ quan
chủ trì
Cơ quan
phối hợp
Kết quả
Thời gian
hoàn thành
Căn cứ
bổ sung
"""
NARROW = f"""{HEADER}1
Rà soát, đơn giản hóa thủ tục cấp
phép xây dựng trên địa bàn
Sở Xây dựng
Sở Nội vụ,
Sở Tư pháp
Báo cáo kết quả
rà soát
Tháng 9/2026
Nghị quyết
số 66-NQ/TW
2 Xây dựng cơ sở dữ liệu dùng
chung của tỉnh
Sở Khoa học và
Công nghệ
Các sở, ban,
ngành
Cơ sở dữ liệu được
vận hành
Thường
xuyên
Chương trình
số 12-CTr/BCĐ

CÔNG BÁO/Số 238/Ngày 21-04-2026
95

{HEADER}3
Tổ chức đối thoại với người dân
Văn phòng Ủy ban
nhân dân tỉnh
Sở Tư pháp
Hội nghị
Quý III/2026
Quyết định số
10/QĐ-UBND
4
Nghiên cứu cơ chế tài chính

CÔNG BÁO/Số 238/Ngày 21-04-2026
96

{HEADER}cho chuyển đổi số của các xã
Sở Tài chính
Sở Nội vụ
Kế hoạch
2026 - 2027
Kết luận số 7
"""
GROUPED = """TT
Nhiệm vụ
Cơ quan
chủ trì
Sản phẩm
Thời gian
1.
Hoàn thiện thể chế
1.1
Ban hành quy chế phối hợp
Sở Nội vụ
Quyết định
Quý I/2026
1.2
Sửa quy định về lưu trữ
Sở Nội vụ
Quyết định
Quý II/2026
2. Đẩy mạnh số hóa hồ sơ, giấy tờ tại tất cả bộ phận một cửa của tỉnh đến xã
2.1
Số hóa sổ hộ tịch
Sở Tư pháp
Cơ sở dữ liệu
Năm 2026
"""


def test_lines_are_shared_out_by_what_the_columns_hold() -> None:
    told = rows(only(NARROW))
    assert [row.marker for row in told] == ["1", "2", "3", "4"]
    assert [cell(row, "lead") for row in told] == [
        "Sở Xây dựng",
        "Sở Khoa học và Công nghệ",
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Sở Tài chính",
    ]
    assert [cell(row, "support") for row in told] == [
        "Sở Nội vụ, Sở Tư pháp",
        "Các sở, ban, ngành",
        "Sở Tư pháp",
        "Sở Nội vụ",
    ]
    assert [cell(row, "deadline") for row in told] == [
        "Tháng 9/2026",
        "Thường xuyên",
        "Quý III/2026",
        "2026 - 2027",
    ]
    assert cell(told[0], "deliverable") == "Báo cáo kết quả rà soát"


def test_a_task_goes_on_past_the_end_of_its_page() -> None:
    last = rows(only(NARROW))[-1]
    assert cell(last, "task") == "Nghiên cứu cơ chế tài chính cho chuyển đổi số của các xã"
    assert len(next(c for c in last.cells if c.name == "task").spans) == 2


def test_groups_are_headings_over_their_rows() -> None:
    text = f"I. NHIỆM VỤ\n\n{GROUPED}"
    clauses = parse(text, "d")
    assert broken(text, clauses) == []
    told = [c for c in clauses if c.cells]
    assert [c.breadcrumb[-1] for c in told] == [
        "1. Hoàn thiện thể chế",
        "1. Hoàn thiện thể chế",
        "2. Đẩy mạnh số hóa hồ sơ, giấy tờ tại tất cả bộ phận một cửa của tỉnh đến xã",
    ]


def test_nothing_of_the_text_is_lost_or_told_twice() -> None:
    text = f"PHỤ LỤC\n{NARROW}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    assert broken(text, parse(text, "d")) == []


def test_running_prose_is_no_such_table() -> None:
    wide = "Nhiệm vụ này được giao cho các cơ quan theo quy định của pháp luật hiện hành."
    text = f"{HEADER}1\n{wide}\n"
    assert not any(clause.cells for clause in parse(text, "d"))
