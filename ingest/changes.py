"""What administrators do to the documents of an index, each act one build or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.cards import entry_of
from ingest.describe import describe
from ingest.describe_entry import override
from ingest.encoder import load
from ingest.errors import BadInput, NeedsIngest
from ingest.index import Act, Because, BuildReport, Index, archive, build, open_index
from ingest.model import Card, Document
from ingest.pipeline import ingest, life_of, parsed
from ingest.read import check_slug, slug_of

Progress = Callable[[str, int, int], None]


def withdraw(
    home: Path,
    slugs: Collection[str],
    *,
    encoder: str | None = None,
    because: Because,
    progress: Progress | None = None,
) -> BuildReport:
    """Take documents out of force; their citations still open, marked as withdrawn."""
    with closing(open_index(home)) as index:
        for slug in slugs:
            _held(index, slug)
    seen = replace(because, expects=index.generation)
    return build(home, [], load(encoder), removed=slugs, because=seen, progress=progress)


def restore(
    home: Path,
    slug: str,
    version: str | None = None,
    *,
    encoder: str | None = None,
    because: Because,
    progress: Progress | None = None,
) -> BuildReport:
    """Put a version that was replaced or withdrawn in force again: the last one, unless named.

    Raises BadInput where no such version was kept, or it is in force already.
    """
    with closing(open_index(home)) as index:
        kept = [v for _, v in archive.kept(home, slug)]
        held = index.document(slug)
        told = index.life
    if version is None:
        # The acts tell the order; the archive alone does not.
        order = [e.version for e in told.events if e.doc == slug and e.version in kept]
        order = [v for v in order if held is None or v != held.version] or kept
        version = order[-1] if order else ""
    if held is not None and held.version == version:
        raise BadInput(f"{slug}@{version} đang có hiệu lực.", "Không có gì để khôi phục.")
    found = archive.load(home, slug, version)
    if found is None:
        known = ", ".join(kept) or "chưa có bản nào"
        raise BadInput(f"Không còn lưu {slug}@{version or '…'}.", f"Các bản đã lưu: {known}.")
    document = replace(found.document, card=_mended(found.document.card, told.edits, slug))
    acts = replace(because, acts={slug: Act.RESTORED}, expects=index.generation)
    return build(home, [parsed(document)], load(encoder), because=acts, progress=progress)


def edit(
    home: Path,
    slug: str,
    fields: Mapping[str, Any] | None,
    *,
    encoder: str | None = None,
    because: Because,
    progress: Progress | None = None,
) -> Card:
    """Mend fields of a document's card, now and for its later versions; None forgets the mends.

    A withdrawn document can be mended, too, so that its audience still can be narrowed.
    """
    with closing(open_index(home)) as index:
        document = index.document(slug)
        before = index.life.edits
    if document is None and not archive.kept(home, slug):
        raise BadInput(f"Chỉ mục không có văn bản “{slug}”.", "Xem `cchc documents`.")
    told = merged(before.get(slug, {}), fields) if fields else None
    work = []
    if document is None:
        shown = _last_kept(home, slug)
        card = override(shown, told, slug) if told else shown
    else:
        card = _as_read(document, fresh=not told)
        card = override(card, told, slug) if told else card
        work = [parsed(replace(document, card=card))]
    acts = replace(because, edits={slug: told}, expects=index.generation)
    build(home, work, load(encoder), because=acts, progress=progress)
    return card


def merged(before: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Earlier mends with these above them; a place's parts are mended one by one."""
    told = {**before, **fields}
    if isinstance(fields.get("place"), Mapping) and isinstance(before.get("place"), Mapping):
        told["place"] = {**before["place"], **fields["place"]}
    return told


def _as_read(document: Document, *, fresh: bool) -> Card:
    """The card as the text and `corpus.toml` give it; as it is where the file is gone.

    `fresh` wants it without any mend, whatever is gone.
    """
    source = Path(document.source)
    if not source.is_file() and not fresh:
        return document.card
    entry = entry_of(source, document.slug) if source.is_file() else None
    card = describe(document.text, document.slug, entry)
    return replace(card, scanned=document.card.scanned)


def _mended(card: Card, edits: Mapping[str, Mapping[str, Any]], slug: str) -> Card:
    return override(card, edits[slug], slug) if slug in edits else card


def _last_kept(home: Path, slug: str) -> Card:
    (*_, (_, version)) = archive.kept(home, slug)
    found = archive.load(home, slug, version)
    assert found is not None
    return found.document.card


def _held(index: Index, slug: str) -> None:
    if not any(d.slug == slug for d in index.documents):
        known = ", ".join(d.slug for d in index.documents)
        raise BadInput(f"Chỉ mục không có văn bản “{slug}”.", f"Hiện có: {known}.")


def put(
    home: Path,
    path: Path,
    *,
    slug: str | None = None,
    replacing: bool = False,
    audience: str | None = None,
    encoder: str | None = None,
    because: Because,
    progress: Progress | None = None,
) -> str:
    """Add one file, or replace a document by it; what was done, in a line.

    `audience` is kept for later versions, as a mend of the card. Raises the file's own error, and
    BadInput where there is a document of its name that was not to be replaced, or none that was.
    """
    name = check_slug(slug) if slug else slug_of(path)
    there = name in _slugs(home)
    if there != replacing:
        told = "đã có" if there else "chưa có"
        instead = f"Hãy dùng `cchc documents {'replace' if there else 'add'}`."
        raise BadInput(f"Chỉ mục {told} văn bản “{name}”.", instead)
    if audience is not None:
        before = life_of(home).edits.get(name, {})
        because = replace(because, edits={name: merged(before, {"audience": audience})})
    report = ingest(
        [path], home, encoder=encoder, slug=name, replacing=True, because=because, progress=progress
    )
    if report.failed:
        raise report.failed[0][1]
    done = "Không có gì mới ở" if report.unchanged else "Đã thay" if replacing else "Đã thêm"
    return f"{done} {name}; chỉ mục có {report.clauses} khoản mục."


def _slugs(home: Path) -> frozenset[str]:
    try:
        with closing(open_index(home)) as index:
            return frozenset(d.slug for d in index.documents)
    except NeedsIngest:
        return frozenset()
