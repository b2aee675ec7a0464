"""The process that reads one file: its bytes on standard input, the reading on standard output.

It binds itself before it looks at a byte: so much memory, so much processor time, so much output.
Whoever started it holds the clock and kills it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from typing import Any, BinaryIO

from ingest.readers.formats import LONGEST, MB
from ingest.readers.model import Reading, Refusal

_SAVE_AGAIN = "Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu lại thành tệp mới rồi nạp lại."


def main(arguments: list[str]) -> int:
    """`child MODULE SECONDS MEMORY`: read with that module of `ingest.readers`."""
    module, seconds, memory = arguments[0], float(arguments[1]), int(arguments[2])
    output = _own_output()
    _bind(seconds, memory)
    told = _read(module, sys.stdin.buffer.read())
    output.write(json.dumps(told, ensure_ascii=True).encode())
    output.flush()
    return 0


def _own_output() -> BinaryIO:
    """Standard output for the answer alone: what a library prints goes where errors go."""
    kept = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return kept


def _bind(seconds: float, memory: int) -> None:
    with contextlib.suppress(ImportError):  # not on Windows: there the clock alone holds it
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, int(seconds) + 1),
            (resource.RLIMIT_FSIZE, 64 * MB),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _read(module: str, data: bytes) -> dict[str, Any]:
    try:
        reading: Reading = importlib.import_module(f"ingest.readers.{module}").read(data)
        return _told(reading)
    except Refusal as refusal:
        return {"problem": refusal.problem, "remedy": refusal.remedy}
    except MemoryError:
        return {
            "problem": "cần quá nhiều bộ nhớ để đọc.",
            "remedy": "Hãy tách tệp thành nhiều tệp nhỏ hơn.",
        }
    except RecursionError:
        return {"problem": "các phần lồng vào nhau quá sâu.", "remedy": _SAVE_AGAIN}
    except Exception as error:  # noqa: BLE001 - a broken file makes its library raise anything
        return {
            "problem": f"tệp hỏng hoặc không đúng chuẩn ({type(error).__name__}).",
            "remedy": _SAVE_AGAIN,
        }


def _told(reading: Reading) -> dict[str, Any]:
    if len(reading.text) > LONGEST:
        raise Refusal(f"chữ trong tệp dài hơn {LONGEST:,} ký tự.", "Hãy tách tệp ra.")
    # Half of a surrogate pair is no character, and no encoding takes it.
    text = reading.text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return {"text": text, "ocr": reading.ocr, "warnings": list(reading.warnings)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
