"""The whole: a question in, an answer with its evidence out.

The stages are understand → retrieve → rank → compose → ground, in this order, over one context;
what must be refused is refused before anything is searched.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from ingest.encoder import Encoder, load
from ingest.index import Index, open_index
from ingest.model import Clause, Kind
from retrieval import reading
from retrieval.compose.context import Context
from retrieval.compose.statement import Statement
from retrieval.drafting import drafted, whole
from retrieval.finish import finished, hit_of, ms_since
from retrieval.inforce import meant, today
from retrieval.mentions import spoken_of
from retrieval.model import ANYONE, LONGEST, Answer, Hit, Principal, Question
from retrieval.notes import notes_for
from retrieval.numbering import Numbering
from retrieval.rank import rank
from retrieval.refuse import refuse_early
from retrieval.retrieve import retrieve, visible
from retrieval.suggest import suggestions_for
from retrieval.understand.agencies import Agencies, with_agencies
from retrieval.understand.question import Knowledge, understand
from retrieval.understand.several import apart
from retrieval.work import Change, Helped, Helper, Options, Work

_TURNS = 10


@dataclass(slots=True)
class _Held:
    """A generation, what is known of it to whom, and how many questions are being put to it."""

    index: Index
    known: dict[tuple[str, ...], Knowledge] = field(default_factory=dict)
    users: int = 0

    def knowledge(self, seen: tuple[str, ...]) -> Knowledge:
        """What understanding may know: nothing of a document that the asker may not see."""
        if seen not in self.known:
            self.known[seen] = _knowledge(self.index, seen)
        return self.known[seen]


class Assistant:
    """Answers questions over one index; moves to a newer generation when one is current.

    Questions may be asked from several threads.
    """

    def __init__(
        self,
        home: Path,
        index: Index,
        encoder: Encoder,
        helper: Helper | None = None,
        day: date | None = None,
    ) -> None:
        self._home = home
        self._day = day
        self._encoder = encoder
        self._helper = helper
        self._lock = threading.Lock()
        self._held = _Held(index)

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        encoder: str | None = None,
        helper: Helper | None = None,
        day: date | None = None,
    ) -> Self:
        """Open the index under `home`; `helper` is a language model's, where one is set.

        `day` stands in for today, by which it is told which plan is in force.

        Raises:
            NeedsIngest: there is none, or it was made by another encoder or version.
        """
        loaded = load(encoder)
        index = open_index(home, encoder_name=loaded.name, encoder_revision=loaded.revision)
        return cls(home, index, loaded, helper, day)

    @property
    def index(self) -> Index:
        """The current generation of the index."""
        with self._lock:
            return self._fresh().index

    def ask(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        place: str | None = None,
        year: int | None = None,
        lang: str | None = None,
        principal: Principal = ANYONE,
    ) -> Answer:
        """Answer one question; `history` holds the asker's earlier turns, oldest first."""
        options = Options(place=place, year=year, lang=lang)
        *_, answer = self._pieces(question, history, options, principal)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        place: str | None = None,
        year: int | None = None,
        lang: str | None = None,
        principal: Principal = ANYONE,
    ) -> Generator[str | Answer]:
        """As `ask`, in pieces that joined are the answer's text; the whole answer comes last.

        Whoever stops reading early leaves nothing open.
        """
        options = Options(place=place, year=year, lang=lang)
        yield from self._pieces(question, history, options, principal)

    def _pieces(
        self, question: str, history: Sequence[str], options: Options, principal: Principal
    ) -> Generator[str | Answer]:
        began = time.perf_counter()
        with self._using() as held:
            early = refuse_early(question, options["lang"])
            if early is not None:
                yield from _told(finished(early, (), held.index, began, {}))
                return
            work = partial(self._work, held, visible(held.index, principal), options)
            done = work(question, history)
            if self._helper is None:
                yield from _told(_answer(done, held.index, began))
            else:
                yield from _helped(self._helper.help(done, work), held.index, began)

    def _work(
        self,
        held: _Held,
        seen: tuple[str, ...],
        options: Options,
        question: str,
        history: Sequence[str],
        change: Change | None = None,
    ) -> Work:
        """A question as far as a checked draft; `change` puts another reading for the rules'."""
        began = time.perf_counter()
        read = partial(self._read, held, seen, options=options)
        if change:
            parts: tuple[Question, ...] = (change(read(question, _recent(history))),)
        else:
            parts = apart(question, _recent(history), read)
        timings = {"understand": ms_since(began)}
        contexts = [self._search(held, part, seen, timings) for part in parts]
        draft, dropped = drafted(contexts)
        draft = replace(draft, suggestions=suggestions_for(contexts[-1], draft))
        timings["compose"] = ms_since(began) - sum(timings.values())
        return Work(whole(contexts, question), draft, dropped, timings)

    def search(self, question: str, *, principal: Principal = ANYONE, limit: int = 10) -> list[Hit]:
        """The clauses nearest to a question, best first."""
        with self._using() as held:
            seen = visible(held.index, principal)
            asked = self._read(held, seen, question[:LONGEST], ())
            ranked = self._search(held, asked, seen, {}).ranked
            return [hit_of(candidate) for candidate in ranked[:limit]]

    def understood(
        self, question: str, history: Sequence[str] = (), *, principal: Principal = ANYONE
    ) -> Question:
        """How a question is read, for `--explain`."""
        with self._using() as held:
            seen = visible(held.index, principal)
            return self._read(held, seen, question[:LONGEST], _recent(history))

    def _read(
        self,
        held: _Held,
        seen: tuple[str, ...],
        question: str,
        history: Sequence[str],
        options: Options | None = None,
    ) -> Question:
        """What a question asks, and of which of several plans of a place."""
        above = options or Options(place=None, year=None, lang=None)
        asked = understand(question, history, held.knowledge(seen), **above)
        open_to = set(seen)
        cards = {d.slug: d.card for d in held.index.documents if d.slug in open_to}
        asked = meant(asked, cards, self._day or today(), held.index.shares)
        levels = {slug: card.place.level for slug, card in cards.items()}
        return with_agencies(asked, held.knowledge(seen).agencies, levels)

    @contextmanager
    def reading(self) -> Iterator[Index]:
        """The current generation, open until the block ends, whatever is switched meanwhile."""
        with self._using() as held:
            yield held.index

    def close(self) -> None:
        """Let go of the index, and of the helper's connections."""
        if self._helper is not None:
            self._helper.close()
        self._held.index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _fresh(self) -> _Held:
        """The current generation. The one before closes when its last question is answered."""
        old = self._held
        if old.index.stale():
            name, revision = self._encoder.name, self._encoder.revision
            index = open_index(self._home, encoder_name=name, encoder_revision=revision)
            self._held = _Held(index)
            if not old.users:
                old.index.close()
        return self._held

    @contextmanager
    def _using(self) -> Iterator[_Held]:
        """The current generation, open until this question is answered, whatever others do."""
        with self._lock:
            held = self._fresh()
            held.users += 1
        try:
            yield held
        finally:
            with self._lock:
                held.users -= 1
                if held is not self._held and not held.users:
                    held.index.close()

    def _search(
        self, held: _Held, asked: Question, seen: tuple[str, ...], timings: dict[str, float]
    ) -> Context:
        index = held.index
        asked = spoken_of(asked, index, seen)
        slugs = [s for s in asked.places if s in seen] if asked.places else seen
        began = time.perf_counter()
        found = retrieve(asked, index, self._encoder, slugs)
        timings["retrieve"] = timings.get("retrieve", 0.0) + ms_since(began)
        began = time.perf_counter()
        ranked = rank(asked, index, found)
        timings["rank"] = timings.get("rank", 0.0) + ms_since(began)
        documents = tuple(d for d in index.documents if d.slug in seen)
        return Context(asked, index, ranked, held.knowledge(seen).agencies, documents)


