"""`python -m bot.cli`, where the console command is not on the path."""

from __future__ import annotations

from bot.cli import main

main()
