"""`/widget.js` and the sample page, as the application serves them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.settings import Settings
from bot.web.app import create_app
from bot.widget.bundle import bundle


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(home=tmp_path))) as made:
        yield made


def test_the_script_goes_to_any_page(client: TestClient) -> None:
    got = client.get("/widget.js", headers={"Origin": "https://xa.example"})
    assert got.status_code == 200
    assert got.content == bundle().plain
    assert got.headers["content-type"].startswith("text/javascript")
    assert got.headers["cross-origin-resource-policy"] == "cross-origin"
    assert got.headers["x-content-type-options"] == "nosniff"


def test_the_script_is_sent_compressed_to_those_who_can_read_it(client: TestClient) -> None:
    with client.stream("GET", "/widget.js", headers={"Accept-Encoding": "gzip"}) as got:
        raw = b"".join(got.iter_raw())
    assert got.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in got.headers["vary"].lower()
    assert gzip.decompress(raw) == bundle().plain
    plain = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.headers["etag"] != got.headers["etag"]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_an_unchanged_script_is_not_sent_again(client: TestClient, encoding: str) -> None:
    asked = {"Accept-Encoding": encoding}
    tag = client.get("/widget.js", headers=asked).headers["etag"]
    again = client.get("/widget.js", headers={**asked, "If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    other = client.get("/widget.js", headers={**asked, "If-None-Match": '"other"'})
    assert other.status_code == 200


def test_the_head_of_the_script_says_how_long_it_is(client: TestClient) -> None:
    got = client.head("/widget.js", headers={"Accept-Encoding": "identity"})
    assert got.status_code == 200
    assert int(got.headers["content-length"]) == len(bundle().plain)


@pytest.mark.parametrize("path", ["/mau-nhung", "/mau-nhung-2"])
def test_the_sample_page_has_the_one_tag_and_a_strict_policy(client: TestClient, path: str) -> None:
    got = client.get(path)
    assert got.text.count("<script") == 1
    assert '<script src="widget.js" defer>' in got.text
    policy = got.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_sample_page_shows_the_tag_to_copy(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, public_url="https://hoidap.example")
    with TestClient(create_app(settings)) as client:
        shown = client.get("/mau-nhung").text
    assert "&lt;script src=&#34;https://hoidap.example/widget.js&#34;" in shown.replace(
        '"https', "&#34;https"
    ).replace('js" defer', "js&#34; defer")
