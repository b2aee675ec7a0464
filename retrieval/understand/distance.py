"""How many slips of the finger lie between two words."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16_384)
def distance(a: str, b: str) -> int:
    """Letters to change, add, drop or swap to make `b` of `a`; 9 where it is more than two."""
    if abs(len(a) - len(b)) > 2:
        return 9
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
