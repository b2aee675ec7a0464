"""Judging: a right answer is short, cited, and from no other place."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from bot.evaluation.evidence import Passage, Searchable, locate
from bot.evaluation.gold import GoldQuestion, parse_gold, read_gold
from bot.evaluation.judge import Outcome, Verdict, judge
from bot.evaluation.report import changes, read_baseline, record, summary
from bot.evaluation.run import put
from ingest.errors import BadInput
from retrieval.model import Answer, Status

TEXTS = {
    "a": "I. Mục tiêu\n- Số hóa hồ sơ đạt\n 80 % vào năm 2025.\n- Trực tuyến đạt 50 %.\n"
    + "x" * 3000,
    "b": "Số hóa hồ sơ đạt 90 % vào năm 2025.\n",
}
FIRST = Passage("a", 12, 51)
SECOND = Passage("a", 52, 73)
OTHER = Passage("b", 0, 35)


def gold(**changed: Any) -> GoldQuestion:
    return parse_gold(
        {
            "id": "q1",
            "question": "Số hóa bao nhiêu?",
            "kind": "target",
            "style": "formal",
            "docs": ["a"],
            "evidence": [[{"doc": "a", "quote": "Số hóa hồ sơ đạt 80 %"}]],
            "must": ["80 ?%"],
        }
        | changed
    )


BOTH = [
    [{"doc": "a", "quote": "Số hóa hồ sơ đạt 80 %"}],
    [{"doc": "a", "quote": "Trực tuyến đạt 50 %"}],
]
REFUSAL = {"abstain": True, "evidence": [], "must": [], "docs": [], "kind": "unanswerable"}


def verdict(question: GoldQuestion, outcome: Outcome) -> Verdict:
    return judge(question, outcome, locate([question], TEXTS))


@pytest.mark.parametrize(
    ("changed", "outcome", "right", "strict", "why"),
    [
        ({}, Outcome("Đạt 80 %.", False, (FIRST,)), True, True, ""),
        # blanks of any kind are one blank, and letters compare composed
        ({"must": ["đạt 80 %"]}, Outcome("đa\u0323t\n80 %", False, (FIRST,)), True, True, ""),
        ({}, Outcome("Đạt 90 %.", False, (FIRST,)), False, False, "lacks 80 ?%"),
        ({}, Outcome("Đạt 80 %.", False, (SECOND,)), False, False, "0 of 1 pieces"),
        ({}, Outcome("Đạt 80 %.", False), False, False, "0 of 1 pieces"),
        ({}, Outcome("Đạt 80 %.", True, (FIRST,)), False, False, "abstained"),
        ({}, Outcome("", False, (FIRST,)), False, False, "no answer"),
        ({"must_not": ["90"]}, Outcome("80 %, 90 %", False, (FIRST,)), False, False, "has 90"),
        # right, but not fit to send
        ({}, Outcome("80 % " + "y" * 700, False, (FIRST,)), True, False, "at most 700"),
        ({"kind": "list"}, Outcome("80 % " + "y" * 700, False, (FIRST,)), True, True, ""),
        ({}, Outcome("80 %", False, (FIRST, OTHER)), True, False, "cites b"),
        ({}, Outcome("80 %", False, (FIRST, SECOND)), True, True, ""),
        (
            {},
            Outcome("80 %", False, (FIRST, SECOND, Passage("a", 0, 11))),
            True,
            False,
            "1 of 3 citations",
        ),
        # the same clause cited twice is one citation
        ({}, Outcome("80 %", False, (FIRST, SECOND, SECOND)), True, True, ""),
        # every piece of evidence is wanted
        ({"evidence": BOTH}, Outcome("80 %", False, (FIRST,)), False, False, "1 of 2 pieces"),
        ({"evidence": BOTH}, Outcome("80 %", False, (FIRST, SECOND)), True, True, ""),
        # a page cited whole counts for its first 1,500 characters
        (
            {"evidence": [[{"doc": "a", "quote": "x" * 40}]]},
            Outcome("80 %", False, (Passage("a", 0, 3000),)),
            True,
            True,
            "",
        ),
        # declining to answer
        (REFUSAL, Outcome("Kế hoạch không nêu.", True), True, True, ""),
        (REFUSAL, Outcome("Đạt 80 %.", False), False, False, "answered"),
        (REFUSAL, Outcome("Không nêu; gần nhất là 80 %.", True), True, False, "figures 80"),
        (
            REFUSAL | {"question": "Có phải 99 %?"},
            Outcome("Không thấy 99 %.", True),
            True,
            True,
            "",
        ),
        (REFUSAL, Outcome("y" * 701, True), True, False, "at most 700"),
    ],
)
def test_verdicts(
    changed: dict[str, Any], outcome: Outcome, right: bool, strict: bool, why: str
) -> None:
    found = verdict(gold(**changed), outcome)
    assert (found.right, found.strict) == (right, strict)
    assert why in found.why
    assert bool(found.why) == bool(why)


@pytest.mark.parametrize(
    ("hits", "hit1", "rank", "recall5", "recall10"),
    [
        ((FIRST, SECOND), 1, 1, 1, 1),
        ((OTHER, FIRST), 0, 1 / 2, 1 / 2, 1 / 2),
        ((OTHER,) * 5 + (FIRST,), 0, 1 / 6, 0, 1 / 2),
        ((OTHER,) * 10 + (FIRST,), 0, 0, 0, 0),
        ((), 0, 0, 0, 0),
        # a hit counts for its first 900 characters
        ((Passage("a", 0, 3000),), 1, 1, 1, 1),
    ],
)
def test_ranking(
    hits: tuple[Passage, ...], hit1: float, rank: float, recall5: float, recall10: float
) -> None:
    measures = verdict(gold(evidence=BOTH), Outcome("80 %", False, (FIRST,), hits)).measures
    assert measures["hit@1"] == hit1
    assert measures["rr@10"] == rank
    assert (measures["recall@5"], measures["recall@10"]) == (recall5, recall10)


def test_a_long_hit_is_cut() -> None:
    far = gold(evidence=[[{"doc": "b", "quote": "đạt 90 %"}]], docs=["b"])
    texts = {"b": "y " * 500 + "đạt 90 %"}
    places = locate([far], texts)
    whole = Outcome("80 %", False, (Passage("b", 0, 1008),), (Passage("b", 0, 1008),))
    measures = judge(far, whole, places).measures
    assert measures["recall@5"] == 0
    assert measures["support"] == 1


def test_measures_are_left_out_where_they_do_not_apply() -> None:
    assert set(verdict(gold(**REFUSAL), Outcome("Không nêu.", True)).measures) == {"chars"}
    uncited = verdict(gold(), Outcome("80 %", False)).measures
    assert "cite_precision" not in uncited
    assert uncited["wrong_place"] == 0


def test_a_quote_is_found_across_line_breaks_and_decomposed_letters() -> None:
    text = unicodedata.normalize("NFD", "Số  hóa\n hồ sơ. Số hóa hồ sơ")
    first, second = Searchable(text).occurrences("Số hóa hồ sơ")
    assert min(first) == 0
    assert max(first) < min(second)
    assert all(not text[at].isspace() for at in first | second)


@pytest.mark.parametrize(
    ("evidence", "named"),
    [
        ([[{"doc": "a", "quote": "không có câu này"}]], "không có đoạn"),
        ([[{"doc": "c", "quote": "gì đó"}]], "không có văn bản c"),
    ],
)
def test_evidence_that_stands_nowhere_is_an_error(evidence: Any, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        locate([gold(evidence=evidence)], TEXTS)


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": "x"}', '{"id":"x","question":"","kind":"","style":"","must":["("]}'],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(BadInput, match="dòng 2"):
        read_gold([path])


def test_figures_and_what_changed(tmp_path: Path) -> None:
    good = verdict(gold(), Outcome("80 %", False, (FIRST,), (FIRST,), ms=2.0))
    bad = verdict(gold(id="q2", kind="list"), Outcome("80 %", False, (OTHER,), (), ms=4.0))
    figures = summary([good, bad])
    assert (figures["questions"], figures["strict"], figures["right"]) == (2, 0.5, 0.5)
    assert (figures["wrong_place"], figures["recall@5"]) == (0.5, 0.5)
    assert figures["by_kind"] == {"list": [0, 1], "target": [1, 1]}
    assert (figures["ms_p50"], figures["ms_p95"]) == (4.0, 2.0)

    path = tmp_path / "before.json"
    path.write_text(json.dumps(record([good, bad])), encoding="utf-8")
    before = read_baseline(path)
    assert changes(before, [good, bad]) == []
    lost = verdict(gold(), Outcome("?", False))
    gained = verdict(gold(id="q2"), Outcome("80 %", False, (FIRST,)))
    assert [(c.id, c.gained) for c in changes(before, [lost, gained])] == [
        ("q1", False),
        ("q2", True),
    ]


def test_a_baseline_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "before.json"
    path.write_text('{"strict": 1.0}', encoding="utf-8")
    with pytest.raises(BadInput, match="--json"):
        read_baseline(path)


def test_no_figures_without_questions() -> None:
    assert summary([])["strict"] is None


def test_a_failure_is_not_an_abstention() -> None:
    def fails(question: str, history: object) -> Answer:
        raise ZeroDivisionError(question)

    outcome = put(gold(**REFUSAL), fails)
    assert not outcome.abstained
    assert "Số hóa" not in outcome.text


def test_hits_are_those_kept_and_then_those_rejected() -> None:
    outcome = put(gold(), lambda question, history: Answer("?", Status.NOT_STATED))
    assert outcome.abstained
    assert outcome.hits == ()
