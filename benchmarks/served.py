"""`cchc serve` as a process of its own, with the memory of all its processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
_PAGE_MB = (os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096) / 1_000_000
_PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    pid: int
    port: int

    def memory_mb(self) -> float:
        """Resident memory of the server and its processes; 0 where the system does not say it."""
        return sum(map(_resident_mb, self.processes()))

    def cpu_seconds(self) -> float:
        """Processor seconds that its processes have used; 0 where the system does not say it."""
        return sum(map(_cpu_seconds, self.processes()))

    def processes(self) -> tuple[int, ...]:
        """The server's process and those that it has started."""
        return (self.pid, *_children(self.pid))


@contextmanager
def served(folder: Path, index: Path, workers: int) -> Iterator[Served]:
    """A server over this index, its state in `folder`, without limits; ready to answer."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CCHC_")}
    environment |= {"CCHC_HOME": str(folder / "home"), "CCHC_LIMITS": "off", "PYTHONUTF8": "1"}
    words = ["serve", "--port", "0", "--workers", str(workers), "--index", str(index)]
    log = folder / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", *words], stderr=out, env=environment
        )
    try:
        yield Served(process.pid, _ready(process, log))
    finally:
        process.terminate()
        process.wait(_PATIENCE_S)


def _ready(process: subprocess.Popen[bytes], log: Path) -> int:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        if told := _ADDRESS.search(log.read_text(encoding="utf-8")):
            with urlopen(f"{told.group(0)}/readyz", timeout=_PATIENCE_S):
                return int(told.group(1))
        time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8"))


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    with suppress(OSError):
        return [int(child) for child in found.read_text(encoding="ascii").split()]
    return []


def _cpu_seconds(pid: int) -> float:
    with suppress(OSError):
        # The name, in brackets, may hold blanks; user and system ticks are the 14th and 15th.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _resident_mb(pid: int) -> float:
    with suppress(OSError):
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * _PAGE_MB
    return 0.0
