"""`/van-ban`: the documents with their cards, and a search in their words."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot.pages.marking import Piece, marked
from bot.pages.site import Shelf, render, shelf
from bot.questions import checked
from ingest.model import Clause
from retrieval.model import Hit

router = APIRouter(include_in_schema=False)
_FOUND = 60
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A clause that a search found, its words in pieces: those searched for are marked."""

    clause: Clause
    pieces: tuple[Piece, ...]


@router.get("/van-ban")
def documents(request: Request, q: str = "", doc: str = "") -> Response:
    """The list of documents; with `q`, the clauses nearest to it, of one document or of all."""
    with shelf(request) as held:
        sought = q.strip()
        slug = held.slug(doc)
        hits = _search(request, held, sought, slug) if sought else []
        return render(
            request,
            "library.html",
            shelf=held,
            documents=sorted(held.documents, key=lambda d: d.card.place.name),
            sought=sought,
            doc=slug,
            found=[Found(hit.clause, tuple(marked(hit.clause.text, sought))) for hit in hits],
        )


def _search(request: Request, held: Shelf, sought: str, slug: str) -> list[Hit]:
    assistant = request.app.state.assistant
    hits = assistant.search(checked(sought), principal=held.principal, limit=_FOUND)
    return [hit for hit in hits if slug in ("", hit.clause.doc)][:_SHOWN]
