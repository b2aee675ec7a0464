"""Building a generation: new documents worked, the others carried over, all of it verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.encoder import Encoder
from ingest.errors import Unavailable
from ingest.index import archive, generations, life, manifest, rows, store, vectors, words
from ingest.index.faults import damaged, writing
from ingest.index.lexical import LexicalWriter
from ingest.index.life import Act, Event, Life
from ingest.index.manifest import FORMAT, Entry, Manifest
from ingest.index.parsed import Parsed, Vectors
from ingest.index.plan import Plan, make_plan
from ingest.index.verify import verify
from ingest.model import Clause

Progress = Callable[[str, int, int], None]
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Because:
    """Who has it done and why; `acts` names what cannot be told from the documents themselves.

    `edits` are fields of cards mended by hand, kept for later versions; None forgets them.
    `expects` names the generation that it was decided on: where another is current by now,
    someone else was quicker and nothing is done.
    """

    by: str = ""
    note: str = ""
    acts: Mapping[str, Act] = field(default_factory=dict)
    edits: Mapping[str, Mapping[str, object] | None] = field(default_factory=dict)
    expects: str | None = None


NO_REASON = Because()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: slugs by what became of them, and how many texts were encoded."""

    generation: str
    worked: tuple[str, ...]
    carried: tuple[str, ...]
    removed: tuple[str, ...]
    clauses: int
    vectors: int
    encoded: int
    seconds: float


def build(
    home: Path,
    documents: Sequence[Parsed],
    encoder: Encoder,
    *,
    removed: Collection[str] = (),
    progress: Progress | None = None,
    fresh: bool = False,
    because: Because = NO_REASON,
) -> BuildReport:
    """Add or replace these documents in the index at `home`, and drop the `removed` slugs.

    What the current generation holds besides is carried over, unless `fresh`; a version that goes
    out of force is archived. `because` goes into the history. `progress` is told
    a stage (clauses, vectors, lexical, verify), how much of it is done, and of how much. Raises
    Unavailable (a build under way, a disk), BadInput (documents, a damaged index) or NeedsIngest
    (an index of another format; see `outdated`), and then the index in use is untouched.
    """
    began = time.monotonic()
    with writing(home), generations.locked(home):
        _unmoved(home, because)
        plan = make_plan(home, documents, encoder, removed, fresh=fresh)
        if plan.source is not None and plan.idle and not because.edits:
            return _report(plan.source.folder.name, plan, plan.source.manifest, 0, began)
        name = generations.begin(home)
        try:
            folder = generations.folder(home, name)
            # Translated here, while the disk is still as full as it was.
            with writing(home):
                told = _life(home, plan, because)
                made, encoded = _make(folder, plan, encoder, told, progress or _silent)
                if plan.current is not None:
                    before = generations.folder(home, plan.current)
                    archive.keep(home, before, plan.leaving, whole=plan.whole)
            generations.switch(home, name)
        except BaseException:
            generations.discard(home, name)
            raise
        generations.sweep(home, {name, plan.current})
    return _report(name, plan, made, encoded, began)


def _unmoved(home: Path, because: Because) -> None:
    if because.expects not in (None, generations.current(home)):
        raise Unavailable(
            "Người khác vừa thay đổi kho văn bản.", "Hãy xem lại `cchc documents` rồi làm lại."
        )


def _silent(stage: str, done: int, total: int) -> None: ...


def _life(home: Path, plan: Plan, because: Because) -> Life:
    """What the generation in use tells of its documents, and what is being done to them now."""
    before = life.read(generations.folder(home, plan.current) if plan.current else None)
    edits = {**before.edits, **because.edits}
    kept = {slug: told for slug, told in edits.items() if told}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    acts = ((slug, act, version) for slug, act, version in _acts(plan, because))
    told = (Event(now, act, slug, version, because.by, because.note) for slug, act, version in acts)
    return Life((*before.events, *told), kept)


def _acts(plan: Plan, because: Because) -> Iterator[tuple[str, Act, str]]:
    for slug in sorted({*plan.work, *plan.held}):
        held, parsed = plan.held.get(slug), plan.work.get(slug)
        if parsed is None:
            if slug not in plan.carried:
                yield slug, because.acts.get(slug, Act.WITHDRAWN), ""
            continue
        document = parsed.document
        if held is None:
            yield slug, because.acts.get(slug, Act.ADDED), document.version
        elif held.sha256 != document.sha256:
            yield slug, because.acts.get(slug, Act.REPLACED), document.version
        elif held.card and held.card != manifest.card_digest(document.card):
            yield slug, because.acts.get(slug, Act.EDITED), document.version


