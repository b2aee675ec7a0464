"""A document as blocks: nothing lost, nothing twice, every clause under its path."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.pages.blocks import Block, blocks, contents
from ingest.index import open_index
from ingest.markers import strip_marker
from ingest.model import Clause, Kind
from ingest.parse import parse

SLUGS = (
    "di-linh-2022-2025",
    "quang-nam-2021-2025",
    "tan-binh-2024",
    "thang-binh-2021-2025",
    "tu-ky-2021-2025",
)


def made(index: Path, slug: str) -> tuple[list[Clause], list[Block], str]:
    opened = open_index(index)
    try:
        clauses, text = opened.of_document(slug), opened.text(slug)
        return clauses, blocks(clauses, text), text
    finally:
        opened.close()


def bare(text: str) -> str:
    return re.sub(r"\s|[*#]", "", text)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_clause_is_in_one_block_in_order(built_index: Path, slug: str) -> None:
    clauses, found, _ = made(built_index, slug)
    paths = [path for b in found for path in ([t.path for t in b.texts] + [r.path for r in b.rows])]
    assert paths == [clause.path for clause in clauses]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_words_are_the_document_s_own(built_index: Path, slug: str) -> None:
    clauses, found, text = made(built_index, slug)
    words = {t.path: f"{t.marker} {t.words}" for b in found for t in b.texts}
    for clause in clauses:
        if clause.kind is not Kind.ROW:
            assert bare(words[clause.path]) == bare(clause.text)
    # Of the letterhead and the signature, whose line ends count, the words as they were read.
    signature = next(c for c in clauses if c.kind is Kind.SIGNATURE)
    assert bare(words[signature.path]) == bare(text[signature.start : signature.end])


def test_a_heading_without_a_number_is_one_of_the_contents() -> None:
    text = "I. Việc\n\n**Về thể chế**\n\n- Một.\n"
    found = blocks(parse(text, "x"), text)
    assert [(b.texts[0].path, b.level) for b in contents(found)] == [("I", 2), ("I.t1", 3)]
    assert (found[-1].kind, found[-1].indent) == ("item", 0)


class _Words(HTMLParser):
    """The words under each id of a page, without the links to the clause itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "meta", "link", "br", "rect", "line", "circle", "path"):
            return
        given = dict(attrs)
        hidden = given.get("class") == "own-link"
        self._open.append(None if hidden else given.get("id", ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if None in self._open:
            return
        for name in self._open:
            if name:
                self.found[name] = self.found.get(name, "") + data


@pytest.mark.parametrize("slug", SLUGS)
def test_the_page_has_every_clause_under_its_path(
    client: TestClient, built_index: Path, slug: str
) -> None:
    clauses, found, _ = made(built_index, slug)
    # Above a table stand the names of its columns, cell by cell.
    heads = {text.path for block in found if block.rows for text in block.texts}
    page = _Words()
    page.feed(client.get(f"/van-ban/{slug}").text)
    for clause in clauses:
        if clause.kind is Kind.ROW:
            cells = "".join(cell.text for cell in clause.cells)
            assert bare(page.found[clause.path]) == bare(cells)
        elif clause.path in heads:
            assert page.found[clause.path]
        else:
            whole = bare(clause.text), bare(strip_marker(clause.text))
            assert bare(page.found[clause.path]) in whole


def test_a_table_has_its_columns_and_inherited_cells(built_index: Path) -> None:
    _, found, _ = made(built_index, "tan-binh-2024")
    tables = [block for block in found if block.kind == "table"]
    assert sum(len(table.rows) for table in tables) == 72
    assert tables[1].columns[:3] == ("Stt", "Mục tiêu", "Nhiệm vụ/hoạt động")
    assert any(cell.inherited for table in tables for row in table.rows for cell in row.cells)


def test_headings_nest_without_a_leap(built_index: Path) -> None:
    for slug in SLUGS:
        _, found, _ = made(built_index, slug)
        levels = [1, *(block.level for block in found if block.kind == "heading")]
        assert all(below <= above + 1 for above, below in pairwise(levels))
        assert contents(found)


def test_sentences_stay_in_their_item(built_index: Path) -> None:
    _, found, _ = made(built_index, "thang-binh-2021-2025")
    item = next(b for b in found if any(t.path == "II.2.a.g3.c2.s2" for t in b.texts))
    assert [t.path for t in item.texts] == ["II.2.a.g3.c2.s1", "II.2.a.g3.c2.s2"]
    assert (item.kind, item.indent, item.texts[0].marker) == ("item", 1, "+")
