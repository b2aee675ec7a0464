"""The gate: nothing goes out that the clauses beside it do not say.

A statement is supported when every figure, date, number of a document, agency and place in it
stands in the text, the cells or the headings of its clauses, or on the card of their document;
when who leads and who supports are not exchanged, no comparator is turned and no negation lost.
Forms are made equal first. What needs no support: list numerals and citation marks, the
assistant's own fixed sentences, what the asker said (`Statement.echo`), counts over cited rows.

The gate itself is `retrieval.ground.gate`; it works on what composers make, and they on `facts`.
"""

from __future__ import annotations

from retrieval.ground.figures import facts

__all__ = ["facts"]
