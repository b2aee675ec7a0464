"""One answer judged: is it right, is it short, does it cite the right clauses and only those."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.evidence import Occurrence, Passage, Places
from bot.evaluation.gold import GoldQuestion, Quote

# How much of a long citation or hit counts: past this it is a page, not an address.
CITED, FOUND = 1_500, 900
# The part of a quote's letters that must be cited for it to be met.
COVERED = 0.6
# A citation touches a quote by holding this part of it, or by lying in it with this part of itself.
HELD, LYING = 0.2, 0.4
PRECISE = 0.5
RANKS = 10
# What still reads on a telephone, in characters: lists and comparisons are longer by nature.
SHORT = 700
LIMITS = {"duties": 1_500, "task": 1_500, "list": 2_500, "compare": 2_500}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_PERCENTAGE = re.compile(r"\d+(?:[.,]\d+)?(?= ?%)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an assistant did with a question; `ms` is the wall time of it."""

    text: str
    abstained: bool
    citations: tuple[Passage, ...] = ()
    hits: tuple[Passage, ...] = ()
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one answer. `measures` holds those that apply to the question."""

    id: str
    kind: str
    style: str
    right: bool
    strict: bool
    why: str
    ms: float
    measures: dict[str, float]


def judge(question: GoldQuestion, outcome: Outcome, places: Places) -> Verdict:
    """The verdict on one answer; `places` must hold every quote of the question."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", outcome.text))
    measures = {"chars": float(len(text))}
    if question.abstain:
        wrong, loose = _judge_refusal(question, outcome, text)
    else:
        cited = _distinct(outcome.citations, CITED)
        met = [_is_met(group, cited, places) for group in question.evidence]
        wrong = _faults(question, outcome, text, met)
        loose = _too_long(question, text)
        measures["support"] = float(all(met))
        measures["must"] = float(all(p.search(text) for p in question.must))
        if question.evidence:
            precision, strayed = _citation_faults(question, cited, places)
            measures |= precision | _ranking(question, outcome.hits, places)
            loose += strayed
    return Verdict(
        id=question.id,
        kind=question.kind,
        style=question.style,
        right=not wrong,
        strict=not wrong and not loose,
        why="; ".join(wrong + loose),
        ms=outcome.ms,
        measures=measures,
    )


def _judge_refusal(
    question: GoldQuestion, outcome: Outcome, text: str
) -> tuple[list[str], list[str]]:
    if not outcome.abstained:
        return ["answered what the documents do not say"], []
    asked = set(_NUMBER.findall(" ".join([*question.history, question.question])))
    figures = sorted(set(_PERCENTAGE.findall(text)) - asked)
    loose = _too_long(question, text)
    return [], loose + ([f"abstained with figures {', '.join(figures)}"] if figures else [])


def _faults(question: GoldQuestion, outcome: Outcome, text: str, met: Sequence[bool]) -> list[str]:
    faults = []
    if outcome.abstained:
        faults.append("abstained")
    if not text:
        faults.append("no answer")
    if missing := [p.pattern for p in question.must if not p.search(text)]:
        faults.append(f"lacks {', '.join(missing)}")
    if present := [p.pattern for p in question.must_not if p.search(text)]:
        faults.append(f"has {', '.join(present)}")
    if not all(met):
        faults.append(f"{sum(met)} of {len(met)} pieces of evidence cited")
    return faults


def _too_long(question: GoldQuestion, text: str) -> list[str]:
    limit = LIMITS.get(question.kind, SHORT)
    return [f"{len(text)} characters, at most {limit}"] if len(text) > limit else []


def _citation_faults(
    question: GoldQuestion, cited: Sequence[Passage], places: Places
) -> tuple[dict[str, float], list[str]]:
    """Precision and wrong place, and what is loose about them."""
    strays = sorted({passage.doc for passage in cited} - question.docs)
    measures = {"wrong_place": float(bool(strays))}
    loose = []
    if cited:
        good = sum(_touches_any(passage, question, places) for passage in cited)
        measures["cite_precision"] = good / len(cited)
        if measures["cite_precision"] < PRECISE:
            loose.append(f"{good} of {len(cited)} citations touch the evidence")
    if strays:
        loose.append(f"cites {', '.join(strays)}")
    return measures, loose


def _ranking(question: GoldQuestion, hits: Sequence[Passage], places: Places) -> dict[str, float]:
    """How early the hits meet the evidence."""
    groups = question.evidence
    ranks = [
        rank
        for rank, hit in enumerate(hits[:RANKS], 1)
        if any(_is_met(group, _distinct([hit], FOUND), places) for group in groups)
    ]
    first = ranks[0] if ranks else 0
    recall = {
        f"recall@{depth}": sum(
            _is_met(group, _distinct(hits[:depth], FOUND), places) for group in groups
        )
        / len(groups)
        for depth in (5, 10)
    }
    return {"hit@1": float(first == 1), "rr@10": 1 / first if first else 0.0} | recall


def _distinct(passages: Iterable[Passage], longest: int) -> list[Passage]:
    """The passages cut to `longest` characters, each once."""
    cut = (Passage(p.doc, p.start, min(p.end, p.start + longest)) for p in passages)
    return list(dict.fromkeys(cut))


def _is_met(group: Sequence[Quote], passages: Sequence[Passage], places: Places) -> bool:
    return any(
        _share(occurrence, [p for p in passages if p.doc == quote.doc]) >= COVERED
        for quote in group
        for occurrence in places[quote]
    )


def _share(occurrence: Occurrence, passages: Sequence[Passage]) -> float:
    inside = sum(any(p.start <= at < p.end for p in passages) for at in occurrence)
    return inside / len(occurrence) if occurrence else 0.0


def _touches_any(passage: Passage, question: GoldQuestion, places: Places) -> bool:
    return any(
        _touches(passage, occurrence)
        for group in question.evidence
        for quote in group
        if quote.doc == passage.doc
        for occurrence in places[quote]
    )


def _touches(passage: Passage, occurrence: Occurrence) -> bool:
    inside = sum(passage.start <= at < passage.end for at in occurrence)
    return inside > HELD * len(occurrence) or inside > LYING * (passage.end - passage.start)
