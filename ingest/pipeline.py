"""The whole of ingest: read → describe → parse → extract → index, only for what has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import corpus
from ingest.cards import CARDS, entry_of, is_document, strange_entries
from ingest.describe import describe
from ingest.describe_entry import override
from ingest.encoder import Encoder, load
from ingest.errors import BadInput, CchcError, NeedsIngest
from ingest.extract.rows import register_rows
from ingest.index import (
    NO_REASON,
    Because,
    Life,
    Parsed,
    archive,
    build,
    generations,
    life,
    open_index,
    outdated,
    unchanged,
)
from ingest.model import Card, Document
from ingest.parse import parse
from ingest.read import Source, check_slug, read, slug_of

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of each file; `clauses` counts those now in the index.

    `withdrawn` were withdrawn before as they are, and stay so until they are restored. `warnings`
    say what a reader left out of a file, or was not sure of.
    """

    added: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[Path, CchcError], ...]
    clauses: int
    seconds: float
    withdrawn: tuple[str, ...] = ()
    warnings: tuple[tuple[Path, str], ...] = ()


def ingest(
    paths: Sequence[Path],
    home: Path,
    *,
    encoder: str | None = None,
    rebuild: bool = False,
    slug: str | None = None,
    progress: Progress | None = None,
    replacing: bool = False,
    because: Because = NO_REASON,
) -> IngestReport:
    """Add or update these files and folders (none: the published corpus) in the index at `home`.

    A file that cannot be taken is reported and the others go in; nothing is ever removed.
    `replacing` lets a file take the place of the document of its slug, whatever file that had.

    Raises:
        Unavailable: another ingest is under way, or the disk is full or read-only.
    """
    began = time.monotonic()
    files = list(_files(paths))
    if slug is not None and len(files) != 1:
        raise BadInput("--slug chỉ dùng với đúng một tệp.", "Hãy nạp từng tệp một.")
    worker = _Worker(home, load(encoder), rebuild, slug, replacing, because)
    worker.check_cards(files)
    for number, path in enumerate(files, start=1):
        worker.take(path)
        if progress:
            progress("đọc văn bản", number, len(files))
    return worker.finish(progress, began)


