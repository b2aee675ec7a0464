"""A document for one group leaves no trace for others, whichever way it is sought."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.cli.entry import run
from bot.settings import READERS, Settings
from bot.web.app import create_app
from ingest.changes import edit, put, withdraw
from ingest.index import Because, open_index
from retrieval import register
from retrieval.model import ANYONE, OWNER, Principal
from retrieval.versions import history, open_version, versions

SECRET = ("Kiến Đức", "kien-duc", "đặc cách", "73%", "73 %")
TOKEN = "mot-ma-rat-dai-cho-nhom-kin"
MEMBER = Principal(frozenset({"public", "kin"}))
PLAN = """ỦY BAN NHÂN DÂN
XÃ {upper}
Số: 5/KH-UBND
KẾ HOẠCH
Cải cách hành chính năm 2024 trên địa bàn xã {name}
I. MỤC TIÊU
1. Tỷ lệ hồ sơ trực tuyến đạt {share}% trở lên trong năm 2024.
2. Tỷ lệ hồ sơ {word} đạt {share}% trở lên trong năm 2024.
II. TỔ CHỨC THỰC HIỆN
1. Văn phòng UBND xã chủ trì, phối hợp với Công an xã rà soát thủ tục {word} trước ngày 30/6/2024.
"""


def _plan(folder: Path, slug: str, name: str, share: int, word: str) -> Path:
    path = folder / f"{slug}.txt"
    text = PLAN.format(upper=name.upper(), name=name, share=share, word=word)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plan for all, one for a group that was replaced once, one of the group withdrawn."""
    folder = tmp_path_factory.mktemp("audience")
    index = folder / "home" / "index"
    why = Because()
    put(index, _plan(folder, "an-lac", "An Lạc", 61, "thường"), because=why)
    for share, replacing in ((72, False), (73, True)):
        path = _plan(folder, "kien-duc", "Kiến Đức", share, "đặc cách")
        put(index, path, replacing=replacing, audience="kin", because=why)
    put(
        index, _plan(folder, "kien-duc-cu", "Kiến Đức", 73, "đặc cách"), audience="kin", because=why
    )
    withdraw(index, ["kien-duc-cu"], because=why)
    return folder / "home"


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[TestClient]:
    read, _ = READERS["tokens"]
    settings = replace(Settings(home=home), tokens=read(f"kin:{TOKEN}"), limits="off")
    with TestClient(create_app(settings), raise_server_exceptions=False) as opened:
        yield opened


def _silent(text: str) -> None:
    assert not [word for word in SECRET if word in text]


def _version(home: Path) -> str:
    index = open_index(home / "index")
    index.close()
    return next(d.version for d in index.documents if d.slug == "kien-duc")


