"""Write the golden trees anew, those named or all."""

from __future__ import annotations

import sys

from tests.ingest.documents import documents
from tests.ingest.golden import tree, tree_file


def main() -> None:
    """Write the tree of every document named on the command line, or of all."""
    for slug in sys.argv[1:] or documents():
        tree_file(slug).write_text(tree(slug), encoding="utf-8")
        sys.stdout.write(f"{tree_file(slug)}\n")


if __name__ == "__main__":
    main()
