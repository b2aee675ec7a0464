"""The file: many processes at once, older and newer ones, broken and read-only ones, copies."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.state import State
from bot.state.database import Database
from bot.state.migrations import MIGRATIONS
from ingest.errors import BadInput, Unavailable
from tests.bot.state.support import an_answer

_WRITER = """
import sys
from pathlib import Path
from bot.state import State
from retrieval.model import Answer, Status
with State(Path(sys.argv[1])) as state:
    for n in range(25):
        state.conversations.add(sys.argv[2], f"{sys.argv[3]} {n}")
        state.answers.keep(Answer("x", Status.ANSWERED), "web")
"""


def test_processes_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "home" / "state.db"  # made by whoever comes first
    talks = ["a" * 22, "b" * 22, "c" * 22]
    running = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(path), talk, talk[0]])
        for talk in talks
    ]
    assert [one.wait(60) for one in running] == [0, 0, 0]
    with State(path) as state:
        for talk in talks:
            assert state.conversations.turns(talk)[-1] == f"{talk[0]} 24"
        assert state.counts()["answers"] == 75


def test_threads_share_one_state(tmp_path: Path) -> None:
    with State(tmp_path / "state.db") as state:

        def work() -> None:
            for _ in range(20):
                key = state.answers.keep(an_answer(), "web")
                assert state.answers.get(key)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert state.counts()["answers"] == 160


@pytest.mark.parametrize("steps", range(len(MIGRATIONS)))
def test_an_older_file_is_brought_up_to_date(tmp_path: Path, steps: int) -> None:
    path = tmp_path / "state.db"
    old = sqlite3.connect(path)
    for script in MIGRATIONS[:steps]:
        old.executescript(script)
    old.execute(f"PRAGMA user_version = {steps}")
    if steps:
        old.execute("INSERT INTO people VALUES ('telegram', '7', '[\"noi-bo\"]', 4000000000)")
    old.commit()
    old.close()
    with State(path) as state:
        assert state.version == len(MIGRATIONS)
        assert state.people.groups("telegram", "7") == ({"noi-bo"} if steps else frozenset())


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    with pytest.raises(BadInput, match="nâng cấp"):
        State(path)
    assert State.anyhow(path).problem


def test_a_broken_file_gives_one_line_and_answers_still_go_out(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    path.write_bytes(b"khong phai SQLite" * 100)
    with pytest.raises(BadInput, match="sao lưu"):
        State(path)
    with State.anyhow(path) as state:
        assert "hỏng" in state.problem
        assert "\n" not in state.problem
        assert state.answers.get(state.answers.keep(an_answer(), "web"))
    assert path.read_bytes().startswith(b"khong phai")  # left for whoever can mend it


def test_a_damaged_page_is_told_when_it_is_met(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    with State(path) as state:
        key = state.answers.keep(an_answer("x" * 50_000), "web")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(BadInput, match="hỏng"), State(path) as state:
        state.answers.get(key)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    # A file where the folder should be stops every account, root as well.
    (tmp_path / "home").write_text("", encoding="utf-8")
    path = tmp_path / "home" / "state.db"
    with pytest.raises(Unavailable, match="CCHC_HOME"):
        State(path)
    assert State.anyhow(path).problem


def test_a_read_only_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    State(path).close()
    # Root may write anywhere, so the process gives its rights up; the folder it stands in it keeps.
    program = (
        "import os\n"
        "from pathlib import Path\n"
        "from bot.state import State\n"
        "if os.getuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "print(State.anyhow(Path('state.db')).problem)\n"
    )
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=path.parent,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        path.parent.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert "Cấp quyền ghi" in done.stdout


def test_a_file_that_somebody_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.state.database._PATIENCE_S", 0.05)
    path = tmp_path / "state.db"
    with State(path) as state:
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="bận"):
            state.log.add("root", "x")
        holder.close()
        state.log.add("root", "x")


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def half(db: Database) -> None:
        with db.write() as connection:
            connection.execute("INSERT INTO log (at, who, act, subject) VALUES (1, '', '', '')")
            connection.execute("INSERT INTO no_such_table VALUES (1)")

    with State(tmp_path / "state.db") as state:
        with pytest.raises(Unavailable):
            half(state._db)
        assert state.log.recent() == []


def test_a_copy_is_made_while_others_write(tmp_path: Path) -> None:
    path, copy = tmp_path / "state.db", tmp_path / "copy.db"
    stop = threading.Event()
    with State(path) as state:
        key = state.answers.keep(an_answer(), "web")

        def write() -> None:
            while not stop.is_set():
                state.answers.keep(an_answer(), "web")

        writer = threading.Thread(target=write)
        writer.start()
        try:
            state.backup(copy)
        finally:
            stop.set()
            writer.join()
    with State(copy) as copied:
        assert copied.answers.get(key)
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".part")] == []


def _cchc(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *words],
        env=os.environ | {"CCHC_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_commands(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy.db"
    assert "Chưa có" in _cchc(home, "backup", str(copy)).stderr
    with State(home / "state.db") as state:
        key = state.answers.keep(an_answer(), "web", question="Bao nhiêu?")
        state.feedback.add(key, "wrong_figure")
        # Beside a process that has the file open.
        assert _cchc(home, "backup", str(copy)).returncode == 0
        exported = _cchc(home, "feedback", "export")
    assert "đã có" in _cchc(home, "backup", str(copy)).stderr
    with State(copy) as copied:
        assert copied.answers.get(key)
    (line,) = exported.stdout.splitlines()
    assert json.loads(line)["verdict"] == "wrong_figure"


def test_the_doctor_looks_at_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with State(home / "state.db") as state:
        state.people.grant("telegram", "7", ["noi-bo"])
    checks = {c["name"]: c for c in json.loads(_cchc(home, "doctor", "--json").stdout)["checks"]}
    assert "1 người được vào nhóm" in checks["trạng thái"]["found"]
    (home / "state.db").write_bytes(b"x" * 5000)
    checks = {c["name"]: c for c in json.loads(_cchc(home, "doctor", "--json").stdout)["checks"]}
    assert checks["trạng thái"]["state"] == "failed"
    assert "sao lưu" in checks["trạng thái"]["remedy"]
