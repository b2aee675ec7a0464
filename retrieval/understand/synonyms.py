"""People's words against the plans' words, for searching with both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.tokens import folded, syllables
from retrieval import data
from retrieval.understand.syllable import well_formed_bare

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Synonym:
    """One phrase that people say; `plan` are the phrases of plans, `weight` is below 1."""

    said: Phrase
    said_bare: Phrase
    plan: tuple[Phrase, ...]
    weight: float
    not_after: frozenset[str]
    not_before: frozenset[str]
    bare: bool


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, tuple[Synonym, ...]]:
    """By the folded first syllable of what is said, longest first."""
    found: dict[str, list[Synonym]] = {}
    for entry in data.records("synonyms", "entry"):
        for said in entry["said"]:
            synonym = _synonym(said, entry)
            found.setdefault(synonym.said_bare[0], []).append(synonym)
    return {k: tuple(sorted(v, key=lambda s: -len(s.said))) for k, v in found.items()}


def _synonym(said: str, entry: Mapping[str, object]) -> Synonym:
    phrase = tuple(syllables(said))
    return Synonym(
        said=phrase,
        said_bare=tuple(folded(list(phrase))),
        plan=tuple(tuple(syllables(p)) for p in _texts(entry["plan"])),
        weight=float(str(entry["weight"])),
        not_after=_guards(entry, "not_after"),
        not_before=_guards(entry, "not_before"),
        bare=bool(entry.get("bare", False)),
    )


def _texts(value: object) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else []


def _guards(entry: Mapping[str, object], key: str) -> frozenset[str]:
    # Without marks a guard is known by its folded form only, so both are kept.
    listed = [s for text in _texts(entry.get(key, [])) for s in syllables(text)]
    return frozenset([*listed, *folded(listed)])


def expand(marked_tokens: list[str]) -> list[tuple[Phrase, float]]:
    """The plans' phrases for what was said, each with its weight, heaviest first.

    Tokens as `ingest.tokens.syllables` gives them. A token without marks meets a marked word by its
    folded form, at a lower weight.
    """
    bare = folded(marked_tokens)
    found: dict[Phrase, float] = {}
    for _, synonym, weight in _said(marked_tokens, bare):
        for phrase in synonym.plan:
            if not _holds(marked_tokens, bare, phrase):
                found[phrase] = max(found.get(phrase, 0.0), weight)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def readings(marked_tokens: list[str]) -> list[tuple[int, int, Phrase, float]]:
    """As `expand`, each with the range of tokens that it may stand for."""
    bare = folded(marked_tokens)
    return [
        (at, at + len(synonym.said), phrase, weight)
        for at, synonym, weight in _said(marked_tokens, bare)
        for phrase in synonym.plan
    ]


def _said(tokens: Sequence[str], bare: Sequence[str]) -> Iterator[tuple[int, Synonym, float]]:
    at = 0
    while at < len(tokens):
        size = 1
        for synonym in _entries().get(bare[at], ()):
            length = len(synonym.said)
            # Several entries may read one phrase; a shorter phrase inside a longer one says less.
            if size > 1 and length < size:
                break
            weight = _weight(synonym, tokens, bare, at)
            if weight:
                size = length
                yield at, synonym, weight
        at += size


def _weight(synonym: Synonym, tokens: Sequence[str], bare: Sequence[str], at: int) -> float:
    end = at + len(synonym.said)
    if tuple(bare[at:end]) != synonym.said_bare:
        return 0.0
    held = tokens[at:end]
    exact = tuple(held) == synonym.said
    unmarked = all(t in (b, s) for t, b, s in zip(held, bare[at:end], synonym.said, strict=True))
    if not exact and not (unmarked and (synonym.bare or len(held) > 1)):
        return 0.0
    # In a question without marks "thi" is more often "thì"; "online" is itself.
    lone = len(held) == 1 and not synonym.bare and well_formed_bare(held[0])
    if lone and tuple(tokens) == tuple(bare):
        return 0.0
    if at and tokens[at - 1] in synonym.not_after:
        return 0.0
    if end < len(tokens) and tokens[end] in synonym.not_before:
        return 0.0
    return synonym.weight * (1.0 if exact else data.number("synonyms", "unmarked"))


def _holds(tokens: Sequence[str], bare: Sequence[str], phrase: Phrase) -> bool:
    """Whether the question says the plan's phrase already."""
    wanted = tuple(folded(list(phrase)))
    for at in range(len(tokens) - len(phrase) + 1):
        end = at + len(phrase)
        if tuple(bare[at:end]) == wanted and all(
            t in (p, w) for t, p, w in zip(tokens[at:end], phrase, wanted, strict=True)
        ):
            return True
    return False


__all__ = ["expand", "readings"]
