"""What the tree promises: imports one way, small files, short typed functions, one version."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "retrieval", "ingest", "prompts", "corpus")
TREES = (*PACKAGES, "benchmarks", "tests")
# What each package may import of the others.
BELOW = {
    "bot": {"retrieval", "ingest", "prompts", "corpus"},
    "retrieval": {"ingest", "prompts", "corpus"},
    "ingest": {"corpus"},
    "prompts": set[str](),
    "corpus": set[str](),
}
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FILE = 400, 50, 150
Function = ast.FunctionDef | ast.AsyncFunctionDef

# Written in pieces, so that this file does not hold them.
FORBIDDEN = tuple("".join(pieces) for pieces in (("/wo", "rk/"), ("/tm", "p/"), ("/ro", "ot/")))
TEXTS = {".py", ".toml", ".md", ".json", ".jsonl", ".yaml", ".yml", ".cfg", ".html", ".css", ".js"}
NAMELESS = {"Makefile", "run", ".editorconfig", ".gitignore", ".gitattributes", "LICENSE"}
BUILT = {"build", "dist", "node_modules"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def imported(tree: ast.Module) -> Iterator[str]:
    """The top-level names that a module imports, those inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def is_data(path: Path) -> bool:
    """A module that only assigns: a table, which may be as long as what it lists."""
    plain = (ast.Assign, ast.AnnAssign, ast.Expr, ast.Import, ast.ImportFrom)
    return all(isinstance(node, plain) for node in parsed(path).body)


@pytest.mark.parametrize("path", named(modules(*PACKAGES)))
def test_imports_run_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    above = set(TREES) - BELOW[package] - {package}
    assert not above & set(imported(parsed(path)))


def test_the_parts_do_not_know_the_doors() -> None:
    doors = {"telegram", "fastapi", "starlette", "uvicorn"}
    for path in modules("ingest", "retrieval"):
        assert not doors & set(imported(parsed(path))), path


@pytest.mark.parametrize("path", named(modules(*TREES)))
def test_no_file_is_long_unless_it_is_data(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE or is_data(path)


def test_most_files_are_short() -> None:
    sizes = [path.read_text(encoding="utf-8").count("\n") for path in modules(*PACKAGES)]
    assert median(size for size in sizes if size) < MEDIAN_FILE


@pytest.mark.parametrize("path", named(modules(*TREES)))
def test_functions_are_short_and_typed(path: Path) -> None:
    for function in functions(path):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, function.name
        assert function.returns is not None, function.name


def test_the_version_is_the_change_logs_newest() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+)\b", log, re.MULTILINE)
    assert newest
    assert newest.group(1) == project["version"]


def test_every_data_file_goes_into_the_wheel() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    patterns: dict[str, list[str]] = tools["setuptools"]["package-data"]
    for package in PACKAGES:
        packed = {
            p for pattern in patterns.get(package, ()) for p in (ROOT / package).glob(pattern)
        }
        data = {
            path
            for path in (ROOT / package).rglob("*")
            if path.is_file() and path.suffix not in (".py", ".pyc")
        }
        assert data <= packed, package


def own_texts() -> Iterator[Path]:
    """Every text of the project but the plans, which are as they were published."""
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") for part in parts[:-1]) and parts[0] != ".ci"
        if hidden or BUILT & set(parts) or any(part.endswith(".egg-info") for part in parts):
            continue
        if path.is_file() and (path.suffix in TEXTS or path.name in NAMELESS):
            yield path


def test_no_file_speaks_of_one_machine() -> None:
    for path in own_texts():
        text = path.read_text(encoding="utf-8")
        assert not [words for words in FORBIDDEN if words in text], path


def test_the_search_for_words_looks_where_they_would_stand() -> None:
    assert any(path.name == "pyproject.toml" for path in own_texts())
    assert any(path == Path(__file__) for path in own_texts())
    assert all(words.startswith("/") and words.endswith("/") for words in FORBIDDEN)
