"""Reading a file in a process of its own, which is killed when its time is up."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from ingest.errors import Unavailable
from ingest.readers.formats import Format
from ingest.readers.model import Reading, Refusal

_ROOT = Path(__file__).resolve().parents[2]
# All that the child needs of the environment: no token or address goes in.
_KEPT = ("PATH", "PYTHONPATH", "TESSDATA_PREFIX", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP")
_SMALLER = "Hãy tách tệp thành nhiều tệp nhỏ hơn, hoặc lưu lại bằng phần mềm đã tạo ra nó."


def read_apart(data: bytes, form: Format) -> Reading:
    """The reading of a file's bytes.

    Raises:
        Refusal: the reader declines it, or was stopped at one of its bounds.
        Unavailable: no process can be started now, or there is no room for its answer.
    """
    try:
        with tempfile.TemporaryFile() as output:
            code = _run(data, form, output)
            output.seek(0)
            told = _answer(output.read())
    except OSError as error:
        raise Unavailable(
            f"Không mở được tiến trình đọc tệp ({error.strerror}).",
            "Hãy xem đĩa còn chỗ và máy còn bộ nhớ không.",
        ) from error
    if told is None:
        raise Refusal(_stopped(code), _SMALLER)
    if "problem" in told:
        raise Refusal(told["problem"], told["remedy"])
    return Reading(told["text"], told["ocr"], tuple(told["warnings"]))


def _run(data: bytes, form: Format, output: IO[bytes]) -> int | None:
    """The child's exit code; None where its time was up."""
    limits = form.limits
    command = (sys.executable, "-P", "-m", "ingest.readers.child")
    child = subprocess.Popen(
        [*command, form.module, str(limits.seconds), str(limits.memory)],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=subprocess.DEVNULL,
        cwd=os.sep,
        env=_environment(os.environ),
        start_new_session=True,
    )
    try:
        child.communicate(data, timeout=limits.seconds)
        return child.returncode
    except subprocess.TimeoutExpired:
        return None
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Whatever became of the child, nothing that it started goes on."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    if child.stdin is not None:
        with contextlib.suppress(OSError):  # what it did not take in time
            child.stdin.close()
    child.wait()


def _environment(outer: Mapping[str, str]) -> dict[str, str]:
    kept = {name: outer[name] for name in _KEPT if name in outer}
    paths = [str(_ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": "1",
        "OMP_THREAD_LIMIT": "1",
    }


def _answer(raw: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(raw)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _stopped(code: int | None) -> str:
    if code is None or code == -getattr(signal, "SIGXCPU", 0):
        return "đọc quá lâu nên đã dừng."
    return "trình đọc dừng giữa chừng: tệp quá lớn hoặc hỏng."
