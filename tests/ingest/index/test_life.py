"""What an index tells of its documents' lives, and the versions that it keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.index import Because, Parsed, archive, build, open_index, rollback
from tests.ingest.index.support import PLANS, TinyEncoder, card, parsed

SLUG, OTHER, _ = PLANS
NEWER = PLANS[SLUG].replace("50%", "60%")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    build(tmp_path, [parsed(SLUG), parsed(OTHER)], TinyEncoder(), because=Because(by="an"))
    return tmp_path


def _acts(home: Path) -> list[tuple[str, str, str]]:
    index = open_index(home)
    index.close()
    return [(event.act.value, event.doc, event.by) for event in index.life.events]


def _mended(slug: str) -> Parsed:
    plan = parsed(slug)
    return replace(plan, document=replace(plan.document, card=card("Hà Bắc")))


def test_every_act_is_told_once(home: Path) -> None:
    build(home, [parsed(SLUG, NEWER)], TinyEncoder(), because=Because(by="bình"))
    build(home, [_mended(OTHER)], TinyEncoder(), because=Because(edits={OTHER: {"number": "1"}}))
    build(home, [], TinyEncoder(), removed=[SLUG], because=Because("bình", "hết hạn"))
    assert _acts(home) == [
        ("added", SLUG, "an"),
        ("added", OTHER, "an"),
        ("replaced", SLUG, "bình"),
        ("edited", OTHER, ""),
        ("withdrawn", SLUG, "bình"),
    ]
    index = open_index(home)
    index.close()
    assert index.life.events[-1].note == "hết hạn"
    assert index.life.withdrawn() == {SLUG}
    assert index.life.edits == {OTHER: {"number": "1"}}


def test_doing_the_same_again_tells_nothing(home: Path) -> None:
    build(home, [parsed(SLUG)], TinyEncoder())
    build(home, [parsed(SLUG), parsed(OTHER)], TinyEncoder(), fresh=True)
    assert len(_acts(home)) == 2


def test_what_goes_out_of_force_is_kept_whole(home: Path) -> None:
    before = parsed(SLUG)
    build(home, [parsed(SLUG, NEWER)], TinyEncoder())
    build(home, [], TinyEncoder(), removed=[OTHER])
    versions = {(SLUG, before.document.version), (OTHER, parsed(OTHER).document.version)}
    assert set(archive.kept(home)) == versions
    assert archive.load(home, SLUG, before.document.version) == before
    assert archive.load(home, SLUG, parsed(SLUG, NEWER).document.version) is None


@pytest.mark.parametrize("slug", ["../../current", "nowhere", SLUG.upper(), ""])
def test_no_name_leads_out_of_the_archive(home: Path, slug: str) -> None:
    build(home, [], TinyEncoder(), removed=[OTHER])
    assert archive.load(home, slug, "0" * 12) is None
    assert archive.load(home, SLUG, "../../../x") is None


def test_going_back_keeps_the_version_that_it_leaves(home: Path) -> None:
    newer = parsed(SLUG, NEWER)
    build(home, [newer], TinyEncoder())
    rollback(home, by="an", note="sai số liệu")
    index = open_index(home)
    assert index.document(SLUG) == parsed(SLUG).document
    index.close()
    assert archive.load(home, SLUG, newer.document.version) == newer
    assert _acts(home)[-1] == ("rolled back", "", "an")


def test_an_edit_is_forgotten_when_told_so(home: Path) -> None:
    build(home, [_mended(OTHER)], TinyEncoder(), because=Because(edits={OTHER: {"number": "1"}}))
    build(home, [parsed(OTHER)], TinyEncoder(), because=Because(edits={OTHER: None}))
    index = open_index(home)
    index.close()
    assert index.life.edits == {}
