"""`/van-ban/{slug}`: a plan as a readable document, every clause under an address of its own."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from bot.export import Labels
from bot.pages.blocks import blocks, contents
from bot.pages.site import Shelf, render, shelf
from bot.web.problems import Problem
from ingest.model import Document
from retrieval.register import check, superior, targets, tasks
from retrieval.versions import Force, Version, open_version, versions

router = APIRouter(include_in_schema=False)


@router.get("/van-ban/{name}")
def document(request: Request, name: str) -> Response:
    """A document, of the version in force or, `slug@version`, of one named.

    A version that is not kept gives way to the one in force, with a word that it does: the clause
    that the link names is there as a rule, whatever became of its words.
    """
    slug, _, version = name.partition("@")
    with shelf(request) as held:
        opened = _opened(held, slug, version)
        if opened is None:
            raise Problem(404, "unknown-document", "Không có văn bản này.", "Xem danh mục văn bản.")
        found = opened.document
        made = blocks(opened.clauses, found.text)
        return render(
            request,
            "reader.html",
            document=found,
            card=found.card,
            name=Labels.of((found,)).document(slug),
            blocks=made,
            contents=contents(made),
            force=opened.force,
            missing=version if version not in ("", found.version) else "",
            others=[v for v in versions(held.index, held.principal, slug) if v != found.version],
            beside=_beside(held, found) if opened.force is Force.IN_FORCE else None,
        )


def _opened(held: Shelf, slug: str, version: str) -> Version | None:
    return open_version(held.index, held.principal, slug, version) or open_version(
        held.index, held.principal, slug
    )


def _beside(held: Shelf, found: Document) -> dict[str, Any]:
    """What the register knows of a document: how much it holds, and where it does not agree."""
    index, who, slug = held.index, held.principal, found.slug
    return {
        "targets": len(targets(index, who, places=(slug,))),
        "tasks": len(tasks(index, who, places=(slug,))),
        "findings": check(index, who, slug),
        "above": superior(found, held.documents),
    }
