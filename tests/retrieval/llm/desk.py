"""An assistant with a model that a script plays, and what the tests ask of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.assistant import Assistant
from retrieval.llm.chat import Chat
from retrieval.llm.helper import ModelHelper
from retrieval.llm.settings import ModelSettings
from retrieval.model import Answer
from tests.retrieval.llm.servers import Server, serving

SECONDS = 1.5
KEY = "sk-secret"
TARGET = "Thăng Bình mức độ hài lòng về y tế, giáo dục đến năm 2025 tối thiểu bao nhiêu phần trăm?"
OWNER = "ai chủ trì đề án thí điểm tổ dân phố, khu dân cư điện tử của Quảng Nam, hạn khi nào?"
LEADS = "mảng chính quyền số ở huyện Thăng Bình phòng nào chủ trì?"


@dataclass(frozen=True, slots=True)
class Desk:
    """An assistant with a model, and the server that plays the model."""

    server: Server
    assistant: Assistant

    def ask(self, question: str, history: tuple[str, ...] = ()) -> tuple[Answer, float]:
        """The answer, and how long it took."""
        began = time.monotonic()
        *pieces, answer = self.assistant.stream(question, history=history)
        took = time.monotonic() - began
        assert isinstance(answer, Answer)
        assert "".join(str(piece) for piece in pieces) == answer.answer
        return answer, took


@contextmanager
def desk_with(index: Path, provider: str = "openai", **settings: Any) -> Iterator[Desk]:
    """A desk over an index, closed at the end."""
    with serving() as server:
        model, base_url = server.model(provider)
        chosen = {"base_url": base_url, "key": KEY, "seconds": SECONDS, **settings}
        helper = ModelHelper(Chat(ModelSettings(model, **chosen)))
        with Assistant.open(index, helper=helper) as assistant:
            yield Desk(server, assistant)


def better(line: str) -> str:
    """A true rewording of the lines asked for here."""
    line = re.sub(r"^Tối thiểu 85%, (đến năm 2025): (.)", r"Theo kế hoạch, \1, \2", line)
    line = line.replace("tối thiểu 85%", "ít nhất 85%")
    line = re.sub(r"^Thời hạn: Năm 2022\. Chủ trì: (.+?)\. Việc: (.+?)\.?$",
                  r"\1 chủ trì việc: \2; thời hạn năm 2022", line)  # fmt: skip
    return line.replace("Phòng Văn hóa – Thông tin: Chủ trì", "Phòng Văn hóa – Thông tin chủ trì")


def false(old: str, new: str) -> Callable[[str], str]:
    return lambda line: better(line).replace(old, new)
