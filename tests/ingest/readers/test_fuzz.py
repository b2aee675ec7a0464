"""Broken bytes and strange markup: a reader reads or declines, in bounded time, and never crashes.

`make soak` runs it longer.
"""

from __future__ import annotations

import random
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.parse import parse
from ingest.readers import child, html, legacy
from ingest.readers.box import read_apart
from ingest.readers.formats import FORMATS
from ingest.readers.model import Refusal
from tests.ingest.guarantees import broken
from tests.ingest.readers.odd import ODD
from tests.ingest.readers.packages import docx, p, table, tc

OFFICE = Path(__file__).parent / "office"
SLOWEST = 60.0
"""Seconds that one mutated file may take on a busy machine."""


def _seeds() -> dict[str, tuple[str, bytes]]:
    body = p("KẾ HOẠCH") + table(tc("TT") + tc("Nhiệm vụ"), tc("1") + tc("Số hóa"))
    return {
        "word": ("word", (OFFICE / "thang-binh-2021-2025.docx").read_bytes()),
        "word, small": ("word", docx(body)),
        "pdf": ("pdf", (ODD / "unruled.pdf").read_bytes()),
        "html": ("html", b"<ol><li>a<table><tr><td rowspan=2>b<td>c<tr><td>d</table></ol>" * 20),
        "plain": ("plain", "Kế hoạch\n| a | b |\n|---|---|\n".encode() * 20),
    }


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them changed, cut out, doubled or moved."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made) or 1)
        size = chance.choice((1, 2, 8, 64, 512))
        act = chance.randrange(4)
        if act == 0 and made:
            made[at] = chance.randrange(256)
        elif act == 1:
            del made[at : at + size]
        elif act == 2:
            made[at:at] = made[at : at + size]
        else:
            made[at : at + size] = chance.randbytes(size)
    return bytes(made)


def _read(module: str, data: bytes) -> None:
    began = time.monotonic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = child._read(module, data)
    assert "text" in told or told["remedy"]
    assert time.monotonic() - began < SLOWEST


@pytest.mark.parametrize("name", _seeds())
def test_mutated_files(name: str) -> None:
    module, data = _seeds()[name]
    chance = random.Random(name)
    until = time.monotonic() + 2.0
    for _ in range(40):
        _read(module, mutated(data, chance))
        if time.monotonic() > until:
            break


@pytest.mark.soak
@pytest.mark.parametrize("name", _seeds())
def test_mutated_files_for_minutes(name: str) -> None:
    module, data = _seeds()[name]
    chance = random.Random(f"{name}, longer")
    until = time.monotonic() + 120
    while time.monotonic() < until:
        _read(module, mutated(data, chance))


@pytest.mark.parametrize("suffix", FORMATS)
def test_noise_under_every_name(suffix: str) -> None:
    data = random.Random(suffix).randbytes(4000)
    with pytest.raises(Refusal) as raised:
        read_apart(data, FORMATS[suffix])
    assert raised.value.remedy


_TAGS = st.sampled_from(
    (
        *("<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "<td rowspan=3>", "<td colspan=9>"),
        *("</td>", "<ol>", "</ol>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<br>", "<!--", "-->"),
        *("Kế hoạch ", "1. ", "- ", "80%", "&amp;", "&#0;", "\t", "|", "\n"),
    )
)


@given(st.lists(_TAGS, max_size=60).map("".join))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_page_is_read_and_parsed(page: str) -> None:
    text = html.read(page.encode()).text
    assert not broken(text, parse(text, "van-ban"))


_CELL = st.sampled_from(
    ["", "1", "2", "TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Sở Nội vụ", "a|b", "*"]
)
_BODY = st.lists(
    st.one_of(
        st.sampled_from(["I. A", "1. B", "a) c", "- d", "KẾ HOẠCH", "Nơi nhận:", "x" * 700]).map(p),
        st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=4).map(
            lambda rows: table(*("".join(tc(c) for c in row) for row in rows))
        ),
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(_BODY)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_word_file_is_read_and_parsed(body: str) -> None:
    told = child._read("word", docx(body))
    assert not broken(told["text"], parse(told["text"], "van-ban"))


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_decode_or_do_not(data: bytes) -> None:
    found = legacy.decode(data)
    assert found is None or found[1] in legacy.NAMES
