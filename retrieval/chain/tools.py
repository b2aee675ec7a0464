"""The queries as LangChain tools, for an agent to choose among."""

from __future__ import annotations

import json
from collections.abc import Callable

from langchain_core.tools import BaseTool, StructuredTool, ToolException

from ingest.errors import CchcError
from retrieval.assistant import Assistant
from retrieval.chain.queries import Queries, Record
from retrieval.model import ANYONE, Principal


def plan_tools(assistant: Assistant, principal: Principal = ANYONE) -> list[BaseTool]:
    """Tools for search, targets, tasks, comparison and the whole answer; each replies in JSON."""
    ask = Queries(assistant, principal)

    def search_plans(query: str, limit: int = 8) -> str:
        """Find the clauses of Vietnamese administrative-reform plans nearest to a query."""
        return _told(lambda: ask.search(query, limit))

    def find_targets(place: str = "", year: int = 0, topic: str = "") -> str:
        """Find the figures that plans set (chỉ tiêu), by place, year and topic, with clauses."""
        return _told(lambda: ask.targets(place, year, topic))

    def find_tasks(
        place: str = "", agency: str = "", role: str = "any", due: str = "", topic: str = ""
    ) -> str:
        """Find the tasks that plans give (nhiệm vụ). role: lead, support or any; due: 2024-Q3."""
        return _told(lambda: ask.tasks(place, agency, role, due, topic))

    def compare_places(first: str, second: str, topic: str = "") -> str:
        """Compare the figures of two places, measure by measure."""
        return _told(lambda: ask.compare(first, second, topic))

    def answer_question(question: str) -> str:
        """Answer a question about the plans; every statement is checked against its clause."""
        return _told(lambda: ask.ask(question))

    functions = (search_plans, find_targets, find_tasks, compare_places, answer_question)
    return [StructuredTool.from_function(f, handle_tool_error=True) for f in functions]


def _told(query: Callable[[], Record | list[Record]]) -> str:
    try:
        return json.dumps(query(), ensure_ascii=False)
    except CchcError as error:
        raise ToolException(str(error)) from error
