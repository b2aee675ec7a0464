"""The application with an index, without one, and with one that comes later."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"


def test_an_answer_comes_with_its_sources_and_their_links(client: TestClient) -> None:
    told = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    assert told["status"] == "answered"
    assert {c["doc"] for c in told["citations"]} == {"thang-binh-2021-2025"}
    for cited in told["citations"]:
        slug, _, path = cited["clause"].partition(":")
        assert cited["url"] == f"/van-ban/{slug}@{cited['version']}#{path}"


def test_without_an_index_the_process_runs_and_says_what_is_missing(settings: Settings) -> None:
    with TestClient(create_app(settings)) as client:
        assert client.get("/healthz").status_code == 200
        for problem in (
            client.get("/readyz"),
            client.post("/api/v1/ask", json={"question": QUESTION}),
        ):
            assert problem.status_code == 503
            assert problem.headers["content-type"] == "application/problem+json"
            assert "cchc ingest" in problem.json()["remedy"]


def test_an_index_made_while_serving_is_picked_up(settings: Settings) -> None:
    from ingest.pipeline import ingest

    with TestClient(create_app(settings)) as client:
        assert client.get("/readyz").status_code == 503
        plan = Path(__file__).parents[3] / "corpus" / "thang-binh-2021-2025.txt"
        ingest([plan], settings.home / "index")
        assert client.get("/readyz").json()["documents"] == 1
        assert client.post("/api/v1/ask", json={"question": QUESTION}).json()["citations"]
