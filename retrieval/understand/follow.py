"""A question after other turns: what it leaves out is taken over, what it names is switched."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.tokens import fold, nfc
from retrieval import data
from retrieval.config import cue
from retrieval.model import Question, Wanted

# "đó" points back; "do" without its mark mostly does not, unless a noun stands before it.
_BACK = re.compile(
    r"(?<!\w)(?:đó|ấy|nớ)(?!\w)"
    r"|(?<!\w)(?:viec|de an|cai|khi|luc|muc|nhiem vu|chi tieu) (?:do|ay)(?!\w)"
)
_FEW, _FEWER, _SOME, _ASKS = 3, 2, 7, 1


def refers_back(text: str) -> bool:
    """Whether a question opens like a follow-up ("thế còn …") or points back ("việc đó")."""
    written, plain = nfc(text).lower(), fold(text)
    opening = " ".join(re.findall(r"\w+", plain)[:3])
    return bool(
        cue("also.follow_up").match(opening) or _BACK.search(written) or _BACK.search(plain)
    )


def follow(question: Question, before: Question | None) -> Question:
    """Take over from the turn before what this one leaves out."""
    if before is None:
        return question
    elliptic = _is_elliptic(question)
    changed: dict[str, object] = _places(question, before, elliptic=elliptic)
    if not question.years and (elliptic or "follow_up" in question.also):
        changed["years"] = before.years
    if elliptic:
        changed["carried"] = _carried(question, before)
        changed["related"] = (*question.related, *before.related)
        if not question.levels:
            changed["levels"] = before.levels
        if "kind" not in question.also:
            changed["wanted"] = before.wanted
            changed["asking"] = f"{question.asking} {before.asking}"
            changed["also"] = question.also | (before.also & {"list", "compare"})
        if not question.agencies and question.wanted is not Wanted.OWNER:
            changed["agencies"] = before.agencies
    return replace(question, **changed)  # type: ignore[arg-type]


def _places(question: Question, before: Question, *, elliptic: bool) -> dict[str, object]:
    if not question.places and not question.unknown:
        return {"places": before.places, "unknown": before.unknown, "within": before.within}
    if elliptic and "compare" in question.also and len(question.places) == 1:
        # "so với Thăng Bình thì sao?" sets the place of the turn before beside this one.
        return {"places": tuple(dict.fromkeys((*before.places, *question.places)))}
    return {}


def _carried(question: Question, before: Question) -> tuple[str, ...]:
    # "còn Phòng Tư pháp?" asks the same of another agency.
    other = {w for name in before.agencies for w in name.split()} if question.agencies else set()
    kept = [
        word
        for word in (*before.carried, *before.words)
        if word not in question.words and not other.issuperset(fold(word).split())
    ]
    return tuple(dict.fromkeys(kept))


def _is_elliptic(question: Question) -> bool:
    """Whether a question says too little to stand alone."""
    vague = data.words("cues", "stop", "vague")
    content = len([w for w in question.words if not w.isdigit() and fold(w) not in vague])
    if "follow_up" in question.also:
        return content <= _SOME
    if question.also & {"kind", "compare"} or cue("also.asks").search(question.asking):
        # It asks something: two words are enough to say of what ("ai chủ trì số hóa hồ sơ?").
        return content <= _ASKS
    return content <= (_FEWER if question.places else _FEW)
