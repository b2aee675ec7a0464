"""The administrators' page and API: who may, what each act does, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from bot.settings import READERS, Settings
from bot.web.app import create_app

TOKEN = "mot-ma-rat-dai-cho-quan-tri"
API = {"Authorization": f"Bearer {TOKEN}"}
PAGE = ("Lan", TOKEN)
PLAN = """ỦY BAN NHÂN DÂN
XÃ AN LẠC
Số: 5/KH-UBND
An Lạc, ngày 12 tháng 01 năm 2024
KẾ HOẠCH
Cải cách hành chính năm 2024 trên địa bàn xã An Lạc
I. MỤC TIÊU
1. Tỷ lệ hồ sơ trực tuyến đạt {share}% trở lên.
"""


def plan(share: int = 70) -> tuple[str, bytes]:
    return "an-lac.txt", PLAN.format(share=share).encode()


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    read, _ = READERS["tokens"]
    tokens = read(f"admin:{TOKEN}, noi-bo:mot-ma-khac-cung-dai-lam")
    settings = replace(Settings(home=tmp_path / "home"), tokens=tokens, limits="off")
    with TestClient(create_app(settings), raise_server_exceptions=False) as opened:
        yield opened


def done(response: Response) -> Any:
    assert response.status_code == 200, response.text
    return response.json()


def put(client: TestClient, share: int = 70, **form: str) -> Response:
    path = "/api/v1/admin/documents/an-lac"
    return client.put(path, headers=API, files={"file": plan(share)}, data=form)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer mot-ma-khac-cung-dai-lam"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic !!!"},
        {"Authorization": "Basic TGFuOg=="},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/quan-tri"),
        ("POST", "/quan-tri/quay-lai"),
        ("GET", "/api/v1/admin/documents"),
        ("GET", "/api/v1/admin/history"),
        ("POST", "/api/v1/admin/rollback"),
        ("POST", "/api/v1/admin/documents/an-lac/withdraw"),
    ],
)
def test_nobody_else_gets_in(
    client: TestClient, method: str, path: str, headers: dict[str, str]
) -> None:
    refused = client.request(method, path, headers=headers)
    assert refused.status_code == 401
    assert "Basic" in refused.headers["www-authenticate"]


def test_another_sites_page_may_not_act(client: TestClient) -> None:
    headers = API | {"Origin": "https://noi-khac.example"}
    assert client.post("/api/v1/admin/rollback", headers=headers).status_code == 403


def test_the_whole_life_by_api(client: TestClient) -> None:
    files = {"file": plan()}
    shown = done(client.post("/api/v1/admin/preview", headers=API, files=files))
    assert shown["card"]["number"] == "5/KH-UBND"
    assert client.get("/api/v1/admin/documents", headers=API).status_code == 503
    assert "Đã thêm" in done(put(client, note="bản đầu"))["done"]
    assert put(client).status_code == 422
    first = done(client.get("/api/v1/documents"))[0]["version"]
    done(put(client, 80, replace="true"))
    base = "/api/v1/admin/documents/an-lac"
    query = {"before": f"an-lac@{first}", "after": "an-lac"}
    (change,) = done(client.get("/api/v1/admin/diff", headers=API, params=query))
    assert change["figures"][0]["after"] == "≥ 80%"
    done(client.patch(base, headers=API, json={"number": "7/KH-UBND"}))
    assert done(client.get("/api/v1/documents"))[0]["number"] == "7/KH-UBND"
    done(client.post(f"{base}/withdraw", headers=API, data={"note": "hết hạn"}))
    assert done(client.get("/api/v1/documents")) == []
    kept = done(client.get("/api/v1/documents/an-lac", params={"version": first}))
    assert kept["force"] == "withdrawn"
    done(client.post(f"{base}/restore", headers=API, data={"version": first}))
    done(client.post("/api/v1/admin/rollback", headers=API))
    acts = [e["act"] for e in done(client.get("/api/v1/admin/history", headers=API))]
    assert acts == ["added", "replaced", "edited", "withdrawn", "restored", "rolled back"]


def test_the_page_from_upload_to_withdrawal(client: TestClient) -> None:
    empty = client.get("/quan-tri", auth=PAGE)
    assert empty.status_code == 200
    shown = client.post("/quan-tri/xem-truoc", auth=PAGE, files={"file": plan()})
    assert "5/KH-UBND" in shown.text
    assert "Cần xem lại" in shown.text
    (kept,) = re.findall(r'name="kept" value="([^"]+)"', shown.text)
    put_in = client.post("/quan-tri/dua-vao", auth=PAGE, data={"kept": kept})
    assert "Đã đưa văn bản vào hiệu lực" in put_in.text
    assert "Lan" in put_in.text
    fields = {"slug": "an-lac", "fields": "number=9/KH-UBND\naudience=noi-bo"}
    edited = client.post("/quan-tri/sua", auth=PAGE, data=fields)
    assert "9/KH-UBND" in edited.text
    assert "chỉ nhóm noi-bo" in edited.text
    gone = client.post("/quan-tri/thu-hoi", auth=PAGE, data={"slug": "an-lac"})
    assert "Đã thu hồi (1)" in gone.text
    assert client.app.state.state.log.recent(1)[0].act == "documents withdraw"  # type: ignore[attr-defined]


def test_a_withdrawn_version_still_opens_and_says_so(client: TestClient) -> None:
    done(put(client))
    version = done(client.get("/api/v1/documents"))[0]["version"]
    done(client.post("/api/v1/admin/documents/an-lac/withdraw", headers=API))
    page = client.get(f"/van-ban/an-lac@{version}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "70%" in page.text
    assert "thu hồi" in page.text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("../../etc/passwd", b"x"),
        ("..\\..\\an-lac.exe", b"x"),
        ("an-lac.txt", b""),
        ("an-lac.txt", b"\x00\x01\x02"),
        ("an-lac.docx", b"no zip"),
        (".txt", b"I. M"),
    ],
)
def test_a_bad_file_is_refused_in_a_line(client: TestClient, name: str, data: bytes) -> None:
    refused = client.post("/api/v1/admin/preview", headers=API, files={"file": (name, data)})
    assert refused.status_code == 422
    assert refused.json()["detail"]
    assert "Traceback" not in refused.text


@pytest.mark.parametrize("kept", ["../current", "an-lac--0123456789ab.txt", "", "a/b.txt"])
def test_no_other_file_can_be_named(client: TestClient, kept: str) -> None:
    refused = client.post("/quan-tri/dua-vao", auth=PAGE, data={"kept": kept})
    assert refused.status_code == 422


def test_two_at_once_are_told_apart(client: TestClient, tmp_path: Path) -> None:
    from ingest.index import generations

    done(put(client))
    with generations.locked(tmp_path / "home" / "index"):
        refused = client.post("/api/v1/admin/documents/an-lac/withdraw", headers=API)
    assert refused.status_code == 503
    assert "tiến trình khác" in refused.json()["detail"]
    done(client.post("/api/v1/admin/documents/an-lac/withdraw", headers=API))
