"""The table of Việt Nam's units: its counts, its duplicates, and what became of places."""

from __future__ import annotations

import time
from importlib.resources import files

import pytest

from ingest.model import Level, Place
from retrieval import units
from retrieval.became import successors
from retrieval.units import Unit

COUNTRY = units.load()


def unit(name: str, level: Level, parent: str, since: bool = False) -> Unit:
    """The one unit of this name, tier, parent and era."""
    found = [
        u for u in COUNTRY.find(name) if (u.level, u.parent, u.since) == (level, parent, since)
    ]
    assert len(found) == 1, found
    return found[0]


def test_the_maps_have_their_counts() -> None:
    provinces = COUNTRY.provinces()
    now = [p for p in provinces if p.since]
    communes = [c for p in now for c in COUNTRY.inside(p)]
    # 63 provinces of June 2025, and Thừa Thiên Huế, which was renamed in January.
    assert len(provinces) - len(now) == 64
    assert (len(now), sum(p.word == "thành phố" for p in now)) == (34, 9)
    assert len(communes) == 3321
    assert sum(c.word == "đặc khu" for c in communes) == 13


def test_old_districts_and_their_communes() -> None:
    old = [p for p in COUNTRY.provinces() if not p.since]
    districts = [d for p in old for d in COUNTRY.inside(p)]
    assert 696 <= len(districts) <= 720
    thang_binh = unit("thang binh", Level.DISTRICT, "Quảng Nam")
    names = {c.name for c in COUNTRY.inside(thang_binh)}
    assert {"Bình Triều", "Hà Lam", "Bình Minh"} <= names
    assert "Bình Định Bắc" in names, "merged before 2025, still in older plans"


@pytest.mark.parametrize(
    ("name", "level", "parent", "became"),
    [
        ("binh trieu", Level.COMMUNE, "Thăng Bình", ("xã Thăng An",)),
        ("ha lam", Level.COMMUNE, "Thăng Bình", ("xã Thăng Bình",)),
        ("tan binh", Level.COMMUNE, "Vĩnh Cửu", ("phường Tân Triều",)),
        ("gung re", Level.COMMUNE, "Di Linh", ("xã Di Linh",)),
        ("nguyen giap", Level.COMMUNE, "Tứ Kỳ", ("xã Nguyên Giáp",)),
    ],
)
def test_what_became_of_communes(
    name: str, level: Level, parent: str, became: tuple[str, ...]
) -> None:
    assert unit(name, level, parent).became == became


@pytest.mark.parametrize(
    ("name", "became"),
    [
        ("tien dong", {"xã Lạc Phượng", "xã Nguyên Giáp"}),
        ("hung dao", {"xã Tân Kỳ", "xã Đại Sơn"}),
    ],
)
def test_a_commune_that_was_split_keeps_all_its_parts(name: str, became: set[str]) -> None:
    assert set(unit(name, Level.COMMUNE, "Tứ Kỳ").became) == became


def test_names_repeat() -> None:
    found = COUNTRY.find("tan binh")
    assert len(found) > 20
    assert {u.word for u in found} >= {"xã", "phường", "quận"}


def test_the_changes_of_2026() -> None:
    assert unit("tri an", Level.COMMUNE, "Đồng Nai", since=True).word == "phường"
    now = {u.name: u.word for u in COUNTRY.provinces() if u.since}
    assert {now[n] for n in ("Đồng Nai", "Quảng Ninh", "Bắc Ninh")} == {"thành phố"}
    assert now["Lâm Đồng"] == "tỉnh"


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (Place("Thăng Bình", Level.DISTRICT, "Quảng Nam"),
         ("Thăng Trường", "Đồng Dương", "thành phố Đà Nẵng", "không còn cấp huyện")),
        (Place("Tứ Kỳ", Level.DISTRICT, "Hải Dương"), ("Lạc Phượng", "thành phố Hải Phòng")),
        (Place("Di Linh", Level.DISTRICT, "Lâm Đồng"), ("Gia Hiệp", "Sơn Điền", "tỉnh Lâm Đồng")),
        (Place("Tân Bình", Level.COMMUNE, "Vĩnh Cửu"),
         ("phường Tân Triều", "thành phố Đồng Nai")),
        (Place("Quảng Nam", Level.PROVINCE), ("tỉnh Quảng Nam thuộc thành phố Đà Nẵng",)),
        (Place("Lâm Đồng", Level.PROVINCE), ("tỉnh Đắk Nông", "tỉnh Bình Thuận")),
        (Place("Đồng Nai", Level.PROVINCE), ("tỉnh Bình Phước", "nay là thành phố Đồng Nai")),
        (Place("Quảng Ninh", Level.PROVINCE), ("nay là thành phố Quảng Ninh",)),
        (Place("Hội An", Level.DISTRICT, "Quảng Nam"), ("phường Hội An", "Tân Hiệp")),
    ],
)  # fmt: skip
def test_successors_say_what_became_of_a_place(place: Place, says: tuple[str, ...]) -> None:
    note = successors(place)
    assert all(part in note for part in says), note
    assert "\n" not in note


def test_a_district_counts_its_new_communes() -> None:
    for name, parent, count in (
        ("Thăng Bình", "Quảng Nam", 6),
        ("Tứ Kỳ", "Hải Dương", 6),
        ("Di Linh", "Lâm Đồng", 7),
    ):
        old = COUNTRY.old(Place(name, Level.DISTRICT, parent))
        assert old is not None
        assert len({n for c in COUNTRY.inside(old) for n in c.became}) == count


@pytest.mark.parametrize(
    "place",
    [
        Place("", Level.PROVINCE),
        Place("Việt Nam", Level.CENTRAL),
        Place("Núi Xanh", Level.COMMUNE, "Sông Dài"),
        Place("Tân Bình", Level.COMMUNE),
        Place("Hà Nội", Level.PROVINCE),
    ],
)
def test_no_note_where_nothing_is_known_or_nothing_changed(place: Place) -> None:
    assert successors(place) == ""


def test_the_table_is_small_and_loads_quickly() -> None:
    table = files("retrieval").joinpath("data/units.tsv").read_text(encoding="utf-8")
    assert len(table.encode()) < 400_000
    best = min(_seconds(table) for _ in range(5))
    assert best < 0.1, "some 11 ms on an idle core; ten times that is a fault"


def _seconds(table: str) -> float:
    start = time.process_time()
    units.Units(table)
    return time.process_time() - start
