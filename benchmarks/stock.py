"""LangChain's stock recipe for questions over documents, to compare with.

RecursiveCharacterTextSplitter 1000/200, BM25 and Chroma side by side, fused by reciprocal rank.
`langchain-community`, which holds BM25Retriever, is no longer maintained (its own readme says so)
and EnsembleRetriever has moved to langchain-classic, so both are written out here on the same
parts: rank_bm25's Okapi over `text.split()`, and weights of a half with a constant of 60. The
embeddings are those of this project's encoder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from langchain_chroma import Chroma
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter
from rank_bm25 import BM25Okapi

from bot.evaluation.evidence import Passage
from ingest.encoder import Encoder

SIZE, OVERLAP = 1_000, 200
_WEIGHT, _CONSTANT = 0.5, 60
Tokens = Callable[[str], list[str]]


class BoxEmbeddings(Embeddings):
    """The project's encoder as LangChain asks for one."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text."""
        return [[float(x) for x in row] for row in self._encoder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]


class OkapiRetriever(BaseRetriever):
    """What BM25Retriever of langchain-community does: Okapi over the tokens of each chunk."""

    engine: Any
    chunks: list[Document]
    tokens: Tokens
    k: int

    @classmethod
    def over(cls, chunks: list[Document], k: int, tokens: Tokens = str.split) -> Self:
        """Index these chunks."""
        engine = BM25Okapi([tokens(chunk.page_content) for chunk in chunks])
        return cls(engine=engine, chunks=chunks, tokens=tokens, k=k)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found: list[Document] = self.engine.get_top_n(self.tokens(query), self.chunks, n=self.k)
        return found


class FusedRetriever(BaseRetriever):
    """What EnsembleRetriever does: each list gives its chunks weight / (rank + 60)."""

    arms: list[BaseRetriever]

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        scores: dict[str, float] = {}
        chunks: dict[str, Document] = {}
        for arm in self.arms:
            for rank, chunk in enumerate(arm.invoke(query), 1):
                text = chunk.page_content
                chunks.setdefault(text, chunk)
                scores[text] = scores.get(text, 0.0) + _WEIGHT / (rank + _CONSTANT)
        return [chunks[text] for text in sorted(scores, key=lambda t: -scores[t])]


def split(texts: Mapping[str, str]) -> list[Document]:
    """The documents' chunks, each with its document and where it starts there."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=SIZE, chunk_overlap=OVERLAP, add_start_index=True
    )
    named = [{"doc": slug} for slug in texts]
    return splitter.create_documents(list(texts.values()), metadatas=named)


def vectors(chunks: Sequence[Document], encoder: Encoder, folder: Path) -> Chroma:
    """The chunks in a Chroma folder."""
    return Chroma.from_documents(
        list(chunks), BoxEmbeddings(encoder), persist_directory=str(folder)
    )


def passage(chunk: Document) -> Passage:
    """Where a chunk stands."""
    start = int(chunk.metadata["start_index"])
    return Passage(str(chunk.metadata["doc"]), start, start + len(chunk.page_content))
