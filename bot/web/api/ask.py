"""`POST /ask`: a question in, the whole answer out."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from bot.questions import checked
from bot.web.principal import principal
from bot.web.records import full_record
from retrieval.model import LONGEST, Principal

router = APIRouter(tags=["hỏi đáp"])


class Asked(BaseModel):
    """A question, and what it is asked within."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(min_length=1, max_length=LONGEST)
    session: str | None = Field(None, max_length=200)
    place: str | None = Field(None, max_length=200)
    lang: Literal["vi", "en"] | None = None


@router.post("/ask")
async def ask(
    request: Request, asked: Asked, who: Annotated[Principal, Depends(principal)]
) -> dict[str, Any]:
    """Hỏi một câu; nhận câu trả lời kèm khoản mục làm căn cứ."""
    state = request.app.state
    question = checked(asked.question)
    answer = await state.pool.run(
        lambda: state.assistant.ask(question, place=asked.place, lang=asked.lang, principal=who)
    )
    return full_record(answer, state.settings.public_url) | {"session": None, "id": None}
