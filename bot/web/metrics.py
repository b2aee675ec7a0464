"""What is counted for Prometheus: requests, answers and how long they took. No question's text."""

from __future__ import annotations

import os
import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from retrieval.model import Answer

# Where the processes of one server keep their counts, for any of them to add up.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_REQUESTS = Counter(
    "cchc_http_requests_total", "HTTP requests by route and status", ("method", "route", "status")
)
_LATENCY = Histogram(
    "cchc_http_request_seconds", "Seconds until the response ended", ("route",), buckets=_SECONDS
)
_ANSWERS = Counter("cchc_answers_total", "Answers by channel and outcome", ("channel", "status"))
_ANSWERING = Histogram("cchc_answer_seconds", "Seconds an answer took", buckets=_SECONDS)
_NO_ROUTE = "(none)"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def answered(channel: str, answer: Answer) -> None:
    """Count an answer that goes out."""
    _ANSWERS.labels(channel, answer.status.value).inc()
    _ANSWERING.observe(answer.ms / 1000)


def text() -> bytes:
    """Everything counted, by this process or by all of its server."""
    if not os.environ.get(FOLDER):
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)


class Counted:
    """Counts every request by the route that it met: a path may be anything, a route may not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, under the clock."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            route = _route(scope)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            _REQUESTS.labels(method, route, status).inc()
            _LATENCY.labels(route).observe(time.perf_counter() - began)


def _route(scope: Scope) -> str:
    """The route's whole path with its parameters' names; its own leaves out its router's prefix."""
    own: str | None = getattr(scope.get("route"), "path", None)
    if own is None:
        return _NO_ROUTE
    path: str = scope["path"]
    met = own
    for name, value in scope.get("path_params", {}).items():
        met = met.replace(f"{{{name}}}", str(value))
    return path.removesuffix(met) + own if path.endswith(met) else own
