"""Static sentence-transformers models without PyTorch: the mean of word vectors, made unit length.

Reads the files that `SentenceTransformer(path)` reads, where the model is a StaticEmbedding and a
Normalize module, and gives the same vectors.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from ingest.errors import Unavailable

Vectors = NDArray[np.float32]
_AT_ONCE = 256


def readable(folder: Path) -> bool:
    """Whether this folder holds a model of the kind that is read here."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [m["type"].rsplit(".", 1)[-1] for m in modules]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return kinds == ["StaticEmbedding", "Normalize"]


class StaticEncoder:
    """A static model; loading takes well under a second."""

    def __init__(self, folder: Path, name: str) -> None:
        """Raises Unavailable where a file is missing or broken."""
        self.name = name
        try:
            self._tokenizer = Tokenizer.from_file(str(_module(folder) / "tokenizer.json"))
            self._rows = _rows(_module(folder) / "model.safetensors")
            self.revision = _revision(folder)
        # The tokenizer raises bare Exception for a missing or malformed file.
        except Exception as error:
            raise Unavailable(
                f"The encoder in {folder} cannot be loaded ({error}).",
                "Install the package again, or train it with `python -m ingest.encoder.train`.",
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._rows.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text; a text with no known word gives a row of zeros."""
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for at in range(0, len(texts), _AT_ONCE):
            part = list(texts[at : at + _AT_ONCE])
            out[at : at + len(part)] = self._means(part)
        length = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, length, out=out, where=length > 0)
        return out

    def _means(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        found = [e.ids for e in encoded]
        means = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for i, ids in enumerate(found):
            if ids:
                means[i] = self._rows[ids].mean(axis=0)
        return means


def _module(folder: Path) -> Path:
    modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    return folder / str(modules[0]["path"])


def _rows(path: Path) -> Vectors:
    """Token vectors; those kept as whole numbers are multiplied by the scale of their row."""
    kept = load_file(path)
    if "embedding.weight" in kept:
        return kept["embedding.weight"].astype(np.float32)
    rows = kept["embeddings"]
    if "mapping" in kept:
        rows = rows[kept["mapping"]]
    rows = rows.astype(np.float32)
    if "weights" in kept:
        rows *= kept["weights"].astype(np.float32)[:, None]
    return rows


def _revision(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _files(folder: Path) -> Iterator[Path]:
    """What makes the model: not its description, nor what a file browser left beside it."""
    kinds = (".json", ".safetensors")
    found = (p for p in folder.rglob("*") if p.suffix in kinds)
    yield from sorted(found, key=lambda p: p.relative_to(folder).as_posix())
