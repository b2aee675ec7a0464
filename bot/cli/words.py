"""What the terminal says around an answer, by language. A missing key is an error."""

from __future__ import annotations

from collections.abc import Mapping

DEFAULT = "vi"
WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "sources": "Căn cứ",
        "notes": "Lưu ý",
        "suggestions": "Có thể hỏi tiếp",
        "outcome": "Kết quả",
        "understood": "Đã hiểu",
        "kept": "Đã giữ",
        "rejected": "Đã bỏ",
        "nothing": "Không tìm thấy khoản mục nào.",
        "timings": "Thời gian",
    },
    "en": {
        "sources": "Sources",
        "notes": "Notes",
        "suggestions": "You could also ask",
        "outcome": "Outcome",
        "understood": "Understood",
        "kept": "Kept",
        "rejected": "Rejected",
        "nothing": "No clause was found.",
        "timings": "Time",
    },
}
