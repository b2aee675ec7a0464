"""`/widget.js`, and a page that shows it embedded."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from bot.widget.bundle import bundle
from bot.widget.sample import PAGES, policy, render

router = APIRouter(include_in_schema=False)

# A portal loads it on every page: five minutes without asking, then by its mark.
_CACHE = "public, max-age=300, stale-while-revalidate=86400"


@router.api_route("/widget.js", methods=["GET", "HEAD"])
def widget(request: Request) -> Response:
    """The script, for any page of any origin: it holds no secret, and the API decides who asks."""
    script = bundle()
    packed = "gzip" in request.headers.get("accept-encoding", "")
    # Each of the two forms has a mark of its own: they are different bytes.
    tag = f'"{script.digest}{"-gz" if packed else ""}"'
    headers = {
        "Cache-Control": _CACHE,
        "ETag": tag,
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = script.packed if packed else script.plain
    return Response(body, headers=headers, media_type="text/javascript")


@router.get("/mau-nhung")
@router.get("/mau-nhung-2")
@router.get("/mau-nhung.css")
def sample(request: Request) -> Response:
    """The sample portal, under the strict policy that the documentation recommends."""
    name = request.url.path.rpartition("/")[2]
    shown = request.app.state.settings.public_url or str(request.base_url).rstrip("/")
    body = render(name, server=f"{shown}/", script="widget.js")
    return Response(
        body,
        media_type=PAGES[name],
        headers={"Content-Security-Policy": policy(""), "Cache-Control": "no-cache"},
    )
