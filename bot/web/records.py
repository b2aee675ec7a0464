"""The JSON form of an answer as the web sends it: `bot.records`, with links."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.records import answer_record, citation_record
from ingest.address import label
from retrieval.model import Answer

_NONE: Mapping[str, str] = MappingProxyType({})


def reader_url(clause: str, version: str = "", public_url: str = "") -> str:
    """Where a clause is opened, and marked, in its document's page.

    Without a version that is the one in force; without a public address it begins at the root.
    """
    slug, _, path = clause.partition(":")
    return f"{public_url}/van-ban/{slug}{'@' if version else ''}{version}#{path}"


def full_record(
    answer: Answer, public_url: str = "", titles: Mapping[str, str] = _NONE
) -> dict[str, Any]:
    """The whole answer; each citation with its document's name and the link that opens it."""
    record = answer_record(answer)
    record["citations"] = [
        citation_record(c)
        | {"title": titles.get(c.doc, c.doc), "url": reader_url(c.clause, c.version, public_url)}
        for c in answer.citations
    ]
    for hit in record["hits"]:
        hit["label"] = label(hit["clause"].partition(":")[2])
    return record
