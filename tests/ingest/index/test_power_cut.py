"""A real ingest, killed at every step that touches the disk, or out of room: nothing is lost.

The steps are counted in one whole run, then one run is killed, and one refused room, at each of a
spread of them, wherever in reading, writing, archiving or switching they fall.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.index import archive, open_index
from ingest.pipeline import ingest
from tests.ingest.index.support import PLANS

OLD, OTHER, NEW = PLANS
# Counts every call that changes the disk; at the one asked for, the power goes or the disk is full.
RUN = """
import errno, json, os, pathlib, shutil, signal, sqlite3, sys
home, folder = map(pathlib.Path, sys.argv[1:3])
at, how = int(sys.argv[3]), sys.argv[4]
count = 0
def step():
    global count
    count += 1
    if count == at:
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, "No space left on device")
def counted(owner, name):
    real = getattr(owner, name)
    def call(*args, **kwargs):
        step()
        return real(*args, **kwargs)
    setattr(owner, name, call)
for owner, name in ((os, "fsync"), (pathlib.Path, "replace"), (pathlib.Path, "mkdir"),
                    (pathlib.Path, "write_text"), (shutil, "copytree"), (shutil, "copyfile")):
    counted(owner, name)
from ingest.errors import CchcError
from ingest.pipeline import ingest
report = None
try:
    report = ingest([folder], home)
except CchcError as error:
    print(json.dumps({"steps": count, "error": str(error)}))
else:
    print(json.dumps({"steps": count, "error": "", "failed": len(report.failed)}))
"""


def _write(folder: Path, slug: str, text: str) -> None:
    (folder / f"{slug}.txt").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two plans; then one of them is changed and a third one lies beside them."""
    root = tmp_path_factory.mktemp("cut")
    folder = root / "plans"
    folder.mkdir()
    for slug in (OLD, OTHER):
        _write(folder, slug, PLANS[slug])
    ingest([folder], root / "index")
    _write(folder, OLD, PLANS[OLD].replace("50%", "60%"))
    _write(folder, NEW, PLANS[NEW])
    return root


def _run(begun: Path, home: Path, at: int, how: str) -> tuple[int, dict[str, Any]]:
    shutil.copytree(begun / "index", home)
    words = [sys.executable, "-c", RUN, str(home), str(begun / "plans"), str(at), how]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    told = json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else {}
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode, told


def _whole(home: Path, begun: Path) -> bool:
    """Whether the index serves either all that was, or all that is; which of them."""
    index = open_index(home)
    try:
        slugs = [d.slug for d in index.documents]
        text = index.text(OLD)
        newer = "60%" in text
        assert slugs == sorted([OLD, OTHER, NEW] if newer else [OLD, OTHER])
        for slug in slugs:
            clauses = index.of_document(slug)
            assert clauses
            assert index.lexical(["hành"])["marked"].shape == (index.size,)
        assert index.dense_count() == index.manifest.vectors
        acts = sorted(event.act.value for event in index.life.events)
        assert acts == (["added", "added", "added", "replaced"] if newer else ["added", "added"])
        assert bool(index.words(["public"]).get("60")) is newer
        return newer
    finally:
        index.close()


@pytest.fixture(scope="module")
def steps(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    home = tmp_path_factory.mktemp("whole") / "index"
    _, told = _run(begun, home, 0, "kill")
    assert _whole(home, begun)
    assert told["steps"] > 20
    return int(told["steps"])


@pytest.mark.parametrize(
    ("how", "share"),
    [("kill", share) for share in (0.05, 0.3, 0.6, 0.8, 0.93, 1.0)]
    + [("full", share) for share in (0.1, 0.6, 0.95)],
)
def test_at_any_step(begun: Path, steps: int, tmp_path: Path, share: float, how: str) -> None:
    home = tmp_path / "index"
    code, told = _run(begun, home, max(1, round(steps * share)), how)
    if how == "kill":
        assert code == -signal.SIGKILL
    else:
        assert "đã đầy" in told["error"] or told["failed"] == 0
        assert "\n" not in told["error"]
    _whole(home, begun)
    ingest([begun / "plans"], home)
    assert _whole(home, begun)
    assert len(archive.kept(home, OLD)) == 1
    left = [p for p in (home / "generations").iterdir() if not (p / "manifest.json").is_file()]
    assert not left
