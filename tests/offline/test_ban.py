"""The ban on the network holds, here and in a process that a test starts."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys

import pytest

from tests.offline.sitecustomize import ForbiddenNetworkError, is_local

# From the block that RFC 5737 keeps for documents: nobody answers there.
ELSEWHERE = "192.0.2.1"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("::1%lo", True),
        ("localhost", True),
        (b"localhost", True),
        (None, True),  # to bind to every address of one's own
        ("0.0.0.0", True),
        (ELSEWHERE, False),
        ("example.org", False),
        ("localhost.example.org", False),
        ("::ffff:192.0.2.1", False),
    ],
)
def test_which_hosts_are_this_machine(host: object, local: bool) -> None:
    assert is_local(host) is local


def test_connecting_elsewhere_is_forbidden() -> None:
    with socket.socket() as one, pytest.raises(ForbiddenNetworkError):
        one.connect((ELSEWHERE, 80))


def test_sending_elsewhere_is_forbidden() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as one,
        pytest.raises(ForbiddenNetworkError),
    ):
        one.sendto(b"", (ELSEWHERE, 53))


def test_looking_a_name_up_is_forbidden() -> None:
    with pytest.raises(ForbiddenNetworkError):
        socket.getaddrinfo("example.org", 443)


async def test_the_event_loop_is_held_to_it() -> None:
    with pytest.raises(ForbiddenNetworkError):
        await asyncio.open_connection(ELSEWHERE, 80)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as client:
            client.sendall(b"x")
        peer, _ = server.accept()
        with peer:
            assert peer.recv(1) == b"x"


def test_a_child_process_is_held_to_it() -> None:
    program = f"import socket; socket.socket().connect(({ELSEWHERE!r}, 80))"
    child = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )
    assert child.returncode == 1
    assert "ForbiddenNetworkError" in child.stderr
