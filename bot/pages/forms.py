"""Plain forms as browsers post them, read without a parser of their own."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import Request

from bot.web.problems import Problem

_LONGEST = 64 * 1024
_FIELDS = 20


async def fields(request: Request) -> dict[str, str]:
    """The fields of a posted form, the last of each name.

    Raises Problem: it is no such form, too large or not readable.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise Problem(415, "no-form", "Trang này chỉ nhận biểu mẫu thường.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            raise Problem(413, "too-large", "Biểu mẫu gửi lên quá lớn.", "Hãy hỏi ngắn lại.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError as error:
        raise Problem(400, "bad-form", "Biểu mẫu gửi lên không đọc được.") from error
    return dict(pairs)
