"""`POST /feedback`: whether an answer was right."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request

from bot.state import State
from bot.web.api.schemas import Opinion, refusals
from bot.web.limits import limited_feedback, visitor
from bot.web.problems import Problem

router = APIRouter(tags=["Hỏi đáp"], dependencies=[Depends(limited_feedback)])


@router.post(
    "/feedback", status_code=204, responses=refusals(400, 403, 404, 408, 413, 422, 429, 503)
)
def feedback(request: Request, opinion: Opinion) -> None:
    """Góp ý về một câu trả lời; lần sau của cùng một người thay lần trước."""
    state: State = request.app.state.state
    if state.answers.get(opinion.id) is None:
        raise Problem(404, "not-found", "Không còn giữ câu trả lời này.", "Hãy hỏi lại rồi góp ý.")
    state.feedback.add(opinion.id, opinion.verdict, opinion.remark, voter=visitor(request))
