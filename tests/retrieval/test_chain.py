"""The assistant as LangChain's own kinds of things, as docs/langchain.md shows them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from retrieval.assistant import Assistant
from retrieval.chain.retriever import PlanRetriever
from retrieval.chain.runnable import PlanAssistant
from retrieval.chain.tools import plan_tools
from tests.retrieval.llm.servers import serving, text

PAGE = Path(__file__).parents[2] / "docs" / "langchain.md"
QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"


def test_the_page_runs(
    built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 3
    with serving() as server:
        model, base_url = server.model("openai")
        monkeypatch.setenv("INDEX", str(built_index))
        monkeypatch.setenv("MODEL", model)
        monkeypatch.setenv("BASE_URL", base_url)
        server.script = lambda data: text("80% và 70% [thang-binh-2021-2025:x]")
        names: dict[str, Any] = {}
        for block in blocks:
            exec(compile(block, str(PAGE), "exec"), names)
        sent = str(server.asked)
        names["model"].root_client.close()
    assert names["reply"] == "80% và 70% [thang-binh-2021-2025:x]"
    # The chain's prompt held the clauses that the retriever found.
    assert "thang-binh-2021-2025:" in sent
    assert "80%" in names["answer"]["answer"]
    assert "2030" in names["followed"]["answer"]
    assert "Vũ Thị Hà" in "".join(names["pieces"])
    assert {row["doc"] for row in json.loads(names["targets"])} == {"tu-ky-2021-2025"}
    assert json.loads(names["sides"])
    assert "answered" in capsys.readouterr().out
    names["assistant"].close()


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Any:
    with Assistant.open(built_index) as opened:
        yield opened


def test_a_retrieved_document_carries_its_citation(assistant: Assistant) -> None:
    found = PlanRetriever(assistant=assistant, k=3).invoke(QUESTION)
    assert len(found) == 3
    for document in found:
        told = document.metadata
        with assistant.reading() as index:
            assert document.id == told["clause"]
            assert index.document(told["doc"]).version == told["version"]  # type: ignore[union-attr]
            assert 0 <= told["start"] < told["end"] <= len(index.text(told["doc"]))


async def test_the_runnable_is_the_assistant(assistant: Assistant) -> None:
    asker = PlanAssistant(assistant)
    own = assistant.ask(QUESTION)
    told = await asker.ainvoke(QUESTION)
    assert told["answer"] == own.answer
    assert [c["clause"] for c in told["citations"]] == [c.clause for c in own.citations]
    chunks = list(asker.stream(QUESTION))
    assert sum(chunks[1:], chunks[0])["answer"] == own.answer  # type: ignore[call-overload]
    chained = asker | (lambda answer: answer["status"])
    assert chained.invoke("xin chào") == "smalltalk"


def test_a_tool_says_plainly_what_it_does_not_know(assistant: Assistant) -> None:
    tools = {tool.name: tool for tool in plan_tools(assistant)}
    said = tools["find_targets"].invoke({"place": "Hội An"})
    assert "Hội An" in said
    assert "Tân Bình" in said
