"""Asking over HTTP: the same answers as on the command line, in a session, as a stream."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from bot.cli.entry import run
from bot.settings import Settings
from bot.state import NAME, State
from tests.bot.web.conftest import opened

GOLD = Path(__file__).parents[2] / "gold"
QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"
FOLLOWING = "thế còn ai chủ trì?"


def questions() -> list[dict[str, Any]]:
    files = sorted(GOLD.glob("dev_*.jsonl"))
    return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines()]


def events(body: str) -> list[tuple[str, dict[str, Any]]]:
    """A stream's events, by the rules of the format and not by ours."""
    found = []
    for block in body.strip().split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in block.splitlines() if not line.startswith(":")
        )
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_the_answers_are_those_of_the_command_line(
    built_index: Path, settings: Settings, tmp_path: Path
) -> None:
    asked = questions()
    lines = (json.dumps({"id": q["id"], "question": q["question"]}) for q in asked)
    (tmp_path / "in").write_text("\n".join(lines), encoding="utf-8")
    words = ["--batch", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    assert run(["ask", *words, "--index", str(built_index)]) == 0
    told = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    assert len(told) == len(asked) > 100
    with opened(replace(settings, limits="off"), built_index) as client:
        for question, line in zip(asked, told, strict=True):
            got = client.post("/api/v1/ask", json={"question": question["question"]}).json()
            for cited, plain in zip(got["citations"], line["citations"], strict=True):
                # The web says besides where a citation is opened and how its document is called.
                assert set(cited) >= {*plain, "url"}
                assert {name: cited[name] for name in plain} == plain, question["question"]
            for name in ("answer", "status", "abstained"):
                assert got[name] == line[name], (question["question"], name)


def test_a_stream_is_the_answer_in_pieces(client: TestClient) -> None:
    asked = {"question": "So sánh Tứ Kỳ và Tân Bình: công khai thủ tục hành chính bao nhiêu %?"}
    response = client.post("/api/v1/ask/stream", json=asked)
    assert response.headers["content-type"].startswith("text/event-stream")
    got = events(response.text)
    assert [name for name, _ in got] == ["start", *["text"] * (len(got) - 2), "answer"]
    (_, start), *pieces, (_, last) = got
    assert len(pieces) > 1
    assert "".join(piece["text"] for _, piece in pieces) == last["answer"]
    assert start["session"] == last["session"]
    whole = client.post("/api/v1/ask", json=asked).json()
    for told in (last, whole):
        for name in ("ms", "session", "id"):
            del told[name]
    assert last == whole


def test_what_fails_within_a_stream_is_told_as_its_last_event(settings: Settings) -> None:
    with opened(settings, settings.home / "none") as client:
        response = client.post("/api/v1/ask/stream", json={"question": QUESTION})
        *_, (name, problem) = events(response.text)
    assert name == "error"
    assert problem["status"] == 503
    assert "cchc ingest" in problem["remedy"]


def test_a_question_that_is_none_begins_no_stream(client: TestClient) -> None:
    response = client.post("/api/v1/ask/stream", json={"question": " "})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


def test_a_session_lends_its_turns_to_what_follows(client: TestClient) -> None:
    first = client.post(
        "/api/v1/ask", json={"question": "Di Linh số hóa hồ sơ bao nhiêu %?"}
    ).json()
    asked = {"question": "thế còn Tứ Kỳ?", "session": first["session"]}
    second = client.post("/api/v1/ask", json=asked).json()
    alone = client.post("/api/v1/ask", json={"question": asked["question"]}).json()
    assert second["session"] == first["session"]
    assert {c["doc"] for c in second["citations"]} == {"tu-ky-2021-2025"}
    assert second["answer"] != alone["answer"]


@pytest.mark.parametrize(
    "session", ["", "x", "A" * 22, "../../etc", "🙂", "AAAA-AAAA_AAAA_AAAA_AA"]
)
def test_an_unknown_session_begins_a_new_one(client: TestClient, session: str) -> None:
    told = client.post("/api/v1/ask", json={"question": QUESTION, "session": session}).json()
    assert told["status"] == "answered"
    # 128 bits in base64url.
    assert len(told["session"]) == 22
    assert told["session"] != session


def test_an_expired_session_begins_a_new_one(client: TestClient, settings: Settings) -> None:
    with State(settings.home / NAME, now=lambda: 1_000_000_000) as past:
        old = past.conversations.new()
        past.conversations.add(old, QUESTION)
    told = client.post("/api/v1/ask", json={"question": FOLLOWING, "session": old}).json()
    assert told["session"] != old


def test_a_place_that_the_question_names_goes_before_the_page_s(client: TestClient) -> None:
    asked = {
        "question": "Thăng Bình giao dịch thanh toán trực tuyến bao nhiêu?",
        "place": "Di Linh",
    }
    answer = client.post("/api/v1/ask", json=asked).json()
    assert {citation["doc"] for citation in answer["citations"]} == {"thang-binh-2021-2025"}
    asked = {"question": "ai lo kiểm soát thủ tục?", "place": "Di Linh"}
    follow = client.post("/api/v1/ask", json=asked | {"session": answer["session"]}).json()
    assert {citation["doc"] for citation in follow["citations"]} <= {"thang-binh-2021-2025"}


def test_a_place_narrows_the_question(client: TestClient) -> None:
    asked = {"question": "số hóa hồ sơ bao nhiêu %?", "place": "Di Linh"}
    told = client.post("/api/v1/ask", json=asked).json()
    assert {c["doc"] for c in told["citations"]} == {"di-linh-2022-2025"}


def test_the_language_asked_for(client: TestClient) -> None:
    asked = {"question": "thành phố Đà Lạt đặt mục tiêu gì?"}
    vi, en = (
        client.post("/api/v1/ask", json=asked | {"lang": lang}).json() for lang in ("vi", "en")
    )
    assert (vi["status"], en["status"]) == ("unanswerable:place", "unanswerable:place")
    assert "kế hoạch" in vi["answer"]
    assert "plan" in en["answer"]


def test_personal_data_is_masked_before_anything_is_kept(
    client: TestClient, settings: Settings
) -> None:
    secrets = ("012345678912", "0912345678", "dan@example.vn")
    question = f"Tôi là {', '.join(secrets)}: Thăng Bình thanh toán trực tuyến bao nhiêu?"
    told = client.post("/api/v1/ask", json={"question": question}).json()
    remark = {"id": told["id"], "verdict": "wrong_figure", "remark": f"gọi {secrets[1]}"}
    assert client.post("/api/v1/feedback", json=remark).status_code == 204
    kept = b"".join(path.read_bytes() for path in settings.home.glob(f"{NAME}*"))
    assert kept
    for secret in secrets:
        assert secret.encode() not in kept


def test_feedback_is_kept_with_its_question(client: TestClient, settings: Settings) -> None:
    told = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    for verdict in ("useful", "wrong_figure"):
        said = {"id": told["id"], "verdict": verdict}
        assert client.post("/api/v1/feedback", json=said).status_code == 204
    with State(settings.home / NAME) as state:
        (row,) = state.feedback.export()
    assert (row["question"], row["verdict"]) == (QUESTION, "wrong_figure")


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"id": "none", "verdict": "useful"}, 404),
        ({"id": "none", "verdict": "nice"}, 422),
        ({"verdict": "useful"}, 422),
        ({"id": "none", "verdict": "useful", "remark": "x" * 2_001}, 422),
    ],
)
def test_feedback_that_cannot_be_kept(client: TestClient, said: Any, status: int) -> None:
    assert client.post("/api/v1/feedback", json=said).status_code == status
