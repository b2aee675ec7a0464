"""Two builders at once, and builders killed at any moment: the old index goes on serving."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from ingest.errors import Unavailable
from ingest.index import build, open_index
from tests.ingest.index.support import (
    PLANS,
    TinyEncoder,
    build_and_die,
    build_and_die_switching,
    build_and_wait,
    parsed,
)

OLD, NEW, _ = PLANS


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Real processes, each a clean one that has its imports behind it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb", "bm25s", "tests.ingest.index.support"])
    return context


@pytest.fixture
def home(tmp_path: Path) -> Path:
    build(tmp_path, [parsed(OLD)], TinyEncoder())
    return tmp_path


def _killed(context: ForkServerContext, target: Callable[..., None], *args: object) -> None:
    process = context.Process(target=target, args=args)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def _serves(home: Path, *slugs: str) -> None:
    index = open_index(home)
    assert [d.slug for d in index.documents] == list(slugs)
    for slug in slugs:
        assert tuple(index.of_document(slug)) == parsed(slug).clauses
    own = index.vector(f"{OLD}:I.1")
    assert own is not None
    assert index.rows([next(iter(index.dense(own, 1, None)))])[0].id == f"{OLD}:I.1"
    assert index.lexical(["số", "hóa"])["marked"].max() > 0
    index.close()


@pytest.mark.parametrize(
    ("stage", "done"),
    [("clauses", 2), ("vectors", 4), ("lexical", 0), ("lexical", 1), ("verify", 0), ("verify", 1)],
)
def test_killed_while_building(
    home: Path, processes: ForkServerContext, stage: str, done: int
) -> None:
    _killed(processes, build_and_die, home, NEW, stage, done)
    assert (home / "generations" / "000002").is_dir()
    _serves(home, OLD)
    assert build(home, [parsed(NEW)], TinyEncoder()).generation == "000003"
    _serves(home, OLD, NEW)
    assert sorted(p.name for p in (home / "generations").iterdir()) == ["000001", "000003"]


@pytest.mark.parametrize(("after", "slugs"), [(False, (OLD,)), (True, (OLD, NEW))])
def test_killed_at_the_switch(
    home: Path, processes: ForkServerContext, after: bool, slugs: tuple[str, ...]
) -> None:
    _killed(processes, build_and_die_switching, home, NEW, after)
    _serves(home, *slugs)
    build(home, [parsed(NEW)], TinyEncoder())
    _serves(home, OLD, NEW)
    assert len(list((home / "generations").iterdir())) == 2


def test_killed_at_the_very_first_build(tmp_path: Path, processes: ForkServerContext) -> None:
    _killed(processes, build_and_die, tmp_path, OLD, "vectors", 5)
    assert not (tmp_path / "current").exists()
    build(tmp_path, [parsed(OLD)], TinyEncoder())
    _serves(tmp_path, OLD)


def test_one_builder_at_a_time(home: Path, processes: ForkServerContext) -> None:
    begun = processes.Event()
    first = processes.Process(target=build_and_wait, args=(home, NEW, begun))
    first.start()
    assert begun.wait(60)
    with pytest.raises(Unavailable) as caught:
        build(home, [parsed(NEW)], TinyEncoder())
    assert "\n" not in str(caught.value)
    assert "cchc ingest" in caught.value.remedy
    _serves(home, OLD)
    first.kill()
    first.join(60)
    build(home, [parsed(NEW)], TinyEncoder())
    _serves(home, OLD, NEW)