def _recent(history: Sequence[str]) -> list[str]:
    """The last turns, each of a question's length at most: older ones no longer lend anything."""
    return [turn[:LONGEST] for turn in history[-_TURNS:]]


def _knowledge(index: Index, slugs: Collection[str]) -> Knowledge:
    seen = set(slugs)
    cards = tuple((d.slug, d.card) for d in index.documents if d.slug in seen)
    vocabulary = index.words({card.audience for _, card in cards})

    def names(slug: str) -> list[str]:
        clauses = index.of_document(slug) if slug in seen else []
        return [name for clause in clauses for name in _agency_names(clause)]

    return Knowledge(cards, vocabulary, Agencies(names))


def _agency_names(clause: Clause) -> list[str]:
    if clause.kind is Kind.HEADING and reading.is_agency_heading(clause.text):
        return [clause.text]
    cells = (clause.cell("lead"), clause.cell("support"))
    return [cell.text for cell in cells if cell and cell.text]


def _answer(work: Work, index: Index, began: float) -> Answer:
    notes = notes_for(work.context, work.draft)
    answer = finished(work.draft, work.context.ranked, index, began, work.timings, notes)
    return replace(answer, dropped=work.dropped)


def _told(answer: Answer, shown: str = "") -> Iterator[str | Answer]:
    """What is not shown yet of an answer, line by line, and the answer."""
    yield from answer.answer[len(shown) :].splitlines(keepends=True)
    yield answer


def _helped(
    pieces: Iterable[Statement | Helped], index: Index, began: float
) -> Iterator[str | Answer]:
    """The lines of a helper as they come, and the answer that they make."""
    numbering = Numbering(index)
    for piece in pieces:
        if isinstance(piece, Statement):
            yield numbering.line(piece)
        else:
            answer = _answer(piece.work, index, began)
            yield from _told(replace(answer, model=piece.uses), numbering.text)
