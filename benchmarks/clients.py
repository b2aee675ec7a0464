"""HTTP clients that cost little beside the server that they share the machine with."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

Target = tuple[str, str]


@dataclass(slots=True)
class Load:
    """What the clients met: the seconds of each good response, and what else there was."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)


async def storm(
    port: int, target: Target, bodies: Iterator[bytes], seconds: float, clients: int
) -> Load:
    """Each client sends the next body as soon as its last was answered, until the time is over."""
    load, until = Load(), time.monotonic() + seconds
    await asyncio.gather(*(_client(port, target, bodies, until, load) for _ in range(clients)))
    return load


async def _client(
    port: int, target: Target, bodies: Iterator[bytes], until: float, load: Load
) -> None:
    left = True
    while left:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            left = await _connected(reader, writer, target, bodies, until, load)
        except (OSError, asyncio.IncompleteReadError) as error:
            load.errors[type(error).__name__] += 1
        writer.close()


async def _connected(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    target: Target,
    bodies: Iterator[bytes],
    until: float,
    load: Load,
) -> bool:
    """Ask over one connection, which the server may end; whether there is more to ask."""
    while time.monotonic() < until and (body := next(bodies, None)) is not None:
        began = time.perf_counter()
        writer.write(_request(target, body))
        status, stays = await _response(reader)
        if status == b"200":
            load.times.append(time.perf_counter() - began)
        else:
            load.errors[status.decode()] += 1
        if not stays:
            return True
    return False


def _request(target: Target, body: bytes) -> bytes:
    method, path = target
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Content-Type: application/json\r\n\r\n".encode() + body


async def _response(reader: asyncio.StreamReader) -> tuple[bytes, bool]:
    """The status of a response whose length is told, read to its end; whether another may come."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    await reader.readexactly(int(length or 0))
    return head[9:12], b"connection: close" not in head
