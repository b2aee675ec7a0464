"""The five plans as office files: the same clauses and the same register as from their text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

import corpus
from ingest.parse import parse
from ingest.read import read
from ingest.readers import word
from tests.ingest.documents import text_of
from tests.ingest.guarantees import broken
from tests.ingest.readers import make
from tests.ingest.readers.agreement import agreement

OFFICE = Path(__file__).parent / "office"
SOURCES = {path.stem: path for path in corpus.documents()}
# The least share of clauses and of register rows that both have; Word tells its own structure.
FLOORS = {".docx": (0.998, 1.0), ".pdf": (0.998, 1.0)}
FILES = sorted(path for path in OFFICE.iterdir() if path.suffix in FLOORS)


def test_every_plan_is_there_in_every_kind() -> None:
    assert {(p.stem, p.suffix) for p in FILES} == {(s, k) for s in SOURCES for k in FLOORS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_agrees_with_the_text(path: Path) -> None:
    text = read(path).text
    found = agreement(read(SOURCES[path.stem]).text, text)
    clauses, rows = FLOORS[path.suffix]
    assert found.clauses >= clauses, (found.clauses, found.lost[:5], found.added[:5])
    assert found.rows >= rows, (found.rows, found.lost[-5:], found.added[-5:])
    assert not broken(text, parse(text, path.stem))


def test_headings_that_bold_alone_shows_come_back_from_word() -> None:
    text, made = text_of("de-muc-khong-danh-so"), BytesIO()
    make.word(text, "de-muc").save(made)
    found = agreement(text, word.read(made.getvalue()).text)
    # The head of its table is written in another form.
    assert found.clauses >= 0.95, (found.lost, found.added)
    assert found.rows == 1.0, (found.lost, found.added)
    assert not any("\theading\t" in key and ".h1" not in key for key in found.lost)
