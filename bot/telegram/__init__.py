"""The Telegram bot: the same answers with the same evidence, as messages and buttons."""

from __future__ import annotations

import os

# Asks the library for durations as they will be in its next version; it warns of the old ones.
os.environ.setdefault("PTB_TIMEDELTA", "true")

CHANNEL = "telegram"
