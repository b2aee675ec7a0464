"""Personal data is named and not told; what plans are asked about stays."""

from __future__ import annotations

import pytest

from bot.masking import masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("CCCD 079203001234 của tôi", "CCCD [số định danh] của tôi"),
        ("số 079 203 001 234", "số [số định danh]"),
        ("079.203.001.234", "[số định danh]"),
        ("gọi 0905123456 nhé", "gọi [số điện thoại] nhé"),
        ("0905.123.456, 0905-123-456.", "[số điện thoại], [số điện thoại]."),
        ("+84 905 123 456", "[số điện thoại]"),
        ("84905123456", "[số điện thoại]"),
        ("0 9 0 5 1 2 3 4 5 6", "[số điện thoại]"),
        ("(0235) 3.123.456", "[số điện thoại]"),
        ("024 3826 5588", "[số điện thoại]"),
        ("thư a.b+c@xa.vi-du.gov.vn!", "thư [thư điện tử]!"),
        ("cmnd số 123456789", "cmnd số [số giấy tờ]"),
        ("mst 0101234567-001 ạ", "mst [số giấy tờ] ạ"),
        ("thẻ DN4012345678901", "thẻ [số thẻ]"),
        # None of these is anybody's.
        ("Kế hoạch 1464/QĐ-UBND 2021-2025", None),
        ("1.000.000.000 đồng, 500000000 đồng", None),
        ("1.234.567.890.123 đồng", None),
        ("từ 01/01/2022 đến 31/12/2025", None),
        ("định danh điện tử 2021-2025", None),
        ("các năm 2021 2022 2023 2024 2025", None),
        ("đạt 95,5% của 15.000 hồ sơ", None),
        ("gọi 1022 hay 19001009", None),
        ("84/KH-UBND", None),
    ],
)
def test_what_is_masked(typed: str, kept: str | None) -> None:
    assert masked(typed) == (typed if kept is None else kept)
    assert masked(masked(typed)) == masked(typed)
