"""The one script, joined out of its modules: the same bytes for the same sources, always."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Each module after those that it imports from; a test holds it so.
MODULES = (
    "dom",
    "settings",
    "memory",
    "events",
    "client",
    "colour",
    "text",
    "copy",
    "sources",
    "turn",
    "composer",
    "conversation",
    "panel",
    "element",
    "start",
)
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The script as it is sent, plain and compressed, and the mark of its content."""

    plain: bytes
    packed: bytes
    digest: str


def source(name: str) -> str:
    """A module as it stands in the tree."""
    return (files("bot.widget") / "js" / f"{name}.js").read_text(encoding="utf-8")


def imports(name: str) -> list[str]:
    """The modules that one imports from."""
    return _IMPORT.findall(source(name))


def words() -> dict[str, Any]:
    """What the widget says, by language."""
    return tomllib.loads((files("bot.widget") / "words.toml").read_text(encoding="utf-8"))


@cache
def bundle() -> Bundle:
    """The script of this installation. It is read once: a process serves what it began with."""
    plain = _joined().encode()
    digest = hashlib.sha256(plain).hexdigest()[:20]
    return Bundle(plain, gzip.compress(plain, 9, mtime=0), digest)


def _joined() -> str:
    style = (files("bot.widget") / "style.css").read_text(encoding="utf-8")
    parts = [
        "// cchc: hỏi đáp cải cách hành chính. Apache-2.0.",
        '(() => {\n"use strict";',
        f"const WORDS = {_literal(words())};",
        f"const STYLE = {_literal(style)};",
        *(_EXPORT.sub("", _IMPORT.sub("", source(name))).strip() for name in MODULES),
        "})();",
    ]
    return _BLANK.sub("\n", "\n".join(parts)) + "\n"


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
