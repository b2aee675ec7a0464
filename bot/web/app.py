"""The application: what its parts share, and the parts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI

from bot.settings import Settings, index_folder
from bot.web import api, health, problems
from bot.web.lazy import LazyAssistant
from bot.web.pool import Pool
from bot.widget import router as widget

_WAITING = 64


def create_app(settings: Settings, index: Path | None = None) -> FastAPI:
    """The whole application over one index, the settings' or another.

    `app.state` holds `settings`, `assistant` (a LazyAssistant) and `pool`, in which `async` routes
    ask; plain `def` routes may ask directly, in the framework's threads.
    """
    app = FastAPI(
        title="cchc",
        version="1",
        lifespan=_lifespan,
        telemetry={"tracing": False, "metrics": False},
    )
    app.state.settings = settings
    app.state.assistant = LazyAssistant(index_folder(index, settings), encoder=settings.encoder)
    app.state.pool = Pool(settings.web_threads, _WAITING, settings.ask_seconds)
    problems.install(app)
    _include(app)
    return app


def _include(app: FastAPI) -> None:
    """Every part's routes, one line each; imported here where a part is heavy."""
    app.include_router(health.router)
    app.include_router(api.router)
    app.include_router(widget)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.pool.close()
    app.state.assistant.close()
