"""Running the application: one process, or several that share a port."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from uvicorn.config import LOGGING_CONFIG
from uvicorn.supervisors import Multiprocess

from bot.settings import Settings
from bot.web import metrics, shared_limits
from bot.web.factory import make
from bot.web.limits import Limits
from bot.web.protocol import BoundedProtocol
from ingest.errors import Unavailable

_GRACE_S = 10
# Longer than a proxy in front keeps a connection, so that it never sends into a closed one.
_IDLE_S = 75
_LIFE_SIGN_S = 30
_BACKLOG = 512


def serve(
    settings: Settings,
    index: Path | None,
    host: str,
    port: int,
    workers: int,
    tell: Callable[[str], None],
) -> None:
    """Serve until told to stop; questions under way are answered first.

    `tell` is told the address. Raises Unavailable where the port cannot be had, BadInput for
    settings that cannot be used.
    """
    Limits(settings)
    # The bot keeps each chat's order, which processes that share a port would not.
    workers = 1 if settings.webhook else workers
    with bound(host, port) as listening, TemporaryDirectory(prefix="cchc-") as folder:
        address = listening.getsockname()
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        tell(f"http://{shown}:{address[1]}")
        if workers > 1:
            settings = _together(settings, Path(folder))
            # Each thread would keep an arena of its own, and give little of it back (glibc).
            os.environ.setdefault("MALLOC_ARENA_MAX", "2")
            Multiprocess(_config(settings, index, workers), [listening]).run()
        else:
            uvicorn.Server(_config(settings, index, 1)).run([listening])


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there, and goes on to other processes."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        problem = f"Không nghe được ở {host}, cổng {port}: {error.strerror or error}."
        raise Unavailable(problem, "Chọn --host hoặc --port khác.") from error
    listening.set_inheritable(True)
    return listening


def _together(settings: Settings, folder: Path) -> Settings:
    """What the processes count together: visitors' questions, and the figures of `/metrics`."""
    counts = folder / "metrics"
    counts.mkdir()
    os.environ[metrics.FOLDER] = str(counts)
    if settings.limits != "memory":
        return settings
    return replace(settings, limits=f"{shared_limits.SCHEME}://{folder / 'limits.db'}")


def _config(settings: Settings, index: Path | None, workers: int) -> uvicorn.Config:
    return uvicorn.Config(
        # Handed over as it is: it goes to other processes whole, settings and all.
        partial(make, settings, index),
        factory=True,
        workers=workers,
        http=BoundedProtocol,
        ws="none",
        backlog=_BACKLOG,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_config=_logging(),
        log_level="warning",
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=_GRACE_S,
        timeout_worker_healthcheck=_LIFE_SIGN_S,
    )


def _logging() -> dict[str, Any]:
    """The server's own, and ours beside it."""
    config: dict[str, Any] = deepcopy(LOGGING_CONFIG)
    config["loggers"]["cchc"] = {"handlers": ["default"], "level": "INFO", "propagate": False}
    return config
