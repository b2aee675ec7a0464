"""The parser's guarantees: on every document, on texts made at random, and on documents torn up."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.model import Kind
from ingest.parse import LONG_PARAGRAPH, parse
from ingest.sentences import split_sentences
from tests.ingest.documents import clauses_of, documents, text_of
from tests.ingest.guarantees import broken

PIECES = (
    *("I. ", "II. MỤC TIÊU", "1. ", "1.2. Cải cách", "2.1.", "a) ", "đ) ", "- ", "-", "+ ", "* "),
    *("**", "*", "Điều 1. ", "Phần I", "Mục 1.", "(1) ", "•", "**Điều 2**.", "1.\n", "V/v"),
    *("KẾ HOẠCH", "QUYẾT ĐỊNH:", "Phụ lục", "PHỤ LỤC II", "Nơi nhận:", "TM. ỦY BAN NHÂN", "DÂN"),
    *("**Mục tiêu đến năm 2025**\n", "NHIỆM VỤ CHUNG\n", "**Về bộ máy**\n\n", "## Kinh phí\n"),
    *("CHỦ TỊCH", "#ChuKyLanhDao", "[daky]", "Trên đây là Kế hoạch", "Kế hoạch này", "[1] "),
    *("đến năm 2025", "cấp xã", "80%", "30-\n40%", "14-\nCTr/HU", "Sở Nội vụ", "thực hiện;"),
    *("một cửa. Số hóa", "CCHC", "Th\u01b0\u0323c hie\u0302\u0323n", "\u200b", "\ufeff", "\u00a0"),
    *("\n", "\n\n", "\n ", "\r\n", "\f", "\t", " ", "|", "\n|\n", "||", "| a | b |\n|---|---|\n"),
    *("Stt\tMục tiêu\tNhiệm vụ\tChủ trì\n1\tA\tB\tC\n", "TT\nNội dung\nChủ trì\n", "Năm 2022\n"),
    *("<b>", "</b>", "<ul><li>", "<", ">", "-----", "* *", "…", "./.", "”", "(", ")", "#", "# "),
    *("x" * 30, "Tăng cường kiểm tra, giám sát việc thực hiện nhiệm vụ. " * 13),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
SLOW = [HealthCheck.too_slow]


@pytest.mark.parametrize("slug", documents())
def test_the_guarantees_hold(slug: str) -> None:
    clauses = clauses_of(slug)
    assert broken(text_of(slug), clauses) == []
    assert all(clause.text and clause.doc == slug for clause in clauses)
    assert len({clause.id for clause in clauses}) == len(clauses)


@pytest.mark.parametrize("slug", documents())
def test_long_text_has_its_sentences_as_leaves(slug: str) -> None:
    for clause in clauses_of(slug):
        if clause.kind in (Kind.PARAGRAPH, Kind.ITEM) and len(clause.text) > LONG_PARAGRAPH:
            assert len(split_sentences(clause.body)) == 1, clause.id


@pytest.mark.parametrize("slug", documents())
def test_no_clause_is_a_mark_alone(slug: str) -> None:
    assert [c.id for c in clauses_of(slug) if not any(x.isalnum() for x in c.body)] == []


@pytest.mark.parametrize("slug", documents())
def test_breadcrumbs_are_headings_above(slug: str) -> None:
    """Every crumb begins like a clause before it, whose path leads here or is the root's."""
    clauses = clauses_of(slug)
    for at, clause in enumerate(clauses):
        for crumb in clause.breadcrumb:
            words = crumb.rstrip("…").rstrip()
            assert any(c.text.startswith(words) for c in clauses[:at]), (clause.id, crumb)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "|", "**", "-----", "\ufeff", "a", "1.", "Phụ lục"]
)
def test_hardly_any_text(text: str) -> None:
    assert broken(text, parse(text, "x")) == []


def test_a_few_words_under_a_roman_number_are_a_heading_in_spite_of_their_stop() -> None:
    whole = "IV. Ủy ban nhân dân các xã chịu trách nhiệm tổ chức thực hiện và báo cáo kết quả."
    text = f"III. Tổ chức thực hiện.\n1. Sở Y tế:\n- Khám bệnh.\n{whole}\n1. Sở Y tế:\n- Tiêm.\n"
    kinds = {clause.path: clause for clause in parse(text, "d")}
    assert kinds["III"].kind is Kind.HEADING
    assert kinds["III.1.g1"].breadcrumb == ("III. Tổ chức thực hiện.", "1. Sở Y tế:")
    assert kinds["IV"].kind is Kind.ITEM


