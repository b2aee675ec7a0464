"""The register of commitments: who does what, by when, to which figure; what it says and where.

Every call takes the index and who asks; the rows of a document that they may not read count for
nothing, not even for a verdict or for a name in an error.
"""

from __future__ import annotations

from retrieval.register.align import Comparison, compare
from retrieval.register.check import Finding, Side, check
from retrieval.register.due import window
from retrieval.register.place import document_of, documents_of, superior
from retrieval.register.rows import readable
from retrieval.register.select import ROLES, targets, tasks
from retrieval.register.weigh import Verdict

__all__ = [
    "ROLES",
    "Comparison",
    "Finding",
    "Side",
    "Verdict",
    "check",
    "compare",
    "document_of",
    "documents_of",
    "readable",
    "superior",
    "targets",
    "tasks",
    "window",
]