QUESTION = "tỷ lệ hồ sơ trực tuyến đạt bao nhiêu phần trăm?"
PATHS = [
    "/api/v1/documents",
    "/api/v1/targets",
    "/api/v1/targets?format=csv",
    "/api/v1/targets?topic=dac+cach",
    "/api/v1/tasks",
    "/api/v1/tasks?format=ics",
    "/api/v1/tasks?due=2024",
    "/chi-tieu",
    "/nhiem-vu",
    "/so-sanh",
    "/van-ban",
    "/van-ban?q=thu+tuc",
    "/van-ban?q=thu+tuc&doc=kien-duc",
    "/van-ban/an-lac",
    "/",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_list_no_page_no_export_tells_of_it(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    # The visitor's own address may be said back.
    _silent(answer.text.replace(path.rpartition("doc=")[2], ""))
    member = client.get("/api/v1/targets", headers={"Authorization": f"Bearer {TOKEN}"})
    assert "73" in member.text


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/documents/kien-duc",
        "/api/v1/documents/kien-duc/text",
        "/api/v1/clauses/kien-duc:I.1",
        "/api/v1/check/kien-duc",
        "/van-ban/kien-duc",
        "/van-ban/kien-duc-cu",
        "/api/v1/documents/kien-duc-cu",
    ],
)
def test_what_may_not_be_seen_is_not_there(client: TestClient, path: str) -> None:
    hidden, missing = client.get(path), client.get(path.replace("kien-duc", "khong-co"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.text.replace("kien-duc", "") == missing.text.replace("khong-co", "")


def test_a_citation_link_does_not_open(client: TestClient, home: Path) -> None:
    version = _version(home)
    for named in (version, open_versions(home)[0]):
        assert client.get(f"/van-ban/kien-duc@{named}").status_code == 404
        shown = client.get("/api/v1/documents/kien-duc", params={"version": named})
        assert shown.status_code == 404


def open_versions(home: Path) -> tuple[str, ...]:
    index = open_index(home / "index")
    try:
        assert versions(index, ANYONE, "kien-duc") == ()
        return versions(index, OWNER, "kien-duc")[1:]
    finally:
        index.close()


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "xã Kiến Đức tỷ lệ hồ sơ trực tuyến đạt bao nhiêu?",
        "hồ sơ đặc cách đạt bao nhiêu phần trăm?",
        "ai chủ trì rà soát thủ tục đặc cách?",
        "so sánh tỷ lệ hồ sơ trực tuyến của xã An Lạc và xã Kiến Đức",
        "liệt kê các chỉ tiêu năm 2024",
        "có bao nhiêu kế hoạch trong kho?",
    ],
)
def test_no_answer_hit_note_or_suggestion_tells_of_it(client: TestClient, question: str) -> None:
    answer = client.post("/api/v1/ask", json={"question": question})
    assert answer.status_code == 200
    told = answer.json()
    shown = json.dumps(told | {"session": "", "id": ""}, ensure_ascii=False)
    for word in SECRET:
        # What the asker typed themselves may be said back.
        assert word in question or word not in shown
    assert all(c["doc"] == "an-lac" for c in told["citations"])


def test_comparing_with_it_is_as_with_none(client: TestClient) -> None:
    for form in ("json", "csv"):
        query = {"place": ["An Lạc", "Kiến Đức"], "format": form}
        refused = client.get("/api/v1/compare", params=query)
        assert refused.status_code == 422
        assert "73" not in refused.text
        assert "kien-duc" not in refused.text


def test_the_register_and_the_history_fail_closed(home: Path) -> None:
    index = open_index(home / "index")
    try:
        for who, there in (
            (ANYONE, False),
            (Principal(frozenset({"khac"})), False),
            (MEMBER, True),
        ):
            assert any(t.doc == "kien-duc" for t in register.targets(index, who)) is there
            assert any(t.doc == "kien-duc" for t in register.tasks(index, who)) is there
            assert (open_version(index, who, "kien-duc") is not None) is there
            assert any(e.doc == "kien-duc" for e in history(index, who)) is there
            assert any(e.doc == "kien-duc-cu" for e in history(index, who)) is there
    finally:
        index.close()


def test_the_command_line_narrowed_to_a_group(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCHC_HOME", str(home))
    for words in (
        ["documents", "--as", "khac"],
        ["documents", "history", "--as", "khac"],
        ["targets", "--as", "khac"],
        ["tasks", "--as", "khac", "--format", "json"],
        ["search", "thủ tục đặc", "--as", "khac"],
        ["ask", QUESTION, "--as", "khac"],
    ):
        capsys.readouterr()
        run(words)
        _silent(capsys.readouterr().out)
    for words in (
        ["documents", "diff", "kien-duc", "--as", "khac"],
        ["compare", "an-lac", "kien-duc", "--as", "khac"],
        ["check", "kien-duc", "--as", "khac"],
    ):
        assert run(words) == 1
        told = capsys.readouterr()
        assert "73" not in told.out + told.err


def test_narrowing_a_document_narrows_its_past(tmp_path: Path) -> None:
    index = tmp_path / "index"
    put(index, _plan(tmp_path, "an-lac", "An Lạc", 61, "thường"), because=Because())
    newer = _plan(tmp_path, "an-lac", "An Lạc", 62, "thường")
    put(index, newer, slug="an-lac", replacing=True, because=Because())
    opened = open_index(index)
    (old,) = versions(opened, ANYONE, "an-lac")[1:]
    opened.close()
    withdraw(index, ["an-lac"], because=Because())
    edit(index, "an-lac", {"audience": "kin"}, because=Because())
    opened = open_index(index)
    assert open_version(opened, ANYONE, "an-lac", old) is None
    assert open_version(opened, MEMBER, "an-lac", old) is not None
    opened.close()
