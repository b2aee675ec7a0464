"""An error as the one line that a user sees."""

from __future__ import annotations

from ingest.errors import CchcError


def told(error: Exception) -> str:
    """The error's problem and remedy on one line; nothing of an unexpected error but its type.

    Its message may hold what the user asked, which has no place in a log.
    """
    if isinstance(error, CchcError):
        return " ".join(str(error).split())
    return f"lỗi ngoài dự kiến ({type(error).__name__}); chạy lại với --debug để xem chi tiết."
