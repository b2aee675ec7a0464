"""What goes wrong, as RFC 9457 says it: one JSON object with a code, what is wrong, the remedy."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from bot.failures import told
from ingest.errors import BadInput, CchcError, NeedsIngest, Unavailable

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("cchc.web")


# Not frozen: a context manager that an exception passes through sets its traceback.
@dataclass(eq=False)
class Problem(Exception):
    """A refusal with its HTTP status; `detail` and `remedy` are sentences for the user."""

    status: int
    code: str
    detail: str
    remedy: str = ""
    errors: Sequence[Mapping[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """The members of the JSON object; those that say nothing are left out."""
        told: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "remedy": self.remedy,
            "errors": [dict(one) for one in self.errors],
        }
        return {name: value for name, value in told.items() if value}


# A page's way of drawing a problem, for a reader of HTML.
Draw = Callable[[Request, Problem], Response]


def answer(problem: Problem) -> JSONResponse:
    """The problem as a response."""
    headers = {"Cache-Control": "no-store", "Content-Language": "vi", **problem.headers}
    return JSONResponse(problem.record(), problem.status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Let every error of the application leave as a problem.

    Where `app.state.draw_problem` is set, it draws those that a page's reader meets.
    """
    app.state.draw_problem = None
    for kind in (Problem, CchcError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _handle)


async def _handle(request: Request, error: Exception) -> Response:
    problem = of(error)
    draw: Draw | None = request.app.state.draw_problem
    if draw is not None and _wants_page(request):
        return draw(request, problem)
    return answer(problem)


def _wants_page(request: Request) -> bool:
    path = request.url.path
    return not path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def of(error: Exception) -> Problem:
    """Any error as the problem that a visitor is told: nothing of an unexpected one but that."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, CchcError):
        return _ours(error)
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        return _http(error)
    return Problem(500, "internal", "Máy chủ gặp lỗi ngoài dự kiến.", "Hãy thử lại sau.")


def _ours(error: CchcError) -> Problem:
    if isinstance(error, BadInput):
        return Problem(422, "bad-input", error.problem, error.remedy)
    code = "needs-ingest" if isinstance(error, NeedsIngest) else "unavailable"
    if not isinstance(error, NeedsIngest | Unavailable):
        _LOG.error("%s", told(error))
    return Problem(503, code, error.problem, error.remedy, headers={"Retry-After": "30"})


def _invalid(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return Problem(400, "bad-json", "Nội dung gửi lên không phải JSON.")
    errors = [{"at": ".".join(map(str, one["loc"])), "detail": _said(one)} for one in found]
    return Problem(422, "invalid", "Yêu cầu không đúng dạng.", "Xem “errors”.", errors)


def _said(error: Mapping[str, Any]) -> str:
    """What is wrong with one value; the value itself is not said again."""
    words = _WRONG.get(str(error["type"]))
    # The library's own words, in English, for what is not among these.
    return str(error["msg"]) if words is None else words.format(**error.get("ctx", {}))


def _http(error: HTTPException) -> Problem:
    code, detail = _KNOWN.get(error.status_code, ("http", str(error.detail)))
    return Problem(error.status_code, code, detail, headers=error.headers or {})


_KNOWN: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "Yêu cầu không đọc được."),
    404: ("not-found", "Không có địa chỉ này."),
    405: ("method-not-allowed", "Địa chỉ này không nhận cách gọi đó."),
    408: ("slow-body", "Nội dung gửi lên quá chậm."),
    413: ("too-large", "Nội dung gửi lên quá lớn."),
}

_WRONG: Mapping[str, str] = {
    "missing": "Thiếu giá trị này.",
    "extra_forbidden": "Không có tham số này.",
    "string_type": "Cần một chuỗi ký tự.",
    "string_too_short": "Cần ít nhất {min_length} ký tự.",
    "string_too_long": "Nhiều nhất {max_length} ký tự.",
    "string_unicode": "Có ký tự không hợp lệ.",
    "int_parsing": "Cần một số nguyên.",
    "int_type": "Cần một số nguyên.",
    "greater_than_equal": "Cần từ {ge} trở lên.",
    "less_than_equal": "Cần nhiều nhất {le}.",
    "literal_error": "Chọn một trong: {expected}.",
    "enum": "Chọn một trong: {expected}.",
    "too_short": "Cần ít nhất {min_length} giá trị.",
    "too_long": "Nhiều nhất {max_length} giá trị.",
    "list_type": "Cần một danh sách.",
    "model_attributes_type": "Cần một đối tượng JSON, gửi với Content-Type: application/json.",
    "dict_type": "Cần một đối tượng JSON, gửi với Content-Type: application/json.",
}
