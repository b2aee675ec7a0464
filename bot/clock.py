"""The one clock: today in Việt Nam, or the day that stands in for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from bot.settings import Settings

# Without summer time, so no table of zones is needed, which small machines often lack.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def today(settings: Settings) -> date:
    """Today's date."""
    return settings.today or datetime.now(VIETNAM).date()
