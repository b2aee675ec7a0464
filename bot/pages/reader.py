"""`/van-ban/{slug}`: a plan as a readable document, every clause under an address of its own."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from bot.pages.blocks import blocks, contents
from bot.pages.site import Shelf, render, shelf
from bot.web.problems import Problem
from ingest.model import Document
from retrieval.register import check, superior, targets, tasks

router = APIRouter(include_in_schema=False)


@router.get("/van-ban/{name}")
def document(request: Request, name: str) -> Response:
    """A document, of the version in force or, `slug@version`, of one named."""
    slug, _, version = name.partition("@")
    with shelf(request) as held:
        found = held.index.document(slug) if held.slug(slug) else None
        if found is None:
            raise Problem(404, "unknown-document", "Không có văn bản này.", "Xem danh mục văn bản.")
        clauses = held.index.of_document(slug)
        made = blocks(clauses, found.text)
        return render(
            request,
            "reader.html",
            document=found,
            card=found.card,
            name=held.labels.document(slug),
            blocks=made,
            contents=contents(made),
            asked_version=version if version != found.version else "",
            **_beside(held, found),
        )


def _beside(held: Shelf, found: Document) -> dict[str, object]:
    """What the register knows of a document: how much it holds, and where it does not agree."""
    index, who, slug = held.index, held.principal, found.slug
    return {
        "targets": len(targets(index, who, places=(slug,))),
        "tasks": len(tasks(index, who, places=(slug,))),
        "findings": check(index, who, slug),
        "above": superior(found, held.documents),
    }
