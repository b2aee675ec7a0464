"""What the tests of the state share: a clock that can be turned, and an answer."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.model import Answer, Citation, Status


@dataclass(slots=True)
class Hand:
    """A clock that stands until it is moved."""

    seconds: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.seconds


def an_answer(text: str = "Tối thiểu 80% [1]") -> Answer:
    citation = Citation(1, "ke-hoach", "0123456789ab", "ke-hoach:I.1", "khoản 1 Mục I", 5, 9, "80%")
    return Answer(text, Status.ANSWERED, (citation,), notes=("Hết giai đoạn.",))
