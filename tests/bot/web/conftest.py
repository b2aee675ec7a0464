"""The application over the five plans, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def client(built_index: Path, settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings, built_index), raise_server_exceptions=False) as opened:
        yield opened
