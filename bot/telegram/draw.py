"""An answer as a message: what it says first, then what to mind, then where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from bot.telegram.desk import Library
from bot.telegram.keys import fit
from bot.telegram.markup import Block, block, bold, italic, quote
from bot.telegram.words import say
from retrieval.model import Answer, Citation

# A first line up to this long stands out; a longer one would shout.
_BOLD = 240


def answer_blocks(answer: Answer, library: Library | None, lang: str, asked_in: str) -> list[Block]:
    """The whole answer. `asked_in` is the chosen plan that it keeps to, or ""."""
    lines = [line for line in answer.answer.split("\n") if line.strip()]
    made = [_line(line, first=at == 0) for at, line in enumerate(lines)]
    if answer.notes:
        made.append(block(italic("\n".join(_note(note, lang) for note in answer.notes))))
    if answer.citations:
        made.append(_sources(answer.citations, library, lang))
    if asked_in:
        made.append(block(italic(say("answer.chosen", lang, doc=asked_in))))
    return made


def _line(line: str, *, first: bool) -> Block:
    return block(bold(line) if first and len(line) <= _BOLD else line)


def _note(note: str, lang: str) -> str:
    return f"{say('answer.note', lang)}: {note}"


def _sources(citations: Sequence[Citation], library: Library | None, lang: str) -> Block:
    """The addresses; a document that several share is named once, above them."""
    names = [library.name(c.doc) if library else c.doc for c in citations]
    title = say("answer.sources", lang)
    if len(set(names)) == 1:
        lines = [f"[{c.number}] {c.label}" for c in citations]
        return block(bold(title), f": {names[0]}\n" + "\n".join(lines))
    lines = [f"[{c.number}] {c.label}, {name}" for c, name in zip(citations, names, strict=True)]
    return block(bold(title), ":\n" + "\n".join(lines))


def _quoted(citation: Citation) -> str:
    """The words quoted; of a row each cell on a line, under the name of its column."""
    named = [f"{column}: {cell}" if column else cell for column, cell in citation.cells]
    return "\n".join(named) or citation.quote


def source_blocks(citation: Citation, name: str, address: str) -> list[Block]:
    """One source opened: address, document, words; the link where no button takes it."""
    made = [
        block(bold(f"[{citation.number}] {citation.label}"), f"\n{name}"),
        block(quote(_quoted(citation))),
    ]
    if address and not fit(address):
        made.append(block(address))
    return made
