"""What can be set, where each value came from, and what it is now."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from ingest.errors import BadInput

FILE = Path("cchc.toml")
PREFIX = "CCHC_"
_URL = re.compile(r"https?://[^\s/]+\S*")
_ORIGIN = re.compile(r"https?://[^\s/?#@]+", re.IGNORECASE)
_REDIS = re.compile(r"redis(s|\+unix)?://\S")
_SHORTEST_TOKEN = 16
_BOT_TOKEN = re.compile(r"\d{5,20}:[\w-]{20,}")
_WEBHOOK_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)
_MODEL = re.compile(r"[a-z][a-z0-9_]*:\S+")
LLM_USES = ("compose", "standalone", "propose")
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
# Never shown, whoever asks.
SECRETS = frozenset({"tokens", "telegram_token", "telegram_secret", "llm_key"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The program's settings. `origins` says of each one that was set where it was.

    `home` holds the index and the state. `encoder` is a sentence-transformers name or folder,
    None for the one in the box. `today` stands in for the clock. `public_url` is where the pages
    are reached from outside, without a final slash; "" where they are not.

    The web: `tokens` gives the groups of each bearer token, by the token's SHA-256;
    `widget_origins` are the sites that may embed the widget; `limits` is where visitors are
    counted ("memory", "off" or a redis:// address), `asks_per_minute` what each may ask
    and `asks_per_minute_total` what all may;
    `trusted_proxies` are the addresses whose forwarding headers are believed; `web_threads`
    questions are answered at a time, each in `ask_seconds` at most.

    Telegram: `telegram_token` as BotFather gave it, `telegram_api` the Bot API server,
    `telegram_access` "open" or "closed", `telegram_groups` the groups of each user or chat by its
    number; with `telegram_secret`, updates come to `cchc serve` and must bring it.

    The language model: `llm` names it as provider:model, "" for none; `llm_base_url` is its
    server's address, `llm_uses` what it may be used for; `llm_seconds` it has for an answer and
    `llm_tokens` to write in an exchange, `llm_day_tokens` and `llm_day_seconds` for all answers of
    a day, 0 for no limit. `llm_private` lets what is not public go to a server outside.
    """

    home: Path = Path(".cchc")
    encoder: str | None = None
    today: date | None = None
    public_url: str = ""
    tokens: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    widget_origins: tuple[str, ...] = ()
    limits: str = "memory"
    asks_per_minute: int = 30
    asks_per_minute_total: int = 1_000
    trusted_proxies: tuple[str, ...] = ()
    web_threads: int = 4
    ask_seconds: int = 30
    telegram_token: str = field(default="", repr=False)
    telegram_api: str = "https://api.telegram.org"
    telegram_access: str = "open"
    telegram_groups: Mapping[int, frozenset[str]] = field(default_factory=dict)
    telegram_secret: str = field(default="", repr=False)
    llm: str = ""
    llm_base_url: str = ""
    llm_key: str = field(default="", repr=False)
    llm_uses: tuple[str, ...] = LLM_USES
    llm_seconds: int = 20
    llm_tokens: int = 800
    llm_day_tokens: int = 500_000
    llm_day_seconds: int = 7_200
    llm_private: bool = False
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def webhook(self) -> bool:
        """Whether Telegram's updates are to come to the web server."""
        return bool(self.telegram_token and self.telegram_secret)


def _model(value: str) -> str:
    if not _MODEL.fullmatch(value):
        raise ValueError(value)
    return value


def _uses(value: str) -> tuple[str, ...]:
    found = _list(value)
    if not set(found) <= set(LLM_USES):
        raise ValueError(value)
    return found


def _limit(value: str) -> int:
    if int(value) < 0:
        raise ValueError(value)
    return int(value)


def _yes(value: str) -> bool:
    if value.lower() not in _YES_NO:
        raise ValueError(value)
    return _YES_NO[value.lower()]


def _path(value: str) -> Path:
    return Path(value).expanduser()


def _day(value: str) -> date:
    return date.fromisoformat(value)


def _url(value: str) -> str:
    if not _URL.fullmatch(value):
        raise ValueError(value)
    return value.rstrip("/")


def _count(value: str) -> int:
    if int(value) < 1:
        raise ValueError(value)
    return int(value)


def _tokens(value: str) -> dict[str, frozenset[str]]:
    """`GROUP:TOKEN, …`; a token may stand for several groups."""
    groups: dict[str, set[str]] = {}
    for pair in _list(value):
        group, _, token = pair.partition(":")
        if not group or len(token) < _SHORTEST_TOKEN:
            raise ValueError
        groups.setdefault(sha256(token.encode()).hexdigest(), set()).add(group)
    return {token: frozenset(of) for token, of in groups.items()}


def _list(value: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"[\s,]+", value) if part)


def _web_origins(value: str) -> tuple[str, ...]:
    found = _list(value)
    if not all(_ORIGIN.fullmatch(one) for one in found):
        raise ValueError(value)
    return tuple(one.lower() for one in found)


