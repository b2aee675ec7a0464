"""Documents, clauses and the register over HTTP: what the command line prints, and files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from bot.cli.entry import run
from bot.settings import Settings
from tests.bot.web.conftest import opened

CLAUSE = "tu-ky-2021-2025:II.2.3.a.g4"


@pytest.fixture(scope="module")
def client(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with opened(Settings(home=tmp_path_factory.mktemp("home")), built_index) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("targets", ["targets"]),
        (
            "targets?place=Thăng Bình&year=2025",
            ["targets", "--place", "Thăng Bình", "--year", "2025"],
        ),
        ("targets?level=xã&topic=số hóa", ["targets", "--level", "xã", "--topic", "số hóa"]),
        ("tasks?place=tan-binh-2024", ["tasks", "--place", "tan-binh-2024"]),
        (
            "tasks?agency=Phòng Nội vụ&role=support",
            ["tasks", "--agency", "Phòng Nội vụ", "--role", "support"],
        ),
        ("tasks?due=2021-01-01..2022-12-31", ["tasks", "--due", "2021-01-01..2022-12-31"]),
        ("compare?place=Tứ Kỳ&place=Di Linh", ["compare", "Tứ Kỳ", "Di Linh"]),
        ("check/tan-binh-2024", ["check", "tan-binh-2024"]),
    ],
)
def test_rows_are_those_of_the_command_line(
    client: TestClient,
    built_index: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    path: str,
    words: list[str],
) -> None:
    assert run([*words, "--format", "json", "--index", str(built_index)]) == 0
    printed = json.loads(capsysbinary.readouterr().out)
    assert printed
    assert client.get(f"/api/v1/{path}").json() == printed


@pytest.mark.parametrize(
    "path", ["targets", "tasks", "compare?place=Tứ Kỳ&place=Di Linh", "check/tan-binh-2024"]
)
def test_a_spreadsheet_holds_every_row(client: TestClient, path: str) -> None:
    rows = client.get(f"/api/v1/{path}").json()
    joint = "&" if "?" in path else "?"
    sheet = client.get(f"/api/v1/{path}{joint}format=xlsx")
    assert sheet.headers["content-disposition"].endswith('.xlsx"')
    active = load_workbook(io.BytesIO(sheet.content)).active
    assert active is not None
    assert active.max_row == len(rows) + 1
    told = client.get(f"/api/v1/{path}{joint}format=csv")
    assert told.headers["content-type"] == "text/csv; charset=utf-8"
    assert len(list(csv.reader(io.StringIO(told.text)))) == len(rows) + 1


@pytest.mark.parametrize("path", ["targets", "tasks"])
def test_a_calendar_of_what_has_a_date(client: TestClient, path: str) -> None:
    told = client.get(f"/api/v1/{path}?format=ics")
    assert told.headers["content-type"] == "text/calendar; charset=utf-8"
    assert told.text.startswith("BEGIN:VCALENDAR\r\n")
    assert "BEGIN:VEVENT" in told.text


def test_a_citation_leads_to_its_words(client: TestClient) -> None:
    clause = client.get(f"/api/v1/clauses/{CLAUSE}").json()
    text = client.get(f"/api/v1/documents/{clause['doc']}/text").text
    assert "20%" in text[clause["start"] : clause["end"]]
    assert clause["label"] == "gạch đầu dòng thứ tư điểm a khoản 2.3 Mục II"
    assert clause["url"].endswith(f"@{clause['version']}#II.2.3.a.g4")
    document = client.get(f"/api/v1/documents/{clause['doc']}").json()
    held = next(one for one in document["clauses"] if one["clause"] == CLAUSE)
    assert held["text"] == clause["text"]
    assert document["force"] == "in_force"
    assert document["versions"] == [document["version"]]


def test_the_documents_are_listed(client: TestClient) -> None:
    listed = client.get("/api/v1/documents").json()
    assert len(listed) == 5
    for one in listed:
        assert client.get(f"/api/v1/documents/{one['doc']}").json()["sha256"] == one["sha256"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("documents/khong-co", 404),
        ("documents/tan-binh-2024?version=000000000000", 404),
        ("documents/..%2f..%2fetc%2fpasswd", 404),
        ("documents/%2e%2e/text", 404),
        ("clauses/tan-binh-2024", 404),
        ("clauses/tan-binh-2024:", 404),
        ("clauses/tan-binh-2024:II.99", 404),
        ("check/khong-co", 404),
        ("targets?place=Hà Nội", 422),
        ("targets?format=pdf", 422),
        ("targets?yaer=2025", 422),
        ("tasks?agency=Bộ Tào Lao", 422),
        ("tasks?due=mai", 422),
        ("compare?place=Tứ Kỳ", 422),
        ("compare?place=Tứ Kỳ&place=Tứ Kỳ&format=ics", 422),
        ("nowhere", 404),
    ],
)
def test_what_there_is_not(client: TestClient, path: str, status: int) -> None:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["detail"]
