"""`/`: questions and answers. The script streams them; without it, the form brings them whole."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from bot.pages.answers import Drawn, drawn
from bot.pages.forms import fields
from bot.pages.site import render, shelf
from bot.web.exchange import Exchange
from bot.web.limits import limit, visitor
from bot.web.principal import principal
from ingest.errors import BadInput

router = APIRouter(include_in_schema=False)
# Each shows another thing that may be asked: a figure, an agency, a deadline, two places.
EXAMPLES = (
    ("Chỉ tiêu", "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"),
    ("Cơ quan", "Ai chủ trì số hóa hồ sơ ở Tân Bình?"),
    ("Thời hạn", "Sở Nội vụ Quảng Nam phải xong những đề án nào, hạn nào?"),
    ("So sánh", "So sánh mức độ hài lòng của Thăng Bình và Tứ Kỳ"),
)


@router.get("/")
async def welcome(request: Request, q: str = "", place: str = "") -> Response:
    """The page to ask on; a question in the address is answered, so that it can be sent on."""
    if q.strip():
        return await _answered(request, q, place, "")
    return await run_in_threadpool(_page, request, place=place)


@router.post("/")
async def ask(request: Request) -> Response:
    """A question from the form."""
    form = await fields(request)
    question, place = form.get("question", ""), form.get("place", "")
    return await _answered(request, question, place, form.get("session", ""))


@router.post("/gop-y")
async def feedback(request: Request) -> Response:
    """What a visitor without script says of an answer."""
    limit(request)
    form = await fields(request)
    verdict = form.get("verdict", "")
    said = request.app.state.state.feedback.add
    await run_in_threadpool(said, form.get("id", ""), verdict, voter=visitor(request))
    return render(request, "thanks.html")


async def _answered(request: Request, question: str, place: str, session: str) -> Response:
    limit(request)
    state, who = request.app.state, principal(request)
    try:
        exchange = Exchange(state, question, session, place or None, None, who)
    except BadInput as error:
        return await run_in_threadpool(_page, request, place=place, problem=error, status=422)
    record = await state.pool.run(exchange.answered)

    def draw() -> Response:
        with shelf(request) as held:
            made = drawn(record, exchange.question, held.labels)
        return _page(request, place=place, answer=made, earlier=tuple(exchange.history))

    return await run_in_threadpool(draw)


def _page(
    request: Request,
    *,
    place: str = "",
    answer: Drawn | None = None,
    earlier: tuple[str, ...] = (),
    problem: BadInput | None = None,
    status: int = 200,
) -> Response:
    with shelf(request) as held:
        return render(
            request,
            "ask.html",
            status,
            shelf=held,
            place=held.slug(place),
            examples=EXAMPLES,
            answer=answer,
            session=answer.session if answer else "",
            earlier=earlier,
            problem=problem,
        )
