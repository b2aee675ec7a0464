"""Sentence encoders: the one in the box, or any sentence-transformers model by name or path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BOX = "box"


class Encoder(Protocol):
    """Turns texts into vectors; `name` and `revision` say which vectors may be compared."""

    @property
    def name(self) -> str:
        """What `load` was asked for: "box", a hub name, a folder."""

    @property
    def revision(self) -> str:
        """Changes whenever the same text may give another vector."""

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """len(texts) × dimension, rows of unit length; zeros for a text with no known word."""


def box() -> Path:
    """The folder of the model that comes with the program."""
    return Path(__file__).parent / "box"


def load(name: str | None = None) -> Encoder:
    """The encoder of this name: None or "box", a hub name, or the folder of a saved model.

    Raises Unavailable where the model is not on this machine and cannot be fetched, or where it
    needs the extra `models`. Only models other than static ones load PyTorch.
    """
    from ingest.encoder import static

    if name is None or name == BOX:
        return static.StaticEncoder(box(), BOX)
    if static.readable(Path(name)):
        return static.StaticEncoder(Path(name), name)
    from ingest.encoder.named import NamedEncoder

    return NamedEncoder(name)
