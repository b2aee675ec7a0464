"""Any version of a document that an asker may see: in force, replaced, or withdrawn.

Fails closed: a version out of force is shown only where both its own audience and the one of the
document today allow it, so that narrowing a document narrows its past as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.errors import BadInput
from ingest.index import Event, Index, Parsed, archive
from ingest.model import Clause, Document
from ingest.parse import parse
from retrieval.model import Principal

_KINDS = ("target", "assignment", "basis", "report")


class Force(StrEnum):
    """Whether a version holds."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Version:
    """One version with its text and clauses. `current` is the version in force, "" for none."""

    parsed: Parsed
    force: Force
    current: str

    @property
    def document(self) -> Document:
        """The document as it was read."""
        return self.parsed.document

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, in order."""
        return self.parsed.clauses


def open_version(
    index: Index, principal: Principal, slug: str, version: str = ""
) -> Version | None:
    """A version of a document; None where there is none.

    Where none is named, the one in force, or the last one of a document that was withdrawn.

    What the asker may not see is None, too: nothing tells them that it is there.
    """
    held = index.document(slug)
    if held is not None and not principal.may_read(held.card.audience):
        return None
    if held is not None and version in ("", held.version):
        register = {kind: index.register(kind, slug) for kind in _KINDS}
        whole = Parsed(held, tuple(index.of_document(slug)), register)
        return Version(whole, Force.IN_FORCE, held.version)
    found = archive.load(index.home, slug, version or _last(index, slug))
    if found is None or not _readable(index, principal, found.document):
        return None
    if not found.clauses:
        found = replace(found, clauses=parse(found.document.text, slug))
    force = Force.REPLACED if held is not None else Force.WITHDRAWN
    return Version(found, force, held.version if held is not None else "")


def named_version(index: Index, principal: Principal, named: str) -> Version:
    """The version of "slug" or "slug@version"; BadInput where it cannot be opened."""
    slug, _, version = named.partition("@")
    found = open_version(index, principal, slug, version)
    if found is None:
        known = [d.slug for d in index.documents if principal.may_read(d.card.audience)]
        raise BadInput(f"Không có văn bản “{named}”.", f"Hiện có: {', '.join(known)}.")
    return found


def versions(index: Index, principal: Principal, slug: str) -> tuple[str, ...]:
    """The versions of a document that can be opened, the one in force first."""
    held = index.document(slug)
    present = (held.version,) if held is not None else ()
    told = [e.version for e in reversed(index.life.events) if e.doc == slug and e.version]
    kept = [version for _, version in archive.kept(index.home, slug)]
    order = dict.fromkeys((*present, *(v for v in told if v in kept), *kept))
    return tuple(v for v in order if open_version(index, principal, slug, v) is not None)


def history(index: Index, principal: Principal, slug: str = "") -> tuple[Event, ...]:
    """The acts on the documents that the asker may see, or on one of them, oldest first."""
    seen = {e.doc for e in index.life.events if _seen(index, principal, e.doc)}
    return tuple(e for e in index.life.events if e.doc in seen and slug in ("", e.doc))


def _last(index: Index, slug: str) -> str:
    kept = {version for _, version in archive.kept(index.home, slug)}
    told = (e.version for e in reversed(index.life.events) if e.doc == slug)
    return next((version for version in told if version in kept), "")


def _seen(index: Index, principal: Principal, slug: str) -> bool:
    if principal.everything:
        return True
    held = next((d for d in index.documents if d.slug == slug), None)
    if held is not None:
        return principal.may_read(held.card.audience)
    kept = archive.kept(index.home, slug)
    return bool(kept) and open_version(index, principal, *kept[-1]) is not None


def _readable(index: Index, principal: Principal, document: Document) -> bool:
    told = index.life.edits.get(document.slug, {}).get("audience", document.card.audience)
    return principal.may_read(document.card.audience) and principal.may_read(str(told))
