"""The assistant as the settings want it: with a language model behind it, where one is set.

Nothing of a model is imported before it is known that one is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import Settings

if TYPE_CHECKING:
    from bot.state import State
    from retrieval.assistant import Assistant
    from retrieval.llm.chat import Chat
    from retrieval.llm.helper import ModelHelper
    from retrieval.llm.limits import Spent
    from retrieval.llm.settings import ModelSettings


def opened(settings: Settings, folder: Path, state: State | None = None) -> Assistant:
    """The assistant over an index's folder; `state` keeps the day's count for all processes.

    Raises:
        NeedsIngest: there is no index, or it was made by another encoder or version.
        BadInput, Unavailable: the model is no model, or its package is not installed.
    """
    from retrieval.assistant import Assistant

    helper = helper_of(settings, state)
    return Assistant.open(folder, encoder=settings.encoder, helper=helper, day=settings.today)


def helper_of(settings: Settings, state: State | None = None) -> ModelHelper | None:
    """What the model does for answers; None where none is set."""
    chat = chat_of(settings, state)
    if chat is None:
        return None
    from retrieval.llm.helper import ModelHelper

    return ModelHelper(chat)


def chat_of(settings: Settings, state: State | None = None) -> Chat | None:
    """The model itself; None where none is set.

    Raises:
        BadInput, Unavailable: it is no model, or its package is not installed.
    """
    if not settings.llm:
        return None
    from retrieval.llm.chat import Chat

    meter = None if state is None else _Kept(state, _today(settings))
    return Chat(model_settings(settings), meter)


def model_settings(settings: Settings) -> ModelSettings:
    """The settings of the model, as `retrieval.llm` wants them."""
    from retrieval.llm.settings import ModelSettings, Use

    return ModelSettings(
        model=settings.llm,
        base_url=settings.llm_base_url,
        key=settings.llm_key,
        uses=frozenset(Use(use) for use in settings.llm_uses),
        seconds=float(settings.llm_seconds),
        tokens=settings.llm_tokens,
        day_tokens=settings.llm_day_tokens,
        day_seconds=float(settings.llm_day_seconds),
        private=settings.llm_private,
    )


def _today(settings: Settings) -> Callable[[], date]:
    return lambda: settings.today or date.today()  # noqa: DTZ011


class _Kept:
    """The day's count in the state, which all processes share; a `Meter`."""

    def __init__(self, state: State, today: Callable[[], date]) -> None:
        self._state = state
        self._today = today

    def spent(self) -> Spent:
        """What has been spent today."""
        from retrieval.llm.limits import Spent

        return Spent(*self._state.usage.of(self._today().isoformat()))

    def spend(self, tokens: int, seconds: float) -> None:
        """Count an exchange."""
        self._state.usage.add(self._today().isoformat(), tokens, seconds)


__all__ = ["chat_of", "helper_of", "model_settings", "opened"]
