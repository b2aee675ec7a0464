"""What goes wrong, drawn as a page: what happened, what to do, and the way back."""

from __future__ import annotations

from fastapi import Request, Response

from bot.pages.site import render
from bot.web.problems import Problem

_TITLES = {
    401: "Cần mã truy cập đúng",
    404: "Không tìm thấy trang này",
    413: "Nội dung gửi lên quá lớn",
    422: "Yêu cầu chưa đúng",
    429: "Anh/chị hỏi hơi nhanh",
    503: "Hệ thống chưa sẵn sàng",
    504: "Câu hỏi mất quá nhiều thời gian",
}
_INTERNAL = ("needs-ingest", "unavailable")
_WAIT = "Kho văn bản đang được chuẩn bị. Xin anh/chị quay lại sau ít phút."


def draw(request: Request, problem: Problem) -> Response:
    """The problem as a page, with its status and headers."""
    title = _TITLES.get(problem.status, "Có lỗi xảy ra")
    # Why the index cannot be read names folders and commands: the operator's business.
    told = (_WAIT, "") if problem.code in _INTERNAL else (problem.detail, problem.remedy)
    page = render(request, "problem.html", problem.status, title=title, told=told)
    page.headers.update(problem.headers)
    return page
