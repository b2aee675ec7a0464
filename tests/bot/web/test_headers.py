"""What every response carries, and which other sites may call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from tests.bot.web.conftest import opened

PORTAL = "https://xa.example.vn"
ASKED = {"question": "xin chào"}
GROUP, TOKEN = "noi-bo", "x" * 20


@pytest.fixture(scope="module")
def client(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(
        home=tmp_path_factory.mktemp("home"),
        widget_origins=(PORTAL,),
        public_url="https://tro-ly.example.vn",
        limits="off",
    )
    with opened(settings, built_index) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/healthz"),
        ("GET", "/docs"),
        ("GET", "/nowhere"),
        ("POST", "/api/v1/ask"),
        ("PUT", "/api/v1/ask"),
        ("POST", "/api/v1/ask/stream"),
        ("GET", "/api/v1/targets?format=xlsx"),
    ],
)
def test_every_response_is_fenced_in(client: TestClient, method: str, path: str) -> None:
    headers = client.request(method, path, json=ASKED if method == "POST" else None).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"].startswith("max-age=")
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_a_page_of_documentation_keeps_to_the_policy(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "<style" not in page
    assert "style=" not in page
    assert "<script>" not in page
    for asset in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert f'"docs/{asset}"' in page
        assert client.get(f"/docs/{asset}").status_code == 200


@pytest.mark.parametrize(
    ("origin", "status", "allowed"),
    [
        (PORTAL, 200, PORTAL),
        ("https://XA.example.vn", 200, None),  # browsers write origins in small letters
        ("http://testserver", 200, None),  # our own pages
        ("https://testserver", 200, None),  # our own, behind a proxy that ends TLS
        ("https://xa.example.vn.evil.example", 403, None),
        ("https://evil.example", 403, None),
        ("http://xa.example.vn", 403, None),
        ("null", 403, None),
        ("http://[", 403, None),
    ],
)
def test_who_may_ask_from_a_page(
    client: TestClient, origin: str, status: int, allowed: str | None
) -> None:
    response = client.post("/api/v1/ask", json=ASKED, headers={"Origin": origin})
    assert response.status_code == status
    assert response.headers.get("access-control-allow-origin") == allowed
    assert "access-control-allow-credentials" not in response.headers


@pytest.mark.parametrize(("origin", "status"), [(PORTAL, 200), ("https://evil.example", 403)])
def test_a_browser_asks_first(client: TestClient, origin: str, status: int) -> None:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert client.options("/api/v1/ask", headers=headers).status_code == status


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer", "Digest x", "", "Bearer \xff"])
def test_an_unknown_token_is_refused(client: TestClient, header: str) -> None:
    headers = {b"Authorization": header.encode("latin-1")}
    response = client.get("/api/v1/documents", headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


def test_a_token_shows_its_groups_documents(tmp_path: Path) -> None:
    from bot.settings import load
    from ingest.pipeline import ingest

    plan = Path(__file__).parents[3] / "corpus" / "di-linh-2022-2025.txt"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / plan.name).write_bytes(plan.read_bytes())
    (tmp_path / "in" / "corpus.toml").write_text(
        f'[di-linh-2022-2025]\naudience = "{GROUP}"\n', encoding="utf-8"
    )
    index = tmp_path / "index"
    assert not ingest([tmp_path / "in"], index).failed
    environ = {"CCHC_TOKENS": f"{GROUP}:{TOKEN}", "CCHC_HOME": str(tmp_path / "home")}
    settings = load(environ, tmp_path / "none")
    assert TOKEN not in repr(settings)
    question = {"question": "Di Linh số hóa hồ sơ bao nhiêu %?"}
    slug = "di-linh-2022-2025"
    with TestClient(create_app(settings, index)) as client:
        shown = {"Authorization": f"Bearer {TOKEN}"}
        assert len(client.get("/api/v1/documents", headers=shown).json()) == 1
        assert client.post("/api/v1/ask", json=question, headers=shown).json()["citations"]
        assert client.get(f"/api/v1/documents/{slug}/text", headers=shown).status_code == 200
        assert client.get("/api/v1/documents").json() == []
        assert client.get("/api/v1/targets").json() == []
        told = client.post("/api/v1/ask", json=question).json()
        assert (told["citations"], told["hits"]) == ([], [])
        for path in (f"documents/{slug}", f"documents/{slug}/text", f"check/{slug}"):
            assert client.get(f"/api/v1/{path}").status_code == 404
