"""The register's rows as files: spreadsheets, comma-separated text, JSON and calendars."""

from __future__ import annotations

from bot.export.calendar import calendar
from bot.export.sheet import Labels, Sheet, checks, comparisons, targets, tasks
from bot.export.spreadsheet import workbook
from bot.export.values import comma_separated

__all__ = [
    "Labels",
    "Sheet",
    "calendar",
    "checks",
    "comma_separated",
    "comparisons",
    "targets",
    "tasks",
    "workbook",
]
