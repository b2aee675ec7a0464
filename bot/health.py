"""Whether each part works, found out by using it."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from bot.failures import told
from bot.settings import Settings
from ingest.errors import CchcError

_MODEL = "mô hình ngôn ngữ"
State = Literal["ok", "warning", "failed"]
# Asks for what every plan has, so that an answer shows the whole way through to be open.
_QUESTION = "mục tiêu cải cách thủ tục hành chính"


@dataclass(frozen=True, slots=True)
class Check:
    """One part: what was found, and the remedy where it does not work as it could."""

    name: str
    state: State
    found: str
    remedy: str = ""


def examine(folder: Path, settings: Settings) -> list[Check]:
    """Every check, in the order in which the parts depend on one another.

    `folder` is the index's.
    """
    return [
        _python(),
        _guarded("thư mục dữ liệu", lambda: _home(settings.home)),
        _guarded("trạng thái", lambda: _state(settings.home)),
        *([_guarded("Telegram", lambda: _telegram(settings))] if settings.telegram_token else []),
        _guarded("bộ mã hóa", lambda: _encoder(settings)),
        _guarded("chỉ mục", lambda: _index(folder, settings)),
        _guarded("Chroma", lambda: _vectors(folder)),
        _guarded("hỏi thử", lambda: _answering(folder, settings)),
        _guarded("bản quét", _scans),
        _guarded(_MODEL, lambda: _model(settings)),
    ]


def _guarded(name: str, look: Callable[[], Check]) -> Check:
    """The check, or what stopped it: a doctor that falls ill helps nobody."""
    try:
        return look()
    except CchcError as error:
        return Check(name, "failed", error.problem, error.remedy)
    except Exception as error:  # noqa: BLE001
        return Check(name, "failed", told(error))


def _python() -> Check:
    torch = "có" if find_spec("torch") else "không có (chỉ cần khi đổi bộ mã hóa)"
    return Check("Python", "ok", f"{platform.python_version()}; PyTorch: {torch}")


def _home(home: Path) -> Check:
    name = "thư mục dữ liệu"
    if not home.exists():
        return Check(name, "warning", f"{home} chưa có", "Chạy cchc ingest.")
    if not os.access(home, os.W_OK):
        remedy = "Vẫn hỏi được; muốn cchc ingest thì cấp quyền ghi."
        return Check(name, "warning", f"{home} chỉ đọc", remedy)
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    return Check(name, "ok", f"{home.resolve()}, {size / 1e6:.1f} MB")


def _state(home: Path) -> Check:
    from bot.state import NAME
    from bot.state import State as Kept

    name, path = "trạng thái", home / NAME
    if not path.exists():
        return Check(name, "ok", f"{path} chưa có; cchc serve hay telegram sẽ lập")
    with Kept(path) as state:
        counts, version = state.counts(), state.version
    words = {
        "conversations": "cuộc hỏi đáp",
        "answers": "câu trả lời",
        "feedback": "góp ý",
        "people": "người được vào nhóm",
        "subscriptions": "đăng ký nhắc",
    }
    told = ", ".join(f"{counts[key]} {word}" for key, word in words.items())
    return Check(name, "ok", f"{path}, dạng {version}: {told}")


def _telegram(settings: Settings) -> Check:
    import asyncio

    from bot.telegram.run import met

    user = asyncio.run(met(settings))
    if not user:
        remedy = "Xem máy có ra được internet không, tường lửa có chặn không."
        return Check("Telegram", "warning", f"chưa tới được {settings.telegram_api}", remedy)
    way = "webhook trong cchc serve" if settings.webhook else "polling, cchc telegram"
    return Check("Telegram", "ok", f"@{user}; {way}; {settings.telegram_access}")


def _encoder(settings: Settings) -> Check:
    from ingest.encoder import load

    encoder = load(settings.encoder)
    found = f"{encoder.name}, {encoder.dimension} chiều"
    if not encoder.encode(["cải cách hành chính"]).any():
        remedy = "Chọn CCHC_ENCODER khác."
        return Check("bộ mã hóa", "failed", f"{found}; không mã hóa được", remedy)
    return Check("bộ mã hóa", "ok", found)


def _index(folder: Path, settings: Settings) -> Check:
    from ingest.encoder import load
    from ingest.index import open_index

    encoder = load(settings.encoder)
    opened = open_index(folder, encoder_name=encoder.name, encoder_revision=encoder.revision)
    with closing(opened) as index:
        told = index.manifest
        found = (
            f"{folder}: {len(index.documents)} văn bản, {index.size} khoản mục, "
            f"dạng {told.format}, lập {told.built}"
        )
    if not told.documents:
        return Check("chỉ mục", "failed", f"{folder} không có văn bản nào", "Chạy cchc ingest.")
    return Check("chỉ mục", "ok", found)


def _vectors(folder: Path) -> Check:
    from ingest.index import open_index

    with closing(open_index(folder)) as index:
        expected, problem = index.manifest.vectors, index.dense_problem
        count = 0 if problem else index.dense_count()
    if problem:
        remedy = "Vẫn hỏi được bằng từ khóa; muốn tìm theo nghĩa thì cấp quyền ghi thư mục chỉ mục."
        return Check("Chroma", "warning", problem, remedy)
    if count != expected:
        found = f"{count} véc-tơ, đáng lẽ {expected}"
        return Check("Chroma", "failed", found, "Chạy cchc ingest --rebuild.")
    return Check("Chroma", "ok", f"{count} véc-tơ")


def _scans() -> Check:
    from ingest.readers.ocr import INSTALL, available

    if available():
        return Check("bản quét", "ok", "Tesseract có tiếng Việt")
    # Nothing is wrong: only scanned files are refused.
    return Check("bản quét", "ok", f"PDF quét ảnh bị từ chối. {INSTALL}")


def _model(settings: Settings) -> Check:
    """One exchange, as short as can be, where a model is set."""
    if not settings.llm:
        return Check(_MODEL, "ok", "không dùng (CCHC_LLM trống)")
    from bot.model import chat_of
    from retrieval.llm.chat import Exchange, Failed

    chat = chat_of(settings)
    assert chat is not None
    where = "ngoài cơ quan" if chat.settings.remote else "trong mạng của cơ quan"
    found = f"{settings.llm}, {where}; dùng để: {', '.join(settings.llm_uses)}"
    exchange = Exchange()
    try:
        chat.reply("Trả lời một từ.", "Chào", time.monotonic() + settings.llm_seconds, exchange)
    except Failed as error:
        why = error.detail or error.outcome
        remedy = "Kiểm tra CCHC_LLM_BASE_URL, khóa và máy chủ; không có mô hình vẫn trả lời đủ."
        return Check(_MODEL, "warning", f"{found}; không trả lời ({why})", remedy)
    finally:
        chat.close()
    return Check(_MODEL, "ok", f"{found}; trả lời sau {exchange.seconds:.1f} giây")


def _answering(folder: Path, settings: Settings) -> Check:
    from retrieval.assistant import Assistant
    from retrieval.model import OWNER

    with closing(Assistant.open(folder, encoder=settings.encoder)) as assistant:
        answer = assistant.ask(_QUESTION, principal=OWNER)
    found = f"{answer.status.value}, {len(answer.hits)} khoản mục, {answer.ms:.0f} ms"
    return Check("hỏi thử", "ok" if answer.hits else "failed", found)
