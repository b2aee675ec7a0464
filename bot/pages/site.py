"""What every page shares: templates, words, the theme that a visitor chose, and the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.export import Labels
from bot.pages import words
from bot.pages.assets import assets
from bot.web.principal import principal
from ingest.index import Index
from ingest.model import Document
from retrieval.model import Principal
from retrieval.register import readable

THEME = "cchc_giao_dien"
THEMES = ("light", "dark")
NAVIGATION = (
    ("/", "Hỏi đáp"),
    ("/chi-tieu", "Chỉ tiêu"),
    ("/nhiem-vu", "Nhiệm vụ"),
    ("/so-sanh", "So sánh"),
    ("/van-ban", "Văn bản"),
    ("/gioi-thieu", "Giới thiệu"),
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents that a visitor may read, and how they are called."""

    index: Index
    principal: Principal
    documents: tuple[Document, ...]
    labels: Labels

    def slug(self, asked: str) -> str:
        """The slug, where it is that of a document on the shelf; "" otherwise."""
        return asked if asked in self.labels.documents else ""


@contextmanager
def shelf(request: Request) -> Iterator[Shelf]:
    """What this visitor may read, of one generation of the index, open until the block ends.

    Raises NeedsIngest where there is no index.
    """
    who = principal(request)
    with request.app.state.assistant.reading() as index:
        documents = tuple(readable(index, who))
        yield Shelf(index, who, documents, Labels.of(documents))


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of a template; `values` beside what every page has."""
    html = _environment().get_template(template).render(**_common(request), **values)
    headers = {"Cache-Control": "private, no-cache", "Content-Language": "vi", "Vary": "Cookie"}
    return HTMLResponse(html, status, headers)


def query(values: Mapping[str, object], **changes: object) -> str:
    """Values as the query of an address, with changes; those that are empty are left out."""
    kept = {name: value for name, value in {**values, **changes}.items() if value not in ("", None)}
    return f"?{urlencode(kept)}" if kept else ""


def _common(request: Request) -> dict[str, Any]:
    theme = request.cookies.get(THEME, "")
    path = request.url.path
    asked = f"?{request.url.query}" if request.url.query and request.method == "GET" else ""
    return {
        "theme": theme if theme in THEMES else "",
        "path": path,
        "back": path + asked,
        "section": f"/{path.strip('/').partition('/')[0]}",
        "navigation": NAVIGATION,
    }


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("bot.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals["asset"] = assets().url
    made.globals["query"] = query
    made.filters.update(words.FILTERS)
    return made
