"""Who asks: a bearer token stands for the groups that the settings give it."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256

from fastapi import Request

from bot.settings import Settings
from bot.web.problems import Problem
from retrieval.model import ANYONE, Principal

ADMINISTRATORS = "admin"
"""The group whose members see every document and may change them."""


def principal(request: Request) -> Principal:
    """Whose documents this request may see; without a token, what is public.

    Raises Problem (401) for a token that the settings do not know.
    """
    header = request.headers.get("authorization")
    if header is None:
        return ANYONE
    scheme, _, token = header.partition(" ")
    settings: Settings = request.app.state.settings
    if scheme.lower() == "basic":
        # What a browser remembers from the administrators' page, it sends to every page.
        _, token = named_password(token)
        return _member(settings.tokens.get(digest(token), frozenset()))
    groups = settings.tokens.get(digest(token.strip()))
    if scheme.lower() != "bearer" or not groups:
        raise Problem(
            401,
            "unknown-token",
            "Mã truy cập không đúng.",
            "Bỏ tiêu đề Authorization để hỏi các văn bản công khai.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return _member(groups)


def _member(groups: frozenset[str]) -> Principal:
    return Principal(groups | {"public"}, everything=ADMINISTRATORS in groups)


def named_password(value: str) -> tuple[str, str]:
    """The name and the password of HTTP's Basic scheme; ("", "") where it cannot be read."""
    try:
        told = b64decode(value.strip(), validate=True).decode("utf-8")
    except ValueError:
        return "", ""
    name, _, secret = told.partition(":")
    return name, secret


def digest(token: str) -> str:
    """A token as it is kept: looking a digest up tells nothing by how long it takes."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
