"""The one script: small, the same every time, and free of what a strict policy forbids."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest

from bot.widget.bundle import MODULES, bundle, imports, source, words
from retrieval.model import Status

LARGEST = 40_000
SILENT = {Status.ANSWERED, Status.SMALLTALK}
TOP_LEVEL = re.compile(
    r"^(?:export )?(?:async )?(?:function\*? |class |const |let )(\w+)", re.MULTILINE
)
# A string as code or as HTML, or an inline style: refused by the policy, or a door for a script.
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment"
    r'|\beval\(|new Function|setAttribute\("style"|srcdoc'
)


def test_the_script_is_small() -> None:
    assert len(bundle().packed) < LARGEST


def test_the_script_is_the_same_every_time() -> None:
    first = bundle()
    bundle.cache_clear()
    assert bundle() == first
    assert gzip.decompress(first.packed) == first.plain


def test_every_module_is_in_the_script() -> None:
    found = {each.name.removesuffix(".js") for each in (files("bot.widget") / "js").iterdir()}
    assert found == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_comes_after_those_it_imports(name: str) -> None:
    assert set(imports(name)) <= set(MODULES[: MODULES.index(name)])


def test_no_import_or_export_is_left() -> None:
    assert not re.search(r"^(?:import|export)\b", bundle().plain.decode(), re.MULTILINE)


def test_modules_do_not_share_a_name() -> None:
    names = [found for module in MODULES for found in TOP_LEVEL.findall(source(module))]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("name", MODULES)
def test_nothing_is_written_as_html_or_code(name: str) -> None:
    assert FORBIDDEN.findall(source(name)) == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_of_readable_length(name: str) -> None:
    lines = source(name).splitlines()
    assert len(lines) <= 200
    assert max(map(len, lines)) <= 140


def blanks(text: Any) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(str(text)) if name}


def test_both_languages_say_the_same_things() -> None:
    told = words()
    assert set(told) == {"vi", "en"}
    vi, en = told["vi"], told["en"]
    assert list(vi) == list(en)
    assert [key for key in vi if blanks(vi[key]) != blanks(en[key])] == []


def test_every_word_that_the_script_uses_is_there() -> None:
    script = "\n".join(source(module) for module in MODULES)
    used = set(re.findall(r"\bwords\.(\w+)", script))
    assert used - set(words()["vi"]) == set()


def test_every_trouble_and_every_status_has_words() -> None:
    script = "\n".join(source(module) for module in MODULES)
    kinds = set(re.findall(r'new Trouble\((?:[^"()]*\? )?"(\w+)"', script)) | {"network", "left"}
    states = {each.value.replace(":", "_") for each in Status if each not in SILENT}
    wanted = {f"trouble_{kind}" for kind in kinds} | {f"status_{state}" for state in states}
    told = {key for key in words()["vi"] if key.startswith(("trouble_", "status_"))}
    assert told == wanted