def _make(
    folder: Path, plan: Plan, encoder: Encoder, told: Life, tell: Progress
) -> tuple[Manifest, int]:
    """Fill, verify and seal a generation's folder; its manifest comes last."""
    old = plan.source.folder if plan.source and plan.carried else None
    writer = store.StoreWriter(folder, old)
    kept = False
    try:
        entries = _write_clauses(writer, plan, tell)
        encoded = _write_vectors(folder, writer, plan, encoder, tell)
        _write_lexical(folder, writer, plan.slugs, tell)
        _write_words(folder, plan)
        writer.write_life(told)
        made = _manifest(plan, encoder, entries, writer.vectors())
        kept = True
    finally:
        writer.close(keep=kept)
    tell("verify", 0, 1)
    verify(folder, made)
    (folder / manifest.NAME).write_text(manifest.dump(made), encoding="utf-8")
    generations.settle(folder)
    tell("verify", 1, 1)
    return made, encoded


def _write_clauses(writer: store.StoreWriter, plan: Plan, tell: Progress) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for done, slug in enumerate(plan.slugs, start=1):
        if parsed := plan.work.get(slug):
            writer.add(parsed)
            entries[slug] = _entry(parsed)
        elif plan.source is not None:
            entries[slug] = plan.source.manifest.documents[slug]
            if writer.carry(slug) != entries[slug].clauses:
                raise damaged(plan.source.folder, f"thiếu khoản mục của {slug}")
        tell("clauses", done, len(plan.slugs))
    return entries


def _entry(parsed: Parsed) -> Entry:
    document = parsed.document
    digest = manifest.card_digest(document.card)
    return Entry(document.source, document.sha256, digest, len(parsed.clauses))


def _write_vectors(
    folder: Path, clauses: store.StoreWriter, plan: Plan, encoder: Encoder, tell: Progress
) -> int:
    """Encode what is new; how many texts that was."""
    base = plan.source if plan.carried and not plan.reencode else None
    if base is not None:
        vectors.copy(base.folder, folder)
    writer = vectors.VectorWriter(folder)
    done, total = 0, clauses.to_encode_count(plan.to_encode)
    try:
        if base is not None:
            writer.drop(set(base.manifest.documents) - set(plan.carried))
        for batch in clauses.to_encode(plan.to_encode, _BATCH):
            _encode(writer, clauses, batch, encoder)
            done += len(batch)
            tell("vectors", done, total)
    finally:
        writer.close()
    return done


def _encode(
    writer: vectors.VectorWriter,
    clauses: store.StoreWriter,
    batch: list[Clause],
    encoder: Encoder,
) -> None:
    found = _rows_of(encoder, [rows.embed_text(clause) for clause in batch])
    # A zero row has no direction: its cosine with anything is undefined.
    present: npt.NDArray[np.bool_] = np.asarray(found.any(axis=1))
    known = [clause for clause, there in zip(batch, present, strict=True) if there]
    ids = [clause.id for clause in known]
    writer.put(ids, [clause.doc for clause in known], found[present])
    clauses.mark_vectors([clause.id for clause in batch], present=False)
    clauses.mark_vectors(ids, present=True)


def _rows_of(encoder: Encoder, texts: list[str]) -> Vectors:
    found = np.asarray(encoder.encode(texts), dtype=np.float32)
    if found.shape != (len(texts), encoder.dimension) or not np.isfinite(found).all():
        raise Unavailable(
            f"Bộ mã hóa {encoder.name} cho ra véc-tơ không dùng được.",
            "Hãy chọn bộ mã hóa khác rồi chạy lại `cchc ingest`.",
        )
    return found


def _write_lexical(
    folder: Path, clauses: store.StoreWriter, slugs: Sequence[str], tell: Progress
) -> None:
    tell("lexical", 0, 1)
    writer = LexicalWriter(slugs)
    for slug, wanted, tokens, heading in clauses.tokens():
        writer.add(slug, bool(wanted), tokens.split(), heading.split())
    writer.write(folder)
    tell("lexical", 1, 1)


def _write_words(folder: Path, plan: Plan) -> None:
    source = plan.source.folder if plan.source else None
    gone = sorted(set(plan.held) - set(plan.carried)) if source else []
    left = store.documents_whole(source, gone, clauses=False) if source else iter(())
    new = (parsed.document for parsed in plan.work.values())
    words.write(folder, source, (parsed.document for parsed in left), new)


def _manifest(
    plan: Plan, encoder: Encoder, entries: dict[str, Entry], with_vector: int
) -> Manifest:
    return Manifest(
        format=FORMAT,
        encoder=encoder.name,
        revision=encoder.revision,
        dimension=encoder.dimension,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        previous=plan.current,
        clauses=sum(entry.clauses for entry in entries.values()),
        vectors=with_vector,
        documents=entries,
    )


def _report(name: str, plan: Plan, made: Manifest, encoded: int, began: float) -> BuildReport:
    return BuildReport(
        generation=name,
        worked=tuple(sorted(plan.work)),
        carried=plan.carried,
        removed=plan.removed,
        clauses=made.clauses,
        vectors=made.vectors,
        encoded=encoded,
        seconds=time.monotonic() - began,
    )
