"""BM25 against a plain implementation, and which rows and words take part."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

from ingest.index import Index, build, open_index
from ingest.index.lexical import K1, B
from ingest.index.rows import heading_tokens, searchable, text_tokens
from ingest.model import Cell, Clause, Kind, Span
from ingest.tokens import bigrams, folded, syllables
from tests.ingest.index.support import TinyEncoder, all_plans


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    home = tmp_path_factory.mktemp("lexical")
    build(home, all_plans(), TinyEncoder())
    found = open_index(home)
    yield found
    found.close()


def bm25(rows: list[list[str]], asked: list[str]) -> list[float]:
    """Okapi BM25 with Lucene's idf, the slow way."""
    mean = sum(map(len, rows)) / len(rows)
    scores = []
    for row in rows:
        score = 0.0
        for term in asked:
            holding = sum(term in other for other in rows)
            if holding:
                idf = math.log(1 + (len(rows) - holding + 0.5) / (holding + 0.5))
                count = row.count(term)
                score += idf * count / (count + K1 * (1 - B + B * len(row) / mean))
        scores.append(score)
    return scores


@pytest.mark.parametrize(
    "question",
    [
        "số hóa hồ sơ thủ tục hành chính",
        "so hoa ho so",
        "Phòng Nội vụ phòng nội vụ",
        "mục tiêu năm 2025",
        "chữ lạ xyz",
        "",
    ],
)
def test_scores_are_those_of_plain_bm25(index: Index, question: str) -> None:
    clauses = [c for d in index.documents for c in index.of_document(d.slug)]
    kept = [c if searchable(c) else None for c in clauses]
    marked = [text_tokens(c) if c else [] for c in kept]
    plain = [folded(tokens) for tokens in marked]
    asked = syllables(question)
    expected = {
        "folded": bm25(plain, folded(asked)),
        "marked": bm25(marked, asked),
        "bigrams": bm25([bigrams(tokens) for tokens in plain], bigrams(folded(asked))),
        "heading": bm25([folded(heading_tokens(c)) if c else [] for c in kept], folded(asked)),
    }
    scores = index.lexical(asked)
    assert scores.keys() == expected.keys()
    for field, wanted in expected.items():
        assert scores[field].dtype == np.float32
        assert np.allclose(scores[field], wanted, atol=1e-5), field


def test_a_question_without_marks_meets_only_the_folded_form(index: Index) -> None:
    scores = index.lexical(["hoa"])
    assert scores["folded"].max() > 0
    assert scores["marked"].max() == 0


def test_rows_that_are_not_searched_score_nothing(index: Index) -> None:
    row = index.row_of("ha-an-2024:I.4")
    assert row is not None
    assert index.rows([row])[0].text == "II."
    assert not index.searchable[row]
    assert index.searchable.sum() == index.size - 1
    assert all(scores[row] == 0 for scores in index.lexical(["ii", "mục", "tiêu"]).values())


def test_frequencies_and_vocabulary(index: Index) -> None:
    assert index.document_frequency("hanh") == 4
    assert index.document_frequency("hành") == 0
    assert index.document_frequency("khong-co") == 0
    assert index.vocabulary["chính"] == 4
    assert index.vocabulary["hóa"] == 3
    assert "chinh" not in index.vocabulary


def _clause(kind: Kind, text: str, path: str = "I.1", cells: tuple[Cell, ...] = ()) -> Clause:
    return Clause("d", path, 0, kind, text, 0, len(text), cells=cells)


def _cell(header: str, text: str, inherited: bool = False) -> Cell:
    return Cell("other", header, text, (Span(0, 1),), inherited)


@pytest.mark.parametrize(
    ("clause", "wanted", "trap"),
    [
        (_clause(Kind.ITEM, "2.2."), False, "a number whose words stand in its children"),
        (_clause(Kind.ITEM, "III"), False, "a roman numeral"),
        (_clause(Kind.ITEM, "đ)"), False, "a letter"),
        (_clause(Kind.ITEM, "-"), False, "a bullet with nothing behind it"),
        (_clause(Kind.PARAGRAPH, "12"), False, "a page number"),
        (_clause(Kind.PARAGRAPH, ""), False, "nothing"),
        (_clause(Kind.RECIPIENTS, "- Như Điều 3;"), False, "who receives it"),
        (_clause(Kind.SIGNATURE, "CHỦ TỊCH"), True, "who signed may be asked"),
        (_clause(Kind.HEADING, "II. Nhiệm vụ"), True, "a heading may hold the agency"),
        (_clause(Kind.HEADING, "TT Nội dung Chủ trì", "PL.h1"), False, "a table's header line"),
        (_clause(Kind.HEADING, "TT Nội dung", "PL.II.h2~2"), False, "the same, repeated"),
        (_clause(Kind.HEADING, "h) Cải cách thể chế", "II.h"), True, "the letter h"),
        (
            _clause(Kind.ROW, "Nội dung | Chủ trì", "PL.r1", (_cell("Nội dung", "NỘI DUNG"),)),
            False,
            "a header row among the rows",
        ),
        (
            _clause(Kind.ROW, "Số hóa", "PL.r2", (_cell("Nội dung", "Số hóa"), _cell("x", ""))),
            True,
            "an ordinary row",
        ),
        (
            _clause(Kind.ROW, "Văn phòng", "PL.r3", (_cell("Chủ trì", "Chủ trì", True),)),
            True,
            "cells taken from above do not make a header",
        ),
    ],
)
def test_what_is_searched(clause: Clause, wanted: bool, trap: str) -> None:
    assert searchable(clause) is wanted, trap
