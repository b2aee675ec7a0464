"""The application: what its parts share, the parts, and what every request passes through."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from multiprocessing import parent_process
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.admin import router as admin
from bot.admin.uploads import LARGEST as _LARGEST_FILE
from bot.failures import told
from bot.model import opened
from bot.pages import draw as draw_problem
from bot.pages import router as pages
from bot.settings import Settings, index_folder
from bot.state import NAME, State
from bot.web import api, docs, health, problems
from bot.web.bodies import BodyLimits
from bot.web.headers import SecurityHeaders
from bot.web.last import LastResort
from bot.web.lazy import LazyAssistant
from bot.web.limits import Limits
from bot.web.metrics import Counted
from bot.web.origins import Origins
from bot.web.pool import Pool
from bot.widget import router as widget
from ingest.errors import CchcError

_LOG = logging.getLogger("cchc.web")
_WAITING = 64
_LARGEST_BODY = 64 * 1024
# A long message that replies to another comes to more; refused, it would be sent for ever.
_LARGEST_UPDATE = 1024 * 1024
_BODY_SECONDS = 10
_A_MOMENT = 2
_AN_HOUR = 60 * 60
_A_DAY = 24 * _AN_HOUR
_FIRST = "mục tiêu cải cách thủ tục hành chính"
_ABOUT = (
    "Hỏi đáp về các kế hoạch cải cách hành chính, mỗi câu trả lời kèm khoản mục làm căn cứ. "
    "Lỗi theo RFC 9457. `start` và `end` tính bằng ký tự (điểm mã Unicode) trong nguyên văn."
)


def create_app(settings: Settings, index: Path | None = None) -> FastAPI:
    """The whole application over one index, the settings' or another.

    `app.state` holds `settings`, `assistant` (a LazyAssistant), `state` (a State), `limits`, and
    `pool`, in which `async` routes ask; plain `def` routes may ask in the framework's threads.
    """
    app = FastAPI(
        title="cchc",
        version="1",
        description=_ABOUT,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        # It would redirect to whatever host the request names.
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False},
    )
    app.state.settings = settings
    app.state.state = State.anyhow(settings.home / NAME)
    app.state.assistant = LazyAssistant(
        index_folder(index, settings), lambda folder: opened(settings, folder, app.state.state)
    )
    app.state.limits = Limits(settings)
    app.state.pool = Pool(settings.web_threads, _WAITING, settings.ask_seconds)
    problems.install(app)
    _include(app)
    _guard(app, settings)
    docs.describe(app)
    return app


def _include(app: FastAPI) -> None:
    """Every part's routes, one line each; imported here where a part is heavy."""
    app.include_router(health.router)
    app.include_router(docs.router)
    app.include_router(api.router)
    app.include_router(widget)
    app.include_router(pages)
    app.include_router(admin)
    app.state.draw_problem = draw_problem
    if app.state.settings.webhook:
        from bot.telegram import webhook

        app.include_router(webhook.router)


def _guard(app: FastAPI, settings: Settings) -> None:
    """What a request passes through, the innermost first."""
    # Some more than the file itself, for the form around it.
    upload = _LARGEST_FILE + _LARGEST_BODY
    larger = {"/quan-tri/xem-truoc": upload, "/api/v1/admin/": upload}
    larger |= {"/telegram/": _LARGEST_UPDATE} if settings.webhook else {}
    app.add_middleware(BodyLimits, most=_LARGEST_BODY, seconds=_BODY_SECONDS, larger=larger)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.widget_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["Accept", "Content-Type"],
        expose_headers=["Retry-After"],
        max_age=_A_DAY,
    )
    app.add_middleware(Origins, allowed=settings.widget_origins)
    app.add_middleware(LastResort)
    app.add_middleware(SecurityHeaders, https=settings.public_url.startswith("https:"))
    app.add_middleware(Counted)
    if settings.trusted_proxies:
        trusted = list(settings.trusted_proxies)
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=trusted)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """While it runs: the index opened before the first question, old conversations deleted."""
    problem: str = app.state.state.problem
    if problem:
        _LOG.warning("%s", problem)
    tasks = [asyncio.create_task(work) for work in (_warm(app), _purge(app), _follow())]
    async with _telegram(app):
        yield
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    app.state.pool.close()
    app.state.assistant.close()
    app.state.state.close()


@asynccontextmanager
async def _telegram(app: FastAPI) -> AsyncIterator[None]:
    """The bot beside the pages, where its updates are to come here."""
    if not app.state.settings.webhook:
        yield
        return
    from bot.telegram.webhook import running

    async with running(app):
        yield


async def _warm(app: FastAPI) -> None:
    """Ask once what every plan has, so that the first visitor does not wait for what is lazy."""
    try:
        # In the pool, which waits for it before the index is closed.
        await app.state.pool.run(lambda: app.state.assistant.ask(_FIRST))
    except (CchcError, problems.Problem) as error:
        _LOG.warning("%s", told(error) if isinstance(error, CchcError) else error.detail)


async def _purge(app: FastAPI) -> None:
    """Delete, now and every hour, what is past its time."""
    while True:
        try:
            await asyncio.to_thread(app.state.state.purge)
        except CchcError as error:
            _LOG.warning("%s", told(error))
        await asyncio.sleep(_AN_HOUR)


async def _follow() -> None:
    """End with the process that started this one, which may be killed without a word."""
    parent = parent_process()
    while parent is not None:
        await asyncio.sleep(_A_MOMENT)
        if not parent.is_alive():
            signal.raise_signal(signal.SIGTERM)
            return
