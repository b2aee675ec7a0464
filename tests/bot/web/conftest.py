"""The application over the five plans: in this process, and as a server of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from tests.conftest import PATHS

_STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def client(built_index: Path, settings: Settings) -> Iterator[TestClient]:
    with opened(settings, built_index) as client:
        yield client


@contextmanager
def opened(settings: Settings, index: Path) -> Iterator[TestClient]:
    """A client of an application with these settings."""
    with TestClient(create_app(settings, index), raise_server_exceptions=False) as client:
        yield client


@dataclass(frozen=True, slots=True)
class Server:
    """`cchc serve`, running."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(folder: Path, index: Path, *words: str, **settings: str) -> Iterator[Server]:
    """`cchc serve` over this index, its state and its log in `folder`."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("CCHC_")}
    environ |= {"PYTHONPATH": os.pathsep.join(map(str, PATHS)), "PYTHONUTF8": "1"}
    environ |= {"CCHC_HOME": str(folder / "home"), **settings}
    command = [sys.executable, "-m", "bot.cli", "serve", "--port", "0", "--index", str(index)]
    log = folder / "log"
    with log.open("w") as out:
        process = subprocess.Popen([*command, *words], stderr=out, text=True, env=environ)
    try:
        yield Server(process, _port(process, log), log)
    finally:
        process.terminate()
        try:
            process.wait(30)
        finally:
            process.kill()


def _port(process: subprocess.Popen[str], log: Path) -> int:
    """The port, once the server has told it; the socket then listens, though nobody answers yet."""
    import time

    for _ in range(600):
        if told := _STARTED.search(log.read_text(encoding="utf-8")):
            return int(told.group(1))
        assert process.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def server(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of two processes, without limits, that the tests of hostile input share."""
    folder = tmp_path_factory.mktemp("server")
    with serving(folder, built_index, "--workers", "2", CCHC_LIMITS="off") as running:
        yield running
