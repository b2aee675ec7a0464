"""`cchc serve`: processes that share what they must, an index switched, an orderly end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import threading
import time
from pathlib import Path

import httpx2
import pytest

from bot.cli.entry import run
from ingest.pipeline import ingest
from tests.bot.web.conftest import Server, serving

CORPUS = Path(__file__).parents[3] / "corpus"
ASK = "/api/v1/ask"
QUESTION = {"question": "Di Linh số hóa hồ sơ bao nhiêu %?"}


def post(server: Server, asked: dict[str, str]) -> httpx2.Response:
    """A question over a connection of its own, so that any of the processes may take it."""
    return httpx2.post(f"{server.address}{ASK}", json=asked, timeout=60)


def processes(server: Server) -> set[str]:
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return set(children.read_text().split())


def test_processes_share_sessions_limits_and_figures(built_index: Path, tmp_path: Path) -> None:
    with serving(tmp_path, built_index, "--workers", "2", CCHC_ASKS_PER_MINUTE="20") as server:
        first = post(server, QUESTION).json()
        following = {"question": "thế còn Tứ Kỳ?", "session": first["session"]}
        for _ in range(6):
            told = post(server, following).json()
            assert told["session"] == first["session"]
            assert {c["doc"] for c in told["citations"]} == {"tu-ky-2021-2025"}
        got = [post(server, {"question": "xin chào"}).status_code for _ in range(18)]
        assert got == [200] * 13 + [429] * 5
        counted = httpx2.get(f"{server.address}/metrics").text
        answers = re.findall(r"^cchc_answers_total\{.*\} ([\d.]+)$", counted, re.M)
        assert sum(map(float, answers)) == 20
        assert "Di Linh" not in counted
    assert "Di Linh" not in server.log.read_text(encoding="utf-8")


def test_an_index_switched_while_serving_loses_no_question(tmp_path: Path) -> None:
    index = tmp_path / "index"
    ingest([CORPUS / "di-linh-2022-2025.txt"], index)
    statuses: list[int] = []
    done = threading.Event()

    def asking(server: Server) -> None:
        while not done.is_set():
            statuses.append(post(server, QUESTION).status_code)

    with serving(tmp_path, index, "--workers", "1", CCHC_LIMITS="off") as server:
        asker = threading.Thread(target=asking, args=(server,))
        asker.start()
        try:
            ingest([CORPUS / "tu-ky-2021-2025.txt"], index)
            ingest([CORPUS / "thang-binh-2021-2025.txt"], index)
            time.sleep(1)
        finally:
            done.set()
            asker.join(60)
        assert httpx2.get(f"{server.address}/readyz").json()["documents"] == 3
    assert statuses
    assert set(statuses) == {200}


def test_a_question_under_way_is_answered_before_the_end(built_index: Path, tmp_path: Path) -> None:
    body = json.dumps(QUESTION).encode()
    head = f"POST {ASK} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    with serving(tmp_path, built_index, "--workers", "1") as server:
        httpx2.get(f"{server.address}/readyz", timeout=60)
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:-1])
            time.sleep(0.5)
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            connection.sendall(body[-1:])
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert server.process.wait(30) in (0, -signal.SIGTERM)


def test_no_process_outlives_the_one_that_started_it(built_index: Path, tmp_path: Path) -> None:
    with serving(tmp_path, built_index, "--workers", "2") as server:
        httpx2.get(f"{server.address}/readyz", timeout=60)
        workers = processes(server)
        assert len(workers) >= 2
        server.process.kill()
        server.process.wait()
        for _ in range(200):
            if not any(os.path.exists(f"/proc/{pid}") for pid in workers):  # noqa: PTH110
                return
            time.sleep(0.1)
    pytest.fail(f"still there: {workers}")


def test_a_port_in_use_is_told_in_one_line(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "--port", str(server.port)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(server.port) in told
    assert "--port" in told


@pytest.mark.parametrize("words", [["--port", "x"], ["--port", "70000"], ["--workers", "0"]])
def test_wrong_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as out:
        run(["serve", *words])
    assert out.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
