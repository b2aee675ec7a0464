"""The words that spelling is weighed against: the plans' own, official Vietnamese, everyday ones.

A vocabulary maps syllables to counts. Pairs under "a_b", as `ingest.tokens.bigrams` writes them,
are used where they are given, and make repairs surer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from ingest.index.words import words_of
from ingest.tokens import fold
from retrieval import data
from retrieval.understand.syllable import bare_form, is_marked, well_formed, well_formed_bare

_EVERYDAY_COUNT, _UNSEEN, _NO_WORD = 500, 3.0, 0.01
# As in words.tsv: a pair counts as neighbours only where it stands together oftener than by chance.
_LIFT = 5.0
# What could be no syllable, but stands in the plans so often, is a name and no slip ("Đắk").
_A_NAME = 5
Pairs = Mapping[str, Mapping[str, float]]


def vocabulary_of(texts: Iterable[str]) -> dict[str, int]:
    """Syllables and neighbouring pairs of these texts with their counts, for `restore`."""
    return dict(words_of(texts))


class Lexicon:
    """Counts of syllables and pairs in one written form: marked, or folded where `bare`."""

    def __init__(self, vocabulary: Mapping[str, int], bare: bool) -> None:
        self.bare = bare
        weight = data.number("typing", "weigh", "own")
        single, self._general = official(bare)
        self.counts: dict[str, float] = dict(single)
        own, own_pairs = _own(vocabulary, bare)
        for word, seen in own.items():
            self.counts[word] = self.counts.get(word, 0.0) + weight * seen
        for word in _everyday(bare, "words"):
            self.counts[word] = max(self.counts.get(word, 0.0), _EVERYDAY_COUNT)
        self._own = _together(own, own_pairs, weight)
        self._seen = set(own_pairs)
        for said in _spoken(bare):
            self._seen.update(f"{a}_{b}" for a, b in pairwise(said))
            for word in said:
                self.counts.setdefault(word, _UNSEEN)
        self.total = sum(self.counts.values())
        self.slips: dict[tuple[str, bool], tuple[tuple[str, float], ...]] = {}
        self._backoff = data.number("typing", "weigh", "backoff")
        # A plan's own slips ("thóng") are known, so they stay, but nothing is mended into them.
        self._lone = {w for w, seen in own.items() if seen < 2 and w not in single}
        self.forms: dict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            if word not in self._lone:
                self.forms[bare_form(word)].append(word)

    def known(self, word: str) -> bool:
        """Whether this is a word."""
        return word in self.counts

    def asking(self, word: str) -> bool:
        """Whether it is a word that asks ("nào"), which any question has."""
        return word in _everyday(self.bare, "asking")

    def everyday(self, word: str) -> bool:
        """Whether it is a word of everyday talk, which official counts say little of."""
        return word in _everyday(self.bare, "words")

    def pair(self, a: str, b: str) -> float:
        """How often `b` follows `a`, as far as oftener than by chance."""
        own = self._own.get(a, {}).get(b, 0.0)
        return own + self._general.get(a, {}).get(b, 0.0)

    def initials(self, letters: str, kept: int) -> str:
        """The words of the plans that begin with these letters in turn and stand together, or "".

        Of several chains the one whose rarest pair is the most frequent; `kept` are followed.
        """
        chains: list[tuple[float, tuple[str, ...]]] = [
            (seen, (a, b))
            for a, some in self._own.items()
            if bare_form(a)[0] == letters[0]
            for b, seen in some.items()
            if bare_form(b)[0] == letters[1]
        ]
        for letter in letters[2:]:
            chains = sorted(chains, reverse=True)[:kept]
            chains = [
                (min(least, seen), (*chain, b))
                for least, chain in chains
                for b, seen in self._own.get(chain[-1], {}).items()
                if bare_form(b)[0] == letter and b not in chain
            ]
        return " ".join(max(chains)[1]) if chains else ""

    def owned(self, a: str, b: str) -> bool:
        """Whether the plans themselves say these two together."""
        return b in self._own.get(a, {})

    def attested(self, a: str, b: str) -> bool:
        """Whether `b` follows `a` anywhere in the plans, or often in official texts."""
        return f"{a}_{b}" in self._seen or self.pair(a, b) > 0

    def often(self, word: str) -> float:
        """Its count; a syllable that could be a word is likelier unseen than one that could not."""
        if word in self.counts:
            return self.counts[word]
        return _UNSEEN if (well_formed_bare if self.bare else well_formed)(word) else _NO_WORD

    def follows(self, a: str, b: str) -> float:
        """The probability of `b` after `a`, backed off to how frequent `b` is."""
        alone = self.often(b) / self.total
        together = self.pair(a, b) / self.counts[a] if a in self.counts else 0.0
        return (1 - self._backoff) * together + self._backoff * alone


@lru_cache(maxsize=2)
def official(bare: bool) -> tuple[Mapping[str, float], Pairs]:
    single: dict[str, float] = defaultdict(float)
    pairs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in data.text("words.tsv").splitlines():
        if not line or line.startswith("#"):
            continue
        word, seen, followers = line.split("\t")
        key = bare_form(word) if bare else word
        single[key] += int(seen)
        held = pairs[key]
        for follower in followers.split():
            name, _, together = follower.rpartition(":")
            held[bare_form(name) if bare else name] += int(together)
    return dict(single), {a: dict(some) for a, some in pairs.items()}


@lru_cache(maxsize=4)
def _everyday(bare: bool, which: str) -> frozenset[str]:
    words = data.words("typing", "everyday", which)
    return frozenset(bare_form(w) if bare else w for w in words)


@lru_cache(maxsize=2)
def _spoken(bare: bool) -> tuple[tuple[str, ...], ...]:
    """What people say for the plans' words: words all the same, though no plan has them."""
    phrases = (said for entry in data.records("synonyms", "entry") for said in entry["said"])
    return tuple(tuple((bare_form(p) if bare else p).split()) for p in phrases)


