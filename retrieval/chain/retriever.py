"""The search as a LangChain retriever."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from retrieval.assistant import Assistant
from retrieval.chain.queries import Queries
from retrieval.model import ANYONE, Principal


class PlanRetriever(BaseRetriever):
    """The clauses nearest to a query, filtered by who asks before they are ranked.

    A document's `page_content` is the clause's words; its `metadata` is the citation: `doc`,
    `version`, `clause`, `label`, `start`, `end`, `breadcrumb`, `place` and the `score`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    principal: Principal = ANYONE
    k: int = 8

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = Queries(self.assistant, self.principal).search(query, self.k)
        return [
            Document(
                id=row["clause"],
                page_content=row["quote"],
                metadata={name: value for name, value in row.items() if name != "quote"},
            )
            for row in found
        ]
