"""What the builder is handed for each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ingest.model import Clause, Document

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its clauses, and its register rows (plain JSON values) by kind."""

    document: Document
    clauses: tuple[Clause, ...]
    register: Mapping[str, Sequence[Mapping[str, object]]] = field(default_factory=dict)
