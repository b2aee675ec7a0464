"""Who is an administrator: whoever brings a token that the settings give the group `admin`.

Programs bring it as `Bearer`; browsers ask for it themselves, as the password of `Basic`, and the
name typed beside it goes into the history.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from bot.settings import Settings
from bot.web.principal import ADMINISTRATORS, digest, named_password
from bot.web.problems import Problem

_LONGEST = 60
_SAFE = {"GET", "HEAD"}


def administrator(request: Request) -> str:
    """The administrator's name, for the history.

    Raises Problem: 401 without a token of theirs, 403 for another site's page acting as them.
    """
    name, token = _brought(request)
    settings: Settings = request.app.state.settings
    if ADMINISTRATORS not in settings.tokens.get(digest(token), frozenset()):
        raise Problem(
            401,
            "not-administrator",
            "Phần này dành cho người quản trị.",
            "Cần mã truy cập thuộc nhóm admin trong CCHC_TOKENS (admin:MÃ).",
            headers={"WWW-Authenticate": 'Basic realm="cchc", charset="UTF-8"'},
        )
    _from_here(request)
    return name


Administrator = Annotated[str, Depends(administrator)]


def _brought(request: Request) -> tuple[str, str]:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return "API", value.strip()
    if scheme.lower() != "basic":
        return "", ""
    name, token = named_password(value)
    plain = "".join(c for c in name if c.isprintable())
    return plain[:_LONGEST] or "quản trị", token


def _from_here(request: Request) -> None:
    """A browser sends what it remembers for any page: only this site's own pages may act."""
    origin = request.headers.get("origin")
    if request.method in _SAFE or origin is None:
        return
    if urlsplit(origin).netloc != request.headers.get("host", ""):
        raise Problem(403, "origin", "Trang khác không được thao tác thay người quản trị.")
