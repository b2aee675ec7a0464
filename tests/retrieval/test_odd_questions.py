"""Odd input at the door: it never raises, answers in time, and ends in a status that fits."""

from __future__ import annotations

import random
import string
import time
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.model import Kind
from retrieval.assistant import Assistant
from retrieval.model import LONGEST, OWNER, Answer, Status

SLOWEST = 1.0
"""Seconds: far above what an answer takes, far below what a runaway search would."""

_REFUSED = {s for s in Status if s.abstained} - {Status.ERROR}
_UNCLEAR = _REFUSED | {Status.CLARIFY, Status.SMALLTALK}
_ANY = set(Status) - {Status.ERROR}

TABLE: list[tuple[str, str, set[Status]]] = [
    ("empty", "", {Status.CLARIFY}),
    ("blanks", " \t\n\u00a0", {Status.CLARIFY}),
    ("zero-width only", "\u200b\u200d\ufeff", {Status.CLARIFY}),
    ("punctuation", "?!… — ()", {Status.CLARIFY}),
    ("an emoji", "\U0001f600", {Status.CLARIFY}),
    ("emoji in a row", "\U0001f44d\U0001f3fd" * 40, {Status.CLARIFY}),
    ("one letter", "k", _UNCLEAR),
    ("one letter, a vowel with marks", "ệ", _UNCLEAR),
    ("digits", "1234567890", _UNCLEAR),
    ("an SQL injection", "'; DROP TABLE clauses; --", _UNCLEAR),
    ("an SQL condition", "' OR 1=1 --", _UNCLEAR),
    ("search syntax", 'folded:* AND "a" NOT (b^2) ~3', _UNCLEAR),
    ("HTML", "<script>alert(1)</script>", _UNCLEAR),
    ("a format string", "{0} {place} %s %(x)s ${x}", _UNCLEAR),
    ("a path", "../../etc/passwd", _UNCLEAR),
    ("control characters", "\x00\x01\x02\x07\x1b[31m", _UNCLEAR),
    ("a lone surrogate", "\ud800 chỉ tiêu", _ANY),
    ("right to left", "\u202eما هي نسبة الدفع\u202c", _UNCLEAR),
    ("another script", "このプランの目標は何ですか", _UNCLEAR),
    ("Cyrillic that looks Latin", "сhỉ tiêu số hóа", _ANY),
    ("combining marks alone", "\u0301\u0323" * 30, {Status.CLARIFY}),
    ("marks piled up", "Z" + "\u0301" * 200 + "algo", _UNCLEAR),
    ("at the limit", "a " * (LONGEST // 2), _UNCLEAR),
    ("past the limit", "số hóa " * 400, {Status.CLARIFY}),
    ("far past the limit", "x" * 200_000, {Status.CLARIFY}),
    ("one long word", "thutuc" * 300, _UNCLEAR),
    ("a date nobody has", "ngày 99/99/9999", _UNCLEAR),
    ("Roman numerals", "II.2.a", _ANY),
    ("full-width letters", "Ｔăｎ Ｂìｎｈ", _ANY),
]


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with closing(Assistant.open(built_index)) as opened:
        opened.ask("chỉ tiêu số hóa hồ sơ của Tứ Kỳ", principal=OWNER)
        yield opened


def put(assistant: Assistant, text: str, *history: str) -> Answer:
    """The answer, which came in time and says something with marks that fit its citations."""
    began = time.perf_counter()
    answer = assistant.ask(text, history=history, principal=OWNER)
    taken = time.perf_counter() - began
    assert taken < SLOWEST, f"{taken:.2f} s for {text[:80]!r}"
    assert answer.answer.strip(), text[:80]
    assert answer.status is not Status.ERROR
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    return answer


@pytest.mark.parametrize(("trap", "text", "fits"), TABLE, ids=[row[0] for row in TABLE])
def test_odd_input(trap: str, text: str, fits: set[Status], assistant: Assistant) -> None:
    assert put(assistant, text).status in fits


@pytest.mark.parametrize(("trap", "text", "fits"), TABLE[::4], ids=[row[0] for row in TABLE[::4]])
def test_odd_history(trap: str, text: str, fits: set[Status], assistant: Assistant) -> None:
    put(assistant, "thế còn đến 2030?", text[:LONGEST], text[:LONGEST])


def test_a_year_or_a_number_alone(assistant: Assistant) -> None:
    for text in ("2025", "2030?", "năm 1999", "16-NQ/TU", "30/2020/NĐ-CP", "95%"):
        put(assistant, text)


def test_a_place_alone_cites_no_other(assistant: Assistant) -> None:
    for document in assistant.index.documents:
        place = document.card.place
        for text in (place.name, f"{place.level.value} {place.name}", place.name.upper()):
            answer = put(assistant, text)
            assert {c.doc for c in answer.citations} <= {document.slug}, text


def test_a_clause_pasted_whole_is_found(assistant: Assistant) -> None:
    """As it stands, and decomposed: the same words are the same question."""
    for document in assistant.index.documents:
        clauses = [c for c in assistant.index.of_document(document.slug) if c.kind is Kind.ITEM]
        for clause in [c for c in clauses if 80 < len(c.body) < LONGEST][::25]:
            for text in (clause.body, unicodedata.normalize("NFD", clause.body)[:LONGEST]):
                hits = put(assistant, text).hits
                assert any(h.clause.body == clause.body for h in hits[:5]), clause.id


_POOLS = (
    string.printable,
    "aăâeêioôơuưyáàảãạđĐ ớữựỗậẻ ",
    "0123456789%/-.,: ",
    "\u0301\u0300\u0323\u200b\u202e\ufeff a",
    "<>&'\"`;={}[]()\\|*^~#@!? ",
    "中文字кирилицаعربيעברית हिन्दी ",
    "\U0001f600\U0001f1fb\U0001f1f3\u2764\ufe0f ab",
)
_WORDS = ("chỉ tiêu", "Tứ Kỳ", "tan binh", "2025", "30/2020/NĐ-CP", "ai chủ trì", "%", "Sở Nội vụ",
          "TTHC", "thế còn", "target", "không", "hạn", "{x}", "[1]", "\n")  # fmt: skip


def odd(count: int, seed: int = 7) -> Iterator[str]:
    """Odd inputs: letters of one pool, of all, or words that the program looks for, mixed."""
    chance = random.Random(seed)
    for number in range(count):
        pool = _POOLS[number % len(_POOLS)] if number % 3 else "".join(_POOLS)
        letters = [chance.choice(pool) for _ in range(chance.choice((1, 3, 12, 60, 300)))]
        for _ in range(chance.choice((0, 0, 1, 4))):
            letters.insert(chance.randrange(len(letters) + 1), f" {chance.choice(_WORDS)} ")
        yield "".join(letters)[:LONGEST]


def test_five_hundred_odd_inputs(assistant: Assistant) -> None:
    for text in odd(500):
        answer = put(assistant, text)
        assert answer.status.abstained or answer.citations or answer.status in _UNCLEAR, text
