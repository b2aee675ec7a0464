"""What the API takes and gives, as its document describes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.state import VERDICTS
from bot.state.feedback import LONGEST_REMARK
from retrieval.model import LONGEST, Status

_QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"
Verdict = Literal["useful", "wrong_figure", "wrong_agency", "wrong_place", "not_found"]
assert Verdict.__args__ == VERDICTS  # type: ignore[attr-defined]


class Asked(BaseModel):
    """Một câu hỏi, và phạm vi của nó."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": _QUESTION}]}
    )

    question: Annotated[str, Field(min_length=1, max_length=LONGEST, description="Câu hỏi.")]
    session: Annotated[
        str | None,
        Field(max_length=200, description="Mã cuộc hỏi đáp của lần trước, để hỏi nối tiếp."),
    ] = None
    place: Annotated[str | None, Field(max_length=200, description="Chỉ hỏi về nơi này.")] = None
    lang: Annotated[
        Literal["vi", "en"] | None, Field(description="Tiếng trả lời; mặc định theo câu hỏi.")
    ] = None


class Cited(BaseModel):
    """Khoản mục làm căn cứ; `start`..`end` tính bằng ký tự trong nguyên văn."""

    number: int
    doc: str
    version: str
    clause: str
    label: str
    start: int
    end: int
    quote: Annotated[str, Field(description="Lời văn; dòng bảng là các ô, giữa hai ô là “ | ”.")]
    columns: Annotated[list[str], Field(description="Với dòng bảng: tên cột của từng ô.")]
    title: Annotated[str, Field(description="Tên gọi của văn bản.")]
    url: str


class Hit(BaseModel):
    """Một khoản mục tìm thấy, kèm điểm."""

    doc: str
    clause: str
    start: int
    end: int
    score: float
    parts: dict[str, float]
    kind: str
    breadcrumb: list[str]
    text: str
    label: Annotated[str, Field(description="Vị trí bằng lời.")]


_ANSWER: dict[str, Any] = {
    "answer": "Đến năm 2025, thanh toán trực tuyến đạt 80% [1]",
    "status": "answered",
    "abstained": False,
    "citations": [
        {
            "number": 1,
            "doc": "ke-hoach-vi-du",
            "version": "0123456789ab",
            "clause": "ke-hoach-vi-du:II.2.a",
            "label": "điểm a khoản 2 Mục II",
            "start": 1200,
            "end": 1246,
            "quote": "a) Thanh toán trực tuyến đạt 80%.",
            "columns": [],
            "title": "Kế hoạch ví dụ 2021–2025",
            "url": "/van-ban/ke-hoach-vi-du@0123456789ab#II.2.a",
        }
    ],
    "hits": [],
    "notes": [],
    "suggestions": ["Ai chủ trì thanh toán trực tuyến?"],
    "ms": 21.4,
    "session": "u0kQ2m3vXrT9yZaB1cDeFg",
    "id": "Lnq5PUc5zBlQDNaZpZSpQw",
}


class Answered(BaseModel):
    """Câu trả lời trọn vẹn."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ANSWER]})

    answer: str
    status: Annotated[str, Field(json_schema_extra={"enum": [one.value for one in Status]})]
    abstained: bool
    citations: list[Cited]
    hits: list[Hit]
    notes: list[str]
    suggestions: list[str]
    ms: float
    session: Annotated[str, Field(description="Gửi lại ở câu sau để hỏi nối tiếp.")]
    id: Annotated[str, Field(description="Mã câu trả lời, để góp ý.")]


class Opinion(BaseModel):
    """Góp ý về một câu trả lời."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(min_length=1, max_length=200, description="`id` của câu trả lời.")]
    verdict: Verdict
    remark: Annotated[str, Field(max_length=LONGEST_REMARK)] = ""


class ProblemDetails(BaseModel):
    """Lỗi theo RFC 9457, kèm mã và cách khắc phục."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    remedy: str | None = None
    errors: list[dict[str, str]] | None = None


_WHY = {
    400: "Nội dung gửi lên không đọc được",
    401: "Mã truy cập không đúng",
    403: "Trang gọi không được phép",
    404: "Không có",
    408: "Nội dung gửi lên quá chậm",
    413: "Nội dung gửi lên quá lớn",
    422: "Yêu cầu không đúng dạng",
    429: "Hỏi quá nhanh",
    503: "Chưa trả lời được; thử lại sau",
    504: "Quá thời gian",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that a route may answer with, for the API's document."""
    content = {"application/problem+json": {"schema": {"$ref": PROBLEM}}}
    return {status: {"description": _WHY[status], "content": content} for status in statuses}


PROBLEM = "#/components/schemas/ProblemDetails"
