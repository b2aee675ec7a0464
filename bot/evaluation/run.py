"""Put every gold question to an assistant and judge what comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.evaluation.evidence import Passage, locate
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.judge import Outcome, Verdict, judge
from bot.failures import told
from bot.questions import checked
from bot.records import best_hits
from retrieval.model import Answer

Ask = Callable[[str, Sequence[str]], Answer]


def evaluate(
    questions: Sequence[GoldQuestion], texts: Mapping[str, str], ask: Ask
) -> Iterable[tuple[Verdict, Outcome]]:
    """Each question's verdict with what was judged; `texts` are the documents' texts by slug."""
    places = locate(questions, texts)
    for question in questions:
        outcome = put(question, ask)
        yield judge(question, outcome, places), outcome


def put(question: GoldQuestion, ask: Ask) -> Outcome:
    """What an assistant does with a question. One that fails has answered nothing."""
    begun = time.perf_counter()
    try:
        answer = ask(checked(question.question), question.history)
    except Exception as error:  # noqa: BLE001 - a failure is a wrong answer, not the end of the run
        # Not an abstention: saying nothing by accident must not count as declining to answer.
        return Outcome(told(error), abstained=False, ms=_since(begun))
    ms = _since(begun)
    citations = tuple(Passage(c.doc, c.start, c.end) for c in answer.citations)
    clauses = (hit.clause for hit in best_hits(answer))
    hits = tuple(Passage(c.doc, c.start, c.end) for c in clauses)
    return Outcome(answer.answer, answer.abstained, citations, hits, ms)


def _since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000
