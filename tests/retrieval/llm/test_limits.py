"""Cost and care: a day's limits, each use switched off, and nothing private to a server outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import BadInput, Unavailable
from ingest.index import open_index
from ingest.pipeline import ingest
from retrieval.assistant import Assistant
from retrieval.llm.chat import Chat
from retrieval.llm.helper import ModelHelper
from retrieval.llm.limits import Counter, Spent
from retrieval.llm.settings import ModelSettings, Use
from retrieval.model import OWNER
from tests.retrieval.llm.desk import TARGET, Desk, better, desk_with
from tests.retrieval.llm.servers import drafted, text


@pytest.mark.parametrize("limit", [{"day_tokens": 10}, {"day_seconds": 0.000_001}])
def test_past_the_days_limit_the_program_answers_alone(
    built_index: Path, plain: Assistant, limit: dict[str, Any]
) -> None:
    with desk_with(built_index, **limit) as desk:
        desk.server.script = lambda data: text(drafted(data, better))
        desk.ask(TARGET)
        answer, _ = desk.ask(TARGET)
        assert [use.outcome for use in answer.model] == ["limit"]
        assert answer.answer == plain.ask(TARGET).answer
        assert len(desk.server.asked) == 1


def test_a_new_day_begins_at_nothing() -> None:
    days = iter([date(2025, 1, 1), date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 2)])
    counter = Counter(lambda: next(days, date(2025, 1, 2)))
    counter.spend(5, 1.0)
    assert counter.spent() == Spent()


def test_a_use_that_is_off_asks_nothing(built_index: Path, plain: Assistant) -> None:
    with desk_with(built_index, uses=frozenset({Use.STANDALONE})) as desk:
        answer, _ = desk.ask(TARGET)
        assert not desk.server.asked
        assert not answer.model
        assert answer.answer == plain.ask(TARGET).answer


@pytest.fixture(scope="module")
def closed_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with a plan that only a group may read."""
    folder = tmp_path_factory.mktemp("closed")
    plan = folder / "noi-bo-2021-2025.txt"
    plan.write_text(
        "ỦY BAN NHÂN DÂN\nHUYỆN BÌNH SƠN\n\nKẾ HOẠCH\n"
        "Cải cách hành chính huyện Bình Sơn giai đoạn 2021-2025\n\n"
        "I. MỤC TIÊU ĐẾN NĂM 2025\n\n1. Tỷ lệ số hóa hồ sơ đất đai đạt tối thiểu 80%.\n",
        encoding="utf-8",
    )
    (folder / "corpus.toml").write_text('[noi-bo-2021-2025]\naudience = "noi-vu"\n', "utf-8")
    assert not ingest([plan], folder / "index").failed
    return folder / "index"


CLOSED = "Bình Sơn số hóa hồ sơ đất đai tối thiểu bao nhiêu phần trăm?"


@pytest.fixture(scope="module")
def closed(closed_index: Path) -> Iterator[Desk]:
    with closing(open_index(closed_index)) as index:
        assert {d.card.audience for d in index.documents} == {"noi-vu"}
    with desk_with(closed_index) as desk:
        yield desk


@pytest.mark.parametrize(
    ("remote", "allowed", "asked"), [(True, False, False), (True, True, True), (False, False, True)]
)
def test_what_is_not_public_stays_in_the_house(
    closed: Desk, monkeypatch: pytest.MonkeyPatch, remote: bool, allowed: bool, asked: bool
) -> None:
    helper = closed.assistant._helper
    assert isinstance(helper, ModelHelper)
    # Its address is only judged here: the server that is called is the one on loopback.
    url = "https://x.example" if remote else helper.settings.base_url
    changed = replace(helper.settings, private=allowed, base_url=url)
    monkeypatch.setattr(helper, "settings", changed)
    closed.server.reset()
    closed.server.script = lambda data: text(drafted(data, better))
    answer = closed.assistant.ask(CLOSED, principal=OWNER)
    assert "80%" in answer.answer
    assert bool(closed.server.asked) is asked
    assert ("private" in {use.outcome for use in answer.model}) is (remote and not allowed)


@pytest.mark.parametrize(
    ("model", "url", "remote"),
    [
        ("openai:gpt-x", "", True),
        ("ollama:qwen", "", False),
        ("ollama:qwen", "https://ollama.example.com", True),
        ("openai:local", "http://127.0.0.1:8000/v1", False),
        ("openai:local", "http://10.1.2.3:8000/v1", False),
        ("openai:local", "http://[::1]:8000/v1", False),
        ("openai:local", "http://8.8.8.8/v1", True),
        ("openai:local", "http://gpu.local/v1", False),
        ("anthropic:x", "", True),
    ],
)
def test_a_server_outside_is_known_by_its_address(model: str, url: str, remote: bool) -> None:
    assert ModelSettings(model, base_url=url).remote is remote


def test_a_provider_whose_package_is_missing_names_it() -> None:
    with pytest.raises(Unavailable, match="groq"):
        Chat(ModelSettings("groq:x", key="k"))


@pytest.mark.parametrize("model", ["nobody:x", "gpt"])
def test_a_model_that_is_none_is_said_plainly(model: str) -> None:
    with pytest.raises((BadInput, Unavailable)):
        Chat(ModelSettings(model, key="k"))


def test_a_key_is_in_no_repr() -> None:
    assert "sk-1" not in repr(ModelSettings("openai:x", key="sk-1"))