def test_a_number_of_two_parts_before_its_own_section() -> None:
    text = "1.2. Cải cách\n\n1. Hai\n\n1.2. Ba\n"
    assert [c.path for c in parse(text, "x")] == ["1.2", "1", "1.2~2"]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(TEXTS)
def test_random_joins(text: str) -> None:
    assert broken(text, parse(text, "x")) == []


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=SLOW)
@given(TEXTS)
def test_random_joins_for_long(text: str) -> None:
    assert broken(text, parse(text, "x")) == []


def _torn(seed: int) -> Iterator[str]:
    """Documents cut, shuffled and spliced, without end."""
    dice = random.Random(seed)
    texts = [text_of(slug) for slug in documents()]
    while True:
        pieces = []
        for _ in range(dice.randint(1, 6)):
            text = dice.choice(texts)
            start = dice.randrange(len(text))
            pieces.append(text[start : start + dice.randint(1, 3000)])
        lines = "".join(pieces).splitlines(keepends=True)
        kind = dice.randrange(4)
        if kind == 0:
            dice.shuffle(lines)
        elif kind == 1:
            lines = [line for line in lines if dice.random() < 0.8]
        elif kind == 2:
            lines = [line.rstrip("\n") if dice.random() < 0.1 else line for line in lines]
        yield "".join(lines)


def _fuzz(seed: int, seconds: float) -> int:
    done, end = 0, time.monotonic() + seconds
    for text in _torn(seed):
        wrong = broken(text, parse(text, "x"))
        assert wrong == [], f"seed {seed}, text {done}: {wrong[:3]}\n{text}"
        done += 1
        if time.monotonic() > end:
            break
    return done


@pytest.mark.parametrize("seed", [1, 2])
def test_torn_documents(seed: int) -> None:
    assert _fuzz(seed, 2.0) >= 5


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 16))
def test_torn_documents_for_long(seed: int) -> None:
    assert _fuzz(seed, 60.0) >= 5


BASE = (
    "I. MỤC TIÊU\n1. Chung\nNâng cao chất lượng.\n- Một.\nII. NHIỆM VỤ\n1. Thể chế\n- Hai.\n- Ba.\n"
)
# where it is put in, what
ADDED = [
    ("a paragraph in a section before", "Nâng cao chất lượng.\n", "Đẩy mạnh số hóa.\n"),
    ("an item in a section before", "- Một.\n", "- Một rưỡi.\n"),
    ("a number in a section before", "- Một.\n", "2. Cụ thể\n- Khác.\n"),
    ("a paragraph in front of all", "", "Căn cứ Luật Tổ chức chính quyền địa phương;\n"),
]


@pytest.mark.parametrize(("what", "after", "added"), ADDED, ids=[a[0] for a in ADDED])
def test_an_id_stays_when_another_section_changes(what: str, after: str, added: str) -> None:
    before = {c.path: c.text for c in parse(BASE, "x") if c.path.startswith("II")}
    changed = BASE.replace(after, after + added, 1)
    assert changed != BASE
    now = {c.path: c.text for c in parse(changed, "x") if c.path.startswith("II")}
    assert len(before) == 4
    assert now == before, what


@pytest.mark.parametrize("slug", documents())
def test_ids_of_documents_stay(slug: str) -> None:
    """A paragraph added at the first number moves no id of the sections after its own."""
    clauses = clauses_of(slug)
    text = text_of(slug)
    first = next(c for c in clauses if c.kind is Kind.ITEM or c.path.count(".") == 1)
    own = first.path.split(".")[:2] if first.path.startswith("D1") else first.path.split(".")[:1]
    added = "\n\nĐoạn này được thêm vào để xem mã của các mục khác có đổi hay không.\n\n"
    now = {c.path: c.text for c in parse(text[: first.end] + added + text[first.end :], slug)}
    for clause in clauses:
        if clause.path.split(".")[: len(own)] != own and not clause.path.startswith("p"):
            assert now.get(clause.path) == clause.text, clause.id