def _networks(value: str) -> tuple[str, ...]:
    for one in _list(value):
        ip_network(one, strict=False)
    return _list(value)


def _limits(value: str) -> str:
    if value not in ("memory", "off") and not _REDIS.match(value):
        raise ValueError(value)
    return value


def _matching(form: re.Pattern[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not form.fullmatch(value):
            raise ValueError
        return value

    return read


def _chats(value: str) -> dict[int, frozenset[str]]:
    """`GROUP:NUMBER, …`; a user or a chat may be in several groups."""
    groups: dict[int, set[str]] = {}
    for pair in _list(value):
        group, _, number = pair.partition(":")
        if not group:
            raise ValueError(pair)
        groups.setdefault(int(number), set()).add(group)
    return {number: frozenset(of) for number, of in groups.items()}


# Key: how its text is read, and the form that an error asks for.
READERS: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "home": (_path, "một thư mục"),
    "encoder": (str, "tên hoặc thư mục của một mô hình sentence-transformers"),
    "today": (_day, "một ngày dạng 2025-12-31"),
    "public_url": (_url, "một địa chỉ http:// hoặc https://"),
    "tokens": (_tokens, f"NHÓM:MÃ, …; mỗi mã từ {_SHORTEST_TOKEN} ký tự"),
    "widget_origins": (_web_origins, "các địa chỉ như https://xa.vi-du.gov.vn, không có đường dẫn"),
    "limits": (_limits, "memory, off hoặc redis://…"),
    "asks_per_minute": (_count, "một số từ 1 trở lên"),
    "asks_per_minute_total": (_count, "một số từ 1 trở lên"),
    "trusted_proxies": (_networks, "các địa chỉ IP hoặc dải như 10.0.0.0/8"),
    "web_threads": (_count, "một số từ 1 trở lên"),
    "ask_seconds": (_count, "một số giây từ 1 trở lên"),
    "telegram_token": (_matching(_BOT_TOKEN), "token mà BotFather cấp, dạng 123456789:ABC…"),
    "telegram_api": (_url, "một địa chỉ http:// hoặc https://"),
    "telegram_access": (_matching(re.compile("open|closed")), "open hoặc closed"),
    "telegram_groups": (_chats, "NHÓM:SỐ, …; số là của người dùng hoặc của nhóm Telegram"),
    "telegram_secret": (_matching(_WEBHOOK_SECRET), "1 đến 256 chữ cái, chữ số, _ hoặc -"),
    "llm": (_model, "nhà_cung_cấp:mô_hình, ví dụ ollama:qwen3 hoặc openai:gpt-5-mini"),
    "llm_base_url": (_url, "một địa chỉ http:// hoặc https://"),
    "llm_key": (str, "khóa của nhà cung cấp"),
    "llm_uses": (_uses, f"một hay nhiều trong: {', '.join(LLM_USES)}"),
    "llm_seconds": (_count, "một số giây từ 1 trở lên"),
    "llm_tokens": (_count, "một số từ 1 trở lên"),
    "llm_day_tokens": (_limit, "một số từ 0 trở lên (0: không giới hạn)"),
    "llm_day_seconds": (_limit, "một số giây từ 0 trở lên (0: không giới hạn)"),
    "llm_private": (_yes, "yes hoặc no"),
}


def load(environ: Mapping[str, str] = os.environ, file: Path = FILE) -> Settings:
    """The settings of this process: the environment before `cchc.toml` before the defaults.

    Raises BadInput for an unknown key or a value that cannot be read.
    """
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key, value, origin in (*_from_file(file), *_from_environment(environ)):
        values[key] = _read(key, value, origin)
        origins[key] = origin
    return Settings(**values, origins=origins)


def _from_environment(environ: Mapping[str, str]) -> list[tuple[str, str, str]]:
    found = [(name, value) for name, value in environ.items() if name.startswith(PREFIX) and value]
    return [(name.removeprefix(PREFIX).lower(), value, name) for name, value in found]


def _from_file(file: Path) -> list[tuple[str, str, str]]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"Không đọc được {file}: {error}.", "Sửa hoặc xóa tệp này.") from error
    return [(key, str(value), str(file)) for key, value in table.items()]


def _read(key: str, value: str, origin: str) -> Any:
    if key not in READERS:
        valid = ", ".join(f"{name} ({PREFIX}{name.upper()})" for name in READERS)
        raise BadInput(f"{origin}: không có thiết lập “{key}”.", f"Các thiết lập: {valid}.")
    read, form = READERS[key]
    try:
        return read(value)
    except ValueError as error:
        raise BadInput(f"{origin}: “{key}” không đọc được.", f"Cần {form}.") from error


def index_folder(named: Path | None, settings: Settings) -> Path:
    """The index's folder, absolute: the one named on the command line, else the home's."""
    return (settings.home / "index" if named is None else named.expanduser()).absolute()
