"""`/quan-tri`: the documents with what can be done to each, by plain forms."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from bot.admin.acts import Office
from bot.admin.who import Administrator
from bot.cli.documents_change import fields_of
from bot.documents import ACTS, preview_lines, turn_text
from bot.pages.site import render
from ingest.address import label
from ingest.diff import difference
from ingest.errors import NeedsIngest
from ingest.model import Document
from retrieval.model import OWNER
from retrieval.versions import named_version, versions

router = APIRouter(prefix="/quan-tri")
_Text = Annotated[str, Form(max_length=500)]
_LATEST = 50
_LONGEST_DIFF = 500
KINDS = {"added": "Thêm", "removed": "Bỏ", "changed": "Sửa", "moved": "Đổi số mục"}


@router.get("")
def documents(request: Request, who: Administrator, xong: str = "") -> Response:
    """The documents, the withdrawn ones, and the last acts. `xong`: what was just done."""
    held: list[tuple[Document, tuple[str, ...]]] = []
    gone: list[tuple[str, tuple[str, ...]]] = []
    events = []
    try:
        with request.app.state.assistant.reading() as index:
            held = [(d, versions(index, OWNER, d.slug)) for d in index.documents]
            gone = [(s, versions(index, OWNER, s)) for s in sorted(index.life.withdrawn())]
            events = list(reversed(index.life.events[-_LATEST:]))
    except NeedsIngest:
        # The first document is added on this very page.
        pass
    return render(
        request,
        "admin.html",
        held=held,
        gone=gone,
        events=events,
        acts=ACTS,
        done=_DONE.get(xong, ""),
        who=who,
    )


@router.post("/xem-truoc")
def look(
    request: Request,
    who: Administrator,
    file: Annotated[UploadFile, File()],
    slug: _Text = "",
    audience: _Text = "",
    note: _Text = "",
) -> Response:
    """What a file would become, before anything is changed, with a button that puts it in."""
    found, kept = Office(request, who).look(file, slug.strip())
    return render(
        request,
        "admin_preview.html",
        found=found,
        lines="\n".join(preview_lines(found)),
        kept=kept,
        audience=audience,
        note=note,
    )


@router.post("/dua-vao")
def put(
    request: Request,
    who: Administrator,
    kept: _Text,
    replacing: _Text = "",
    audience: _Text = "",
    note: _Text = "",
) -> Response:
    """Put a file that was looked at in force."""
    office = Office(request, who)
    office.put(kept, replacing=bool(replacing), audience=audience.strip(), note=note)
    return _back("dua-vao")


@router.post("/sua")
def edit(request: Request, who: Administrator, slug: _Text, fields: _Text = "") -> Response:
    """Mend a card: one `key=value` a line; none forgets all that was mended."""
    words = [line for line in fields.splitlines() if line.strip()]
    Office(request, who).edit(slug, fields_of(words) or None)
    return _back("sua")


@router.post("/thu-hoi")
def withdraw(request: Request, who: Administrator, slug: _Text, note: _Text = "") -> Response:
    """Take a document out of force."""
    Office(request, who).withdraw(slug, note)
    return _back("thu-hoi")


@router.post("/khoi-phuc")
def restore(request: Request, who: Administrator, slug: _Text, version: _Text = "") -> Response:
    """Put an earlier version in force again."""
    Office(request, who).restore(slug, version)
    return _back("khoi-phuc")


@router.post("/quay-lai")
def roll_back(request: Request, who: Administrator) -> Response:
    """Undo the last act."""
    Office(request, who).roll_back()
    return _back("quay-lai")


@router.get("/so-sanh")
def diff(request: Request, who: Administrator, before: str, after: str) -> Response:
    """Two versions clause by clause."""
    with request.app.state.assistant.reading() as index:
        one, other = (named_version(index, OWNER, name) for name in (before, after))
        changes = difference(one.parsed, other.parsed)
    return render(
        request,
        "admin_diff.html",
        before=one.document,
        after=other.document,
        changes=changes[:_LONGEST_DIFF],
        left=max(0, len(changes) - _LONGEST_DIFF),
        kinds=KINDS,
        label=label,
        turn_text=turn_text,
    )


_DONE = {
    "dua-vao": "Đã đưa văn bản vào hiệu lực.",
    "sua": "Đã sửa thông tin văn bản.",
    "thu-hoi": "Đã thu hồi văn bản; trích dẫn cũ vẫn mở được.",
    "khoi-phuc": "Đã khôi phục phiên bản.",
    "quay-lai": "Đã quay lại bản dựng trước.",
}


def _back(done: str) -> Response:
    return RedirectResponse(f"/quan-tri?xong={done}", 303)
