"""Disks that are full, or may only be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.index import build
from tests.ingest.index.support import TinyEncoder, all_plans

READ = """
import json, sys
from pathlib import Path
from ingest.errors import Unavailable
from ingest.index import build, open_index, rollback
from tests.ingest.index.support import TinyEncoder, parsed
home = Path(sys.argv[1])
index = open_index(home)
told = {"clauses": len(index.of_document("ha-an-2024")), "targets": len(index.register("target"))}
told["lexical"] = float(index.lexical(["hóa"])["marked"].max())
told["dense"] = len(index.dense(TinyEncoder().encode(["số hóa"])[0], 5, None))
told["available"], told["problem"] = index.dense_available, index.dense_problem
told["stale"] = index.stale()
for name, act in (("build", lambda: build(home, [parsed("ha-an-2024")], TinyEncoder())),
                  ("rollback", lambda: rollback(home))):
    try:
        act()
    except Unavailable as error:
        told[name] = str(error)
print(json.dumps(told))
"""
FILL = """
import json, resource, sys
from pathlib import Path
from ingest.errors import CchcError
from ingest.index import build
from tests.ingest.index.support import TinyEncoder, parsed
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    build(Path(sys.argv[1]), [parsed("ha-an-2024", "Số hóa hồ sơ\\n" * 400)], TinyEncoder())
except CchcError as error:
    print(json.dumps([type(error).__name__, str(error)]))
"""


def _child(code: str, *args: str, before: tuple[str, ...] = ()) -> object:
    command = [*before, sys.executable, "-c", code, *args]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _read_only(folder: Path) -> tuple[str, ...]:
    """What to put before a command so that it cannot write under `folder`."""
    if os.getuid():
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        return ()
    # Rights do not bind the superuser: a mount of its own, read-only, does.
    mount = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
    found = ("unshare", "--mount", "sh", "-c", mount, str(folder))
    try:
        subprocess.run([*found, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"as root, and no mount of its own may be made: {error}")
    return found


def test_a_read_only_disk_still_answers(tmp_path: Path) -> None:
    home = tmp_path / "index"
    build(home, all_plans(), TinyEncoder())
    build(home, all_plans()[:1], TinyEncoder())
    told = _child(READ, str(home), before=_read_only(home))
    assert isinstance(told, dict)
    assert (told["clauses"], told["targets"], told["stale"]) == (6, 3, False)
    assert told["lexical"] > 0
    assert (told["dense"], told["available"]) == (0, False)
    assert "chroma" in told["problem"].lower()
    for act in ("build", "rollback"):
        assert "Không ghi được" in told[act]
        assert "\n" not in told[act]


@pytest.mark.parametrize("limit", [0, 4_096, 60_000, 150_000, 210_000])
def test_a_full_disk_leaves_the_old_index(tmp_path: Path, limit: int) -> None:
    build(tmp_path, all_plans(), TinyEncoder())
    told = _child(FILL, str(tmp_path), str(limit))
    assert isinstance(told, list)
    kind, said = told
    assert kind == "Unavailable"
    assert "\n" not in said
    assert "cchc ingest" in said
    assert [p.name for p in (tmp_path / "generations").iterdir()] == ["000001"]
    assert (tmp_path / "current").read_text() == "000001\n"
