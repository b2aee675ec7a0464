"""Any sentence-transformers model, by hub name or folder; loads PyTorch when it is asked for."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Unavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

_TRUE = {"1", "on", "yes", "true"}
_SWITCHES = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")


class NamedEncoder:
    """A sentence-transformers model; question and clause are encoded alike, without prompts."""

    def __init__(self, name: str) -> None:
        """Raises Unavailable without the extra `models`, or where the model cannot be had."""
        self.name = name
        self._model = _load(name)
        self.revision = _revision(self._model, name)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        size = self._model.get_embedding_dimension()
        if size is None:
            raise Unavailable(f"The encoder {self.name} does not say how long its vectors are.")
        return int(size)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit-length row a text."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def _load(name: str) -> SentenceTransformer:
    """From this machine if it is there; else from the hub, unless that is switched off."""
    try:
        import httpx
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise Unavailable(
            f"The encoder {name} needs sentence-transformers, which is not installed.",
            "Run `pip install cchc[models]`, or use the encoder in the box.",
        ) from error
    foreign = (OSError, ValueError, RuntimeError, ImportError, KeyError, httpx.HTTPError)
    try:
        return SentenceTransformer(name, local_files_only=True)
    except foreign as error:
        if _offline() or _looks_like_a_path(name):
            raise _missing(name, error) from error
    try:
        return SentenceTransformer(name)
    except foreign as error:
        raise _missing(name, error) from error


def _missing(name: str, error: Exception) -> Unavailable:
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return Unavailable(
        f"The encoder {name} is not on this machine and cannot be fetched ({reason}).",
        "Give the folder of a saved model, fetch it where there is a network, "
        "or use the encoder in the box.",
    )


def _offline() -> bool:
    return any(os.environ.get(k, "").lower() in _TRUE for k in _SWITCHES)


def _looks_like_a_path(name: str) -> bool:
    # A hub name is "owner/model" or "model": anything else can only be a folder.
    return name.startswith((".", "/", "~", "\\")) or name.count("/") > 1 or Path(name).exists()


def _revision(model: SentenceTransformer, name: str) -> str:
    """The hub's commit; for a folder, a hash of its settings and of its files' sizes."""
    config = getattr(getattr(model[0], "auto_model", None), "config", None)
    commit = getattr(config, "_commit_hash", None)
    if isinstance(commit, str) and not Path(name).is_dir():
        return commit[:12]
    digest = hashlib.sha256(f"{name} {version('sentence-transformers')}".encode())
    folder = Path(name)
    if folder.is_dir():
        digest = hashlib.sha256()
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}".encode())
            if path.suffix == ".json":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
