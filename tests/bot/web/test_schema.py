"""The API keeps to its own document, whatever it is sent (schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance
from schemathesis.specs.openapi.schemas import OpenApiSchema

from bot.settings import Settings
from bot.web.app import create_app


@pytest.fixture(scope="module")
def described(
    built_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[OpenApiSchema]:
    """The application's document, with the application behind it."""
    home = tmp_path_factory.mktemp("home")
    app = create_app(Settings(home=home, limits="off"), built_index)
    with TestClient(app):
        yield schemathesis.openapi.from_asgi("/openapi.json", app)


def test_every_answer_is_in_the_document(
    described: OpenApiSchema, subtests: pytest.Subtests
) -> None:
    found = list(described.get_all_operations())
    operations = [one.ok() for one in found if isinstance(one, Ok)]
    assert len(operations) == len(found) > 10
    for operation in operations:

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def keeps(case: Case[Any]) -> None:
            # Whether a place, an agency or an answer is there, the document cannot say.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        with subtests.test(operation.label):
            keeps()
