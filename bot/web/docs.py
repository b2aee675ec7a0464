"""`/docs`: the API's document as a page, with Swagger UI's files served from here."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from bot.web.api.schemas import ProblemDetails

_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>cchc: API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="api"></div>
<noscript>Trang này cần JavaScript; bản gốc ở <a href="openapi.json">openapi.json</a>.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START = """SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#api",
  validatorUrl: null,
  tryItOutEnabled: true,
});
"""
_FILES = {"swagger-ui.css": "text/css", "swagger-ui-bundle.js": "text/javascript"}
_KEEP = {"Cache-Control": "public, max-age=86400"}

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def page() -> HTMLResponse:
    """The page."""
    return HTMLResponse(_PAGE)


@router.get("/docs/start.js")
def start() -> Response:
    """What starts it: a file, since the policy lets no script stand in a page."""
    return Response(_START, media_type="text/javascript")


@router.get("/docs/swagger-ui.css")
@router.get("/docs/swagger-ui-bundle.js")
def asset(request: Request) -> Response:
    """Swagger UI's own files."""
    name = request.url.path.rpartition("/")[2]
    content = files("fastapi_swagger").joinpath("resources", name).read_bytes()
    return Response(content, media_type=_FILES[name], headers=_KEEP)


def describe(app: FastAPI) -> None:
    """Let `/openapi.json` hold what no route says of itself: the form of a problem, its name."""
    made = app.openapi

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            described = made()
            for operation in (one for path in described["paths"].values() for one in path.values()):
                # A sentence for a reader, where the framework puts the function's name.
                operation["summary"] = operation.pop("description", operation["summary"])
            schemas = described["components"]["schemas"]
            schemas["ProblemDetails"] = ProblemDetails.model_json_schema()
            # The framework's own form of these, which never leaves here.
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign]
