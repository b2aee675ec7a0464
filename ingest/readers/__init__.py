"""Readers of the formats that offices write in, one module each, behind one table of formats.

A reader is a function from bytes to a `Reading`; it runs in a process of its own (`box`), with
bounds on time, memory and output, and never in the one that serves.
"""

from __future__ import annotations

from ingest.readers.formats import FORMATS, Format, Limits
from ingest.readers.model import Reading, Refusal

__all__ = ["FORMATS", "Format", "Limits", "Reading", "Refusal"]
