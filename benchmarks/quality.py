"""The answers of this project beside those of LangChain's stock recipe, in one run.

    python -m benchmarks.quality [--questions N] [--core N] [--json] [GOLD.jsonl ...]

Both read the same texts, are put the same questions one after the other, and are judged by
`bot.evaluation`. The stock recipe has no language model here, so that it "answers" with its best
chunk or its best three, cites them, and never refuses. Needs the extra `bench`.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING

from benchmarks.report import Record, Sheet, conditions, count, parser, percentile, pin, tell
from bot.evaluation.evidence import Passage, locate
from bot.evaluation.gold import GoldQuestion, read_gold
from bot.evaluation.judge import RANKS, Outcome, Verdict, judge
from bot.evaluation.run import put
from ingest.errors import CchcError, Unavailable
from ingest.pipeline import ingest
from ingest.tokens import folded, syllables
from retrieval.assistant import Assistant

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

GOLD = Path(__file__).parent.parent / "tests" / "gold"
# What the extra `bench` brings; `--help` and a plain error must do without it.
PARTS = ("langchain_chroma", "langchain_text_splitters", "rank_bm25")
MEASURES = ("wrong_place", "cite_precision", "hit@1", "recall@5")
_SHOWN = ("right", "strict", "right, answerable", *MEASURES, "p50 ms", "p95 ms")

System = Callable[[GoldQuestion], Iterator[tuple[str, Outcome]]]
NOTES = (
    "stock: RecursiveCharacterTextSplitter 1000/200, BM25 (rank_bm25 over text.split()) and Chroma,"
    " 10 chunks each, fused by reciprocal rank; the dense arm uses this project's encoder",
    "it has no language model here: its answer is its best 1 or 3 chunks, cited, and it never"
    " refuses; earlier turns are put before the question",
    "strict also asks for at most 700 characters (1,500 or 2,500 for lists), which chunks of 1,000"
    " can hardly meet: compare by right, and by hit@1 and recall@5",
    "right, answerable: of the questions that the documents answer; the others want a refusal",
    "the project has been tuned on all of these sets, see tests/gold/README.md",
    "latency: each question once, in turn with the others, so with cold caches;"
    " benchmarks.speed measures warm ones",
)


def measure(gold: Sequence[Path], limit: int | None) -> Record:
    """Every system over every set of questions."""
    missing = [part for part in PARTS if find_spec(part) is None]
    if missing:
        problem = f"Not installed: {', '.join(missing)}."
        raise Unavailable(problem, "Install the extra: pip install -e '.[bench]'.")
    with tempfile.TemporaryDirectory(prefix="cchc-quality-") as folder:
        home = Path(folder) / "index"
        ingest((), home)
        with closing(Assistant.open(home)) as assistant:
            index = assistant.index
            texts = {d.slug: index.text(d.slug) for d in index.documents}
            systems, chunks = [_own(assistant), *_stock(texts, Path(folder) / "stock")], texts
            found = {
                name: _judged(systems, questions, chunks)
                for name, questions in _sets(gold, limit).items()
            }
    return {"sets": found}


def _sets(gold: Sequence[Path], limit: int | None) -> dict[str, list[GoldQuestion]]:
    """The questions by what their file's name starts with: "dev_cross" is of the set "dev"."""
    sets: dict[str, list[GoldQuestion]] = defaultdict(list)
    for path in gold:
        sets[path.stem.split("_")[0]] += read_gold([path])
    return {name: questions[:limit] for name, questions in sets.items()}


def _own(assistant: Assistant) -> System:
    def system(question: GoldQuestion) -> Iterator[tuple[str, Outcome]]:
        yield "cchc", put(question, lambda asked, turns: assistant.ask(asked, history=turns))

    return system


def _stock(texts: Mapping[str, str], folder: Path) -> list[System]:
    from benchmarks import stock
    from ingest.encoder import load

    chunks = stock.split(texts)
    dense = stock.vectors(chunks, load(None), folder).as_retriever(search_kwargs={"k": RANKS})
    words = stock.OkapiRetriever.over(chunks, RANKS)
    ours = stock.OkapiRetriever.over(chunks, RANKS, lambda text: folded(syllables(text)))
    return [
        _retrieving("stock", stock.FusedRetriever(arms=[words, dense]), (1, 3)),
        _retrieving("stock, BM25 alone", words, (3,)),
        _retrieving("stock, Chroma alone", dense, (3,)),
        _retrieving("stock, our tokens", stock.FusedRetriever(arms=[ours, dense]), (3,)),
    ]


def _retrieving(name: str, retriever: BaseRetriever, shown: Sequence[int]) -> System:
    """A retriever that answers with its best chunks, as many as each of `shown`."""
    from benchmarks.stock import passage

    def system(question: GoldQuestion) -> Iterator[tuple[str, Outcome]]:
        began = time.perf_counter()
        found = retriever.invoke(" ".join([*question.history, question.question]))
        ms = (time.perf_counter() - began) * 1000
        hits: tuple[Passage, ...] = tuple(passage(chunk) for chunk in found)[:RANKS]
        for best in shown:
            text = "\n".join(chunk.page_content for chunk in found[:best])
            yield f"{name}, best {best}", Outcome(text, False, hits[:best], hits, ms)

    return system


def _judged(
    systems: Sequence[System], questions: Sequence[GoldQuestion], texts: Mapping[str, str]
) -> Record:
    """The figures of each system; every question goes to all of them before the next."""
    places = locate(questions, texts)
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    for system in systems:
        list(system(questions[0]))
    for question in questions:
        for system in systems:
            for name, outcome in system(question):
                verdicts[name].append(judge(question, outcome, places))
    refusing = {question.id for question in questions if question.abstain}
    return {name: _figures(found, refusing) for name, found in verdicts.items()}


def _figures(verdicts: Sequence[Verdict], refusing: set[str]) -> Record:
    answered = [float(v.right) for v in verdicts if v.id not in refusing]
    measured = {
        name: [v.measures[name] for v in verdicts if name in v.measures] for name in MEASURES
    }
    times = [v.ms for v in verdicts]
    return {
        "questions": len(verdicts),
        "right": fmean(float(v.right) for v in verdicts),
        "strict": fmean(float(v.strict) for v in verdicts),
        "right, answerable": fmean(answered) if answered else None,
        **{name: fmean(found) if found else None for name, found in measured.items()},
        "p50 ms": median(times),
        "p95 ms": percentile(times, 0.95),
    }


def sheets(record: Record) -> list[Sheet]:
    """One table for each set."""
    return [
        Sheet(
            f"{name}: {next(iter(systems.values()))['questions']} questions",
            ("", *_SHOWN),
            [(system, *(_cell(found, key) for key in _SHOWN)) for system, found in systems.items()],
        )
        for name, systems in record["sets"].items()
    ]


def _cell(found: Record, key: str) -> str:
    value = found[key]
    if value is None:
        return "–"
    return f"{value:.1f}" if key.endswith("ms") else f"{value:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when everything was measured."""
    options = parser("quality", "This project beside LangChain's stock recipe, in one run.")
    options.add_argument("gold", nargs="*", type=Path, help="default: all in tests/gold")
    options.add_argument("--questions", type=count, help="only the first so many of each set")
    options.add_argument("--core", type=int, help="the core to stay on (default: the last)")
    given = options.parse_args(arguments)
    found: Record = {"conditions": conditions(), "core": pin(given.core)}
    try:
        found |= measure(given.gold or sorted(GOLD.glob("*.jsonl")), given.questions)
    except CchcError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    found["notes"] = list(NOTES)
    tell(found, sheets(found), as_json=given.json)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
