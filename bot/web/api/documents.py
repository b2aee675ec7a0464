"""`/documents` and `/clauses`: what there is to cite, and the words themselves."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
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
from retrieval.versions import Version, open_version, versions

router = APIRouter(tags=["Văn bản"], responses=refusals(401, 503))
Who = Annotated[Principal, Depends(principal)]
Slug = Annotated[
    str,
    Path(min_length=1, max_length=100, description="Tên ngắn.", examples=["tan-binh-2024"]),
]
AtVersion = Annotated[
    str, Query(max_length=64, description="Phiên bản; để trống là bản đang có hiệu lực.")
]


@router.get("/documents", response_model=list[Document])
def documents(request: Request, who: Who) -> JSONResponse:
    """Các văn bản đang có hiệu lực trong chỉ mục."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        return JSONResponse([_record(request, one) for one in readable(index, who)])


@router.get("/documents/{slug}", response_model=DocumentFull, responses=refusals(404, 422))
def document(request: Request, slug: Slug, who: Who, version: AtVersion = "") -> JSONResponse:
    """Một văn bản và các khoản mục của nó; các phiên bản mở được."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        held = found(index, who, slug, version)
        told = {
            "force": held.force.value,
            "current": held.current,
            "versions": versions(index, who, slug),
            "clauses": [clause_record(clause) for clause in held.clauses],
        }
    return JSONResponse(_record(request, held.document) | told)


@router.get(
    "/documents/{slug}/text", response_class=PlainTextResponse, responses=refusals(404, 422)
)
def text(request: Request, slug: Slug, who: Who, version: AtVersion = "") -> PlainTextResponse:
    """Nguyên văn một văn bản; `start` và `end` ở mọi nơi tính theo ký tự của bản này."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        held = found(index, who, slug, version).document
    return PlainTextResponse(held.text, headers={"ETag": f'"{held.sha256}"'})


@router.get("/clauses/{id}", response_model=ClauseFull, responses=refusals(404, 422))
def clause(
    request: Request,
    id: Annotated[  # noqa: A002 - the parameter's name in the address
        str,
        Path(
            min_length=1,
            max_length=300,
            description="Mã khoản mục, `văn-bản:đường-dẫn`.",
            examples=["tu-ky-2021-2025:II.2.3.a.g4"],
        ),
    ],
    who: Who,
    version: AtVersion = "",
) -> JSONResponse:
    """Một khoản mục: nguyên văn, các đề mục ở trên, chỗ của nó trong văn bản."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        whose = found(index, who, id.partition(":")[0], version, "khoản mục")
    held = next((one for one in whose.clauses if one.id == id), None)
    if held is None:
        raise missing("khoản mục")
    named = whose.document.version
    url = reader_url(held.id, named, request.app.state.settings.public_url)
    return JSONResponse(clause_record(held) | {"version": named, "url": url})


def found(
    index: Index, who: Principal, slug: str, version: str = "", what: str = "văn bản"
) -> Version:
    """A version of the document of this slug.

    Raises Problem (404), the same for one that is not there and one that may not be seen.
    """
    held = open_version(index, who, slug, version)
    if held is None:
        raise missing(what)
    return held


def missing(what: str) -> Problem:
    """What is told of a document or a clause that there is none of."""
    return Problem(404, "not-found", f"Không có {what} này.", "Xem /api/v1/documents.")


def _record(request: Request, held: Held) -> dict[str, Any]:
    public: str = request.app.state.settings.public_url
    return card_record(held) | {"url": f"{public}/van-ban/{held.slug}@{held.version}"}
