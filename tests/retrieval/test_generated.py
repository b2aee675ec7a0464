"""Two thousand made questions: no answer from another place, none that its clauses do not hold.

The check is written here once more, cruder than the gate and apart from it: by words and digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ingest.index import Index
from ingest.model import Card, Clause
from ingest.tokens import nfc, place_tones
from retrieval.assistant import Assistant
from retrieval.model import OWNER, Answer, Status
from tests.retrieval.generated import Asked, generate

COUNT, EVERY = 2_000, 13
_MARK = re.compile(r"\[(\d+)\]")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SHARE = re.compile(r"\d+(?:[.,]\d+)*(?=\s?%)")
_NUMBER = re.compile(r"\d{1,5}\s?(?:/\s?\d{4}\s?)?[/-]\s?[A-ZĐ]{2,}[\w/&-]*")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# An office and the first word of its field: enough to tell one from another.
_OFFICE = re.compile(r"\b(?:Sở|Phòng|Công chức|Trung tâm|Bộ|Văn phòng|Ban) [A-ZĐ]\w+(?: \w+)?")


@pytest.fixture(scope="module")
def assistant(built_index: Path) -> Iterator[Assistant]:
    with closing(Assistant.open(built_index)) as opened:
        yield opened


def flat(text: str) -> str:
    """Words only, lower case, tones on one place."""
    return " ".join(re.findall(r"\w+", place_tones(nfc(text)).lower()))


def value(digits: str) -> str:
    """The same for 1.000 and 1000, 05 and 5."""
    digits = digits.replace(".", "") if re.fullmatch(r"\d{1,3}(\.\d{3})+", digits) else digits
    return digits.replace(",", ".").lstrip("0") or "0"


def source(clause: Clause, card: Card) -> str:
    """All that may be said of a clause."""
    cells = " \n ".join(f"{cell.header} {cell.text}" for cell in clause.cells)
    y, m, d = (*card.signed.split("-"), "", "")[:3]
    said = [clause.text, *clause.breadcrumb, cells, card.title, card.number, card.issuer]
    said += [card.signer, f"{d}/{m}/{y}", f"{card.first_year} {card.last_year} {card.outlook}"]
    return nfc(" \n ".join(said))


def unheld(line: str, held: str) -> list[str]:
    """What a line says in figures, dates, numbers and offices that its sources do not hold."""
    values = {value(m) for m in _DIGITS.findall(held)}
    found = [m for m in _DIGITS.findall(line) if value(m) not in values]
    close = held.replace(" ", "").lower()
    found += [m for m in _NUMBER.findall(line) if m.replace(" ", "").lower() not in close]
    whole = flat(held)
    for day, month, year in _DATE.findall(line):
        spelt = rf"\b0?{int(day)} (?:tháng )?0?{int(month)} (?:năm )?{year}\b"
        if not re.search(spelt, whole):
            found.append(f"{day}/{month}/{year}")
    found += [f"{m}%" for m in _SHARE.findall(line) if not _is_share(m, held)]
    return found + [m for m in _OFFICE.findall(nfc(line)) if flat(m) not in whole]


def _is_share(digits: str, held: str) -> bool:
    """Whether some per cent sign stands within a few figures of this value."""
    return any(
        value(m.group()) == value(digits) and "%" in held[max(0, m.start() - 40) : m.end() + 30]
        for m in _DIGITS.finditer(held)
    )


def faults(asked: Asked, answer: Answer, index: Index) -> list[str]:
    """What is wrong with an answer, whatever the right one would be."""
    cards = {document.slug: document.card for document in index.documents}
    told = {citation.number: citation for citation in answer.citations}
    strays = {c.doc for c in told.values()} - (
        cards.keys() if asked.allowed is None else asked.allowed
    )
    found = [f"cites {doc}" for doc in sorted(strays)]
    if not answer.answer.strip():
        found.append("says nothing")
    if answer.status is Status.ERROR:
        found.append("fails")
    for line in answer.answer.split("\n"):
        cited = [told[int(n)] for n in _MARK.findall(line) if int(n) in told]
        clauses = [clause for c in cited if (clause := index.clause(c.clause))]
        held = " \n ".join(source(clause, cards[clause.doc]) for clause in clauses)
        if clauses:
            found += [f"unsupported: {what}" for what in unheld(_MARK.sub("", line), held)]
        elif not answer.abstained and _SHARE.search(line) and not _repeats(line, asked.text):
            found.append(f"no citation: {line}")
    return found


def _repeats(line: str, question: str) -> bool:
    return set(_SHARE.findall(line)) <= set(_DIGITS.findall(question))


def failing(assistant: Assistant, questions: list[Asked]) -> list[str]:
    """Each question whose answer is at fault, with what is wrong."""
    found: list[str] = []
    for asked in questions:
        answer = assistant.ask(asked.text, principal=OWNER)
        if wrong := faults(asked, answer, assistant.index):
            found.append(f"{asked.text!r} ({asked.kind}, {asked.manner}): {'; '.join(wrong)}")
    return found


def test_a_sample_of_made_questions(assistant: Assistant) -> None:
    questions = generate(assistant.index, COUNT)[::EVERY]
    assert len(questions) > 150
    wrong = failing(assistant, questions)
    assert not wrong, "\n".join(wrong)


@pytest.mark.soak
def test_all_made_questions(assistant: Assistant) -> None:
    wrong = failing(assistant, generate(assistant.index, COUNT))
    assert not wrong, "\n".join(wrong)


def test_made_questions_are_the_same_every_time(assistant: Assistant) -> None:
    first = generate(assistant.index, 300)
    assert first == generate(assistant.index, 300)
    assert {asked.kind for asked in first} == {"target", "owner", "deadline", "duties"}
    assert {len(asked.allowed) for asked in first if asked.allowed is not None} == {0, 1}


HELD = "Sở Nội vụ trình 90% trước ngày 31 tháng 12 năm 2025, theo số 30/2020/NĐ-CP; 05 đơn vị."


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Sở Nội vụ: 90%, 31/12/2025, 30/2020/NĐ-CP, 5 đơn vị", []),
        ("95%", ["95", "95%"]),
        ("5%", ["5%"]),
        ("Ngày 30/12/2025", ["30/12/2025"]),
        ("30/2020/NĐ-HĐ", ["30/2020/NĐ-HĐ"]),
        ("Sở Tư pháp", ["Sở Tư pháp"]),
    ],
)
def test_the_check_itself(line: str, found: list[str]) -> None:
    assert unheld(line, HELD) == found
