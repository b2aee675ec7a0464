"""What the settings of a model do: a day's count that all share, a doctor's try, no key shown."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from bot.cli.entry import run
from bot.health import Check, _model
from bot.model import chat_of, helper_of
from bot.settings import Settings, load
from bot.state import State
from ingest.errors import BadInput
from retrieval.llm.chat import Failed
from tests.retrieval.llm.servers import Reply, serving, text


def test_a_days_count_is_shared_through_the_state(tmp_path: Path) -> None:
    file, until = tmp_path / "state.db", time.monotonic() + 20
    with serving() as server, State(file) as one, State(file) as two:
        server.script = lambda data: text("chào")
        model, url = server.model("ollama")
        settings = Settings(llm=model, llm_base_url=url, llm_day_tokens=20, today=date(2025, 5, 1))
        first, second = chat_of(settings, one), chat_of(settings, two)
        assert first is not None
        assert second is not None
        assert first.reply("x" * 90, "y", until) == "chào"
        assert two.usage.of("2025-05-01")[0] > 20
        with pytest.raises(Failed, match="limit"):
            second.reply("x", "y", until)
        first.close()
        second.close()


def test_no_model_is_no_helper() -> None:
    assert helper_of(Settings()) is None


@pytest.mark.parametrize(("status", "state"), [(200, "ok"), (401, "warning")])
def test_the_doctor_tries_one_exchange(status: int, state: str) -> None:
    with serving() as server:
        server.script = lambda data: Reply(("sk-very-secret",), status)
        model, url = server.model("openai")
        check: Check = _model(Settings(llm=model, llm_base_url=url, llm_key="sk-very-secret"))
    assert check.state == state
    assert "sk-very" not in f"{check.found} {check.remedy}"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "environ",
    [
        {"CCHC_LLM": "gpt"},
        {"CCHC_LLM_USES": "poems"},
        {"CCHC_LLM_PRIVATE": "maybe"},
        {"CCHC_LLM_DAY_TOKENS": "-1"},
    ],
)
def test_what_cannot_be_set_is_named(environ: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=next(iter(environ))):
        load(environ, tmp_path / "none.toml")


def test_a_missing_package_is_one_line(
    built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CCHC_LLM", "groq:x")
    assert run(["ask", "Tứ Kỳ?", "--index", str(built_index)]) == 1
    said = capsys.readouterr().err
    assert "groq" in said
    assert said.count("\n") == 1
