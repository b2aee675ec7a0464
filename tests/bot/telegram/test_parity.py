"""An answer in Telegram is the command line's answer: the same words, the same citations."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bot.telegram.markup import plain
from tests.bot.telegram.conftest import Start
from tests.bot.telegram.fake import Fake, Sent
from tests.bot.telegram.people import Person

GOLD = sorted((Path(__file__).parents[2] / "gold").glob("dev_*.jsonl"))
# Small talk is kept under no button; all else can be commented on.
AT_ONCE = 8


def gold() -> list[dict[str, Any]]:
    lines = [line for file in GOLD for line in file.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def of_the_command_line(index: Path, folder: Path) -> dict[str, dict[str, Any]]:
    """What `cchc ask --batch` answers, of what everyone may see."""
    source, out = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in gold()), encoding="utf-8")
    words = ["ask", "--batch", source, "--out", out, "--as", "public", "--index", index]
    subprocess.run([sys.executable, "-m", "bot.cli", *map(str, words)], check=True)
    lines = out.read_text(encoding="utf-8").splitlines()
    return {one["id"]: one for one in map(json.loads, lines)}


def squeezed(text: str) -> str:
    return " ".join(plain(text).split())


async def asked(fake: Fake, number: int, one: dict[str, Any]) -> Sent:
    """The question in a chat of its own, after the turns before it."""
    person = Person(fake, 5000 + number)
    sent = None
    for turn in [*one.get("history", []), one["question"]]:
        sent = await person.says(turn)
    assert sent is not None
    return sent


async def test_dev_questions_are_answered_as_on_the_command_line(
    bot: Start, fake: Fake, built_index: Path, tmp_path: Path
) -> None:
    desk = await bot()
    wanted = of_the_command_line(built_index, tmp_path)
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, question: dict[str, Any]) -> None:
        async with gate:
            sent = await asked(fake, number, question)
        record = wanted[question["id"]]
        assert squeezed(sent.text).startswith(squeezed(record["answer"])), question["id"]
        cited = record["citations"]
        for citation in cited:
            line = f"[{citation['number']}] {citation['label']}"
            assert squeezed(line) in squeezed(sent.text), question["id"]
        buttons = [b for row in sent.keyboard for b in row if b.get("callback_data", "")[0] == "s"]
        assert len(buttons) == len(cited), question["id"]
        if cited:
            kept = desk.state.answers.get(buttons[0]["callback_data"].split(":")[1])
            assert kept is not None
            held = [(c.clause, c.start, c.end, c.quote) for c in kept.citations]
            assert held == [(c["clause"], c["start"], c["end"], c["quote"]) for c in cited]

    await asyncio.gather(*(one(n, question) for n, question in enumerate(gold())))
