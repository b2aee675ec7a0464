"""What was typed, as it would have been written: the one door to mending a question's spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.tokens import fold, nfc, place_tones
from retrieval import data
from retrieval.understand import abbreviations, acronyms, english_spelling, typos
from retrieval.understand.inputmethod import decode
from retrieval.understand.lexicon import english_words, lexicon
from retrieval.understand.pieces import Piece, join, split
from retrieval.understand.syllable import bare_form, is_marked, well_formed_bare

# Mending one word can make its neighbour plain; four rounds settle all but odd input.
_ROUNDS = 4
# Small letters only: "khônggg", but not TTTT.
_STRETCHED = re.compile(r"([^\W\d_A-ZĐ])\1{2,}")
_WORDS = re.compile(r"[^\W\d_]+")
# Past this length it is a pasted document, not a question; it is taken as it stands.
_LONGEST = 4_000
# Places in small letters ("tu ky") look Vietnamese; a word that only English has outweighs one.
_SURE = 1.2
Changes = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """A question as typed and as it would have been written.

    `marked` is False for a question wholly without tone marks, whose `text` then has none either.
    `changes` pairs what was typed with what was written, in order; dropped words pair with "".
    """

    original: str
    text: str
    marked: bool
    changes: tuple[tuple[str, str], ...] = ()


def restore(text: str, vocabulary: Mapping[str, int]) -> Typed:
    """Write out what was typed; `vocabulary` counts the plans' syllables (and pairs, "a_b")."""
    now = place_tones(nfc(text))
    if len(now) > _LONGEST:
        return Typed(text, now, _has_marks(now))
    if is_english(now):
        now, mended = english_spelling.mended(now)
        return Typed(text, now, _has_marks(now), mended)
    changes: Changes = []
    now = _decoded(now, vocabulary, changes)
    marked = _has_marks(now)
    for _ in range(_ROUNDS):
        before = now
        now = _round(now, vocabulary, changes)
        if now == before:
            break
    return Typed(text, now, marked, tuple(changes))


def _decoded(text: str, vocabulary: Mapping[str, int], changes: Changes) -> str:
    known = lexicon(vocabulary, bare=False).known
    text = _quiet(_STRETCHED.sub(r"\1", text))
    return decode(text, known, _is_english_word, changes)


def _is_english_word(word: str) -> bool:
    return word.lower() in english_words() or word.lower() in abbreviations.rules()


def _quiet(text: str) -> str:
    """A question shouted in capitals, in small letters; abbreviations stay."""
    words = _WORDS.findall(text)
    said = [w for w in words if well_formed_bare(fold(w))]
    if len(said) < 3 or len(said) * 2 < len(words) or not text.isupper():
        return text
    return _WORDS.sub(lambda m: m.group().lower() if m.group() in said else m.group(), text)


def _round(text: str, vocabulary: Mapping[str, int], changes: Changes) -> str:
    marked = _has_marks(text)
    text = _shaped(text, marked, changes)
    pieces = _without_fillers(_pieces(text), marked, changes)
    pieces = abbreviations.write_out(pieces, marked, changes, vocabulary)
    words = lexicon(vocabulary, bare=not marked)
    pieces = acronyms.write_out(pieces, words, changes)
    pieces = typos.mend(_pieces(join(pieces)), words, changes)
    return join(pieces)


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[Piece, ...]:
    return tuple(split(text, abbreviations.special()))


def _has_marks(text: str) -> bool:
    """Whether any ordinary word is marked; "đc" and "NĐ" do not tell."""
    short = abbreviations.rules()
    return any(
        p.kind == "word" and is_marked(p.text) and not _always_short(p, short)
        for p in _pieces(text)
    )


def _always_short(piece: Piece, short: Mapping[str, Sequence[abbreviations.Rule]]) -> bool:
    alone = any(len(r.typed) == 1 for r in short.get(piece.lower, ()))
    return alone and not well_formed_bare(fold(piece.lower))


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(s["find"]), s["put"]) for s in data.records("typing", "shape"))


def _shaped(text: str, marked: bool, changes: Changes) -> str:
    for find, put in _shapes():

        def write(match: re.Match[str], put: str = put) -> str:
            written = match.expand(put if marked else fold_letters(put))
            if written != match.group():
                changes.append((match.group(), written))
            return written

        text = find.sub(write, text)
    return text


def fold_letters(put: str) -> str:
    """A replacement without marks, its group references kept."""
    return fold(put)


@lru_cache(maxsize=2)
def _fillers(where: str) -> tuple[tuple[str, ...], ...]:
    listed = {tuple(f.split()) for f in data.words("typing", "filler", where)}
    # Typed without marks, only a phrase is told for sure: "a" is not "à".
    listed |= {tuple(bare_form(w) for w in f) for f in listed if len(f) > 1}
    inward = 1 if where == "open" else -1
    return tuple(f[::inward] for f in sorted(listed, key=lambda f: (-len(f), f)))


def _without_fillers(pieces: Sequence[Piece], marked: bool, changes: Changes) -> Sequence[Piece]:
    """Openers and closing particles dropped, if at least two words of a question are left."""
    words = [i for i, p in enumerate(pieces) if p.kind not in ("gap", "percent")]
    spoken = [pieces[i].lower for i in words]
    first = _matched(spoken, "open")
    last = _matched(spoken[first:][::-1], "close")
    if last == 1 and not marked and well_formed_bare(spoken[-1]):
        last = 0  # without marks "nha" may be "nhà"
    if not (first or last) or len(spoken) - first - last < 2:
        return pieces
    start = words[first]
    stop = words[len(words) - last - 1] + 1
    gone = [join(pieces[:start]), join(pieces[words[len(words) - last] :]) if last else ""]
    changes.extend((g.strip(), "") for g in gone if g.strip())
    ending = "?" if last and "?" in gone[1] else ""
    kept = pieces[start:stop] if last else pieces[start:]
    return [*kept, Piece(ending, "gap")] if ending else kept


def _matched(spoken: Sequence[str], where: str) -> int:
    fitting = (f for f in _fillers(where) if tuple(spoken[: len(f)]) == f)
    return len(next(fitting, ()))


def is_english(text: str) -> bool:
    """Whether the question is asked in English; Vietnamese names in it do not tell."""
    words = _WORDS.findall(nfc(text))
    if all(well_formed_bare(fold(w.lower())) or w.isupper() for w in words) and not text.isupper():
        return False  # before the lists are read
    borrowed = data.words("typing", "english", "keep")
    english = vietnamese = sure = 0.0
    for index, word in enumerate(words):
        low = word.lower()
        possible = well_formed_bare(fold(low))
        if low in english_words() and not possible:
            english, sure = english + (1.0 if low in borrowed else _SURE), sure + 1
        elif word[:1].isupper() and (index or (len(word) > 1 and possible)):
            continue
        elif is_marked(low) or (possible and low not in english_words()):
            vietnamese += 1
        elif low not in english_words() and len(low) > 3 and low not in abbreviations.rules():
            word_of_english = english_spelling.is_word(low)
            english += 1.0 if word_of_english else 0.5
            sure += 0.5 if word_of_english else 0.0
    return sure >= 1 and english > vietnamese


__all__ = ["Typed", "is_english", "restore"]