class _Worker:
    def __init__(
        self,
        home: Path,
        encoder: Encoder,
        rebuild: bool,
        slug: str | None,
        replacing: bool,
        because: Because,
    ) -> None:
        self._home = home
        self._replacing = replacing
        self._because = because
        self._life = life_of(home, because)
        self._gone: list[str] = []
        self._encoder = encoder
        self._rebuild = rebuild
        self._slug = check_slug(slug) if slug else None
        self._off = self._life.withdrawn()
        self._held = _held(home)
        self._work: dict[str, Parsed] = {}
        self._same: list[str] = []
        self._failed: list[tuple[Path, CchcError]] = []
        self._warnings: list[tuple[Path, str]] = []

    def check_cards(self, files: Sequence[Path]) -> None:
        """Refuse, once a folder, a corpus.toml that speaks of documents that are not there."""
        for folder in dict.fromkeys(path.resolve().parent for path in files):
            try:
                strange_entries(folder, {*self._held, self._slug or ""})
            except CchcError as error:
                self._failed.append((folder / CARDS, error))

    def take(self, path: Path) -> None:
        """Read one file and parse it where it is new or has changed; keep its failure."""
        try:
            self._take(path)
        except CchcError as error:
            self._failed.append((path, error))

    def _take(self, path: Path) -> None:
        source = read(path)
        slug = self._slug or slug_of(path)
        self._refuse_clash(slug, source)
        card = carded(describe(source.text, slug, entry_of(path, slug)), self._life, slug)
        card = replace(card, scanned=source.ocr)
        if self._withdrawn(slug, source):
            self._gone.append(slug)
            return
        if not self._rebuild and unchanged(self._home, slug, source.sha256, self._encoder, card):
            self._same.append(slug)
            return
        self._warnings += [(path, line) for line in source.warnings]
        document = Document(slug, card, str(source.path), source.sha256, source.text)
        self._work[slug] = parsed(document)

    def _withdrawn(self, slug: str, source: Source) -> bool:
        """Whether this very file was withdrawn: a nightly ingest must not bring it back."""
        version = source.sha256[:12]
        gone = slug in self._off and not self._replacing
        return gone and (slug, version) in archive.kept(self._home, slug)

    def _refuse_clash(self, slug: str, source: Source) -> None:
        """Two source files may not share a slug; one file, moved, may keep its own."""
        other = self._work[slug].document if slug in self._work else self._held.get(slug)
        if other is None or other.sha256 == source.sha256 or self._replacing:
            return
        before = Path(other.source)
        moved = before.name == source.path.name and not before.exists()
        if before != source.path and not moved:
            raise BadInput(
                f"{source.path.name}: tên «{slug}» đã dùng cho {other.source}.",
                "Hãy đặt tên khác bằng --slug, hoặc thay bằng `cchc documents replace`.",
            )

    def finish(self, progress: Progress | None, began: float) -> IngestReport:
        """Build once with all that changed, and say what became of each file."""
        self._take_over()
        clauses = 0
        if self._work or (self._same and _differs(self._home, self._encoder)):
            report = build(
                self._home,
                list(self._work.values()),
                self._encoder,
                progress=progress,
                fresh=self._rebuild,
                because=self._because,
            )
            clauses = report.clauses
        elif self._same or self._gone:
            with_index = open_index(self._home)
            clauses = with_index.size
            with_index.close()
        return IngestReport(
            tuple(self._work),
            tuple(self._same),
            tuple(self._failed),
            clauses,
            time.monotonic() - began,
            tuple(self._gone),
            tuple(self._warnings),
        )

    def _take_over(self) -> None:
        """Documents that a new index would lose are worked again from the texts kept in the old."""
        kept = _whole(self._home) if self._rebuild else outdated(self._home)
        for document in kept:
            if document.slug not in self._work:
                self._work[document.slug] = parsed(document)


def parsed(document: Document) -> Parsed:
    """A document with its clauses and its register rows, ready for the index."""
    clauses = parse(document.text, document.slug)
    return Parsed(document, clauses, register_rows(document, clauses))


def _differs(home: Path, encoder: Encoder) -> bool:
    try:
        open_index(home, encoder_name=encoder.name, encoder_revision=encoder.revision).close()
    except NeedsIngest:
        return True
    return False


def carded(card: Card, life: Life, slug: str) -> Card:
    """The card with what was mended of it by hand."""
    told = life.edits.get(slug)
    return override(card, told, slug) if told else card


def life_of(home: Path, because: Because = NO_REASON) -> Life:
    """What the index at `home` tells of its documents, with the mends that are being made."""
    name = generations.current(home)
    told = life.read(generations.folder(home, name) if name else None)
    edits = {**told.edits, **because.edits}
    return Life(told.events, {slug: fields for slug, fields in edits.items() if fields})


def _held(home: Path) -> Mapping[str, Document]:
    """The documents of the index, without their texts, which may be many."""
    try:
        index = open_index(home)
    except CchcError:
        return {}
    index.close()
    return {document.slug: document for document in index.documents}


def _whole(home: Path) -> list[Document]:
    """The documents of the index with their texts."""
    try:
        index = open_index(home)
    except CchcError:
        return []
    try:
        found = (index.document(d.slug) for d in index.documents)
        return [document for document in found if document is not None]
    finally:
        index.close()


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    if not paths:
        yield from corpus.documents()
        return
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(p for p in path.iterdir() if is_document(p))
        if not inside:
            raise BadInput(f"{path}: thư mục không có văn bản nào.", "Hãy kiểm tra đường dẫn.")
        yield from inside
