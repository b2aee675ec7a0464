"""What a build takes in, carries over, replaces and drops."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.errors import BadInput, NeedsIngest, Unavailable
from ingest.index import FORMAT, Act, Parsed, build, open_index, outdated, rollback, unchanged
from tests.ingest.index.support import PLANS, TinyEncoder, all_plans, card, parsed

SLUGS = tuple(PLANS)
STAGES = ["clauses", "vectors", "lexical", "verify"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_everything_comes_back_as_it_went_in(home: Path) -> None:
    stages: list[tuple[str, int, int]] = []
    report = build(home, all_plans(), TinyEncoder(), progress=lambda *told: stages.append(told))
    index = open_index(home)
    assert (report.generation, report.worked, report.carried) == ("000001", SLUGS, ())
    assert [d.slug for d in index.documents] == list(SLUGS)
    for plan in all_plans():
        slug = plan.document.slug
        assert index.document(slug) == plan.document
        assert tuple(index.of_document(slug)) == plan.clauses
        assert index.register("target", slug) == list(plan.register["target"])
        assert [index.clause(c.id) for c in plan.clauses] == list(plan.clauses)
    assert index.size == report.clauses == sum(len(p.clauses) for p in all_plans())
    assert index.doc_of.tolist() == [0] * 6 + [1] * 4 + [2] * 3
    assert len(index.register("target")) == 3
    assert index.register("task") == []
    assert list(dict.fromkeys(stage for stage, *_ in stages)) == STAGES
    assert {stage: done for stage, done, total in stages if done == total}.keys() == set(STAGES)
    index.close()


def test_rows_and_ids_agree(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    index = open_index(home)
    wanted = [index.size - 1, 0, 3, 3]
    clauses = index.rows(wanted)
    assert [index.row_of(c.id) for c in clauses] == wanted
    assert [index.documents[index.doc_of[row]].slug for row in wanted] == [c.doc for c in clauses]
    assert index.row_of("ha-an-2024:IX") is None
    assert index.clause("nowhere:I") is None
    assert index.document("nowhere") is None
    with pytest.raises(KeyError):
        index.text("nowhere")
    with pytest.raises(KeyError):
        index.rows([index.size])
    index.close()


def test_an_unchanged_document_is_carried_without_being_worked(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    encoder = TinyEncoder()
    report = build(home, [parsed("ha-binh-2025")], encoder)
    assert report.carried == ("ha-an-2024", "ha-chau-2023")
    assert report.encoded == len(encoder.texts) == 4
    assert all("ha-binh" in slug for slug in report.worked)
    index = open_index(home)
    assert [tuple(index.of_document(s)) for s in SLUGS] == [p.clauses for p in all_plans()]
    own = index.vector("ha-an-2024:I.1")
    assert own is not None
    first = next(iter(index.dense(own, 3, None)))
    assert index.rows([first])[0].id == "ha-an-2024:I.1"
    index.close()


def test_a_replaced_document_leaves_nothing_of_its_old_self(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    build(home, [parsed("ha-binh-2025", "Mục tiêu\nBảo tồn voọc")], TinyEncoder())
    index = open_index(home)
    assert [c.text for c in index.of_document("ha-binh-2025")] == ["Mục tiêu", "Bảo tồn voọc"]
    assert index.text("ha-binh-2025") == "Mục tiêu\nBảo tồn voọc"
    assert index.lexical(["voọc"])["marked"].nonzero()[0].tolist() == [
        index.row_of("ha-binh-2025:I.1")
    ]
    assert index.document_frequency("phut") == 0
    own = index.vector("ha-binh-2025:I.1")
    assert own is not None
    assert len(index.dense(own, 10, ["ha-binh-2025"])) == 2
    assert index.vector("ha-binh-2025:I.3") is None
    index.close()


def test_a_removed_document_is_gone_from_every_part(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    report = build(home, [], TinyEncoder(), removed=["ha-an-2024", "never-there"])
    assert report.removed == ("ha-an-2024",)
    assert report.encoded == 0
    index = open_index(home)
    assert [d.slug for d in index.documents] == ["ha-binh-2025", "ha-chau-2023"]
    assert index.of_document("ha-an-2024") == []
    assert index.register("target", "ha-an-2024") == []
    assert index.document_frequency("long") == 0
    assert index.vector("ha-an-2024:I.1") is None
    index.close()


def test_an_index_may_be_emptied_and_filled_again(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    build(home, [], TinyEncoder(), removed=SLUGS)
    index = open_index(home)
    assert index.size == 0
    assert index.lexical(["số"])["folded"].shape == (0,)
    index.close()
    assert build(home, [parsed("ha-an-2024")], TinyEncoder()).clauses == 6


def test_nothing_to_do_makes_no_new_generation(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    assert build(home, [], TinyEncoder()).generation == "000001"


def test_another_encoder_works_every_vector_again(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    encoder = TinyEncoder(revision="2", dimension=16)
    report = build(home, [], encoder)
    assert report.carried == SLUGS
    assert report.encoded == len(encoder.texts) == report.vectors
    index = open_index(home, encoder_name="tiny", encoder_revision="2")
    own = index.vector("ha-an-2024:I.1")
    assert own is not None
    assert own.shape == (16,)
    index.close()


def test_the_encoder_reads_the_headings_with_the_clause(home: Path) -> None:
    encoder = TinyEncoder()
    build(home, [parsed("ha-binh-2025")], encoder)
    assert "Mục tiêu năm 2025\nThời gian chờ không quá 15 phút" in encoder.texts


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        ({}, True),
        ({"sha256": "0" * 64}, False),
        ({"slug": "another"}, False),
        ({"card": card(audience="noi-bo")}, False),
        ({"encoder": TinyEncoder(revision="2")}, False),
        ({"encoder": TinyEncoder(name="other")}, False),
    ],
)
def test_unchanged_means_file_card_and_encoder(
    home: Path, changed: dict[str, object], same: bool
) -> None:
    plan = parsed("ha-an-2024").document
    told = {"slug": plan.slug, "sha256": plan.sha256, "encoder": TinyEncoder(), "card": plan.card}
    assert not unchanged(home, **told)  # type: ignore[arg-type]
    build(home, [parsed("ha-an-2024")], TinyEncoder())
    assert unchanged(home, **(told | changed)) is same  # type: ignore[arg-type]


def test_readers_notice_and_reopen(home: Path) -> None:
    build(home, [parsed("ha-an-2024")], TinyEncoder())
    index = open_index(home)
    assert not index.stale()
    build(home, [parsed("ha-binh-2025")], TinyEncoder())
    assert index.stale()
    assert [d.slug for d in index.documents] == ["ha-an-2024"]
    assert index.clause("ha-an-2024:I.1") is not None
    index.close()
    again = open_index(home)
    assert not again.stale()
    assert [d.slug for d in again.documents] == ["ha-an-2024", "ha-binh-2025"]
    again.close()


def test_closing_one_reader_leaves_the_other(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    one, two = open_index(home), open_index(home)
    own = one.vector("ha-an-2024:I.1")
    assert own is not None
    assert two.dense(own, 1, None)
    one.close()
    assert two.dense(own, 1, None)
    two.close()


def test_going_back_is_one_more_generation(home: Path) -> None:
    for slug in SLUGS:
        build(home, [parsed(slug)], TinyEncoder())
    assert sorted(p.name for p in (home / "generations").iterdir()) == ["000002", "000003"]
    assert rollback(home) == "000004"
    index = open_index(home)
    assert [d.slug for d in index.documents] == list(SLUGS[:2])
    assert [event.act for event in index.life.events] == [Act.ADDED] * 3 + [Act.ROLLED_BACK]
    own = index.vector("ha-an-2024:I.1")
    assert own is not None
    assert index.dense(own, 1, None)
    index.close()
    assert sorted(p.name for p in (home / "generations").iterdir()) == ["000003", "000004"]
    # Going back once more undoes it.
    assert rollback(home) == "000005"
    index = open_index(home)
    assert [d.slug for d in index.documents] == list(SLUGS)
    index.close()


def test_rollback_without_an_index(home: Path) -> None:
    with pytest.raises(NeedsIngest, match="cchc ingest"):
        rollback(home)


def _of_another_format(home: Path, name: str = "000001") -> None:
    path = home / "generations" / name / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8")) | {"format": FORMAT + 1}
    path.write_text(json.dumps(told), encoding="utf-8")


def test_no_rollback_to_another_format(home: Path) -> None:
    build(home, [parsed(SLUGS[0])], TinyEncoder())
    build(home, [parsed(SLUGS[1])], TinyEncoder())
    _of_another_format(home)
    with pytest.raises(NeedsIngest):
        rollback(home)
    assert (home / "current").read_text() == "000002\n"


def test_an_index_of_another_format_gives_its_texts_to_be_worked_again(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    assert outdated(home) == ()
    _of_another_format(home)
    old = outdated(home)
    assert old == tuple(p.document for p in all_plans())
    with pytest.raises(NeedsIngest, match="ha-chau-2023"):
        build(home, all_plans()[:2], TinyEncoder())
    assert build(home, [parsed(d.slug, d.text) for d in old], TinyEncoder()).carried == ()
    open_index(home).close()


def test_fresh_carries_nothing_and_passes_over_damage(home: Path) -> None:
    build(home, all_plans(), TinyEncoder())
    (home / "generations" / "000001" / "manifest.json").write_text("{")
    with pytest.raises(BadInput, match="cchc ingest --rebuild"):
        build(home, [parsed("ha-an-2024")], TinyEncoder())
    assert build(home, [parsed("ha-an-2024")], TinyEncoder(), fresh=True).clauses == 6


def test_documents_that_would_break_the_index_are_refused(home: Path) -> None:
    plan = parsed("ha-an-2024")
    twice = Parsed(plan.document, (*plan.clauses, plan.clauses[0]))
    strange = Parsed(plan.document, tuple(replace(c, doc="other") for c in plan.clauses))
    for documents in ([plan, plan], [twice], [strange]):
        with pytest.raises(BadInput) as caught:
            build(home, documents, TinyEncoder())
        assert caught.value.remedy
    assert not (home / "current").exists()


class _Broken(TinyEncoder):
    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return super().encode(texts) * np.float32("nan")


def test_an_encoder_that_gives_no_numbers_is_refused(home: Path) -> None:
    build(home, [parsed("ha-an-2024")], TinyEncoder())
    with pytest.raises(Unavailable, match="Bộ mã hóa"):
        build(home, [parsed("ha-binh-2025")], _Broken())
    assert [p.name for p in (home / "generations").iterdir()] == ["000001"]
    index = open_index(home)
    assert [d.slug for d in index.documents] == ["ha-an-2024"]
    index.close()
