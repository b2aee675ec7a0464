"""A service at the wire: the API's contract over real HTTP, with replies that a test chooses."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.widget.bundle import bundle

SESSION = "s" * 22
QUOTE = "- Chủ trì triển khai, thực hiện nội dung số hóa hồ sơ và thủ tục hành chính."


def citation(number: int = 1, **changed: Any) -> dict[str, Any]:
    """A citation as the API gives it."""
    return {
        "number": number,
        "doc": "tan-binh-2024",
        "version": "6ed4c7e04d14",
        "clause": "tan-binh-2024:IV.1.g7",
        "label": "gạch đầu dòng thứ bảy khoản 1 Mục IV",
        "start": 30001,
        "end": 30077,
        "quote": QUOTE,
        "columns": [],
        "url": "/van-ban/tan-binh-2024@6ed4c7e04d14#IV.1.g7",
        **changed,
    }


def answer(
    text: str = "Công chức Văn phòng-Thống kê: chủ trì [1]", **changed: Any
) -> dict[str, Any]:
    """An answer as the API gives it."""
    return {
        "answer": text,
        "status": "answered",
        "abstained": False,
        "citations": [citation()],
        "hits": [],
        "notes": [],
        "suggestions": [],
        "ms": 12.5,
        "session": SESSION,
        "id": "a" * 22,
        **changed,
    }


@dataclass(slots=True)
class Reply:
    """How a question is answered: `status` other than 200 is a problem with `headers`.

    `stream` False: the stream's address is not there. `cut`: it breaks off before the answer.
    `pause` seconds lie between its pieces.
    """

    answer: dict[str, Any] = field(default_factory=answer)
    status: int = 200
    problem: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    stream: bool = True
    cut: bool = False
    pause: float = 0.0


class Service(ThreadingHTTPServer):
    """The fake, on a free port. `asked` and `judged` are what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.origins: set[str] = set()
        self.reply: Callable[[str], Reply] = lambda question: Reply()
        self.asked: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.judged: list[dict[str, Any]] = []
        self.headers_seen: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        """Its address, with the final slash."""
        return f"http://127.0.0.1:{self.server_port}/"

    def answers(self, reply: Reply) -> None:
        """Whatever is asked."""
        self.reply = lambda question: reply

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves in the middle of an answer is no error."""


def pieces(text: str) -> Iterator[str]:
    """The text in pieces of five characters: marks and words are cut wherever it falls."""
    return (text[at : at + 5] for at in range(0, len(text), 5))


class _Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        if self.path == "/widget.js":
            self._send(200, bundle().plain, {"Content-Type": "text/javascript"})
        elif self.path == "/healthz":
            self._json(200, {"status": "ok"})
        else:
            self._send(200, f"trang {self.path}".encode(), {"Content-Type": "text/plain"})

    def do_HEAD(self) -> None:
        self._send(200, b"", {})

    def do_OPTIONS(self) -> None:
        allowed = {
            "Access-Control-Allow-Methods": "POST",
            "Access-Control-Allow-Headers": "content-type",
        }
        self._send(204, b"", allowed)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.paths.append(self.path)
        self.server.headers_seen.append(dict(self.headers))
        if self.path == "/api/v1/feedback":
            self.server.judged.append(body)
            self._send(204, b"", {})
            return
        self.server.asked.append(body)
        reply = self.server.reply(body["question"])
        if self.path.endswith("/stream") and not reply.stream:
            self._json(404, {"status": 404, "detail": "Không có địa chỉ này."})
        elif reply.status != 200:
            self._json(reply.status, {"status": reply.status, **reply.problem}, reply.headers)
        elif self.path.endswith("/stream"):
            self._stream(reply)
        else:
            time.sleep(reply.pause)
            self._json(200, reply.answer)

    def _stream(self, reply: Reply) -> None:
        self._send(200, None, {"Content-Type": "text/event-stream"})
        self._event("start", {"session": SESSION})
        for piece in pieces(reply.answer["answer"]):
            self._event("text", {"text": piece})
            time.sleep(reply.pause)
        if not reply.cut:
            self._event("answer", reply.answer)

    def _event(self, name: str, data: dict[str, Any]) -> None:
        self.wfile.write(f": thở\n\nevent: {name}\ndata: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def _json(self, status: int, value: Any, headers: dict[str, str] | None = None) -> None:
        sent = {"Content-Type": "application/json", **(headers or {})}
        self._send(status, json.dumps(value).encode(), sent)

    def _send(self, status: int, body: bytes | None, headers: dict[str, str]) -> None:
        self.send_response(status)
        if self.headers.get("Origin") in self.server.origins:
            self.send_header("Access-Control-Allow-Origin", self.headers["Origin"])
            self.send_header("Access-Control-Expose-Headers", "Retry-After")
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: Any) -> None:
        """Nothing."""
