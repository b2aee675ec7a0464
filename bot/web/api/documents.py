"""`/documents` and `/clauses`: what there is to cite, and the words themselves."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import JSONResponse, PlainTextResponse

from bot.documents import card_record
from bot.records import clause_record
from bot.web.api.rows import ClauseFull, Document, DocumentFull
from bot.web.api.schemas import refusals
from bot.web.lazy import LazyAssistant
from bot.web.principal import principal
from bot.web.problems import Problem
from bot.web.records import reader_url
from ingest.index import Index
from ingest.model import Document as Held
from retrieval.model import Principal
from retrieval.register import readable

router = APIRouter(tags=["Văn bản"], responses=refusals(401, 503))
Who = Annotated[Principal, Depends(principal)]
Slug = Annotated[str, Path(max_length=100, description="Tên ngắn của văn bản.")]


@router.get("/documents", response_model=list[Document])
def documents(request: Request, who: Who) -> JSONResponse:
    """Các văn bản đang có."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        return JSONResponse([_record(request, one) for one in readable(index, who)])


@router.get("/documents/{slug}", response_model=DocumentFull, responses=refusals(404, 422))
def document(request: Request, slug: Slug, who: Who) -> JSONResponse:
    """Một văn bản và các khoản mục của nó."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        held = found(index, who, slug)
        clauses = [clause_record(clause) for clause in index.of_document(slug)]
    return JSONResponse(_record(request, held) | {"clauses": clauses})


@router.get(
    "/documents/{slug}/text", response_class=PlainTextResponse, responses=refusals(404, 422)
)
def text(request: Request, slug: Slug, who: Who) -> PlainTextResponse:
    """Nguyên văn một văn bản; `start` và `end` ở mọi nơi tính theo ký tự của bản này."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        held = found(index, who, slug)
        return PlainTextResponse(index.text(slug), headers={"ETag": f'"{held.sha256}"'})


@router.get("/clauses/{id}", response_model=ClauseFull, responses=refusals(404, 422))
def clause(
    request: Request,
    id: Annotated[str, Path(max_length=300, description="Mã khoản mục, `văn-bản:đường-dẫn`.")],  # noqa: A002
    who: Who,
) -> JSONResponse:
    """Một khoản mục: nguyên văn, các đề mục ở trên, chỗ của nó trong văn bản."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        held = index.clause(id)
        if held is None:
            raise _missing("khoản mục")
        whose = found(index, who, held.doc, "khoản mục")
    url = reader_url(held.id, whose.version, request.app.state.settings.public_url)
    return JSONResponse(clause_record(held) | {"version": whose.version, "url": url})


def found(index: Index, who: Principal, slug: str, what: str = "văn bản") -> Held:
    """The document of this slug, without its text.

    Raises Problem (404), the same for one that is not there and one that may not be seen.
    """
    held = next((one for one in readable(index, who) if one.slug == slug), None)
    if held is None:
        raise _missing(what)
    return held


def _missing(what: str) -> Problem:
    return Problem(404, "not-found", f"Không có {what} này.", "Xem /api/v1/documents.")


def _record(request: Request, held: Held) -> dict[str, Any]:
    public: str = request.app.state.settings.public_url
    return card_record(held) | {"url": f"{public}/van-ban/{held.slug}@{held.version}"}
