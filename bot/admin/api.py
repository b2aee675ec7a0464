"""`/api/v1/admin`: what `cchc documents` does, for programs with an administrator's token."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse

from bot.admin.acts import Office
from bot.admin.who import Administrator
from bot.documents import card_record, change_record, event_record, preview_record
from ingest.diff import difference
from retrieval.model import OWNER
from retrieval.versions import named_version, versions

router = APIRouter(prefix="/api/v1/admin")
_Text = Annotated[str, Form(max_length=500)]
Upload = Annotated[UploadFile, File()]


@router.get("/documents")
def documents(request: Request, who: Administrator) -> JSONResponse:
    """Every document in force with its versions, and the withdrawn ones."""
    with request.app.state.assistant.reading() as index:
        held = [
            card_record(d) | {"versions": versions(index, OWNER, d.slug)} for d in index.documents
        ]
        gone = [
            {"doc": slug, "versions": versions(index, OWNER, slug)}
            for slug in sorted(index.life.withdrawn())
        ]
    return JSONResponse({"documents": held, "withdrawn": gone})


@router.post("/preview")
def look(request: Request, who: Administrator, file: Upload, slug: _Text = "") -> JSONResponse:
    """What a file would become; `kept` names it for `PUT /documents`."""
    found, kept = Office(request, who).look(file, slug)
    return JSONResponse(preview_record(found) | {"kept": kept})


@router.put("/documents/{slug}")
def put(
    request: Request,
    who: Administrator,
    slug: str,
    file: Upload,
    replace: Annotated[bool, Form()] = False,
    audience: _Text = "",
    note: _Text = "",
) -> JSONResponse:
    """Add a document, or with `replace` put a new version in the place of one."""
    office = Office(request, who)
    _, kept = office.look(file, slug)
    return _done(office.put(kept, replacing=replace, audience=audience, note=note))


@router.patch("/documents/{slug}")
def edit(
    request: Request, who: Administrator, slug: str, fields: Annotated[dict[str, Any], Body()]
) -> JSONResponse:
    """Mend fields of a card; an empty object forgets all that was mended."""
    Office(request, who).edit(slug, fields or None)
    return _done(f"Đã sửa {slug}.")


@router.post("/documents/{slug}/withdraw")
def withdraw(request: Request, who: Administrator, slug: str, note: _Text = "") -> JSONResponse:
    """Take a document out of force; its citations still open."""
    Office(request, who).withdraw(slug, note)
    return _done(f"Đã thu hồi {slug}.")


@router.post("/documents/{slug}/restore")
def restore(
    request: Request, who: Administrator, slug: str, version: _Text = "", note: _Text = ""
) -> JSONResponse:
    """Put an earlier version in force again; the last one, unless named."""
    Office(request, who).restore(slug, version, note)
    return _done(f"Đã khôi phục {slug}.")


@router.post("/rollback")
def roll_back(request: Request, who: Administrator, note: _Text = "") -> JSONResponse:
    """Undo the last act."""
    Office(request, who).roll_back(note)
    return _done("Đã quay lại bản dựng trước.")


@router.get("/history")
def history(request: Request, who: Administrator, slug: str = "") -> JSONResponse:
    """What was done to the documents, oldest first."""
    return JSONResponse([event_record(event) for event in Office(request, who).history(slug)])


@router.get("/diff")
def diff(request: Request, who: Administrator, before: str, after: str) -> JSONResponse:
    """Two versions (`slug` or `slug@version`) clause by clause."""
    with request.app.state.assistant.reading() as index:
        one, other = (named_version(index, OWNER, name) for name in (before, after))
        changes = difference(one.parsed, other.parsed)
    return JSONResponse([change_record(change) for change in changes])


def _done(told: str) -> JSONResponse:
    return JSONResponse({"done": told})