def _own(vocabulary: Mapping[str, int], bare: bool) -> tuple[dict[str, int], Counter[str]]:
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for key, seen in vocabulary.items():
        name = bare_form(key) if bare else key
        if "_" in key:
            pairs[name] += seen
        elif (well_formed_bare if bare else well_formed)(name) or (
            seen >= _A_NAME and name.isalpha()
        ):
            single[name] += seen
    return dict(single), pairs


def _together(single: Mapping[str, int], pairs: Mapping[str, int], weight: float) -> Pairs:
    total = sum(single.values())
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for key, seen in pairs.items():
        a, _, b = key.partition("_")
        if seen < 2 or a not in single or b not in single:
            continue
        if seen * total >= _LIFT * single[a] * single[b]:
            found[a][b] = weight * seen
    return dict(found)


_held: list[tuple[Mapping[str, int], dict[bool, Lexicon]]] = []


_pairs: list[tuple[Mapping[str, int], frozenset[str]]] = []


def lexicon(vocabulary: Mapping[str, int], bare: bool) -> Lexicon:
    """The lexicon of this vocabulary, built once while it is among the last four asked."""
    built = next((built for held, built in _held if held is vocabulary), None)
    if built is None:
        built = {}
        _held.append((vocabulary, built))
        del _held[:-4]
    if bare not in built:
        built[bare] = Lexicon(vocabulary, bare)
    return built[bare]


def pairs_of(vocabulary: Mapping[str, int]) -> frozenset[str]:
    """The folded pairs of syllables that the plans hold, "a_b"; kept as a lexicon is."""
    pairs = next((pairs for held, pairs in _pairs if held is vocabulary), None)
    if pairs is None:
        pairs = frozenset(fold(known) for known in vocabulary if "_" in known)
        _pairs.append((vocabulary, pairs))
        del _pairs[:-4]
    return pairs


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """English words that are left alone: function words, borrowed ones, and those of the terms."""
    found = set(data.words("typing", "english", "keep"))
    found.update(data.words("typing", "english", "function"))
    for term in data.records("terms", "term"):
        for english in term["en"]:
            found.update(_in_english(english))
    return frozenset(found)


def _in_english(term: str) -> list[str]:
    """Its words, but for Vietnamese names ("Smart Quang Nam")."""
    words = [w for w in term.replace("-", " ").split() if w.isalpha() and not is_marked(w)]
    return [w.lower() for w in words if w.islower() or not well_formed_bare(w.lower())]


__all__ = [
    "Lexicon",
    "english_words",
    "lexicon",
    "pairs_of",
    "vocabulary_of",
    "well_formed_bare",
]
