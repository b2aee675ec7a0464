"""The encoder in the box, and encoders by name."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest

from ingest.encoder import Encoder, box, load
from ingest.errors import Unavailable
from ingest.tokens import fold

CLAUSES = (
    "Phấn đấu 100% hồ sơ giải quyết thủ tục hành chính được luân chuyển trong nội bộ bằng điện tử",
    "Sở Tài chính chủ trì, phối hợp tham mưu bố trí kinh phí thực hiện kế hoạch hằng năm",
    "Tinh giản biên chế, sắp xếp tổ chức bộ máy các đơn vị sự nghiệp công lập",
    "Tổ chức thi tuyển, bồi dưỡng cán bộ, công chức, viên chức theo vị trí việc làm",
    "Tỷ lệ thanh toán trực tuyến trên Cổng Dịch vụ công quốc gia đạt từ 40% trở lên",
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_package_loads_no_numeric_library() -> None:
    code = (
        "import sys; import ingest.encoder; heavy = {'numpy', 'torch', 'tokenizers'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert run(code).strip() == "[]"


def test_encoding_a_question_loads_no_pytorch() -> None:
    code = (
        "import sys; from ingest.encoder import load; n = load().encode(['chủ trì']).shape[0];"
        "heavy = {'torch', 'transformers', 'sentence_transformers'};"
        "print(n, sorted(heavy & set(sys.modules)))"
    )
    assert run(code).strip() == "1 []"


def test_same_vectors_as_sentence_transformers(encoder: Encoder) -> None:
    library = pytest.importorskip("sentence_transformers")
    reference = library.SentenceTransformer(str(box()), device="cpu")
    texts = [*CLAUSES, *(fold(c) for c in CLAUSES), "uỷ ban", "x" * 500, "", "  ", "số_hoá\n(TTHC)"]
    expected = reference.encode(texts, convert_to_numpy=True, show_progress_bar=False)
    assert np.abs(encoder.encode(texts) - expected).max() < 1e-5
    assert reference.get_embedding_dimension() == encoder.dimension


def test_rows_are_float32_of_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode(CLAUSES)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(CLAUSES), encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_more_texts_than_are_worked_at_once(encoder: Encoder) -> None:
    texts = [CLAUSES[i % len(CLAUSES)] for i in range(600)]
    vectors = encoder.encode(texts)
    assert np.allclose(vectors, np.tile(encoder.encode(CLAUSES), (120, 1)), atol=1e-6)


@pytest.mark.parametrize("text", ["", " \n\t ", "…!?", "ﷺ漢字", "▁", "_"])
def test_a_text_with_no_known_word_is_a_row_of_zeros(encoder: Encoder, text: str) -> None:
    assert not encoder.encode([text]).any()


def test_no_texts(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("thủ tục hành chính", normalize("NFD", "thủ tục hành chính")),
        ("số hóa, uỷ quyền", "số hoá; ủy quyền"),
        ("Đất đai", "Ðất đai"),
        ("KẾ HOẠCH CẢI CÁCH", "kế hoạch cải cách"),
        ("hồ\nsơ  điện\ttử", "hồ sơ điện tử"),
    ],
    ids=["decomposed", "tone placement", "Icelandic letter", "capitals", "white space"],
)
def test_spellings_of_one_text_are_one_vector(encoder: Encoder, one: str, other: str) -> None:
    first, second = encoder.encode([one, other])
    assert np.allclose(first, second, atol=1e-6)


def test_quy_keeps_its_own_tone(encoder: Encoder) -> None:
    """After q the u is no vowel: "quý" must not become "qúy", which nobody writes."""
    assert encoder.encode(["quý"]).any()
    assert not np.allclose(encoder.encode(["quý"]), encoder.encode(["quy"]), atol=1e-3)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("bao nhiêu hồ sơ thủ tục hành chính luân chuyển điện tử?", 0),
        ("cơ quan nào bố trí kinh phí?", 1),
        ("sắp xếp bộ máy, biên chế ra sao", 2),
        ("bồi dưỡng công chức thế nào", 3),
        ("chỉ tiêu thanh toán trực tuyến", 4),
    ],
)
def test_a_question_finds_its_clause_with_marks_and_without(
    encoder: Encoder, question: str, clause: int
) -> None:
    asked = encoder.encode([question, fold(question)])
    scores = asked @ encoder.encode(CLAUSES).T
    assert scores.argmax(axis=1).tolist() == [clause, clause]


def test_box_is_small_and_says_what_it_is(encoder: Encoder) -> None:
    assert sum(p.stat().st_size for p in box().rglob("*") if p.is_file()) < 10_000_000
    assert encoder.name == "box"
    assert len(encoder.revision) == 12
    assert load("box").revision == encoder.revision


def copied(folder: Path) -> Path:
    for path in (p for p in box().rglob("*") if p.is_file()):
        target = folder / path.relative_to(box())
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder


def test_a_folder_of_the_same_kind_is_read_without_pytorch(
    encoder: Encoder, tmp_path: Path
) -> None:
    other = load(str(copied(tmp_path)))
    assert other.revision == encoder.revision
    assert np.array_equal(other.encode(CLAUSES), encoder.encode(CLAUSES))


def test_revision_follows_the_files(encoder: Encoder, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "README.md").write_text("a note", encoding="utf-8")
    assert load(str(folder)).revision == encoder.revision
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, indent=1), encoding="utf-8")
    assert load(str(folder)).revision != encoder.revision


@pytest.mark.parametrize("broken", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("content", [None, b"", b"not a model"], ids=["gone", "empty", "garbage"])
def test_a_broken_model_is_unavailable(tmp_path: Path, broken: str, content: bytes | None) -> None:
    folder = copied(tmp_path)
    (folder / broken).unlink()
    if content is not None:
        (folder / broken).write_bytes(content)
    with pytest.raises(Unavailable) as error:
        load(str(folder))
    assert error.value.remedy


@pytest.mark.parametrize("name", ["no-such-owner/no-such-model", "./no-such-folder"])
def test_an_unknown_name_is_unavailable(name: str) -> None:
    pytest.importorskip("sentence_transformers")
    with pytest.raises(Unavailable, match="no-such") as error:
        load(name)
    assert "folder of a saved model" in error.value.remedy


def test_without_the_extra_the_remedy_names_it() -> None:
    code = (
        "import sys; sys.modules['sentence_transformers'] = None\n"
        "from ingest.encoder import load\n"
        "from ingest.errors import Unavailable\n"
        "try: load('BAAI/bge-m3')\n"
        "except Unavailable as error: print(error.remedy)"
    )
    assert "pip install cchc[models]" in run(code)


def test_another_model_works_by_its_folder(tmp_path: Path) -> None:
    """A static model without Normalize is left to the library, and its rows made unit long."""
    library = pytest.importorskip("sentence_transformers")
    whole = library.SentenceTransformer(str(box()), device="cpu")
    library.SentenceTransformer(modules=[whole[0]], device="cpu").save(str(tmp_path))
    other = load(str(tmp_path))
    vectors = other.encode(CLAUSES)
    assert np.abs(vectors - load().encode(CLAUSES)).max() < 1e-5
    assert other.dimension == vectors.shape[1]
    assert other.encode([]).shape == (0, other.dimension)
    assert load(str(tmp_path)).revision == other.revision


def test_training_twice_from_one_seed_gives_one_model(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from ingest.encoder.train import main

    lines = [json.dumps({"id": str(i), "text": "\n".join(CLAUSES) * 20}) for i in range(3)]
    texts = tmp_path / "texts.jsonl"
    texts.write_text("\n".join(lines), encoding="utf-8")
    small = ["--steps", "5", "--dimension", "16", "--batch", "8", "--compounds", "20"]
    models = []
    for name in ("one", "two"):
        assert main(["--texts", str(texts), "--out", str(tmp_path / name), *small]) == 0
        models.append(load(str(tmp_path / name)))
    one, two = models
    assert one.revision == two.revision
    assert one.dimension == 16
    assert one.encode(["thủ tục hành chính", "so hoa ho so"]).any(axis=1).tolist() == [True, True]


def test_training_text_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("torch")
    from ingest.encoder.train import main

    texts = tmp_path / "texts.jsonl.xz"
    texts.write_bytes(b"not compressed")
    assert main(["--texts", str(texts), "--out", str(tmp_path / "out")]) == 1
    assert "texts.jsonl.xz" in capsys.readouterr().err
