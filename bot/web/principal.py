"""Who asks: a bearer token stands for the groups that the settings give it."""

from __future__ import annotations

from hashlib import sha256

from fastapi import Request

from bot.settings import Settings
from bot.web.problems import Problem
from retrieval.model import ANYONE, Principal


def principal(request: Request) -> Principal:
    """Whose documents this request may see; without a token, what is public.

    Raises Problem (401) for a token that the settings do not know.
    """
    header = request.headers.get("authorization")
    if header is None:
        return ANYONE
    scheme, _, token = header.partition(" ")
    settings: Settings = request.app.state.settings
    groups = settings.tokens.get(digest(token.strip()))
    if scheme.lower() != "bearer" or not groups:
        raise Problem(
            401,
            "unknown-token",
            "Mã truy cập không đúng.",
            "Bỏ tiêu đề Authorization để hỏi các văn bản công khai.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return Principal(groups | {"public"})


def digest(token: str) -> str:
    """A token as it is kept: looking a digest up tells nothing by how long it takes."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
