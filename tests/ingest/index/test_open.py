"""What a reader says of an index that it cannot use, and what it then still can do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import BadInput, NeedsIngest
from ingest.index import FORMAT, Index, build, open_index
from ingest.index.store import connect
from ingest.index.vectors import VectorReader, VectorWriter
from tests.ingest.index.support import TinyEncoder, all_plans


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("whole")
    build(home, all_plans(), TinyEncoder())
    return home


@pytest.fixture
def home(tmp_path: Path, whole: Path) -> Path:
    """A copy, to be harmed."""
    shutil.copytree(whole, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "generations" / "000001"


def test_no_index(tmp_path: Path) -> None:
    for empty in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(NeedsIngest) as caught:
            open_index(empty)
        assert "cchc ingest" in caught.value.remedy
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"encoder_name": "larger"}, ("tiny", "larger")),
        ({"encoder_name": "tiny", "encoder_revision": "2"}, ("bản 1", "bản 2")),
    ],
)
def test_another_encoder_is_named(
    home: Path, asked: dict[str, str], named: tuple[str, ...]
) -> None:
    with pytest.raises(NeedsIngest) as caught:
        open_index(home, **asked)
    assert all(word in caught.value.problem for word in named)
    assert "cchc ingest" in caught.value.remedy
    open_index(home, encoder_name="tiny", encoder_revision="1").close()


def test_another_format_is_named(home: Path, folder: Path) -> None:
    path = folder / "manifest.json"
    # A later format may look different in everything but its number.
    path.write_text(json.dumps({"format": FORMAT + 1, "files": []}))
    with pytest.raises(
        NeedsIngest, match=f"định dạng {FORMAT + 1}.*định dạng {FORMAT}.*cchc ingest"
    ):
        open_index(home)


def _use(home: Path) -> None:
    index = open_index(home)
    try:
        for document in index.documents:
            index.of_document(document.slug)
        index.lexical(["số", "hóa"])
    finally:
        index.close()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def _scribble(path: Path) -> None:
    path.write_bytes(b"\0not a file of this kind" * 200)


@pytest.mark.parametrize("harm", [Path.unlink, _cut, _scribble])
@pytest.mark.parametrize(
    "name",
    [
        "manifest.json",
        "clauses.sqlite",
        "lexical/doc_of.npy",
        "lexical/folded/params.index.json",
        "lexical/folded/data.csc.index.npy",
    ],
)
def test_damage_is_reported_with_the_way_out(
    home: Path, folder: Path, name: str, harm: Callable[[Path], None]
) -> None:
    harm(folder / name)
    with pytest.raises(BadInput) as caught:
        _use(home)
    assert "bị hỏng" in caught.value.problem
    assert "cchc ingest --rebuild" in caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_name_that_leads_nowhere_is_damage(home: Path) -> None:
    (home / "current").write_text("000009\n")
    with pytest.raises(BadInput, match="bị hỏng"):
        open_index(home)


def test_documents_that_the_manifest_does_not_know_are_damage(home: Path, folder: Path) -> None:
    path = folder / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    del told["documents"]["ha-chau-2023"]
    path.write_text(json.dumps(told))
    with pytest.raises(BadInput, match="bị hỏng"):
        open_index(home)


def _no_folder(chroma: Path) -> None:
    shutil.rmtree(chroma)


def _junk(chroma: Path) -> None:
    _scribble(chroma / "chroma.sqlite3")


def _empty(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"")


@pytest.mark.parametrize("harm", [_no_folder, _junk, _empty])
def test_without_vectors_the_rest_still_answers(
    home: Path, folder: Path, harm: Callable[[Path], None]
) -> None:
    harm(folder / "chroma")
    index = open_index(home)
    assert index.dense(TinyEncoder().encode(["số hóa"])[0], 5, None) == {}
    assert not index.dense_available
    assert str(folder / "chroma") in index.dense_problem
    assert index.lexical(["số", "hóa"])["marked"].max() > 0
    index.close()


@pytest.fixture
def index(home: Path) -> Iterator[Index]:
    found = open_index(home)
    yield found
    found.close()


def test_the_file_is_never_written(index: Index) -> None:
    db = connect(index.path / "clauses.sqlite")
    with pytest.raises(Exception, match="readonly"):
        db.execute("DELETE FROM clauses")
    db.close()


def test_dense_agrees_with_the_exact_product(index: Index) -> None:
    slugs = [d.slug for d in index.documents]
    clauses = [c for slug in slugs for c in index.of_document(slug)]
    stored = {c.id: index.vector(c.id) for c in clauses}
    asked = TinyEncoder().encode(["hồ sơ được số hóa"])[0]
    for among in (None, slugs[:1], slugs[1:], [*slugs, "nowhere"]):
        exact = {
            row: float(vector @ asked)
            for row, (clause, vector) in enumerate(stored.items())
            if vector is not None and (among is None or clause.split(":")[0] in among)
        }
        best = sorted(exact, key=exact.__getitem__, reverse=True)[:4]
        found = index.dense(asked, 4, among)
        assert list(found) == best
        assert np.allclose(list(found.values()), [exact[row] for row in best], atol=1e-5)


@pytest.mark.parametrize("among", [(), ("nowhere",), frozenset()])
def test_filters_fail_closed(index: Index, among: tuple[str, ...]) -> None:
    assert index.dense(TinyEncoder().encode(["số hóa"])[0], 5, among) == {}


def test_vectors_that_cannot_be_compared(index: Index) -> None:
    assert index.dense(np.zeros(32, dtype=np.float32), 5, None) == {}
    assert index.dense(np.ones(32, dtype=np.float32), 0, None) == {}
    with pytest.raises(BadInput, match="32"):
        index.dense(np.ones(16, dtype=np.float32), 5, None)


def test_a_closed_index_finds_nothing_near(home: Path) -> None:
    index = open_index(home)
    index.close()
    assert index.dense(TinyEncoder().encode(["số hóa"])[0], 5, None) == {}
    assert "đã đóng" in index.dense_problem


def test_many_threads_may_read_at_once(index: Index) -> None:
    encoder = TinyEncoder()

    def ask(n: int) -> tuple[list[int], list[str]]:
        row = n % index.size
        found = index.dense(encoder.encode(["số hóa hồ sơ"])[0], 5, None)
        return list(found), [c.id for c in index.rows([row, *found])][1:]

    alone = ask(0)
    with ThreadPoolExecutor(8) as threads:
        assert all(answer == alone for answer in threads.map(ask, range(64)))


def test_a_document_among_many_alike_is_searched_whole(tmp_path: Path) -> None:
    rows = np.random.default_rng(1).standard_normal((20, 64)).astype(np.float32)
    writer = VectorWriter(tmp_path)
    for n in range(400):
        writer.put([f"d{n}:{m}" for m in range(20)], [f"d{n}"] * 20, rows)
    writer.close()
    reader = VectorReader(tmp_path)
    for n in range(0, 400, 7):
        near = reader.nearest(rows[3], 2, (f"d{n}",))
        assert next(iter(near)) == f"d{n}:3"
        assert near[f"d{n}:3"] == pytest.approx(1.0)
        assert len(near) == 2
    reader.close()
