"""Train the encoder in the box.

    python -m ingest.encoder.train --texts FILE --out DIR [--seed N --steps N --dimension D]

Needs the extra `models` (PyTorch). Each step shows the model a batch of short word lists and as
many passages; it learns to tell which passage each list belongs to.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import Progress
from torch.nn import functional

from ingest.encoder import passages, saved, vocabulary
from ingest.encoder.sampling import Bag, Recipe, Sampler
from ingest.errors import CchcError

_WIDEST = 5  # a compound of two marked syllables: two folded, two marked, one pair
_SCALE = {"folded": 1.0, "marked": 0.5, "pair": 1.0, "": 0.0}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training run depends on, beside its text."""

    seed: int = 20
    steps: int = 500
    dimension: int = 320
    batch: int = 256
    least: int = 5
    compounds: int = 8000
    rate: float = 0.004
    sharpness: float = 20.0
    common: float = 3e-3


class Sums(torch.nn.Module):
    """Vectors of pieces as weighted sums of trained components."""

    def __init__(self, words: vocabulary.Vocabulary, settings: Settings) -> None:
        super().__init__()
        of, counts, kinds = vocabulary.components(words)
        padded = [ids + [0] * (_WIDEST - len(ids)) for ids in of]
        self.register_buffer("of", torch.tensor(padded))
        noise = torch.randn(len(counts), settings.dimension) / settings.dimension**0.5
        scale = torch.tensor([_SCALE[k] for k in kinds])
        self.vectors = torch.nn.Parameter(noise * scale[:, None])
        # Frequent words say little: the usual a / (a + p), which training then adjusts.
        share = torch.tensor(counts) / sum(words.counts)
        self.weights = torch.nn.Parameter(torch.log(settings.common / (settings.common + share)))

    def forward(self, bag: Bag, rows: int) -> torch.Tensor:
        """One unit-length vector for each of `rows` texts."""
        of = self.of[torch.from_numpy(bag.pieces)]  # type: ignore[index]
        offsets = np.searchsorted(bag.rows, np.arange(rows)) * _WIDEST
        flat = of.reshape(-1)
        strength = self.weights.exp()[flat] * (flat > 0)
        total = functional.embedding_bag(
            flat,
            self.vectors,
            torch.from_numpy(offsets),
            mode="sum",
            per_sample_weights=strength,
        )
        return functional.normalize(total, dim=1, eps=1e-6)

    def table(self) -> NDArray[np.float32]:
        """The vector of every piece, summed up for use."""
        with torch.no_grad():
            whole = self.vectors * self.weights.exp()[:, None]
            whole[0] = 0
            return whole[self.of].sum(dim=1).numpy()  # type: ignore[index]


def fit(model: Sums, sampler: Sampler, settings: Settings) -> float:
    """Train in place; returns the mean loss of the last tenth of the steps."""
    optimiser = torch.optim.Adam(model.parameters(), lr=settings.rate)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, settings.rate, total_steps=settings.steps, pct_start=0.05
    )
    size = min(settings.batch, sampler.size)
    right = torch.arange(size)
    losses: list[float] = []
    with Progress() as progress:
        for _ in progress.track(range(settings.steps), description="training"):
            words, texts = sampler.draw(size)
            alike = settings.sharpness * model(words, size) @ model(texts, size).T
            loss = functional.cross_entropy(alike, right) + functional.cross_entropy(alike.T, right)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            losses.append(loss.item() / 2)
    return float(np.mean(losses[-max(1, len(losses) // 10) :]))


def train(texts: Path, out: Path, settings: Settings) -> None:
    """Read the text, learn, save the model in `out`."""
    torch.manual_seed(settings.seed)
    # One thread adds up in one order: the same seed gives the same vectors.
    torch.set_num_threads(1)
    read = passages.read(texts)
    words = vocabulary.build(read, least=settings.least, compounds=settings.compounds)
    tokenizer = vocabulary.tokenizer(words)
    numbered = passages.number(read, tokenizer)
    twins = np.array(words.twins(), dtype=np.int64)
    sampler = Sampler(numbered, twins, Recipe(), settings.seed)
    sys.stdout.write(
        f"{len(words.pieces)} pieces, {sampler.size} passages, {len(numbered.pieces)} words\n"
    )
    model = Sums(words, settings)
    loss = fit(model, sampler, settings) if settings.steps else float("nan")
    saved.write(out, tokenizer, model.table())
    sys.stdout.write(f"loss {loss:.3f}; saved in {out}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 0 when the model is saved."""
    parser = argparse.ArgumentParser(prog="python -m ingest.encoder.train")
    parser.add_argument("--texts", type=Path, required=True, help=".jsonl or .jsonl.xz: id, text")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    defaults = Settings()
    for name in ("seed", "steps", "dimension", "batch", "least", "compounds"):
        parser.add_argument(f"--{name}", type=int, default=getattr(defaults, name))
    given = vars(parser.parse_args(arguments))
    texts, out = given.pop("texts"), given.pop("out")
    try:
        train(texts, out, Settings(**given))
    except CchcError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
