"""What needs no search: nothing asked, too much asked, a greeting, or what must not be done."""

from __future__ import annotations

from ingest.tokens import fold
from prompts import say
from retrieval.compose.statement import Draft, Statement
from retrieval.config import cue
from retrieval.model import LONGEST, Status
from retrieval.understand.spelling import is_english

_SMALL = ("who", "farewell", "thanks", "greet")
_SHORT = 10
# Letters beside a greeting that still make it no question.
_BESIDE = 14


def refuse_early(question: str, lang: str | None) -> Draft | None:
    """The draft for a question that is answered before anything is looked up, or None."""
    words = question.split()
    # A single "hello" is said in any language.
    lang = lang or ("en" if len(words) > 1 and is_english(question) else "vi")
    if not words or not any(c.isalnum() for c in question):
        return _said(Status.CLARIFY, "refuse.empty", lang)
    if len(question) > LONGEST:
        text = say("refuse.too_long", lang, limit=LONGEST)
        return Draft(Status.CLARIFY, (Statement(text, echo=(str(LONGEST), text)),))
    plain = fold(question)
    if cue("refuse.instruction").search(plain):
        return _said(Status.INSTRUCTION, "refuse.instruction", lang)
    if cue("refuse.personal").search(plain):
        return _said(Status.PERSONAL, "refuse.personal", lang)
    if cue("refuse.elsewhere").search(plain):
        return _said(Status.OUT_OF_SCOPE, "refuse.out_of_scope", lang)
    if len(words) <= _SHORT:
        for kind in _SMALL:
            match = cue(f"smalltalk.{kind}").search(plain)
            if match and (kind == "who" or len(_beside(plain)) <= _BESIDE):
                return _said(Status.SMALLTALK, f"smalltalk.{kind}", lang)
    return None


def _beside(plain: str) -> str:
    """What a text says beside pleasantries."""
    for kind in _SMALL:
        plain = cue(f"smalltalk.{kind}").sub("", plain)
    return plain.strip(" ,.!")


def smalltalk(question: str, lang: str | None) -> Draft | None:
    """The reply to a pleasantry in a text that asks for nothing that a plan says, or None."""
    plain = fold(question)
    for kind in _SMALL:
        if cue(f"smalltalk.{kind}").search(plain):
            return _said(Status.SMALLTALK, f"smalltalk.{kind}", lang)
    return None


def _said(status: Status, key: str, lang: str | None) -> Draft:
    return Draft(status, (Statement(say(key, lang or "vi")),))
