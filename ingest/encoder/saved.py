"""The files of a saved model: what `SentenceTransformer(path)` reads, written without it.

Vectors are kept as whole numbers from -127 to 127 with one scale a row: a quarter of the size of
float32, in a form that StaticEmbedding knows (embeddings, weights).
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer

_PACKAGE = "sentence_transformers.sentence_transformer.modules"
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": f"{_PACKAGE}.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{_PACKAGE}.Normalize"},
]
_CONFIG: dict[str, object] = {
    "model_type": "SentenceTransformer",
    "prompts": {},
    "default_prompt_name": None,
    "similarity_fn_name": "cosine",
}


def quantised(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as int8 and the scale of each; a zero row stays zero."""
    scale = np.abs(vectors).max(axis=1) / 127
    scale[scale == 0] = 1
    return np.rint(vectors / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def write(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """Save the model; row i of `vectors` belongs to token i."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    rows, scale = quantised(vectors)
    save_file({"embeddings": rows, "weights": scale}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _json(folder / "modules.json", _MODULES)
    _json(folder / "config_sentence_transformers.json", _CONFIG)
    _json(folder / "1_Normalize" / "config.json", {})


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8", newline="\n")
