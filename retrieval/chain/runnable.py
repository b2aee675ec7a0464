"""The whole assistant as one LangChain `Runnable`: a question in, a checked answer out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypedDict

from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.utils import AddableDict

from retrieval.assistant import Assistant
from retrieval.chain.queries import answer_record
from retrieval.model import ANYONE, Answer, Principal


class Asked(TypedDict, total=False):
    """A question with the asker's earlier turns, oldest first, and what stands above them."""

    question: str
    history: list[str]
    place: str
    year: int


class PlanAssistant(Runnable[str | Asked, dict[str, Any]]):
    """Takes a question, as a text or as `Asked`; gives `answer`, `status`, `citations`, `notes`.

    Streamed, the answer's text comes in checked pieces under `answer`; the rest comes last.
    """

    def __init__(self, assistant: Assistant, principal: Principal = ANYONE) -> None:
        self._assistant = assistant
        self._principal = principal

    def invoke(
        self,
        input: str | Asked,  # noqa: A002  (LangChain's name)
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """The whole answer."""
        return self._call_with_config(self._answered, input, config, **kwargs)

    def stream(
        self,
        input: str | Asked,  # noqa: A002  (LangChain's name)
        config: RunnableConfig | None = None,
        **kwargs: Any,
    ) -> Iterator[dict[str, Any]]:
        """The answer as it comes."""
        for piece in self._assistant.stream(**self._options(input)):
            if isinstance(piece, Answer):
                told = answer_record(piece)
                yield AddableDict({key: told[key] for key in told if key != "answer"})
            else:
                yield AddableDict({"answer": piece})

    def _answered(self, asked: str | Asked) -> dict[str, Any]:
        return answer_record(self._assistant.ask(**self._options(asked)))

    def _options(self, asked: str | Asked) -> dict[str, Any]:
        options = {"question": asked} if isinstance(asked, str) else dict(asked)
        return {**options, "principal": self._principal}
