"""What is said of each figure, with what it takes from its neighbours in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.extract.comparators import Comparison, comparison
from ingest.extract.context import PREDICATE, baseline_of, levels_named, only_level, scope_of
from ingest.extract.figures import Figure
from ingest.extract.measures import label_of, lead_in, says_something, wording
from ingest.extract.slots import Slot
from ingest.model import Level

_BARE_JOIN = re.compile(r"[\s,;]*(?:và|hoặc)?\s*(?:có)?\s*", re.IGNORECASE)
_STRIVING_JOIN = re.compile(r"[\s,]*(?:và\s+)?(?:phấn đấu(?:\s+đạt)?)?\s*", re.IGNORECASE)
_TIERS = re.compile(
    r"(?:\s+thuộc thẩm quyền giải quyết)?(?:\s+(?:của|tại|ở))?\s+cấp (?:tỉnh|huyện|xã)"
    r"(?:(?:,|\s+và)\s+(?:cấp )?(?:tỉnh|huyện|xã))*\b",
    re.IGNORECASE,
)
_SUBJECTLESS = re.compile(r"\s*(?:trở lên\s+)?(có|được)\s", re.IGNORECASE)
_DATED = re.compile(r"\b20\d\d\b")
_PART = re.compile(r"(?:lĩnh vực|đối với|riêng|khối)\s", re.IGNORECASE)
_CHANGE = re.compile(r"(?:cắt giảm|giảm|tăng)(?= )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure with what its words say of it; `start`..`end` is the range of those words.

    `before` and `after` are the words on either side of it, without a run-in heading. `levels` is
    None where no tier is named; `leading` says that the comparator stands before the figure,
    `figure_first` that the measure follows it, `bare` that only joining words lead up to it.
    """

    slot: Slot
    start: int
    end: int
    before: str
    after: str
    sign: str
    leading: bool
    measure: str
    figure_first: bool
    bare: bool
    levels: tuple[Level, ...] | None
    scope: str
    baseline: str

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.slot.figure


def readings(text: str, slots: Sequence[Slot]) -> list[Reading]:
    """The slots of one clause as read, lists shared out among their members."""
    made = [_read(text, slot) for slot in slots]
    made = _share_levels(_pass_on(made))
    return _name_subjects(_take_back(made))


def label_end(before: str) -> int:
    """How long the run-in heading before a figure's words is ("Về cải cách thể chế: …")."""
    return re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), before).rfind(":") + 1


def _read(text: str, slot: Slot) -> Reading:
    figure = slot.figure
    start = slot.start + label_end(text[slot.start : figure.outer_start])
    before, after = text[start : figure.outer_start], text[figure.outer_end : slot.end]
    said = comparison(before, after)
    figure_first = says_something(wording("", after))
    if figure_first and (skipped := lead_in(before[: said.start])):
        start, before = start + skipped, before[skipped:]
        said = comparison(before, after)
    levels = _levels(before, _past_unit(figure, after))
    measure = _measure(text, figure, before, after, said)
    if not measure and levels is not None:
        # "Tỷ lệ hồ sơ trực tuyến: cấp huyện từ 70%, cấp xã từ 62%".
        label = label_of(text[slot.start : start])
        measure = label if says_something(label) else ""
    return Reading(
        slot=slot,
        start=start,
        end=slot.end,
        before=before,
        after=after,
        sign=_sign(figure, said),
        leading=said.leading,
        measure=measure,
        figure_first=figure_first,
        bare=_BARE_JOIN.fullmatch(before[: said.start]) is not None,
        levels=levels,
        scope=scope_of(text[start : slot.end]),
        baseline=baseline_of(before, after),
    )


def _measure(text: str, figure: Figure, before: str, after: str, said: Comparison) -> str:
    left = before[: said.start]
    right = after if said.tail is None else after[: said.tail[0]] + after[said.tail[1] :]
    if text[figure.outer_start : figure.outer_end].lower().endswith(" về"):
        left = ""
    measure = wording(left, right)
    return measure if says_something(measure) else ""


def _sign(figure: Figure, said: Comparison) -> str:
    if figure.value_kind == "rank":
        return "<="
    if figure.value_max is not None:
        return "range"
    if figure.value_kind == "percent" and figure.value >= 100 and said.sign.startswith(">"):
        return "="  # "trên 100% địa bàn" is all of it
    return said.sign or "="


def _past_unit(figure: Figure, after: str) -> str:
    """The words after a count's unit: "3 huyện" counts districts and is not a goal for them."""
    if figure.value_kind != "count" or figure.outer_end > figure.end:
        return after
    return after.lstrip()[len(figure.unit) :]


def _levels(before: str, after: str) -> tuple[Level, ...] | None:
    """The tiers that the subject names, or failing that the rest of a figure's words."""
    named = levels_named(before)
    if named is not None:
        return named
    verb = PREDICATE.search(after, 1)
    subject = levels_named(after[: verb.start()] if verb else after)
    return subject if subject is not None else levels_named(after)


def _pass_on(made: list[Reading]) -> list[Reading]:
    """A comparator and a verb of change before a list hold for all of it."""
    passed = made[:1]
    for reading in made[1:]:
        last = passed[-1]
        if not _listed(last, reading):
            passed.append(reading)
            continue
        if last.leading and not reading.leading and reading.sign == "=" and not _is_whole(reading):
            reading = replace(reading, sign=last.sign, leading=True)
        change = _CHANGE.match(last.measure)
        if change and reading.measure and not _CHANGE.match(reading.measure):
            reading = replace(reading, measure=f"{change.group()} {reading.measure}")
        passed.append(reading)
    return passed


