"""What users said of answers, kept for the maintainers as candidate questions."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from bot.masking import masked
from bot.state.answers import Answers, Kept
from bot.state.database import Database
from bot.state.identity import pseudonym
from bot.state.retention import Clock
from ingest.errors import BadInput

Verdict = Literal["useful", "wrong_figure", "wrong_agency", "wrong_place", "not_found"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
LONGEST_REMARK = 2_000


class Feedback:
    """Verdicts on answers, at most one from each voter on each."""

    def __init__(self, db: Database, answers: Answers, clock: Clock) -> None:
        self._db = db
        self._answers = answers
        self._clock = clock

    def add(self, answer_id: str, verdict: str, remark: str = "", *, voter: str = "") -> None:
        """Note a verdict; the same voter's later one takes the place of the earlier.

        The answer goes with it, since answers are not kept as long. `voter` is kept as a
        pseudonym only. Raises BadInput for a verdict or an answer that is none.
        """
        if verdict not in VERDICTS:
            raise BadInput(f"Không có loại góp ý “{verdict}”.", f"Chọn: {', '.join(VERDICTS)}.")
        kept = self._answers.get(answer_id)
        if kept is None:
            raise BadInput("Không còn giữ câu trả lời này.", "Hãy hỏi lại rồi góp ý.")
        secret: bytes = self._db.rows("SELECT value FROM secret")[0][0]
        who = pseudonym(secret, "voter", voter)
        said = masked(remark[:LONGEST_REMARK])
        told = json.dumps(_candidate(kept), ensure_ascii=False)
        with self._db.write() as db:
            db.execute(
                "INSERT INTO feedback (answer, voter, at, verdict, remark, kept)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (answer, voter) DO UPDATE SET"
                " at = excluded.at, verdict = excluded.verdict, kept = excluded.kept,"
                " remark = CASE WHEN excluded.remark = '' AND verdict = excluded.verdict"
                "          THEN remark ELSE excluded.remark END",
                (answer_id, who, self._clock(), verdict, said, told),
            )

    def export(self) -> list[dict[str, Any]]:
        """Every verdict with its question and the answer given, oldest first; no one's name."""
        found = self._db.rows("SELECT n, at, verdict, remark, kept FROM feedback ORDER BY n")
        return [
            {
                "id": f"feedback-{n}",
                **json.loads(kept),
                "verdict": verdict,
                "remark": remark,
                "day": datetime.fromtimestamp(at, UTC).date().isoformat(),
            }
            for n, at, verdict, remark, kept in found
        ]


def _candidate(kept: Kept) -> dict[str, Any]:
    return {
        "question": kept.question,
        "history": list(kept.history),
        "place": kept.place,
        "channel": kept.channel,
        "status": kept.status,
        "answer": kept.text,
        "citations": [
            {"doc": c.doc, "clause": c.clause, "start": c.start, "end": c.end, "quote": c.quote}
            for c in kept.citations
        ],
    }
