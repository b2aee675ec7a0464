"""One question and its answer, within a conversation: what every way of asking does."""

from __future__ import annotations

import logging
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import State as Shared

from bot.export.sheet import Labels
from bot.failures import told
from bot.questions import checked
from bot.records import Record
from bot.state import State
from bot.web import metrics
from bot.web.lazy import LazyAssistant
from bot.web.records import full_record
from ingest.errors import CchcError
from retrieval.model import ANYONE, Answer, Principal

CHANNEL = "web"
_LOG = logging.getLogger("cchc.web")


@dataclass(slots=True)
class Exchange:
    """A question to be put; `session` is the conversation that it goes on with, "" for a new one.

    Everything here waits for the disk or the processor, so it runs in the pool's threads. A
    conversation that is unknown, or has expired, is a new one. Raises BadInput for no question.
    """

    shared: Shared
    question: str
    session: str = ""
    place: str | None = None
    lang: str | None = None
    who: Principal = ANYONE
    channel: str = CHANNEL
    history: Sequence[str] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self.question = checked(self.question)

    def answered(self) -> Record:
        """The whole answer, with its session and its id."""
        self._begin()
        assistant: LazyAssistant = self.shared.assistant
        return self._end(assistant.ask(self.question, **self._asked()))

    def events(self) -> Generator[tuple[str, Record]]:
        """The same as it comes: `start`, one or more `text`, then `answer`."""
        self._begin()
        yield "start", {"session": self.session}
        assistant: LazyAssistant = self.shared.assistant
        for piece in assistant.stream(self.question, **self._asked()):
            if isinstance(piece, Answer):
                yield "answer", self._end(piece)
            else:
                yield "text", {"text": piece}

    def _begin(self) -> None:
        state: State = self.shared.state
        try:
            self.history = state.conversations.turns(self.session) if self.session else ()
        except CchcError as error:
            _LOG.warning("session not read: %s", told(error))
        if not self.history:
            self.session = state.conversations.new()

    def _asked(self) -> dict[str, Any]:
        return {
            "history": self.history,
            "place": self._place(),
            "lang": self.lang,
            "principal": self.who,
        }

    def _place(self) -> str | None:
        """The place that the page is about, unless the conversation names one itself."""
        if not self.place:
            return None
        assistant: LazyAssistant = self.shared.assistant
        asked = assistant.opened().understood(self.question, self.history, principal=self.who)
        return None if asked.places or asked.unknown else self.place

    def _end(self, answer: Answer) -> Record:
        metrics.answered(self.channel, answer)
        record = full_record(answer, self.shared.settings.public_url, self._titles(answer))
        return record | {"session": self.session, "id": self._keep(answer)}

    def _titles(self, answer: Answer) -> dict[str, str]:
        """How the documents cited are called."""
        cited = {citation.doc for citation in answer.citations}
        assistant: LazyAssistant = self.shared.assistant
        with assistant.reading() as index:
            labels = Labels.of([each for each in index.documents if each.slug in cited])
        return {slug: labels.document(slug) for slug in labels.documents}

    def _keep(self, answer: Answer) -> str:
        """The kept answer's id; "" where the disk is in the way, which costs nobody the answer."""
        state: State = self.shared.state
        try:
            state.conversations.add(self.session, self.question)
            return state.answers.keep(
                answer, self.channel, question=self.question, history=self.history, place=self.place
            )
        except CchcError as error:
            _LOG.warning("answer not kept: %s", told(error))
            return ""
