"""All that a language model does for one answer, one thing after another, within one deadline."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator
from dataclasses import replace

from prompts import say
from retrieval.compose.statement import Statement
from retrieval.llm import proposal, standalone
from retrieval.llm.chat import Chat, Exchange, Failed
from retrieval.llm.enough import answers
from retrieval.llm.settings import Use
from retrieval.llm.wording import Wording, around, worth
from retrieval.model import ModelUse
from retrieval.work import Again, Helped, Work

_LOG = logging.getLogger(__name__)
# Of an answer's time, what reading the question may take: the answer itself wants the most.
_READING = 0.4
_LOOKED_AT = 10


class ModelHelper:
    """A helper for the assistant (`retrieval.work.Helper`) with a language model behind it."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.settings = chat.settings

    def help(self, work: Work, again: Again) -> Iterator[Statement | Helped]:
        """The answer's lines as they are ready, then the work that they are of."""
        began = time.monotonic()
        uses: list[ModelUse] = []
        work = self._read(work, again, began + _READING * self.settings.seconds, uses)
        if Use.COMPOSE in self.settings.uses and worth(work.draft):
            work = yield from self._word(work, began + self.settings.seconds, uses)
        yield Helped(work, tuple(uses))

    def close(self) -> None:
        """Let go of the provider's connections."""
        self.chat.close()

    def _read(self, work: Work, again: Again, until: float, uses: list[ModelUse]) -> Work:
        """The work, or one of another reading of the question that finds an answer."""
        if Use.STANDALONE in self.settings.uses and standalone.wanted(work):
            work = self._standalone(work, again, until, uses)
        if Use.PROPOSE in self.settings.uses and proposal.wanted(work):
            work = self._propose(work, again, until, uses)
        return work

    def _standalone(self, work: Work, again: Again, until: float, uses: list[ModelUse]) -> Work:
        if self._kept_in(work, Use.STANDALONE, uses):
            return work
        exchange = Exchange()
        question = work.context.question
        try:
            text, name = standalone.asked(self.chat, question, until, exchange)
        except Failed as error:
            uses.append(self._use(Use.STANDALONE, error.outcome, exchange, error.detail))
            return work
        other = again(text, ()) if text else work
        used = bool(text) and standalone.holds(work, other)
        uses.append(self._use(Use.STANDALONE, "used" if used else "unfit", exchange, prompt=name))
        note = say("note.read_as", question.lang, question=text)
        return standalone.noted(other, note) if used else work

    def _propose(self, work: Work, again: Again, until: float, uses: list[ModelUse]) -> Work:
        if self._kept_in(work, Use.PROPOSE, uses):
            return work
        exchange = Exchange()
        question = work.context.question
        try:
            found, name = proposal.proposed(self.chat, work.context, until, exchange)
        except Failed as error:
            uses.append(self._use(Use.PROPOSE, error.outcome, exchange, error.detail))
            return work
        other = work
        if found is not None:
            reading = found
            other = again(found.words, (), lambda read: reading.changed(read, question))
        used = found is not None and standalone.holds(work, other)
        uses.append(self._use(Use.PROPOSE, "used" if used else "unfit", exchange, prompt=name))
        if not used or found is None:
            return work
        return standalone.noted(other, say("note.read_as", question.lang, question=found.words))

    def _word(
        self, work: Work, until: float, uses: list[ModelUse]
    ) -> Generator[Statement, None, Work]:
        """The lines that may be shown, none before they answer; returns the work of the answer."""
        if self._kept_in(work, Use.COMPOSE, uses):
            return work
        wording = Wording(work)
        before, after = around(work.draft)
        shown: list[Statement] = []
        outcome, detail = "unfit", ""
        try:
            for statement in wording.sentences(self.chat, until):
                shown.append(statement)
                if outcome == "used":
                    yield statement
                elif self._answers(work, shown):
                    outcome = "used"
                    yield from (*before, *shown)
        except Failed as error:
            outcome, detail = ("used" if outcome == "used" else error.outcome), error.detail
        dropped = tuple(wording.dropped)
        name = wording.prompt.name
        uses.append(self._use(Use.COMPOSE, outcome, wording.exchange, detail, name, dropped))
        if outcome != "used":
            return work
        yield from after
        return replace(work, draft=replace(work.draft, statements=(*before, *shown, *after)))

    def _answers(self, work: Work, shown: list[Statement]) -> bool:
        context = work.context
        cards = [context.card(c.doc) for line in work.draft.statements for c in line.clauses]
        return answers(shown, work.draft.statements, cards, context.question)

    def _kept_in(self, work: Work, use: Use, uses: list[ModelUse]) -> bool:
        """Whether what was found may not leave the office, and the model's server is outside."""
        if self.settings.private or not self.settings.remote:
            return False
        near = [c.clause for c in work.context.ranked[:_LOOKED_AT]]
        near += [clause for line in work.draft.statements for clause in line.clauses]
        if all(work.context.card(clause.doc).audience == "public" for clause in near):
            return False
        uses.append(self._use(use, "private", Exchange()))
        return True

    def _use(
        self,
        use: Use,
        outcome: str,
        exchange: Exchange,
        detail: str = "",
        prompt: str = "",
        dropped: tuple[str, ...] = (),
    ) -> ModelUse:
        ms = exchange.seconds * 1000
        # No word of the question, of a clause or of the reply; an error by its class only.
        _LOG.info("%s: %s %s, %.0f ms, %d tries", use, outcome, detail, ms, exchange.attempts)
        return ModelUse(
            use=use.value,
            outcome=outcome,
            model=self.settings.model,
            prompt=prompt,
            ms=round(ms, 1),
            attempts=exchange.attempts,
            tokens=exchange.tokens,
            dropped=dropped,
        )
