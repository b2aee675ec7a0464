"""What a question becomes on its way to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.model import Clause, Level


class Status(StrEnum):
    """Every way that an answer can turn out. A refusal is an answer of its own kind."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    SMALLTALK = "smalltalk"
    NOT_STATED = "unanswerable:not_stated"
    OTHER_PLACE = "unanswerable:place"
    OTHER_YEAR = "unanswerable:year"
    NO_AGENCY = "unanswerable:agency"
    OUT_OF_SCOPE = "out_of_scope"
    PERSONAL = "refused:personal"
    INSTRUCTION = "refused:instruction"
    ERROR = "error"

    @property
    def abstained(self) -> bool:
        """Whether the answer says that it cannot say."""
        return self not in (Status.ANSWERED, Status.PARTIAL, Status.CLARIFY, Status.SMALLTALK)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks: the groups whose documents they may see. Everyone is in `public`."""

    groups: frozenset[str] = frozenset({"public"})
    everything: bool = False

    def may_read(self, audience: str) -> bool:
        """Whether a document of this audience may be shown."""
        return self.everything or audience == "public" or audience in self.groups


ANYONE = Principal()
OWNER = Principal(everything=True)


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that a search found, with the parts that its score came from."""

    clause: Clause
    score: float
    parts: dict[str, float] = field(default_factory=dict)
    kept: bool = True


def cells_of(quote: str, columns: Sequence[str]) -> list[tuple[str, str]]:
    """The cells of a quoted row, each with the words above it; empty where these are not known."""
    texts = quote.split(" | ")
    # A bar of the source's own inside a cell would shift the columns.
    return list(zip(columns, texts, strict=True)) if len(texts) == len(columns) else []


@dataclass(frozen=True, slots=True)
class Citation:
    """The address of a statement: `start`..`end` are code points into the document's text.

    The quote of a table's row is its cells, " | " between them; `columns` are the words above each.
    """

    number: int
    doc: str
    version: str
    clause: str
    label: str
    start: int
    end: int
    quote: str
    columns: tuple[str, ...] = ()

    @property
    def cells(self) -> list[tuple[str, str]]:
        """A row's cells, each with the words above it; empty for what is no row."""
        return cells_of(self.quote, self.columns)


@dataclass(frozen=True, slots=True)
class ModelUse:
    """One use of a language model for an answer, and what came of it.

    `use` is compose, standalone or propose. `outcome` is "used", or why not: "late", "limit",
    "private", "failed", "busy", "foreign", "unfit". `dropped` are the sentences taken out, each
    with the reasons in brackets; `tokens` those that were read and written.
    """

    use: str
    outcome: str
    model: str
    prompt: str = ""
    ms: float = 0.0
    attempts: int = 0
    tokens: int = 0
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What every channel draws.

    `hits` are those kept, the cited ones first; `rejected` were found and set aside.

    `dropped` are the lines that the gate took out, each with what nothing supports in brackets.
    `model` says what a language model was asked for; empty where none is set.
    """

    answer: str
    status: Status
    citations: tuple[Citation, ...] = ()
    hits: tuple[Hit, ...] = ()
    rejected: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    ms: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    model: tuple[ModelUse, ...] = ()

    @property
    def abstained(self) -> bool:
        """Whether the answer says that it cannot say."""
        return self.status.abstained


LONGEST = 2_000
"""The most characters that a question may have."""


class Wanted(StrEnum):
    """What kind of answer a question wants."""

    TARGET = "target"
    OWNER = "owner"
    DUTIES = "duties"
    DEADLINE = "deadline"
    REPORT = "report"
    BASIS = "basis"
    META = "meta"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `words` name what is asked for, as typed, of one or two syllables each; `carried` are those
    taken over from earlier turns, and `named` those that only name the plan meant; `related` gives
    a word, a phrase that may stand for it in a plan, and what that is then worth (below 1).
    `asking` is what cues are read in, folded: the question, and where it leaves open what it asks
    for, the turn before as well.
    `places` are slugs of documents; `unknown` names places that no document is about,
    and `within` gives for each the slug of the smallest place around it, or ""; `mentioned` are
    their folded names where `places` are documents that at least speak of them.
    """

    text: str
    history: tuple[str, ...] = ()
    lang: str = "vi"
    words: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    related: tuple[tuple[str, tuple[str, ...], float], ...] = ()
    asking: str = ""
    places: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    levels: tuple[Level, ...] = ()
    agencies: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    wanted: Wanted = Wanted.TASK
    also: frozenset[str] = frozenset()
    changes: tuple[tuple[str, str], ...] = ()


__all__ = [
    "ANYONE",
    "LONGEST",
    "OWNER",
    "Answer",
    "Citation",
    "Hit",
    "Level",
    "ModelUse",
    "Principal",
    "Question",
    "Status",
    "Wanted",
]
