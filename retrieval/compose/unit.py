"""Units of figures as an answer shows them: a plan's own, or the English of the term list."""

from __future__ import annotations

import re

from retrieval.understand.english import term_in_english

_JOINT = re.compile(r"\s*[,/]\s*")


def shown_unit(unit: str, value: float, lang: str) -> str:
    """ "phút", or "minutes" in an answer in English; a unit that has no English stays."""
    if lang != "en":
        return unit
    names = [term_in_english(name) for name in _JOINT.split(unit)]
    known = [_counted(name, value) for name in names if name]
    return " or ".join((", ".join(known[:-1]), known[-1]) if known[1:] else known) or unit


def _counted(name: str, value: float) -> str:
    one = name.removesuffix("s") if name.endswith("es") else name
    if value == 1:
        return one
    return f"{one[:-1]}ies" if re.search(r"[^aeiou]y$", one) else f"{one}s"
