"""What became of a plan's place on 1 July 2025, in one line, in the language of the question."""

from __future__ import annotations

from itertools import groupby

from ingest.model import Level, Place
from prompts import say
from retrieval.understand.english import term_in_english
from retrieval.units import WORDS, Unit, Units, load


def successors(place: Place, lang: str = "vi") -> str:
    """One line on what became of a place on 1 July 2025; "" where nothing is known."""
    units = load()
    unit = units.old(place)
    if unit is None:
        return ""
    province = units.province_now(unit)
    if unit.level is Level.PROVINCE:
        return _of_province(units, unit, province, lang)
    if unit.level is Level.COMMUNE:
        return _of_commune(unit, province, lang)
    return _of_district(units, unit, province, lang)


def named(display: str, lang: str) -> str:
    """ "huyện Thăng Bình" as it is shown: in English "Thăng Bình district"."""
    word = next((w for w in WORDS.values() if display.startswith(f"{w} ")), "")
    english = term_in_english(word) if lang == "en" and word else None
    return f"{display.removeprefix(word).strip()} {english}" if english else display


def _of_province(units: Units, unit: Unit, now: Unit, lang: str) -> str:
    unit_named, now_named = named(unit.display, lang), named(now.display, lang)
    if unit.name == now.name:
        others = [named(u.display, lang) for u in units.provinces() if _joined(u, now)]
        later = "" if now.word == unit.word else say("became.later", lang, now=now_named)
        if others:
            joined = _and(others, lang)
            return say("became.gained", lang, unit=unit_named, others=joined, later=later)
        return _upper(say("became.is_now", lang, unit=unit_named, now=now_named)) if later else ""
    if unit.name.endswith(now.name):
        return _upper(say("became.is_now", lang, unit=unit_named, now=now_named))
    return say("became.part_of", lang, unit=unit_named, now=now_named)


def _of_district(units: Units, unit: Unit, province: Unit, lang: str) -> str:
    became = list(dict.fromkeys(name for c in units.inside(unit) for name in c.became))
    values = {"unit": named(unit.display, lang), "province": named(province.display, lang)}
    if not became:
        return say("became.district", lang, **values)
    # A commune that only takes a part of this district is counted, too: the people there ask.
    return say("became.district_parts", lang, parts=_grouped(became, lang), **values)


def _of_commune(unit: Unit, province: Unit, lang: str) -> str:
    if not unit.became:
        return ""
    key = "became.still" if unit.became == (unit.display,) else "became.commune"
    return say(
        key,
        lang,
        unit=named(unit.display, lang),
        within=f"{unit.parent}, {unit.province}",
        now=_and([named(name, lang) for name in unit.became], lang),
        province=named(province.display, lang),
    )


def _joined(unit: Unit, now: Unit) -> bool:
    """Whether an old province went into another one; Thừa Thiên Huế only changed its name."""
    return not unit.since and unit.became == (now.name,) and not unit.name.endswith(now.name)


def _grouped(names: list[str], lang: str) -> str:
    """ "xã A, B; phường C" of full names, the counted word once a group."""
    parts = sorted((_split(name) for name in names), key=lambda part: part[0])
    groups = [
        (word, [name for _, name in group])
        for word, group in groupby(parts, key=lambda part: part[0])
    ]
    if lang != "en":
        return "; ".join(f"{word} {_and(listed, lang)}" for word, listed in groups)
    return "; ".join(_counted(word, listed) for word, listed in groups)


def _counted(word: str, names: list[str]) -> str:
    """ "the communes of A and B"."""
    english = term_in_english(word) or word
    if len(names) == 1:
        return f"{names[0]} {english}"
    several = f"{english[:-1]}ies" if english.endswith("y") else f"{english}s"
    return f"the {several} of {_and(names, 'en')}"


def _split(display: str) -> tuple[str, str]:
    word = next(w for w in WORDS.values() if display.startswith(w + " "))
    return word, display[len(word) + 1 :]


def _and(names: list[str], lang: str) -> str:
    if len(names) < 2:
        return names[0]
    return f"{', '.join(names[:-1])} {say('became.and', lang)} {names[-1]}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


__all__ = ["named", "successors"]
