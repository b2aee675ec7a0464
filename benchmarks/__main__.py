"""All the measurements that need no file from elsewhere, one after the other.

    python -m benchmarks [--json]

Speed, then quality beside the stock recipe, then the lexical engines at their default sizes: some
minutes. `benchmarks.retrieval` wants a benchmark folder and `benchmarks.soak` wants time; both are
run by themselves.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.report import parser

COMMANDS = ("speed", "quality", "lexical")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; the highest exit code of the parts."""
    about = "Speed, quality beside the stock recipe, lexical engines."
    as_json = parser("", about).parse_args(arguments).json
    parts = {name: _run(name, as_json=as_json) for name in COMMANDS}
    if as_json:
        told = {name: json.loads(part.stdout) for name, part in parts.items() if part.stdout}
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    return max(part.returncode for part in parts.values())


def _run(name: str, *, as_json: bool) -> subprocess.CompletedProcess[bytes]:
    """One part in its own process: what one has imported or pinned is no part of the next."""
    options = ["--json"] if as_json else []
    words = [sys.executable, "-m", f"benchmarks.{name}", *options]
    return subprocess.run(words, check=False, stdout=subprocess.PIPE if as_json else None)


if __name__ == "__main__":
    raise SystemExit(main())
