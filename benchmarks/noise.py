"""The gold questions as they are, without tone marks, and with one slip of the finger each.

    python -m benchmarks.noise [--slips N] [--seed N] [--json] [GOLD.jsonl ...]

A slip is a neighbouring key, a letter missing or doubled, two letters swapped, or a wrong tone, in
one word of three letters or more, names of places among them. Earlier turns lose their marks with
the question but get no slip.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import fmean

from rich.markup import escape

from benchmarks.report import Record, Sheet, conditions, count, parser, tell
from bot.evaluation.gold import GoldQuestion, read_gold
from bot.evaluation.judge import Verdict
from bot.evaluation.run import evaluate
from ingest.errors import CchcError
from ingest.pipeline import ingest
from ingest.tokens import fold, nfc
from retrieval.assistant import Assistant
from retrieval.model import OWNER

GOLD = Path(__file__).parent.parent / "tests" / "gold"
MOST_FALL = {"without marks": 0.05, "one slip": 0.10}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]{3,}")

Slip = Callable[[str, random.Random], str]


def unmarked(question: GoldQuestion) -> GoldQuestion:
    """The question and its earlier turns as typed without a Vietnamese keyboard; case is kept."""
    history = tuple(_bare(turn) for turn in question.history)
    return replace(question, question=_bare(question.question), history=history)


def slipped(question: GoldQuestion, chance: random.Random) -> GoldQuestion:
    """The question with one slip; unchanged where it has no word that is long enough."""
    text = nfc(question.question)
    words = list(_WORD.finditer(text))
    chance.shuffle(words)
    for word in words:
        for slip in chance.sample(SLIPS, len(SLIPS)):
            typed = slip(word.group(), chance)
            if typed != word.group():
                return replace(question, question=text[: word.start()] + typed + text[word.end() :])
    return question


def _bare(text: str) -> str:
    return "".join(fold(c).upper() if c.isupper() else fold(c) for c in nfc(text))


def _neighbour(word: str, chance: random.Random) -> str:
    at = chance.choice([n for n, c in enumerate(word) if c.lower() in "".join(_ROWS)] or [-1])
    if at < 0:
        return word
    row = next(n for n, keys in enumerate(_ROWS) if word[at].lower() in keys)
    column = _ROWS[row].index(word[at].lower())
    near = [_ROWS[row][c] for c in (column - 1, column + 1) if 0 <= c < len(_ROWS[row])]
    key = chance.choice(near)
    return word[:at] + (key.upper() if word[at].isupper() else key) + word[at + 1 :]


def _missing(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at].lower() + word[at + 1 :]


def _swapped(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _wrong_tone(word: str, chance: random.Random) -> str:
    spread = unicodedata.normalize("NFD", word)
    at = next((n for n, c in enumerate(spread) if c in _TONES), -1)
    if at < 0:
        return word
    other = chance.choice([tone for tone in _TONES if tone != spread[at]])
    return nfc(spread[:at] + other + spread[at + 1 :])


SLIPS: tuple[Slip, ...] = (_neighbour, _missing, _doubled, _swapped, _wrong_tone)


def measure(gold: Sequence[Path], slips: int, seed: int) -> Record:
    """Strict and right of every set, under every noise, with the questions lost."""
    with tempfile.TemporaryDirectory() as folder:
        ingest((), Path(folder))
        with closing(Assistant.open(Path(folder))) as assistant:
            return {path.stem: _of_set(path, assistant, slips, seed) for path in gold}


def _of_set(path: Path, assistant: Assistant, slips: int, seed: int) -> Record:
    questions = read_gold([path])
    plain = _judged(questions, assistant)
    found = {"as typed": _figures(plain, plain, [])}
    bare = [unmarked(q) for q in questions]
    found["without marks"] = _figures(_judged(bare, assistant), plain, bare)
    runs: list[Record] = []
    for number in range(slips):
        chance = random.Random(f"{seed + number} {path.stem}")
        typed = [slipped(q, chance) for q in questions]
        runs.append(_figures(_judged(typed, assistant), plain, typed))
    found["one slip"] = {
        **{name: fmean(run[name] for run in runs) for name in ("strict", "right", "fall")},
        "questions": len(questions),
        "lost": [lost for run in runs for lost in run["lost"]],
    }
    return found


def _judged(questions: Sequence[GoldQuestion], assistant: Assistant) -> list[Verdict]:
    texts = {d.slug: assistant.index.text(d.slug) for d in assistant.index.documents}
    judged = evaluate(
        questions,
        texts,
        lambda question, history: assistant.ask(question, history=history, principal=OWNER),
    )
    return [verdict for verdict, _ in judged]


def _figures(
    verdicts: Sequence[Verdict], plain: Sequence[Verdict], typed: Sequence[GoldQuestion]
) -> Record:
    strict = fmean(float(v.strict) for v in verdicts)
    return {
        "questions": len(verdicts),
        "strict": strict,
        "right": fmean(float(v.right) for v in verdicts),
        "fall": fmean(float(v.strict) for v in plain) - strict,
        "lost": [
            {"id": now.id, "question": asked.question, "why": now.why}
            for now, then, asked in zip(verdicts, plain, typed, strict=False)
            if then.strict and not now.strict
        ],
    }


def sheets(sets: Record) -> list[Sheet]:
    """The figures of all sets, then the questions lost."""
    rows = [
        [name, noise, *(f"{told[k]:.3f}" for k in ("strict", "right", "fall")), _aim(noise, told)]
        for name, noises in sets.items()
        for noise, told in noises.items()
    ]
    lost = [
        [one["id"], noise, *(escape(one[k][:65]) for k in ("question", "why"))]
        for noises in sets.values()
        for noise, told in noises.items()
        for one in told["lost"]
    ]
    heads = ("set", "noise", "strict", "right", "fall of strict", "aim met")
    found = [Sheet("Noise", heads, rows)]
    if lost:
        found.append(Sheet("Lost", ("question", "noise", "as typed", "why"), lost))
    return found


def _aim(noise: str, told: Record) -> str:
    if noise not in MOST_FALL:
        return ""
    return "yes" if told["fall"] <= MOST_FALL[noise] + 1e-9 else f"no, at most {MOST_FALL[noise]}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when everything was measured."""
    options = parser("noise", "The gold questions without tone marks and with one slip each.")
    options.add_argument("gold", nargs="*", type=Path, help="default: all in tests/gold")
    options.add_argument("--slips", type=count, default=3, help="slips to try for each question")
    options.add_argument("--seed", type=int, default=2025, help="the first slip's seed")
    given = options.parse_args(arguments)
    found: Record = {"conditions": conditions()}
    try:
        found["sets"] = measure(given.gold or sorted(GOLD.glob("*.jsonl")), given.slips, given.seed)
    except CchcError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    found["notes"] = ["one slip: the mean over the slips tried; fall: of strict, against as typed"]
    tell(found, sheets(found["sets"]), as_json=given.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
