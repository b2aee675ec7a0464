"""The command line: one module for each command, all parsed in `bot.cli.entry`."""

from __future__ import annotations

from bot.cli.entry import main

__all__ = ["main"]
