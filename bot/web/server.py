"""Running the application: one process, or several that share a port."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import uvicorn

from bot.settings import Settings
from bot.web.app import create_app


def serve(settings: Settings, index: Path | None, host: str, port: int, workers: int) -> None:
    """Serve until told to stop; questions under way are answered first."""
    config = uvicorn.Config(
        # Handed over as it is: it goes to other processes whole, settings and all.
        partial(create_app, settings, index),
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    if workers > 1:
        from uvicorn.supervisors import Multiprocess

        Multiprocess(config, sockets=[config.bind_socket()]).run()
    else:
        uvicorn.Server(config).run()
