"""Questions with known answers, one JSON object a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import BadInput


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that bear an answer out; blanks in them stand for any blanks."""

    doc: str
    words: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question and what a right answer must do.

    Every group of `evidence` needs one of its quotes cited; the answer's text must match all of
    `must` and none of `must_not`; where `abstain` is set, to say that the documents do not say is
    the right answer. `docs` are the slugs that hold the answer.
    """

    id: str
    question: str
    kind: str
    style: str
    history: tuple[str, ...] = ()
    docs: frozenset[str] = frozenset()
    evidence: tuple[tuple[Quote, ...], ...] = ()
    must: tuple[re.Pattern[str], ...] = ()
    must_not: tuple[re.Pattern[str], ...] = ()
    abstain: bool = False


def read_gold(paths: Iterable[Path]) -> tuple[GoldQuestion, ...]:
    """The questions of these files, in order; BadInput names the file and line that is wrong."""
    return tuple(question for path in paths for question in _read(path))


def _read(path: Path) -> list[GoldQuestion]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"Không đọc được {path}: {error}.", "Hãy chỉ đúng tệp JSON Lines, UTF-8."
        ) from error
    questions = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(parse_gold(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
            raise BadInput(
                f"{path}, dòng {number}: không phải câu hỏi mẫu ({type(error).__name__}: {error}).",
                "Mỗi dòng cần id, question, kind và style; biểu thức must phải đúng cú pháp.",
            ) from error
    return questions


def parse_gold(data: Mapping[str, Any]) -> GoldQuestion:
    """One gold question; KeyError, TypeError or re.error where it is not one."""
    return GoldQuestion(
        id=data["id"],
        question=data["question"],
        kind=data["kind"],
        style=data["style"],
        history=tuple(data.get("history", ())),
        docs=frozenset(data.get("docs", ())),
        evidence=tuple(
            tuple(Quote(one["doc"], one["quote"]) for one in group)
            for group in data.get("evidence", ())
        ),
        must=_patterns(data.get("must", ())),
        must_not=_patterns(data.get("must_not", ())),
        abstain=bool(data.get("abstain")),
    )


def _patterns(sources: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
