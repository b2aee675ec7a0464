"""A clause's path in words, smallest part first."""

from __future__ import annotations

import pytest

from ingest.address import label
from tests.ingest.documents import clauses_of, documents

CASES = [
    ("smallest part first", "II.2.a.g3", "gạch đầu dòng thứ ba điểm a khoản 2 Mục II"),
    ("one number, not two", "II.2.1", "khoản 2.1 Mục II"),
    ("three levels of one number", "II.1.2.1.g2", "gạch đầu dòng thứ hai khoản 1.2.1 Mục II"),
    ("a plus under a dash", "II.2.a.g3.c2", "dấu cộng thứ hai gạch đầu dòng thứ ba điểm a khoản 2"),
    ("the letter đ", "II.1.dd", "điểm đ khoản 1 Mục II"),
    ("a star", "II.1.a.k2", "dấu sao thứ hai điểm a khoản 1 Mục II"),
    ("a repeated number", "IV.6~2", "khoản 6 (lần thứ hai) Mục IV"),
    ("a section inside an article", "D1.II.2", "khoản 2 Mục II Điều 1"),
    ("an article", "D3", "Điều 3"),
    ("a row of an annex", "PL.r17", "dòng 17 Phụ lục"),
    ("a row of a numbered annex", "PL2.r3", "dòng 3 Phụ lục 2"),
    ("an annex by numeral", "PLIV.r3", "dòng 3 Phụ lục IV"),
    ("a section of an annex", "PL.II.4", "khoản 4 Mục II Phụ lục"),
    ("a plan issued with a decision", "KH.I.1", "khoản 1 Mục I Kế hoạch kèm theo"),
    ("footnotes", "CC.p1", "đoạn thứ nhất phần cước chú"),
    ("a heading without a number", "II.t2.g1", "gạch đầu dòng thứ nhất tiêu đề thứ hai Mục II"),
    ("a paragraph", "I.1.p1", "đoạn thứ nhất khoản 1 Mục I"),
    ("a sentence", "III.1.s2", "câu thứ hai khoản 1 Mục III"),
    ("past ten, in figures", "III.2.g11", "gạch đầu dòng thứ 11 khoản 2 Mục III"),
    ("the signature", "KY", "phần chữ ký"),
    ("recipients", "NN.p3", "đoạn thứ ba phần nơi nhận"),
    ("a table's heading", "PL.h1", "tiêu đề bảng Phụ lục"),
    ("a lettered section", "PL.A.1", "khoản 1 Phần A Phụ lục"),
    ("a part", "PL.PII", "Phần II Phụ lục"),
]


@pytest.mark.parametrize(("trap", "path", "words"), CASES, ids=[c[0] for c in CASES])
def test_label(trap: str, path: str, words: str) -> None:
    assert label(path).startswith(words), trap


@pytest.mark.parametrize("slug", documents())
def test_every_clause_has_an_address_of_its_own(slug: str) -> None:
    labels = [label(clause.path) for clause in clauses_of(slug)]
    assert all(labels)
    assert len(set(labels)) == len(labels)
