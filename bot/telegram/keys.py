"""The buttons under messages, and the short words that come back when one is pressed.

Telegram gives a button 64 bytes: a letter for what is wanted, an id of 22 letters under which the
state keeps the rest, and a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.state import Kept
from bot.telegram.words import say

SOURCE, USEFUL, WRONG, VERDICT, BACK, ASK = "s", "u", "d", "v", "b", "q"
PAGE, ROW, MENU, MENU_PAGE, REMIND, STOP, IDLE = "l", "r", "m", "g", "n", "x", "k"
_ID, _NUMBER = r"[A-Za-z0-9_-]{22}", r"[0-9]{1,9}"
_ROW_OF = f"{_ID}:{_NUMBER}"
# What comes after each letter; a press that brings anything else is nobody's.
FORMS = {
    **dict.fromkeys((SOURCE, ASK, PAGE, ROW, MENU, MENU_PAGE), _ROW_OF),
    **dict.fromkeys((USEFUL, WRONG, BACK, REMIND), _ID),
    VERDICT: f"{_ID}:[a-z_]{{1,20}}",
    STOP: _NUMBER,
}
# What is given to choose from when an answer was not right.
WRONGS = ("wrong_figure", "wrong_agency", "wrong_place", "not_found")
_LONGEST = 64
_MOST_SOURCES = 24
_A_ROW = 4
_LABEL = 60

Row = list[InlineKeyboardButton]


def data(*parts: str | int) -> str:
    """What a button sends back."""
    made = ":".join(str(part) for part in parts)
    if len(made.encode()) > _LONGEST:
        raise ValueError(made)
    return made


def button(words: str, *parts: str | int) -> InlineKeyboardButton:
    """A button that comes back to the bot."""
    shown = words if len(words) <= _LABEL else f"{words[: _LABEL - 1].rstrip()}…"
    return InlineKeyboardButton(shown, callback_data=data(*parts))


def answer_keys(kept: Kept, lang: str, feedback: Row | None = None) -> InlineKeyboardMarkup:
    """What goes under an answer: its sources, what to ask next, and whether it was right."""
    rows = _sources([c.number for c in kept.citations[:_MOST_SOURCES]], kept.id, lang)
    rows += [[button(words, ASK, kept.id, n)] for n, words in enumerate(kept.suggestions[:8])]
    rows.append(feedback or feedback_row(kept.id, lang))
    return InlineKeyboardMarkup(rows)


def _sources(numbers: Sequence[int], identity: str, lang: str) -> list[Row]:
    key = "answer.source_button" if len(numbers) <= 1 else "answer.source_short"
    keys = [button(say(key, lang, n=n), SOURCE, identity, n) for n in numbers]
    return [keys[at : at + _A_ROW] for at in range(0, len(keys), _A_ROW)]


def feedback_row(identity: str, lang: str) -> Row:
    """Right or not."""
    return [
        button(say("answer.useful", lang), USEFUL, identity),
        button(say("answer.wrong", lang), WRONG, identity),
    ]


def noted_row(identity: str, verdict: str, lang: str) -> Row:
    """What was noted; pressed again, it can be changed."""
    words = say("feedback.noted", lang, verdict=say(f"feedback.{verdict}", lang))
    return [button(words, WRONG, identity)]


def wrong_keys(identity: str, lang: str) -> InlineKeyboardMarkup:
    """What was not right."""
    rows = [
        [button(say(f"feedback.{verdict}", lang), VERDICT, identity, verdict)] for verdict in WRONGS
    ]
    rows.append([button(say("feedback.back", lang), BACK, identity)])
    return InlineKeyboardMarkup(rows)


def link(words: str, address: str) -> InlineKeyboardMarkup | None:
    """A button that opens an address; none for one that Telegram would refuse."""
    return (
        InlineKeyboardMarkup([[InlineKeyboardButton(words, url=address)]]) if fit(address) else None
    )


def fit(address: str) -> bool:
    """Whether Telegram takes an address: it refuses those that only this machine knows."""
    host = urlsplit(address).hostname or ""
    return "." in host
