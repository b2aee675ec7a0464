"""Who may ask how often: by address and in all; in memory, in a shared file, in Redis."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings, load
from bot.web.app import create_app
from bot.web.limits import Limits
from bot.web.problems import Problem
from bot.web.shared_limits import SCHEME, SharedStorage
from ingest.errors import BadInput
from tests.bot.web.conftest import opened

ASKED = {"question": "xin chào"}


def statuses(client: TestClient, times: int, **headers: str) -> list[int]:
    return [
        client.post("/api/v1/ask", json=ASKED, headers=headers).status_code for _ in range(times)
    ]


def test_the_one_question_too_many_is_told_when_to_come_back(client: TestClient) -> None:
    assert statuses(client, 30) == [200] * 30
    refused = client.post("/api/v1/ask", json=ASKED)
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert 0 < int(refused.headers["retry-after"]) <= 60
    # Streams count with the rest; reading does not.
    assert client.post("/api/v1/ask/stream", json=ASKED).status_code == 429
    assert client.get("/api/v1/targets").status_code == 200


def test_off_is_off(settings: Settings, built_index: Path) -> None:
    with opened(replace(settings, limits="off"), built_index) as client:
        assert statuses(client, 40) == [200] * 40


def test_all_together_have_a_limit_too(settings: Settings, built_index: Path) -> None:
    few = replace(settings, asks_per_minute_total=5, trusted_proxies=("testclient",))
    with opened(few, built_index) as client:
        got = [statuses(client, 1, **{"X-Forwarded-For": f"192.0.2.{n}"})[0] for n in range(7)]
    assert got == [200] * 5 + [429] * 2


@pytest.mark.parametrize(
    ("trusted", "forwarded", "together"),
    [
        ((), ("192.0.2.1", "192.0.2.2"), True),  # nobody is believed unasked
        (("testclient",), ("192.0.2.1", "192.0.2.2"), False),
        (("testclient",), ("9.9.9.9, 192.0.2.1", "8.8.8.8, 192.0.2.1"), True),  # made up in front
        (("testclient",), ("2001:db8::1", "2001:db8::ffff"), True),  # one home's network
        (("testclient",), ("2001:db8::1", "2001:db8:0:1::1"), False),
        (("testclient",), ("<script>", "' OR 1=1"), True),  # no address at all
    ],
)
def test_whose_questions_are_counted_together(
    settings: Settings,
    built_index: Path,
    trusted: tuple[str, ...],
    forwarded: tuple[str, str],
    together: bool,
) -> None:
    strict = replace(settings, asks_per_minute=1, trusted_proxies=trusted)
    with opened(strict, built_index) as client:
        got = [statuses(client, 1, **{"X-Forwarded-For": one})[0] for one in forwarded]
    assert got == [200, 429 if together else 200]


def test_processes_of_one_machine_count_together(settings: Settings, tmp_path: Path) -> None:
    shared = replace(settings, limits=f"{SCHEME}://{tmp_path / 'limits.db'}", asks_per_minute=4)
    one, other = Limits(shared), Limits(shared)
    for limits in (one, other, one, other):
        limits.count("192.0.2.1")
    for limits in (one, other):
        with pytest.raises(Problem):
            limits.count("192.0.2.1")
    other.count("192.0.2.2")
    other.count("192.0.2.1", "feedback")


def test_a_window_moves(tmp_path: Path) -> None:
    store = SharedStorage(f"{SCHEME}://{tmp_path / 'limits.db'}")
    assert [store.acquire_entry("a", 2, 1) for _ in range(3)] == [True, True, False]
    first, held = store.get_moving_window("a", 2, 1)
    assert held == 2
    assert first <= time.time()
    time.sleep(1.05)
    assert store.acquire_entry("a", 2, 1)
    store.clear("a")
    assert store.get_moving_window("a", 2, 1)[1] == 0


def test_where_the_store_fails_the_process_counts_by_itself(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "limits.db"
    limits = Limits(replace(settings, limits=f"{SCHEME}://{file}", asks_per_minute=2))
    limits.count("192.0.2.1")
    for path in tmp_path.glob("limits.db*"):
        path.write_bytes(b"no database at all" * 1_000)
    limits.count("192.0.2.1")
    limits.count("192.0.2.1")
    with pytest.raises(Problem):
        limits.count("192.0.2.1")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """A Redis of our own, on a socket file."""
    program = shutil.which("redis-server")
    assert program, "redis-server is needed: apt-get install redis-server"
    path = tmp_path / "redis.sock"
    words = ["--port", "0", "--unixsocket", str(path), "--save", "", "--dir", str(tmp_path)]
    process = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket(socket.AF_UNIX) as trial:
                if path.exists() and trial.connect_ex(str(path)) == 0:
                    break
            time.sleep(0.05)
        yield f"redis+unix://{path}"
    finally:
        process.terminate()
        process.wait(10)


def test_machines_count_together_in_redis(settings: Settings, redis: str) -> None:
    limits = load({"CCHC_LIMITS": redis}).limits
    shared = replace(settings, limits=limits, asks_per_minute=2)
    one, other = Limits(shared), Limits(shared)
    one.count("192.0.2.1")
    other.count("192.0.2.1")
    with pytest.raises(Problem):
        one.count("192.0.2.1")


def test_a_redis_that_is_gone_stops_nobody(settings: Settings, tmp_path: Path) -> None:
    limits = Limits(replace(settings, limits=f"redis+unix://{tmp_path / 'none'}"))
    limits.count("192.0.2.1")


def test_a_store_that_there_is_none_of(settings: Settings) -> None:
    with pytest.raises(BadInput):
        create_app(replace(settings, limits="redis+cluster://x"))
