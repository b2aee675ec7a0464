"""Other Python processes, timed from start to end, with the most memory that they held."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.errors import Unavailable


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall seconds, peak resident memory in MB, standard output."""

    seconds: float
    peak_mb: float
    output: str


def python(*words: str) -> Run:
    """Run this interpreter on some words. Unavailable where it fails.

    Byte code is kept, as it is for whoever installs the project; else every run would compile
    the project's own modules again.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONUTF8"] = "1"
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *words], stdout=out, stderr=err, env=environment
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            last = err.read().decode(errors="replace").strip().splitlines()[-1:]
            problem = f"python {' '.join(words[:4])} ended with {process.returncode}: {last}."
            raise Unavailable(problem, "Run it by itself to see why.")
        return Run(seconds, _megabytes(used.ru_maxrss), out.read().decode(errors="replace"))


def cchc(*words: str) -> Run:
    """Run the command line of the project."""
    return python("-m", "bot.cli", *words)


def timed(commands: Sequence[Sequence[str]], repeats: int) -> list[list[Run]]:
    """Run the commands in turn, so that what else the machine does falls on all of them alike.

    The runs of each command, in the order of the commands. One round before them is not counted.
    """
    runs: list[list[Run]] = [[] for _ in commands]
    for number in range(repeats + 1):
        for command, found in zip(commands, runs, strict=True):
            run = python(*command)
            if number:
                found.append(run)
    return runs


def _megabytes(told: int) -> float:
    # Linux tells kibibytes, macOS bytes.
    return told / (1024 * 1024 if sys.platform == "darwin" else 1024)
