"""Hostile input to a real server: a clear answer each time, nothing leaked, and it serves on."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator

import httpx2
import pytest

from tests.bot.web.conftest import Server

SCRIPT = "<script>alert('x')</script>"
ASK = "/api/v1/ask"


@pytest.fixture(autouse=True)
def _serves_on(server: Server) -> Iterator[None]:
    """Whatever a test did, the next question is answered, and no log says more than it should."""
    yield
    with httpx2.Client(base_url=server.address, timeout=60) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.post(ASK, json={"question": "xin chào"}).status_code == 200
    assert server.process.poll() is None
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "alert(" not in log


@pytest.fixture
def client(server: Server) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=server.address, timeout=60) as opened:
        yield opened


def raw(server: Server, request: bytes, wait: float = 30) -> bytes:
    """What the server says to these bytes, until it closes or falls silent."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as connection:
        connection.sendall(request)
        return received(connection)


def received(connection: socket.socket) -> bytes:
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
            if b"\r\n\r\n" in part:
                connection.settimeout(1)
    except (TimeoutError, ConnectionResetError):
        # A server that closes on what it will not read resets the connection.
        pass
    return b"".join(parts)


def problem(response: httpx2.Response, status: int) -> None:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["detail"]
    assert "Traceback" not in response.text
    assert "site-packages" not in response.text


def test_script_in_a_question_is_an_answer_in_json(client: httpx2.Client) -> None:
    response = client.post(ASK, json={"question": f"{SCRIPT} Thăng Bình"})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("size", [70_000, 1_000_000])
def test_a_large_body_is_refused(client: httpx2.Client, size: int) -> None:
    problem(client.post(ASK, json={"question": "a" * size}), 413)


def test_a_large_body_in_chunks_is_refused(client: httpx2.Client) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"question": "'
        for _ in range(100):
            yield b"a" * 1_000
        yield b'"}'

    try:
        response = client.post(ASK, content=chunks(), headers={"Content-Type": "application/json"})
    except httpx2.NetworkError:
        # The server closed as soon as it knew, while this side was still sending.
        return
    problem(response, 413)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"null", 422),
        (b"[]", 422),
        (b'"question"', 422),
        (b"\xff\xfe\x00", 400),
        (b'{"question": 1}', 422),
        (b'{"question": null}', 422),
        (b'{"question": ["a"]}', 422),
        (b'{"question": "\\ud800"}', 422),
        (b'{"question": "a", "session": {}}', 422),
        (b'{"question": "a", "lang": "xx"}', 422),
        (b'{"question": "a", "__proto__": {}}', 422),
        (b"[" * 30_000, 400),
        (b'{"question": ' + b"9" * 5_000 + b"}", 400),
        (b'{"question": NaN}', 422),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_bad_json_is_told_so(client: httpx2.Client, body: bytes, status: int) -> None:
    headers = {"Content-Type": "application/json"}
    for path in (ASK, f"{ASK}/stream"):
        problem(client.post(path, content=body, headers=headers), status)


@pytest.mark.parametrize(
    "question",
    [
        "\x00",
        "\u202e" * 500,
        "🏳️‍🌈" * 300,
        "a\u0301" * 900,
        "%s%n{0}${x}",
        "'; DROP TABLE turns; --",
    ],
    ids=ascii,
)
def test_odd_text_is_a_question_like_another(client: httpx2.Client, question: str) -> None:
    asked = {"question": question, "place": question[:100], "session": question[:100]}
    response = client.post(ASK, json=asked)
    assert response.status_code == 200
    assert response.json()["answer"]


def test_a_question_too_long_is_told_so(client: httpx2.Client) -> None:
    problem(client.post(ASK, json={"question": "a" * 2_001}), 422)


def test_another_site_is_refused(client: httpx2.Client) -> None:
    headers = {"Origin": "https://evil.example"}
    problem(client.post(ASK, json={"question": "xin chào"}, headers=headers), 403)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/documents/..%2f..%2f..%2fetc%2fpasswd",
        "/api/v1/documents/..%5c..%5cwindows",
        "/api/v1/documents/%2e%2e%2f%2e%2e%2fstate.db/text",
        "/api/v1/documents/%00/text",
        "/api/v1/clauses/tan-binh-2024:..%2f..",
        "/api/v1/check/%3Cscript%3E",
        "/docs/..%2f..%2fpyproject.toml",
        "/docs/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/api/v1/documents/tan-binh-2024?version=../../../state",
    ],
)
def test_tricks_in_a_path_find_nothing(server: Server, path: str) -> None:
    got = raw(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert got.split(b" ", 2)[1] == b"404"
    assert b"application/problem+json" in got
    assert b"root:" not in got


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: -1",
        "Content-Length: many",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "X: " + "a" * 200_000,
        "Bad Header: x",
        "X: a\x00b",
    ],
    ids=lambda value: repr(value)[:30],
)
def test_tricks_in_a_header_are_refused(server: Server, headers: str) -> None:
    got = raw(server, f"POST {ASK} HTTP/1.1\r\nHost: x\r\n{headers}\r\n\r\nabc".encode("latin-1"))
    assert not got or got.split(b" ", 2)[1].startswith(b"4")
    assert b"Traceback" not in got


def test_a_host_that_is_not_ours_goes_nowhere(client: httpx2.Client) -> None:
    response = client.get("/api/v1/documents/", headers={"Host": "evil.example"})
    assert "evil.example" not in response.headers.get("location", "")


def test_what_comes_too_slowly_is_cut_off(server: Server) -> None:
    head = f"POST {ASK} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    half_a_body = f"{head}Content-Length: 100\r\n\r\n".encode() + b'{"quest'
    half_a_head = b"GET /healthz HTTP/1.1\r\nHos"
    began = time.monotonic()
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=30) as one,
        socket.create_connection(("127.0.0.1", server.port), timeout=30) as other,
    ):
        one.sendall(half_a_body)
        other.sendall(half_a_head)
        for connection in (one, other):
            got = received(connection)
            assert got.split(b" ", 2)[1] == b"408"
            assert b"application/problem+json" in got
    assert time.monotonic() - began < 25


def test_many_idle_connections_keep_nobody_out(server: Server, client: httpx2.Client) -> None:
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        assert client.get("/healthz").status_code == 200
    finally:
        for connection in idle:
            connection.close()


def test_a_reader_who_leaves_a_stream_frees_its_place(server: Server) -> None:
    body = json.dumps({"question": "Thăng Bình thanh toán trực tuyến bao nhiêu?"}).encode()
    head = f"POST {ASK}/stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    request = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    # More than wait in line at once: were the places not freed, the last would be refused.
    for _ in range(150):
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(request)
            assert connection.recv(12).startswith(b"HTTP/1.1 200")
