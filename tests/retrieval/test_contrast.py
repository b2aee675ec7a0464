"""What one text affirms and another denies."""

from __future__ import annotations

import pytest

from retrieval.contrast import opposed


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("cán bộ làm việc không thường xuyên", "cán bộ làm việc thường xuyên", True),
        ("người làm thường xuyên", "người làm trực tiếp, không thường xuyên", True),
        ("nguoi lam khong thuong xuyen", "người làm không thường xuyên", False),
        ("có thường xuyên không", "làm việc thường xuyên", False),
        ("hồ sơ không dùng tiền mặt", "hồ sơ trực tuyến", False),
    ],
)
def test_opposed(one: str, other: str, apart: bool) -> None:
    assert opposed(one, other) is apart
    assert opposed(other, one) is apart
