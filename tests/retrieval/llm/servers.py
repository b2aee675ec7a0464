"""Servers on loopback that speak the wire protocols of OpenAI and of Ollama.

What they say is a script: a function of the request's text, which gives the pieces of a reply and
what becomes of the connection then. The clients are the real ones.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

PROVIDERS = ("openai", "ollama")


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply: its pieces, and then an end, silence, or the last piece for ever."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    then: str = "end"
    headers: tuple[tuple[str, str], ...] = ()


Script = Callable[[dict[str, Any]], Reply]


def text(reply: str) -> Reply:
    """A whole reply in pieces of a few letters, as models send them."""
    return Reply(tuple(reply[at : at + 7] for at in range(0, len(reply), 7)))


@dataclass(slots=True)
class Server:
    """A running server: where it is, what it was asked, and what it will say."""

    url: str = ""
    script: Script = lambda data: text("")
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def reset(self) -> None:
        """Forget what was asked, and let go of whoever waits."""
        self.released.set()
        self.released = threading.Event()
        self.asked.clear()
        self.keys.clear()

    def model(self, provider: str) -> tuple[str, str]:
        """The model's name and base address for a provider's client."""
        return f"{provider}:fake", f"{self.url}/v1" if provider == "openai" else self.url


class _Handler(BaseHTTPRequestHandler):
    server_state: ClassVar[Server]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        state = self.server_state
        state.keys.append(self.headers.get("authorization") or "")
        state.asked.append(body)
        reply = state.script(_data(body))
        with suppress(BrokenPipeError, ConnectionResetError):
            if reply.status != 200:
                self._fail(reply)
            elif not body.get("stream"):
                self._whole(reply)
            elif self.path.endswith("/chat/completions"):
                self._send(reply, "text/event-stream", _openai)
            else:
                self._send(reply, "application/x-ndjson", _ollama)

    def _fail(self, reply: Reply) -> None:
        self._json({"error": {"message": "".join(reply.pieces), "type": "x"}}, reply)

    def _whole(self, reply: Reply) -> None:
        """OpenAI's reply in one piece; Ollama's client always asks for a stream."""
        said = {"role": "assistant", "content": "".join(reply.pieces)}
        choice = {"index": 0, "message": said, "finish_reason": "stop"}
        base = {"id": "c", "object": "chat.completion", "created": 1, "model": "fake"}
        self._json({**base, "choices": [choice]}, reply)

    def _json(self, told: dict[str, Any], reply: Reply) -> None:
        said = json.dumps(told).encode()
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def _send(self, reply: Reply, kind: str, form: Callable[[str | None], bytes]) -> None:
        released = self.server_state.released
        self.send_response(200)
        self.send_header("content-type", kind)
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for piece in reply.pieces:
            self._chunk(form(piece))
        while reply.then == "endless":
            self._chunk(form(reply.pieces[-1]))
            time.sleep(0.005)
        if reply.then == "silence":
            released.wait(20)
            self.close_connection = True
            return
        self._chunk(form(None))
        self._chunk(b"")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing: a test's output is its own."""


def _data(body: dict[str, Any]) -> dict[str, Any]:
    """The JSON object that the prompt hands over."""
    told = [m["content"] for m in body["messages"] if m["role"] == "user"][-1]
    with suppress(ValueError):
        found = json.loads(told)
        return found if isinstance(found, dict) else {}
    return {}


def _openai(piece: str | None) -> bytes:
    base = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "fake"}
    if piece is None:
        done = {**base, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        return f"data: {json.dumps(done)}\n\ndata: [DONE]\n\n".encode()
    delta = {"role": "assistant", "content": piece}
    chunk = {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _ollama(piece: str | None) -> bytes:
    base: dict[str, Any] = {"model": "fake", "created_at": "2025-11-21T00:00:00Z"}
    said = {"role": "assistant", "content": piece or ""}
    done = {"done_reason": "stop"} if piece is None else {}
    return (json.dumps({**base, "message": said, "done": piece is None, **done}) + "\n").encode()


@contextmanager
def serving() -> Iterator[Server]:
    """A server for the length of a block; whoever waits in it is let go at the end."""
    state = Server()
    handler = type("Handler", (_Handler,), {"server_state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def drafted(data: dict[str, Any], word: Callable[[str], str]) -> str:
    """The draft of a request with each sentence put through `word`, under its marks."""
    rows: Iterable[dict[str, str]] = data.get("ban_nhap", ())
    return "\n".join(f"{word(row['cau'])} {row['ma']}" for row in rows)
