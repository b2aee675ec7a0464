"""Ids that nobody can guess, and names that say nothing of whom they stand for."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode

_BYTES = 16
_FORM = re.compile(r"[A-Za-z0-9_-]{22}")


def fresh() -> str:
    """128 random bits, in 22 letters."""
    return secrets.token_urlsafe(_BYTES)


def well_formed(identity: str) -> bool:
    """Whether a text could be one of these ids."""
    return _FORM.fullmatch(identity) is not None


def pseudonym(secret: bytes, *parts: str) -> str:
    """Always the same 22 letters for the same parts; without the secret, nobody's."""
    told = "\0".join(parts).encode("utf-8", "replace")
    digest = hmac.new(secret, told, hashlib.sha256).digest()
    return urlsafe_b64encode(digest[:_BYTES]).rstrip(b"=").decode("ascii")
