"""Questions on plans of other offices: each row names what would answer it wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from retrieval.assistant import Assistant
from retrieval.model import Answer, Status

OFFICES = Path(__file__).parent / "offices"
FLOOD, POVERTY, HEALTH = "lam-son-lu-lut-2026", "thanh-hoa-giam-ngheo-2026", "bo-y-te-2026"
WARD, COMMUNE = "cam-ranh-mot-cua-2026", "hoa-vang-chi-tieu-2025"
DISTRICT = "hong-ngu-2025"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("offices") / "index"
    ingest((OFFICES,), home)
    with Assistant.open(home, day=date(2026, 3, 1)) as opened:
        yield opened


def told(assistant: Assistant, question: str, *history: str) -> tuple[Answer, set[str]]:
    answer = assistant.ask(question, history=history)
    return answer, {citation.doc for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "doc", "says"),
    [
        pytest.param(
            "quy 2 Hòa Vang hồ sơ đất đai đúng hạn mấy phần trăm?", COMMUNE, ["90%"],
            id="the column of the quarter",
        ),
        pytest.param(
            "cuối năm Hòa Vang để dân chờ ở quầy bao lâu?", COMMUNE, ["12 phút"],
            id="the end of the year is its last quarter",
        ),
        pytest.param(
            "Hòa Vang năm 2024 hồ sơ đất đai đúng hạn được bao nhiêu phần trăm?", COMMUNE, ["81%"],
            id="a column of what was reached",
        ),
        pytest.param(
            "Hòa Vang chi bao nhiêu tiền ngân sách xã cho ki-ốt tự phục vụ?", COMMUNE,
            ["120 triệu đồng"], id="the unit stands above the column",
        ),
        pytest.param(
            "ai chủ trì giải quyết hồ sơ đất đai trễ hạn ở Hòa Vang?", COMMUNE, ["Phòng Kinh tế"],
            id="who leads stands in a line below",
        ),
        pytest.param(
            "hồ sơ đất đai trễ hạn ở Hòa Vang phải xong khi nào?", COMMUNE, ["31/5/2025"],
            id="when stands in a line below",
        ),
        pytest.param(
            "45 hồ sơ đất đai trễ hạn ở Hòa Vang xử lý thế nào?", COMMUNE, ["phân loại"],
            id="what is to be done before what has been",
        ),
        pytest.param(
            "người không có tài khoản ngân hàng ở Hòa Vang nhận trợ cấp ở đâu?", COMMUNE,
            ["bưu điện"], id="an account is nobody's private matter here",
        ),
        pytest.param(
            "báo cáo tháng của Hòa Vang phải nộp trước ngày nào?", COMMUNE, ["ngày 18"],
            id="the report of the cycle asked for",
        ),
        pytest.param(
            "Trưởng Công an xã Hòa Vang có trách nhiệm gì?", COMMUNE, ["VNeID", "04 giờ"],
            id="duties behind a post and a colon",
        ),
        pytest.param(
            "thi tuyển phó trưởng phòng ở Hòa Vang ban nào chủ trì?", COMMUNE,
            ["Ban Xây dựng Đảng"], id="who leads stands in a sentence of its own",
        ),
        pytest.param(
            "xã Long Thuận được giao số hóa bao nhiêu trang kết quả?", DISTRICT, ["10.480 trang"],
            id="a commune's row in its district's table, and what its brackets count",
        ),
        pytest.param(
            "xa phu thuan a thanh toan tt phai dat bn %", DISTRICT, ["33,0%"],
            id="the column of a commune's row, without marks",
        ),
        pytest.param(
            "hong ngu dat muc tieu cap chu ky so cho bao nhieu nguoi dan", DISTRICT,
            ["2.400 người dân"], id="hong is no không before ngu, nor the ấp's figure the people's",
        ),
        pytest.param(
            "Hồng Ngự muốn lọt top mấy của tỉnh về cải cách hành chính?", DISTRICT,
            ["Hạng 5-6"], id="a rank asked for as one of the top",
        ),
        pytest.param(
            "Tổng kinh phí thực hiện cải cách hành chính năm 2025 của huyện Hồng Ngự là bao nhiêu?",
            DISTRICT, ["2.385 triệu"], id="a sum, far behind its name",
        ),
        pytest.param(
            "Số hiệu kế hoạch CCHC, chuyển đổi số 2025 huyện Hồng Ngự?", DISTRICT, ["14/KH-UBND"],
            id="the words of the title name the plan",
        ),
        pytest.param(
            "Hồng Ngự làm sạch hồ sơ sai ngày sinh hạn khi nào?", DISTRICT, ["30/11/2025"],
            id="a date of birth in records is nobody's",
        ),
        pytest.param(
            "sổ danh bạ điện tử các điểm kinh doanh ở Hồng Ngự giao ai làm?", DISTRICT,
            ["Trung tâm Dịch vụ nông nghiệp"], id="who is given it stands in a sentence behind",
        ),
        pytest.param(
            "bao cao chuyen doi so o hong ngu mot nam lam may ky", DISTRICT, ["hai kỳ"],
            id="how many cycles",
        ),
        pytest.param(
            "các phòng ở Hồng Ngự nộp b/c quý cho VP trước ngày mấy?", DISTRICT, ["ngày 05"],
            id="b/c is a report",
        ),
        pytest.param(
            "Hồng Ngự xin phép cất nhà riêng rút xuống còn mấy ngày?", DISTRICT, ["9 ngày"],
            id="a house of one's own is no private matter",
        ),
        pytest.param(
            "xã ĐBKK ở Hồng Ngự cấp phép xây dựng còn mấy ngày?", DISTRICT, ["7 ngày"],
            id="ĐBKK",
        ),
        pytest.param(
            "Hồng Ngự - tiền số hóa sổ hộ tịch - riêng 2025?", DISTRICT, ["2.240 triệu đồng"],
            id="a row of figures, and none asked for in so many words",
        ),
        pytest.param(
            "Hồng Ngự dự kiến chi bao nhiêu cho sửa chữa bộ phận một cửa?", DISTRICT, ["640 triệu"],
            id="a sum that is no target",
        ),
        pytest.param(
            "trụ sở thừa của Hồng Ngự làm gì?", DISTRICT, ["đấu giá"], id="thừa is dôi dư",
        ),
        pytest.param(
            "What will Hong Ngu do with its surplus offices?", DISTRICT, ["đấu giá"],
            id="surplus",
        ),
        pytest.param(
            "ở Hồng Ngự cơ quan nào chủ trì việc bồi dưỡng tiếng Khmer cho công chức?", DISTRICT,
            ["Trung tâm Chính trị"], id="the clause that says who",
        ),
        pytest.param(
            "KH Hồng Ngự thay thế văn bản nào", DISTRICT, ["31/KH-UBND"], id="what it replaces",
        ),
        pytest.param(
            "trưởng ấp ở Hồng Ngự phải làm gì?", DISTRICT, ["loa truyền thanh"],
            id="the head of a hamlet has duties",
        ),
        pytest.param("Thanh Hóa lắp bao nhiêu trạm đo mưa?", FLOOD, ["45 trạm"], id="a count"),
        pytest.param(
            "lũ quét Thanh Hóa phải di dời bao nhiêu hộ?", FLOOD, ["320 hộ"], id="a count of hộ"
        ),
        pytest.param(
            "đường truyền lũ quét Thanh Hóa tốc độ bao nhiêu Mbps?", FLOOD, ["50 Mbps"],
            id="a unit that no list has",
        ),
        pytest.param(
            "Thanh Hóa lũ quét: các nguồn vốn?", FLOOD, ["Ngân sách tỉnh", "Quỹ Phòng", "Đóng góp"],
            id="the items that follow the words that announce them",
        ),
        pytest.param(
            "theo dõi lũ quét Thanh Hóa bằng những phương pháp nào?", FLOOD,
            ["Đọc số liệu", "Cử người trực"], id="the items below a heading",
        ),
        pytest.param(
            "ai gửi cảnh báo mưa đến các xã ở Thanh Hóa?", FLOOD, ["Sở Nông nghiệp và Môi trường"],
            id="the agency opens a long heading after Giao",
        ),
        pytest.param(
            "ai vận động hàng cứu trợ ở Thanh Hóa?", FLOOD, ["Hội Chữ thập đỏ"],
            id="the agency opens a heading after Đề nghị",
        ),
        pytest.param(
            "xã phường Thanh Hóa phải làm gì khi lũ quét?", FLOOD, ["Cắm biển", "lương thực"],
            id="xã phường are the communes of the province, no phường Thanh Hóa",
        ),
        pytest.param(
            "xa phuong thanh hoa phai lam gi phong lu quet", FLOOD, ["Cắm biển", "lương thực"],
            id="the same without marks",
        ),
        pytest.param(
            "Thanh Hóa: các sở gửi báo cáo lũ quét cho Sở Nông nghiệp trước ngày nào?", FLOOD,
            ["20/11"], id="who is reported to does not report",
        ),
        pytest.param(
            "Thanh Hóa, Dự án 2 phòng lũ quét là gì?", FLOOD, ["tái định cư"],
            id="the thing of that number",
        ),
        pytest.param(
            "sở nào bố trí kinh phí cho hộ nghèo Thanh Hóa vay vốn?", POVERTY, ["Sở Tài chính"],
            id="of two plans of a place the one on the subject",
        ),
        pytest.param(
            "Bộ Y tế có bao nhiêu % bệnh viện trung ương dùng bệnh án điện tử?", HEALTH, ["100%"],
            id="a ministry's plan is called by its issuer",
        ),
        pytest.param(
            "BYT tập huấn bệnh án điện tử tháng mấy?", HEALTH, ["Tháng 5/2026"],
            id="tháng mấy asks for the deadline in the row",
        ),
        pytest.param(
            "kế hoạch chuyển đổi số bệnh viện: đơn vị nào chủ trì kho dữ liệu hình ảnh?", HEALTH,
            ["Cục Quản lý khám"], id="a plan is called by its subject",
        ),
        pytest.param(
            "TVKBTX bao nhiêu lượt?", HEALTH, ["30.000 lượt"],
            id="an abbreviation that only the plan's words explain",
        ),
        pytest.param(
            "xã Trung Lý có khu tái định cư không?", FLOOD, ["Trung Lý"],
            id="a commune that its province's plan names",
        ),
        pytest.param(
            '"sáng thứ Bảy vì dân" là sao, mấy giờ nghỉ?', WARD, ["11 giờ"],
            id="a name in quotation marks",
        ),
        pytest.param(
            "Cam Ranh sửa một cửa rộng tối thiểu mấy mét vuông?", WARD, ["150 m2"],
            id="a unit spelt in the question and short in the plan",
        ),
        pytest.param(
            "nhóm hỗ trợ nộp hồ sơ ở khu phố Cam Ranh do ai làm nhóm trưởng?", WARD,
            ["trưởng khu phố"], id="who does it is no agency",
        ),
        pytest.param(
            "Cam Ranh khảo sát người dân đến một cửa bao nhiêu phiếu?", WARD,
            ["320 phiếu", "Khảo sát"], id="an amount in a cell, with its task",
        ),
        pytest.param(
            "nâng cấp một cửa Cam Ranh tổng bao nhiêu, phường góp mấy triệu?", WARD,
            ["2.450 triệu", "1.900 triệu"], id="a sum asked for by mấy triệu",
        ),
        pytest.param(
            "Phòng Văn hóa Cam Ranh có nv gì?", WARD, ["Thông báo bản sao"],
            id="có nv gì is no nhân viên",
        ),
    ],
)  # fmt: skip
def test_it_is_answered_from_the_plan_that_says_it(
    assistant: Assistant, question: str, doc: str, says: list[str]
) -> None:
    answer, docs = told(assistant, question)
    assert docs == {doc}, answer.answer
    for words in says:
        assert words.lower() in answer.answer.lower(), answer.answer


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Thanh Hóa giao ai làm Dự án 3 phòng lũ quét?", id="no such number"),
        pytest.param("lũ quét Thanh Hóa tốn bao nhiêu tiền?", id="no sum"),
        pytest.param("Bộ Y tế tuyển bao nhiêu bác sĩ?", id="nobody counts them"),
        pytest.param("Trưởng Ban chỉ đạo một cửa Cam Ranh là ai?", id="no such post"),
        pytest.param("ngày sinh của Chủ tịch huyện Hồng Ngự?", id="a person's date of birth"),
    ],
)
def test_what_no_plan_says_is_refused(assistant: Assistant, question: str) -> None:
    answer, _ = told(assistant, question)
    assert answer.abstained, answer.answer


def test_what_a_plan_does_not_say_of_a_place_it_names_is_refused(assistant: Assistant) -> None:
    for question in (
        "xã Trung Lý lắp bao nhiêu trạm đo mưa?",
        "xã Trung Lý xây trường học nào?",
        "các nguồn vốn phòng lũ quét của xã Trung Lý?",
    ):
        answer, _ = told(assistant, question)
        assert answer.status is Status.OTHER_PLACE, answer.answer
        assert "xã Trung Lý" in answer.answer


def test_a_plan_of_the_centre_is_named_by_its_number(assistant: Assistant) -> None:
    refused, _ = told(assistant, "Hà Giang giảm nghèo thế nào?")
    assert "Quyết định 88/QĐ-BYT" in refused.answer


def test_two_plans_of_a_place_on_two_subjects_are_told_by_number(assistant: Assistant) -> None:
    refused, _ = told(assistant, "Hà Giang giảm nghèo thế nào?")
    assert re.search(r"tỉnh Thanh Hóa \(Kế hoạch 41/KH-UBND\)", refused.answer)