def _is_whole(reading: Reading) -> bool:
    """Whether the figure is all there is: nothing is "at least 100%"."""
    return reading.figure.value_kind == "percent" and reading.figure.value >= 100


def _listed(last: Reading, reading: Reading) -> bool:
    """Whether two figures stand in one list, so that what frames the one frames the other."""
    if last.slot.sentence != reading.slot.sentence:
        return False
    if reading.slot.joint in (",", "and"):
        return reading.bare
    return _series(last, reading)


def _series(last: Reading, reading: Reading) -> bool:
    """Whether one thing is measured for one tier after the other."""
    one, other = only_level(last.levels), only_level(reading.levels)
    return one is not None and other is not None and one != other and _alike(last, reading)


def _alike(last: Reading, reading: Reading) -> bool:
    first, second = last.measure.lower().split()[:2], reading.measure.lower().split()[:2]
    return len(first) == 2 and first == second


def _share_levels(made: list[Reading]) -> list[Reading]:
    """ "cấp tỉnh, cấp huyện, cấp xã … tương ứng là 30%, 20%, 15%": one tier for each figure."""
    shared = list(made)
    for at, reading in enumerate(made):
        tiers = reading.levels or ()
        run = made[at : at + len(tiers)]
        if len(tiers) < 2 or len(run) < len(tiers):
            continue
        if all(r.slot.joint in (",", "and") and not r.measure for r in run[1:]):
            for offset, tier in enumerate(tiers):
                shared[at + offset] = replace(shared[at + offset], levels=(tier,))
    return shared


def _take_back(made: list[Reading]) -> list[Reading]:
    """What stands only after the last figure of a list holds for those before it."""
    shared = list(made)
    for at in reversed(range(len(made) - 1)):
        this, following = shared[at], shared[at + 1]
        if this.slot.sentence == following.slot.sentence:
            shared[at], shared[at + 1] = _pair(this, following)
    return _fill(shared)


def _pair(this: Reading, following: Reading) -> tuple[Reading, Reading]:
    joined = following.slot.joint in (",", "and")
    bare = not this.after.strip(" ,") and _STRIVING_JOIN.fullmatch(following.before)
    # "đề xuất tối thiểu 80% và phấn đấu 90% thủ tục": one measure around both figures.
    if joined and bare and following.measure:
        whole = " ".join(filter(None, (this.measure, following.measure)))
        following = replace(following, measure=whole, start=this.start)
        this = replace(this, measure=whole, levels=this.levels or following.levels)
        return _with_frame(this, following), following
    # "năm 2024 đạt 75%; năm 2025 đạt 90% hồ sơ": without a year of its own, a heading speaks.
    if not this.measure and following.figure_first and _DATED.search(this.before):
        return replace(this, measure=following.measure, figure_first=True), following
    verb = PREDICATE.search(following.measure, 1) if joined or _alike(this, following) else None
    if verb and this.measure and this.figure_first and not PREDICATE.search(this.measure):
        whole = f"{this.measure} {following.measure[verb.start() :]}"
        return replace(_with_frame(this, following), measure=whole), following
    return (_with_frame(this, following) if _listed(this, following) else this), following


def _with_frame(this: Reading, following: Reading) -> Reading:
    return replace(
        this,
        end=following.end,
        scope=this.scope or following.scope,
        baseline=this.baseline or following.baseline,
    )


def _fill(made: list[Reading]) -> list[Reading]:
    """A figure whose words name no measure goes on with the one before it, whatever its tier."""
    filled = made[:1]
    for last, reading in pairwise(made):
        before = filled[-1]
        follows = last.slot.sentence == reading.slot.sentence
        if not reading.measure and before.measure and not _labelled(reading):
            start = before.start if follows and reading.slot.joint != ";" else reading.start
            reading = replace(reading, measure=_TIERS.sub("", before.measure), start=start)
        filled.append(reading)
    return filled


def _name_subjects(made: list[Reading]) -> list[Reading]:
    """ "100% viên chức có …, phấn đấu 10% có trình độ sau Đại học": the 10% are viên chức, too.

    So is "lĩnh vực đất đai" a part of what was measured just before.
    """
    named = made[:1]
    for reading in made[1:]:
        last, verb = named[-1], _SUBJECTLESS.match(reading.after)
        told = PREDICATE.search(last.measure, 1)
        same = last.slot.piece == reading.slot.piece and last.figure_first
        if _is_part(last, reading):
            reading = replace(reading, measure=f"{last.measure} {reading.measure}")
        elif verb and told and same and not says_something(wording(reading.before, "")):
            subject = last.measure[: told.start()].strip()
            whole = f"{subject} {verb.group(1)} {reading.measure}"
            reading = replace(reading, measure=whole)
        named.append(reading)
    return named


def _is_part(last: Reading, reading: Reading) -> bool:
    one_sentence = last.slot.sentence == reading.slot.sentence
    fresh = bool(last.measure) and last.measure != reading.measure
    return one_sentence and fresh and _PART.match(reading.measure) is not None


def _labelled(reading: Reading) -> bool:
    return reading.start > reading.slot.start
