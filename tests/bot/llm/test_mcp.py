"""`cchc mcp` as a desktop assistant meets it: the SDK's own client, over stdio and over HTTP."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client

TOOLS = {"search", "targets", "tasks", "compare", "ask", "documents"}


def command(index: Path, *more: str) -> list[str]:
    return ["-m", "bot.cli", "mcp", "--index", str(index), *more]


def rows(result: Any) -> Any:
    assert not result.is_error, result.content
    return result.structured_content["result"] if result.structured_content else None


def words(result: Any) -> str:
    return str(result.content[0].text)


async def look(client: Client, index: Path) -> None:
    """What an assistant does first, and one call of each tool."""
    assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
    found = rows(await client.call_tool("targets", {"place": "Thăng Bình", "year": 2025}))
    assert found
    assert all(row["doc"] == "thang-binh-2021-2025" and row["quote"] for row in found)
    tasks = rows(await client.call_tool("tasks", {"agency": "Sở Nội vụ", "role": "lead"}))
    assert all("Sở Nội vụ" in row["lead"] for row in tasks)
    hits = rows(await client.call_tool("search", {"query": "số hóa hồ sơ", "limit": 3}))
    assert len(hits) == 3
    sides = rows(await client.call_tool("compare", {"first": "Tứ Kỳ", "second": "Di Linh"}))
    assert {cell["doc"] for row in sides for cell in row["cells"]} >= {"tu-ky-2021-2025"}
    asked = {"question": "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"}
    answer = await client.call_tool("ask", asked)
    told = json.loads(words(answer))
    assert "80%" in told["answer"]
    assert told["citations"][0]["doc"] == "thang-binh-2021-2025"
    lost = await client.call_tool("targets", {"place": "Hội An"})
    assert lost.is_error
    assert "Traceback" not in words(lost)
    assert "Tân Bình" in words(lost)  # the remedy: what there is


async def test_over_stdio(built_index: Path) -> None:
    words = command(built_index)
    parameters = StdioServerParameters(command=sys.executable, args=words, env=dict(os.environ))
    async with Client(stdio_client(parameters)) as client:
        await look(client, built_index)


@contextmanager
def running(index: Path) -> Iterator[str]:
    """The server over HTTP on a free port, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, *command(index, "--http", "--port", str(port))]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as server:
        try:
            _await(port, server)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            server.terminate()


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not start")


async def test_over_http(built_index: Path) -> None:
    with running(built_index) as url:
        async with Client(url) as client:
            await look(client, built_index)


def test_without_an_index_one_line_says_what_to_do(tmp_path: Path) -> None:
    words = [sys.executable, *command(tmp_path / "none")]
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 1
    assert "cchc ingest" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not done.stdout
