"""A language model that may word an answer, put a follow-up in full, or propose a reading.

Nothing here is imported unless a model is set. What a model says is never taken at its word: its
sentences pass `retrieval.ground.strict`, its questions and readings are checked against what the
asker said and what the corpus holds; and whatever happens, the program's own answer is at hand.

`settings` what may be set · `chat` one exchange, in time and within limits · `marks` the short
marks that stand for clauses · `wording` the answer in other words · `enough` whether what is left
still answers · `standalone` follow-ups · `proposal` odd questions · `helper` all of it together.
"""

from __future__ import annotations
