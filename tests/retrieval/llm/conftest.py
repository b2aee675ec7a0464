"""Assistants with and without a model, one of each for a module's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.assistant import Assistant
from tests.retrieval.llm.desk import TARGET, Desk, desk_with
from tests.retrieval.llm.servers import PROVIDERS


@pytest.fixture(scope="module")
def plain(built_index: Path) -> Iterator[Assistant]:
    """The assistant without a model."""
    with Assistant.open(built_index) as assistant:
        yield assistant


@pytest.fixture(scope="module", params=PROVIDERS)
def opened(request: pytest.FixtureRequest, built_index: Path) -> Iterator[Desk]:
    """A desk for each provider's client."""
    with desk_with(built_index, request.param) as made:
        # The first exchange loads what the client puts off.
        made.assistant.ask(TARGET)
        yield made


@pytest.fixture
def desk(opened: Desk) -> Desk:
    """The same with a server that has forgotten what was asked before."""
    opened.server.reset()
    return opened
