"""The first questions of a process, several at once: all that is loaded on first use is whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_ASK = """
import sys, threading
from pathlib import Path
from retrieval.assistant import Assistant

asked = ("Thăng Bình thanh toán bao nhiêu?", "ai lo số hóa ở Tân Bình?", "ho so o tu ky", "Hội An?")
start, failed = threading.Barrier(len(asked)), []

def ask(assistant, question):
    start.wait()
    try:
        assistant.ask(question)
    except BaseException as error:
        failed.append(repr(error))

with Assistant.open(Path(sys.argv[1])) as assistant:
    threads = [threading.Thread(target=ask, args=(assistant, question)) for question in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
sys.exit("; ".join(failed) or 0)
"""


@pytest.mark.parametrize("run", range(3))
def test_the_first_questions_may_come_together(built_index: Path, run: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASK, str(built_index)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
