"""Making the application late: what it imports takes seconds on a slow machine.

A process of the server is asked whether it lives as soon as it has started, and one that is still
importing cannot answer: it would be ended and started again, for ever.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI


def make(settings: Settings, index: Path | None) -> FastAPI:
    """As `bot.web.app.create_app`, imported only now."""
    from bot.web.app import create_app

    return create_app(settings, index)
