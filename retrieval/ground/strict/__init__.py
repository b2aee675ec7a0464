"""The gate for sentences that the program did not write.

A composer of ours quotes; a language model words anew, and can pair a clause's figure with the
wrong year, measure or agency without saying anything that the clause does not hold. So beside
what every statement must show (`retrieval.ground.gate`), each figure, year, agency and tier of
such a sentence must stand in the surroundings in which its clause has it.

`gate.loose` is the whole: what it names keeps a sentence from being shown.
"""

from __future__ import annotations
