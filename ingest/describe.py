"""What a document is, without being told: kind, number, date, issuer, place, period, signer.

Read from the letterhead, the title, the preamble, the signature and the annex's caption. A field
that the document does not give stays empty: the numbers and dates of the documents that it cites
are never taken for its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ingest.describe_entry import override
from ingest.describe_marks import caption, kind_of, number, signed, signer, uncited
from ingest.describe_page import Page, flat, page
from ingest.describe_place import issuer, place
from ingest.describe_title import announced, period, titled
from ingest.model import Body, Card

_UNKNOWN_KIND = "văn bản"


def describe(text: str, stem: str, entry: Mapping[str, Any] | None = None) -> Card:
    """The card of a document; an entry of corpus.toml overrides it field by field.

    Odd text never raises: the title falls back to the first line, else to `stem`, the kind to
    "văn bản", the place's name to "". An entry that is not valid raises BadInput.
    """
    card = _infer(text, stem)
    return override(card, entry, stem) if entry else card


def _infer(text: str, stem: str) -> Card:
    parts = page(text)
    head = uncited(parts.head)
    own_number, own_date = number(head), signed(head)
    kind, title = _named(parts, kind_of(own_number), stem)
    by = issuer(parts, title)
    if not own_number:
        own_number, noted = caption(parts.tail, kind, by)
        own_date = own_date or noted
    where = place(parts, by, title)
    if where.name:
        # Capitals do not tell "Ninh Hòa" from "Ninh hòa"; the place's name does.
        title = re.sub(re.escape(where.name), where.name, title, flags=re.IGNORECASE)
    years = period(title, int(own_date[:4]) if own_date else None)
    return Card(
        title=title,
        kind=kind or _UNKNOWN_KIND,
        issuer=by.name,
        place=where,
        body=Body.PARTY if parts.party else by.body,
        number=own_number,
        signed=own_date,
        signer=signer(parts.tail),
        first_year=years.first,
        last_year=years.last,
        outlook=years.outlook,
    )


def _named(parts: Page, symbol: str, stem: str) -> tuple[str, str]:
    """Kind and title; without a line that names the kind, as preamble and number's symbol tell."""
    body = f"{parts.preamble} {flat(parts.tail)}"
    if parts.kind:
        return parts.kind, titled(parts.kind, parts.title, body) or stem
    kind, title = announced(parts.preamble)
    if title:
        return kind, titled(kind, (title,), body)
    return symbol, titled("", parts.title, body) or stem
