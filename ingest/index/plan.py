"""What a build will do: which documents are worked, which are carried over, what is encoded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ingest.encoder import Encoder
from ingest.errors import BadInput, CchcError, NeedsIngest
from ingest.index import generations, manifest, store
from ingest.index.faults import reading
from ingest.index.manifest import FORMAT, Manifest
from ingest.index.parsed import Parsed
from ingest.model import Card, Document


@dataclass(frozen=True, slots=True)
class Source:
    """The generation that documents are carried over from."""

    folder: Path
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the generation in use; `card` is its card's digest, "" where unknown."""

    sha256: str
    card: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`current` names the generation in use; `source` is that one, where it can be built on.

    `held` is what the generation in use holds, also where it cannot be built on; `whole` says
    that its clauses can be read.
    """

    current: str | None
    source: Source | None
    work: dict[str, Parsed]
    carried: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reencode: bool = True
    held: Mapping[str, Held] = field(default_factory=dict)
    whole: bool = False

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every document of the new generation, in the order of its rows."""
        return tuple(sorted((*self.work, *self.carried)))

    @property
    def to_encode(self) -> tuple[str, ...]:
        """The documents whose clauses need vectors."""
        return self.slugs if self.reencode else tuple(sorted(self.work))

    @property
    def leaving(self) -> tuple[str, ...]:
        """The documents whose present version will not be in force any more."""
        kept = {slug: parsed.document.sha256 for slug, parsed in self.work.items()}
        kept |= {slug: self.held[slug].sha256 for slug in self.carried}
        return tuple(s for s, held in self.held.items() if kept.get(s) != held.sha256)

    @property
    def idle(self) -> bool:
        """Whether the current generation is already what is wanted."""
        return self.source is not None and not (self.work or self.removed or self.reencode)


def make_plan(
    home: Path,
    documents: Sequence[Parsed],
    encoder: Encoder,
    removed: Collection[str],
    *,
    fresh: bool,
) -> Plan:
    """Decide; raises what `build` raises for documents and for the current index."""
    work = _by_slug(documents)
    name = generations.current(home)
    if name is None:
        return Plan(name, None, work)
    if fresh:
        return _fresh(home, name, work)
    known = manifest.load(generations.folder(home, name))
    before = _held(home, known)
    if known.format != FORMAT:
        _nothing_lost(before, known, {*work, *removed})
        return Plan(name, None, work, held=before)
    held = set(known.documents)
    return Plan(
        current=name,
        source=Source(generations.folder(home, name), known),
        work=work,
        carried=tuple(sorted(held - set(work) - set(removed))),
        removed=tuple(sorted(held & set(removed) - set(work))),
        reencode=other_encoder(known, encoder),
        held=before,
        whole=True,
    )


def _fresh(home: Path, name: str, work: dict[str, Parsed]) -> Plan:
    try:
        known = manifest.load(generations.folder(home, name))
        return Plan(name, None, work, held=_held(home, known), whole=known.format == FORMAT)
    except BadInput:
        # Starting from nothing is the remedy for a damaged index.
        return Plan(name, None, work)


def _held(home: Path, known: Manifest) -> dict[str, Held]:
    if known.format == FORMAT:
        return {slug: Held(entry.sha256, entry.card) for slug, entry in known.documents.items()}
    return {document.slug: Held(document.sha256, "") for document in outdated(home)}


def other_encoder(known: Manifest, encoder: Encoder) -> bool:
    """Whether vectors of this generation are none of this encoder's."""
    made = (known.encoder, known.revision, known.dimension)
    return made != (encoder.name, encoder.revision, encoder.dimension)


def unchanged(home: Path, slug: str, sha256: str, encoder: Encoder, card: Card) -> bool:
    """Whether the index holds this very document, so that reading and parsing can be spared."""
    name = generations.current(home)
    try:
        known = _sealed(generations.folder(home, name)) if name else None
    except (CchcError, OSError):
        return False
    if known is None or known.format != FORMAT or other_encoder(known, encoder):
        return False
    entry = known.documents.get(slug)
    digest = manifest.card_digest(card)
    return entry is not None and (entry.sha256, entry.card) == (sha256, digest)


def _sealed(folder: Path) -> Manifest:
    """A generation's manifest, read once for all the files of an ingest: it never changes."""
    return _read_once(folder, (folder / manifest.NAME).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read_once(folder: Path, _stamp: int) -> Manifest:
    return manifest.load(folder)


def outdated(home: Path) -> tuple[Document, ...]:
    """The documents of an index of another format, with their texts, to be parsed and built anew.

    Empty where the index is of this format or there is none.
    """
    name = generations.current(home)
    folder = generations.folder(home, name) if name else None
    if folder is None or manifest.load(folder).format == FORMAT:
        return ()
    with reading(folder):
        return tuple(store.documents(folder))


def _by_slug(documents: Sequence[Parsed]) -> dict[str, Parsed]:
    """BadInput for what would break the index later."""
    work: dict[str, Parsed] = {}
    for parsed in documents:
        slug = parsed.document.slug
        if slug in work:
            raise BadInput(
                f"Hai văn bản cùng mang tên {slug}.", "Hãy đổi tên một văn bản bằng --slug."
            )
        ids = {clause.id for clause in parsed.clauses}
        if len(ids) < len(parsed.clauses) or any(c.doc != slug for c in parsed.clauses):
            problem = f"{slug}: có khoản mục trùng mã, hoặc của văn bản khác."
            raise BadInput(problem, "Hãy bỏ văn bản này ra và báo lỗi kèm tệp.")
        work[slug] = parsed
    return work


def _nothing_lost(held: Collection[str], known: Manifest, told: set[str]) -> None:
    lost = sorted(set(held) - told)
    if lost:
        problem = f"Chỉ mục thuộc định dạng {known.format}; cần làm lại: {', '.join(lost)}."
        raise NeedsIngest(problem, "Hãy chạy `cchc ingest` để dựng lại.")
