"""Lines such as "Cơ quan chủ trì: …" below a task, as the cells that they are."""

from __future__ import annotations

from ingest.extract.assignments import assignments
from ingest.model import Clause, Kind
from ingest.parse import parse
from tests.ingest.guarantees import broken

BELOW_ONE = """II. NHIỆM VỤ

1. Mở lớp tiếng Ê Đê cho công chức, mỗi lớp 60 tiết.

Cơ quan chủ trì: Phòng Văn hóa - Xã hội. Cơ quan phối hợp: Công an phường.

Thời hạn: khai giảng trong tháng 5/2026.

2. Rà soát thủ tục đất đai.

- Đơn vị chủ trì: Phòng Kinh tế;
- Sản phẩm: danh mục được công bố.
"""
IN_ONE = """II. NHIỆM VỤ

1. Đào tạo 36 công chức Một cửa, thời lượng 40 tiết.
Cơ quan chủ trì: Phòng Nội vụ.
Thời gian hoàn thành: quý III năm 2023.
"""
BELOW_SEVERAL = """II. NHIỆM VỤ

1. Hoàn thiện cơ sở dữ liệu dùng chung

- Kết nối dữ liệu dân cư với dữ liệu hộ tịch;
- Làm sạch dữ liệu đất đai của các xã;
- Đơn vị chủ trì: Công an tỉnh.
- Thời gian thực hiện: năm 2025.
"""
OF_FORMS = """II. THỦ TỤC

1. Cấp giấy phép

- Trình tự: nộp hồ sơ tại Trung tâm, nhận kết quả tại nhà.
- Cơ quan, đơn vị, địa phương: Thực hiện nghiêm quy trình.
- Cơ quan phối hợp: Công an tỉnh.
- Kết quả: Giấy phép.
"""


def read(text: str) -> tuple[Clause, ...]:
    clauses = parse(text, "d")
    assert broken(text, clauses) == []
    return clauses


def cells(clause: Clause) -> dict[str, str]:
    return {cell.name: cell.text for cell in clause.cells}


def test_lines_below_one_task_are_its_cells() -> None:
    first, second = (c for c in read(BELOW_ONE) if c.kind is Kind.ITEM)
    assert cells(first) == {
        "task": "Mở lớp tiếng Ê Đê cho công chức, mỗi lớp 60 tiết",
        "lead": "Phòng Văn hóa - Xã hội",
        "support": "Công an phường",
        "deadline": "khai giảng trong tháng 5/2026",
    }
    assert cells(second)["lead"] == "Phòng Kinh tế"
    assert cells(second)["deliverable"] == "danh mục được công bố"
    for cell in first.cells:
        assert " ".join(BELOW_ONE[cell.spans[0].start : cell.spans[0].end].split()) == cell.text


def test_sentences_of_one_item_are_its_cells() -> None:
    (item,) = (c for c in read(IN_ONE) if c.kind is Kind.ITEM)
    assert cells(item)["lead"] == "Phòng Nội vụ"
    assert cells(item)["deadline"] == "quý III năm 2023"
    rows = assignments("d", IN_ONE, read(IN_ONE), first_year=2021, last_year=2025)
    assert [(r.lead, r.due_to) for r in rows] == [(("Phòng Nội vụ",), "2023-09-30")]
    assert rows[0].task == "Đào tạo 36 công chức Một cửa, thời lượng 40 tiết"


def test_several_tasks_take_the_lines_over() -> None:
    taking = [c for c in read(BELOW_SEVERAL) if c.cells]
    assert [cells(c)["task"] for c in taking] == [
        "Kết nối dữ liệu dân cư với dữ liệu hộ tịch",
        "Làm sạch dữ liệu đất đai của các xã",
    ]
    assert {cells(c)["lead"] for c in taking} == {"Công an tỉnh"}
    assert all(cell.inherited for c in taking for cell in c.cells if cell.name != "task")


def test_without_one_who_leads_lines_stay_clauses() -> None:
    assert not any(c.cells for c in read(OF_FORMS))
