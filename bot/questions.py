"""What every door asks of a question before it goes in."""

from __future__ import annotations

from ingest.errors import BadInput
from retrieval.model import LONGEST


def printable(text: str) -> str:
    """The text with what is no character (half a pair, an odd byte) made a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")


def checked(question: str) -> str:
    """The question, printable and trimmed; BadInput where there is nothing to look for."""
    text = printable(question).strip()
    if not text:
        raise BadInput("Câu hỏi trống.", "Hãy nhập điều cần hỏi, ví dụ “ai chủ trì số hóa hồ sơ?”.")
    if len(text) > LONGEST:
        raise BadInput(
            f"Câu hỏi dài {len(text)} ký tự, tối đa {LONGEST}.", "Hãy hỏi ngắn lại, từng ý một."
        )
    return text
