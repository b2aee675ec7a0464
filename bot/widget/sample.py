"""A portal of two pages that embeds the widget: to look at, to copy from, and to test against.

`python -m bot.widget.sample --server http://127.0.0.1:8000` serves it from another origin, as a
commune's portal is one.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined

PAGES: Mapping[str, str] = {
    "mau-nhung": "text/html; charset=utf-8",
    "mau-nhung-2": "text/html; charset=utf-8",
    "mau-nhung.css": "text/css; charset=utf-8",
}


def policy(server: str) -> str:
    """The Content-Security-Policy of a page that embeds the widget from `server` ("": its own)."""
    parts = urlsplit(server)
    origin = f"{parts.scheme}://{parts.netloc}" if server else "'self'"
    return (
        f"default-src 'none'; script-src {origin}; connect-src {origin}; style-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        "require-trusted-types-for 'script'"
    )


@cache
def _file(name: str) -> str:
    return (files("bot.widget") / "sample" / name).read_text(encoding="utf-8")


def render(
    name: str,
    server: str,
    script: str,
    attributes: Mapping[str, str] | None = None,
    element: bool = False,
) -> str:
    """One of PAGES: `server` is shown, `script` and the data attributes make the tag.

    With `element`, the page places the widget itself, in its text.
    """
    if name.endswith(".css"):
        return _file(name)
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    values: dict[str, Any] = {
        "server": server,
        "script": script,
        "attributes": attributes or {},
        "element": element,
        "second": name.endswith("-2"),
    }
    return environment.from_string(_file("mau-nhung.html")).render(values)


class Portal(ThreadingHTTPServer):
    """The sample portal on an origin of its own."""

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], server: str, attributes: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(address, _Handler)
        self.server = server.rstrip("/") + "/"
        self.attributes = attributes
        self.element = False


class _Handler(BaseHTTPRequestHandler):
    server: Portal

    def do_GET(self) -> None:
        name = urlsplit(self.path).path.strip("/") or "mau-nhung"
        if name not in PAGES:
            self.send_error(404)
            return
        site = self.server
        page = render(name, site.server, f"{site.server}widget.js", site.attributes, site.element)
        body = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", PAGES[name])
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy(site.server))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing: a sample keeps no log."""


def main() -> None:
    """Serve the sample until it is stopped."""
    parser = argparse.ArgumentParser(description="Trang mẫu có nhúng ô hỏi đáp.")
    parser.add_argument("--server", default="http://127.0.0.1:8000", help="nơi chạy cchc serve")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--inline", action="store_true", help="đặt trong bài, không ở góc")
    given = parser.parse_args()
    with Portal(("127.0.0.1", given.port), given.server) as portal:
        portal.element = given.inline
        origin = f"http://127.0.0.1:{portal.server_port}"
        print(f"{origin}/mau-nhung (cchc serve cần CCHC_WIDGET_ORIGINS={origin})")  # noqa: T201
        try:
            portal.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
