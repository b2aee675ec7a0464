"""Every document's clauses against its golden tree, read against the document by eye."""

from __future__ import annotations

import pytest

from tests.ingest.documents import GOLDEN, documents
from tests.ingest.golden import tree, tree_file


@pytest.mark.parametrize("slug", documents())
def test_tree(slug: str) -> None:
    file = tree_file(slug)
    assert file.is_file(), f"no tree yet: python -m tests.ingest.golden {slug}, then read it"
    assert tree(slug).splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_every_tree_has_its_document() -> None:
    assert {file.stem for file in GOLDEN.glob("*.tree")} == set(documents())
