"""Ways to search three fields of tokens by BM25: each builds in a folder and then answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.tokens import bigrams, folded

Tokens = list[str]
Search = Callable[[Tokens], object]
FIELDS = ("folded", "marked", "bigrams")
BEST = 20


def fields(tokens: Tokens) -> tuple[Tokens, Tokens, Tokens]:
    """The tokens as each of FIELDS has them."""
    plain = folded(tokens)
    return plain, tokens, bigrams(plain)


def build_bm25s(folder: Path, rows: Sequence[Tokens]) -> None:
    """The project's own lexical index, which bm25s builds."""
    from ingest.index.lexical import LexicalWriter

    writer = LexicalWriter(["all"])
    for tokens in rows:
        writer.add("all", True, tokens, [])
    writer.write(folder)


def open_arrays(folder: Path, _: int) -> dict[str, Search]:
    """bm25s's arrays as the project reads them: whole score vectors."""
    from ingest.index.lexical import Lexical

    return {"bm25s arrays by numpy, whole vectors": Lexical(folder).scores}


def open_bm25s(folder: Path, _: int) -> dict[str, Search]:
    """bm25s's own scores, and its own search, over the same files."""
    import bm25s

    engines = [bm25s.BM25.load(folder / "lexical" / field) for field in FIELDS]

    def known(tokens: Tokens) -> Iterator[tuple[Any, Tokens]]:
        for engine, own in zip(engines, fields(tokens), strict=True):
            held = [token for token in own if token in engine.vocab_dict]
            if held:
                yield engine, held

    def scores(tokens: Tokens) -> object:
        return [engine.get_scores(own) for engine, own in known(tokens)]

    def search(tokens: Tokens) -> object:
        return [
            engine.retrieve([own], k=min(BEST, engine.scores["num_docs"]), show_progress=False)
            for engine, own in known(tokens)
        ]

    return {"bm25s, whole vectors": scores, f"bm25s, top {BEST}": search}


def build_tantivy(folder: Path, rows: Sequence[Tokens]) -> None:
    """A tantivy index; the row number is stored."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    for field in FIELDS:
        schema.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    schema.add_integer_field("row", stored=True, fast=True)
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer()
    for row, tokens in enumerate(rows):
        held = {f: " ".join(own) for f, own in zip(FIELDS, fields(tokens), strict=True)}
        writer.add_document(tantivy.Document(row=row, **held))
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(folder: Path, size: int) -> dict[str, Search]:
    """tantivy's best rows, and its scores of all rows that match."""
    import tantivy

    index = tantivy.Index.open(str(folder))
    searcher = index.searcher()

    def hits(tokens: Tokens, limit: int) -> list[tuple[float, int]]:
        wanted = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, field, token))
            for field, own in zip(FIELDS, fields(tokens), strict=True)
            for token in own
        ]
        found = searcher.search(tantivy.Query.boolean_query(wanted), limit).hits
        return [(score, searcher.doc(address)["row"][0]) for score, address in found]

    return {
        f"tantivy, top {BEST}": lambda tokens: hits(tokens, BEST),
        "tantivy, whole vectors": lambda tokens: hits(tokens, size),
    }


def build_fts5(folder: Path, rows: Sequence[Tokens]) -> None:
    """A contentless FTS5 table; our tokens go in as they are."""
    database = _fts5(folder)
    made = "CREATE VIRTUAL TABLE t USING fts5({}, content='', tokenize=\"{}\")"
    tokenizer = "unicode61 remove_diacritics 0 tokenchars '_'"
    database.execute(made.format(", ".join(FIELDS), tokenizer))
    values = ((row, *(" ".join(own) for own in fields(one))) for row, one in enumerate(rows))
    database.executemany(
        "INSERT INTO t (rowid, folded, marked, bigrams) VALUES (?, ?, ?, ?)", values
    )
    database.commit()
    database.close()


def open_fts5(folder: Path, _: int) -> dict[str, Search]:
    """FTS5's best rows by its own bm25()."""
    database = _fts5(folder)
    asked = f"SELECT rowid, rank FROM t WHERE t MATCH ? ORDER BY rank LIMIT {BEST}"

    def search(tokens: Tokens) -> object:
        held = zip(FIELDS, fields(tokens), strict=True)
        parts = [f"{field} : ({_either(own)})" for field, own in held if own]
        return database.execute(asked, (" OR ".join(parts),)).fetchall()

    return {f"SQLite FTS5, top {BEST}": search}


def _either(tokens: Tokens) -> str:
    return " OR ".join(f'"{token}"' for token in tokens)


def _fts5(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "fts5.sqlite")


def _has_fts5() -> bool:
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5(a)")
    except sqlite3.OperationalError:
        return False
    return True


# Name: what has to be there, how it is built, and what reads what was built.
Engine = tuple[Callable[[], bool], Callable[[Path, Sequence[Tokens]], None], Sequence[Any]]
ENGINES: dict[str, Engine] = {
    "bm25s": (lambda: True, build_bm25s, (open_arrays, open_bm25s)),
    "tantivy": (lambda: find_spec("tantivy") is not None, build_tantivy, (open_tantivy,)),
    "SQLite FTS5": (_has_fts5, build_fts5, (open_fts5,)),
}
