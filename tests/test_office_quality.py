"""The five plans as Word files and as PDFs are answered from as well as their text is."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

import corpus
from bot.evaluation.gold import read_gold
from bot.evaluation.run import evaluate
from ingest.pipeline import ingest
from retrieval.assistant import Assistant
from retrieval.model import OWNER

GOLD = Path(__file__).parent / "gold"
OFFICE = Path(__file__).parent / "ingest" / "readers" / "office"
FLOOR = json.loads((GOLD / "floor.json").read_text(encoding="utf-8"))
WORSE = 0.02
"""By how much the share of strictly right answers may fall below that of the texts."""


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_answers_are_as_good_as_from_the_texts(suffix: str, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    for path in OFFICE.glob(f"*{suffix}"):
        shutil.copy(path, plans)
    shutil.copy(corpus.folder() / "corpus.toml", plans)
    report = ingest([plans], tmp_path / "index")
    assert not report.failed
    assert len(report.added) == len(corpus.documents())
    sets = sorted(GOLD.glob("dev_*.jsonl"))
    strict, floor, loose = 0, 0.0, []
    with closing(Assistant.open(tmp_path / "index")) as assistant:
        texts = {d.slug: assistant.index.text(d.slug) for d in assistant.index.documents}
        for path in sets:
            # A quote that the text does not hold is an error of its own.
            judged = evaluate(
                read_gold([path]),
                texts,
                lambda asked, history: assistant.ask(asked, history=history, principal=OWNER),
            )
            verdicts = [verdict for verdict, _ in judged]
            strict += sum(verdict.strict for verdict in verdicts)
            floor += (FLOOR[path.name]["at_least"]["strict"] - WORSE) * len(verdicts)
            loose += [f"{v.id}: {v.why}" for v in verdicts if not v.strict]
    assert strict >= floor, "\n".join(loose)
