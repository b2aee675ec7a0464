"""What the builder is handed: parsed documents and an encoder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ingest.model import Clause, Document

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Texts to vectors: one float32 row of `dimension` for each text, of length 1 or all zero."""

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def dimension(self) -> int: ...
    def encode(self, texts: list[str], /) -> npt.NDArray[Any]: ...


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its clauses, and its register rows (plain JSON values) by kind."""

    document: Document
    clauses: tuple[Clause, ...]
    register: Mapping[str, Sequence[Mapping[str, object]]] = field(default_factory=dict)
