"""The register's rows in JSON, as `docs/schema/` describes them."""

from __future__ import annotations

from typing import Any

from ingest.extract.model import Assignment, Target
from retrieval.register import Comparison, Finding, Side

Record = dict[str, Any]


def target_record(row: Target) -> Record:
    """One figure that a plan sets."""
    return {
        "doc": row.doc,
        "clause": row.clause,
        "start": row.start,
        "end": row.end,
        "measure": row.measure,
        "measure_key": row.measure_key,
        "comparator": row.comparator,
        "value_kind": row.value_kind,
        "value": row.value,
        "value_max": row.value_max,
        "unit": row.unit,
        "baseline": row.baseline,
        "per": row.per,
        "firm": row.firm,
        "level": None if row.level is None else row.level.value,
        "year": row.year,
        "scope": row.scope,
        "text": row.text,
    }


def task_record(row: Assignment) -> Record:
    """One task, who answers for it and who helps."""
    return {
        "doc": row.doc,
        "clause": row.clause,
        "start": row.start,
        "end": row.end,
        "section": row.section,
        "goal": row.goal,
        "task": row.task,
        "lead": list(row.lead),
        "support": list(row.support),
        "lead_text": row.lead_text,
        "support_text": row.support_text,
        "deliverable": row.deliverable,
        "deadline": row.deadline,
        "due_from": row.due_from,
        "due_to": row.due_to,
    }


def comparison_record(row: Comparison) -> Record:
    """One measure side by side."""
    return {
        "measure_key": row.measure_key,
        "measure": row.measure,
        "year": row.year,
        "level": None if row.level is None else row.level.value,
        "cells": [
            {
                "doc": cell.doc,
                "clause": cell.clause,
                "start": cell.start,
                "end": cell.end,
                "value": cell.value,
                "comparator": cell.comparator,
                "text": cell.text,
            }
            for cell in row.cells
        ],
        "verdict": row.verdict.value,
    }


def finding_record(row: Finding) -> Record:
    """Two clauses that do not agree."""
    return {"kind": row.kind, "measure": row.measure, "a": _side(row.a), "b": _side(row.b)}


def _side(side: Side) -> Record:
    return {
        "doc": side.doc,
        "clause": side.clause,
        "start": side.start,
        "end": side.end,
        "value": side.value,
        "text": side.text,
    }
