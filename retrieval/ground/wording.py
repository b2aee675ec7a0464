"""The assistant's own words, known again in a statement: what they claim, and what needs nothing.

Read from `prompts`, so that a change of words there changes nothing here.
"""

from __future__ import annotations

import re
from functools import cache

from prompts import LANGUAGES, keys, say
from retrieval.ground.forms import blank, even

# Values that the program counts or reckons from rows that are cited; the gate leaves them alone.
_RECKONED = ("count", "total", "difference", "rest", "limit")
_MARKS = re.compile(r"(?:^|(?<=\n))\s*\(?\d{1,2}[.)]\s+|\[\d+\]")
_HOLE = re.compile(r"\{(\w+)[^}]*\}")
# The cell, or the role, that a label of the assistant's announces.
_LABELS = {
    "owner.only_lead": "lead",
    "owner.only_support": "support",
    "owner.task": "task",
    "row.deadline": "deadline",
    "row.deliverable": "deliverable",
}
# What is said to be missing, and the cell that must then be empty.
_ABSENT = {"owner.no_support": "support", "row.no_deadline": "deadline"}
_SIGNS = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}


@cache
def template(key: str, lang: str) -> str:
    """The words under a key with their holes left open: "Tối thiểu {value}"."""
    holes: dict[str, object] = {}
    while True:
        try:
            return even(say(key, lang, **holes))
        except KeyError as missing:
            name = str(missing.args[0])
            if name in holes or not name.isidentifier():
                raise
            holes[name] = "{" + name + "}"


@cache
def _all() -> tuple[tuple[str, str], ...]:
    return tuple((key, template(key, lang)) for lang in LANGUAGES for key in sorted(keys(lang)))


@cache
def _fixed() -> re.Pattern[str]:
    """Sentences without holes, the longest first."""
    told = {re.escape(text) for _, text in _all() if not _HOLE.search(text) and " " in text}
    return re.compile("|".join(sorted(told, key=len, reverse=True)))


@cache
def _reckoned() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(text) for _, text in _all() if set(_HOLE.findall(text)) & set(_RECKONED))


def _pattern(text: str) -> re.Pattern[str]:
    parts: list[str] = []
    at = 0
    for hole in _HOLE.finditer(text):
        parts.append(re.escape(text[at : hole.start()]))
        parts.append(r"(?P<n>\d+)" if hole[1] in _RECKONED else r".+?")
        at = hole.end()
    return re.compile("".join(parts) + re.escape(text[at:]), re.IGNORECASE)


@cache
def _label_pattern() -> re.Pattern[str]:
    told = {
        text[: text.index("{")]: name
        for key, name in _LABELS.items()
        for lang in LANGUAGES
        if (text := template(key, lang))
    }
    groups = "|".join(re.escape(label.strip()) for label in sorted(told, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?P<label>{groups})\s+")


@cache
def _label_names() -> dict[str, str]:
    return {
        text[: text.index("{")].strip(): name
        for key, name in _LABELS.items()
        for lang in LANGUAGES
        if (text := template(key, lang))
    }


def labelled(text: str) -> list[tuple[str, int, int]]:
    """What even text says under the assistant's labels: the cell's name and the range of words."""
    found = list(_label_pattern().finditer(text))
    ends = [m.start() for m in (*found[1:], None) if m] + [len(text)]
    return [(_label_names()[m["label"]], m.end(), e) for m, e in zip(found, ends, strict=False)]


@cache
def absent() -> tuple[tuple[str, str], ...]:
    """Sentences that say what is missing, with the name of the cell that must be empty."""
    return tuple((template(key, lang), cell) for key, cell in _ABSENT.items() for lang in LANGUAGES)


@cache
def leads() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The words before a figure that say on which side of it the goal lies, with their signs."""
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(words)}\s*$", re.IGNORECASE), sign)
        for name, sign in _SIGNS.items()
        for lang in LANGUAGES
        if (words := template(f"figure.{name}", lang).partition("{")[0].strip())
    )


@cache
def year_leads() -> tuple[re.Pattern[str], ...]:
    """Where a lead says for which year its figure holds."""
    return tuple(
        re.compile(rf",\s{re.escape(words)}\s*(\d{{4}})\s*(?=:|$)")
        for lang in LANGUAGES
        for name in ("by_year", "in_year")
        if (words := template(f"figure.{name}", lang).partition("{")[0].strip())
    )


def own_words(text: str, echo: tuple[str, ...] = ()) -> str:
    """Even text without what needs no support: list numerals, fixed sentences, echoes, counts."""
    for match in list(_MARKS.finditer(text)):
        text = blank(text, match.start(), match.end())
    text = even(text)
    for match in list(_fixed().finditer(text)):
        text = blank(text, match.start(), match.end())
    for pattern in _reckoned():
        for match in list(pattern.finditer(text)):
            text = blank(text, *match.span("n"))
    for words in filter(None, map(even, echo)):
        for match in list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)):
            text = blank(text, match.start(), match.end())
    return text
