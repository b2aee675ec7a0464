"""An answer as a person reads it: what it says first, then its notes, then its sources."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cli.paper import Paper
from bot.cli.words import DEFAULT, WORDS
from bot.records import understood_record
from retrieval.model import Answer, Citation, Hit, Question

_QUOTE = 600
_TEXT = 160


def draw_answer(answer: Answer, lang: str, paper: Paper) -> str:
    """The whole answer, its parts a blank line apart."""
    words = WORDS[lang]
    parts = [paper.styled(paper.wrapped(answer.answer), "bold")]
    if answer.notes:
        parts.append(_listed(words["notes"], answer.notes, paper))
    if answer.citations:
        sources = "\n".join(_citation(c, paper) for c in answer.citations)
        parts.append(f"{words['sources']}:\n{sources}")
    if answer.suggestions:
        parts.append(_listed(words["suggestions"], answer.suggestions, paper))
    return "\n\n".join(parts)


def _listed(title: str, items: Sequence[str], paper: Paper) -> str:
    return "\n".join([f"{title}:", *(paper.wrapped(f"- {item}", "  ") for item in items)])


def _citation(citation: Citation, paper: Paper) -> str:
    address = paper.wrapped(f"[{citation.number}] {citation.label} ({citation.clause})")
    quote = paper.wrapped(f"“{_cut(citation.quote, _QUOTE)}”", "    ")
    return f"{address}\n{paper.styled(quote, 'dim')}"


def draw_hits(hits: Sequence[Hit], paper: Paper, lang: str = DEFAULT) -> str:
    """Clauses with their scores, best first, each with the headings above it."""
    if not hits:
        return WORDS[lang]["nothing"]
    return "\n".join(_hit(number, hit, paper) for number, hit in enumerate(hits, 1))


def _hit(number: int, hit: Hit, paper: Paper) -> str:
    parts = " ".join(f"{name}={value:.3f}" for name, value in hit.parts.items())
    first = f"{number:>2}. {hit.score:.3f}  {hit.clause.id}"
    lines = [paper.styled(first, "bold")]
    if parts:
        lines.append(paper.styled(paper.wrapped(parts, "    "), "dim"))
    if hit.clause.breadcrumb:
        trail = " › ".join(_cut(heading, 60) for heading in hit.clause.breadcrumb)
        lines.append(paper.styled(paper.wrapped(trail, "    "), "dim"))
    lines.append(paper.wrapped(_cut(hit.clause.text, _TEXT), "    "))
    return "\n".join(lines)


def draw_explanation(answer: Answer, understood: Question, lang: str, paper: Paper) -> str:
    """How the question was read, what was found and kept or set aside, and how long it took."""
    words = WORDS[lang]
    read = understood_record(understood)
    lines = (paper.wrapped(f"{name}: {_plain(value)}", "  ") for name, value in read.items())
    parts = [
        f"{words['outcome']}: {answer.status.value}",
        "\n".join([f"{words['understood']}:", *lines]),
        f"{words['kept']}:\n{draw_hits(answer.hits, paper, lang)}",
        f"{words['rejected']}:\n{draw_hits(answer.rejected, paper, lang)}",
    ]
    if answer.timings:
        times = ", ".join(f"{stage} {ms:.1f} ms" for stage, ms in answer.timings.items())
        parts.append(paper.wrapped(f"{words['timings']}: {times}"))
    return "\n\n".join(parts)


def _plain(value: object) -> str:
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def _cut(text: str, limit: int) -> str:
    """The text on one line, cut at a word where it is longer than `limit`."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]} …"
