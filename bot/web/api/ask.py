"""`POST /ask` and `POST /ask/stream`: the whole answer, at once or as it comes."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent

from bot.web import problems
from bot.web.api.schemas import Answered, Asked, refusals
from bot.web.exchange import Exchange
from bot.web.limits import limited
from bot.web.pool import Pool
from bot.web.principal import principal

router = APIRouter(
    tags=["Hỏi đáp"],
    dependencies=[Depends(limited)],
    responses=refusals(400, 401, 403, 408, 413, 422, 429, 503, 504),
)


async def exchange(request: Request, asked: Asked) -> Exchange:
    """The question, to be put; what is wrong with it is told before a stream begins."""
    who = principal(request)
    return Exchange(
        request.app.state, asked.question, asked.session or "", asked.place, asked.lang, who
    )


Asking = Annotated[Exchange, Depends(exchange)]


@router.post("/ask", response_model=Answered)
async def ask(request: Request, asking: Asking) -> JSONResponse:
    """Hỏi một câu; nhận câu trả lời kèm khoản mục làm căn cứ."""
    pool: Pool = request.app.state.pool
    # As it is: the record is made here, and checking it again would cost what a search costs.
    return JSONResponse(await pool.run(asking.answered))


@router.post("/ask/stream", response_class=EventSourceResponse)
async def stream(request: Request, asking: Asking) -> AsyncIterator[ServerSentEvent]:
    """Hỏi một câu, nhận trả lời dần: `start`, các `text`, rồi `answer`; hoặc `error`."""
    pool: Pool = request.app.state.pool
    try:
        async for name, data in pool.stream(asking.events):
            yield _event(name, data)
    except Exception as error:  # noqa: BLE001 - the response has begun: it is told as an event
        problem = problems.of(error)
        yield _event("error", problem.record())


def _event(name: str, data: dict[str, Any]) -> ServerSentEvent:
    return ServerSentEvent(raw_data=json.dumps(data, ensure_ascii=False), event=name)
