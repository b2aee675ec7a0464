"""The documents that a plan cites, each with what the plan says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.clean import clean_with_map
from ingest.extract.agencies import agencies_from
from ingest.extract.agencies_words import data
from ingest.extract.bases_laws import law_names
from ingest.extract.model import Basis
from ingest.model import Clause, Kind, Span
from ingest.tokens import nfc

# The state's numbers ("30/2020/NĐ-CP", "3759/BNV-CCHC"), the Party's ("14-CTr/HU", and as they are
# also written: "18/NQ/TW", "112-KH-TU") and the National Assembly's ("72/2020/QH14").
_ORGAN = r"[A-ZĐƯ][A-ZĐƯa-zđư]*\d*(?:\s?&\s?[A-ZĐƯ]+)?"
_NUMBER = (
    rf"\d{{1,6}}(?:\s?/\s?(?:19|20)\d\d\s?/\s?{_ORGAN}(?:\s?-\s?{_ORGAN})*"
    rf"|\s?-\s?{_ORGAN}\s?[/-]\s?{_ORGAN}|\s?/\s?{_ORGAN}(?:\s?[-/]\s?{_ORGAN})*)"
)
_KIND = "|".join(sorted((re.escape(k) for k in data("citations")["kinds"]), key=len, reverse=True))
_CITED = re.compile(
    rf"(?:\b(?P<kind>{_KIND})\s+(?:liên ngành\s+)?)?(?:\b(?P<so>số)\s*:?\s*)?"
    rf"(?<![\w/,.-])(?P<number>{_NUMBER})(?!\w)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\s*,?\s*ngày\s+(?P<d>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<m>\d{1,2})\s*(?:/|\s+năm\s+)\s*(?P<y>(?:19|20)\d\d)",
    re.IGNORECASE,
)
# "chủ Chủ tịch" is a slip that occurs for "của Chủ tịch".
_BY = re.compile(r"\s*,?\s*(?:của|do|chủ)\s+(?=\S)", re.IGNORECASE)
_ABOUT = re.compile(
    r"\s*,?\s*(?=(?:về|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|đẩy mạnh|thực hiện|triển khai"
    r"|công bố|của)\b|[“\"])",
    re.IGNORECASE,
)
_TITLE_END = re.compile(r";|\.(?=\s|$)|\)|(?<=\w)\s*\|")
_OPEN_TITLE = re.compile(r"(?:thực hiện|của|bổ sung|triển khai|thi hành)$", re.IGNORECASE)
_CODE = re.compile(r"[A-ZĐƯ][A-ZĐƯa-zđư]*")
_CAPTION = re.compile(r"\(\s*(?:(?:ban hành\s+)?kèm theo|kế hoạch|quyết định)\b", re.IGNORECASE)
_LONGEST_TITLE = 240


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited in a clause's clean text, `text[start:end]`."""

    start: int
    end: int
    kind: str
    number: str
    date: str
    issuer: str
    title: str


def bases(slug: str, text: str, clauses: Sequence[Clause]) -> tuple[Basis, ...]:
    """Every document that the clauses cite, once a clause; blank numbers are none."""
    rows: list[Basis] = []
    first = next((c.order for c in clauses if _starts_body(c)), len(clauses))
    for clause in clauses:
        if clause.kind in (Kind.SIGNATURE, Kind.RECIPIENTS) or _is_caption(clause):
            continue
        preamble = clause.order < first and clause.kind is Kind.PARAGRAPH
        rows += _rows(slug, text, clause, preamble)
    return tuple(rows)


def citations(text: str) -> list[Citation]:
    """The documents that clean text cites, in order, each number or name once."""
    numbered = [m for m in _CITED.finditer(text) if _is_document(m)]
    found = [
        _numbered(text, m, after) for m, after in zip(numbered, [*numbered[1:], None], strict=False)
    ]
    taken = [(c.start, c.end) for c in found]
    for law in law_names(text):
        if not any(a <= law.start < b for a, b in taken):
            found.append(_law(text, law.start, law.end, law.name))
    best: dict[tuple[str, str], Citation] = {}
    for cited in sorted(found, key=lambda c: c.start):
        key = (cited.number, "" if cited.number else cited.title)
        if key not in best or (cited.date and not best[key].date):
            best[key] = cited
    return sorted(best.values(), key=lambda c: c.start)


def _rows(slug: str, text: str, clause: Clause, preamble: bool) -> Iterator[Basis]:
    for span in _spans(clause):
        cleaned = clean_with_map(text[span.start : span.end], span.start)
        for cited in citations(cleaned.text):
            start, end = cleaned.origin(cited.start, cited.end)
            yield Basis(
                doc=slug,
                clause=clause.id,
                start=start,
                end=end,
                kind=cited.kind,
                number=cited.number,
                date=cited.date,
                issuer=cited.issuer,
                title=cited.title,
                preamble=preamble,
            )


def _spans(clause: Clause) -> list[Span]:
    """What is read at once: a row's own cells one by one, another clause as a whole."""
    own = [span for cell in clause.cells if not cell.inherited for span in cell.spans]
    return own or [Span(clause.start, clause.end)]


def _is_document(match: re.Match[str]) -> bool:
    """A fraction or a range is no number of a document ("24/24h", "3/2024")."""
    organ = _CODE.findall(match["number"])
    return bool(organ) and (match["kind"] is not None or match["so"] is not None or len(organ) > 1)


def _numbered(text: str, match: re.Match[str], after_it: re.Match[str] | None) -> Citation:
    """The document of one number, up to the number of the next."""
    number = re.sub(r"\s+", "", match["number"])
    limit = after_it.start() if after_it else len(text)
    end, iso = _dated(text, match.end())
    issuer, after = _issuer(text, end, limit)
    title, last = _title(text, after, limit)
    if after_it and _OPEN_TITLE.search(title):  # "về thực hiện | Nghị quyết số 16-NQ/TU"
        title = f"{title} {text[limit : after_it.end()]}"
    return Citation(
        match.start(), max(after, last),
        _kind(match["kind"], number), number, iso, issuer or _issuer_by_number(number), title,
    )  # fmt: skip


def _law(text: str, start: int, end: int, name: str) -> Citation:
    """A law by its name, with the number, the year and the date that may follow it."""
    number = re.compile(rf"\s*(?:số\s*)?({_NUMBER})").match(text, end)
    year = re.compile(r"\s*,?\s*năm\s*(?:19|20)\d\d").match(text, end)
    at = number.end() if number else year.end() if year else end
    at, iso = _dated(text, at)
    written = re.sub(r"\s+", "", number[1]) if number else ""
    return Citation(start, at, "Luật", written, iso, "Quốc hội", name)


def _dated(text: str, at: int) -> tuple[int, str]:
    match = _DATE.match(text, at)
    if not match:
        return at, ""
    try:
        iso = date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        iso = ""
    return match.end(), iso


def _issuer(text: str, at: int, limit: int) -> tuple[str, int]:
    by = _BY.match(text, at)
    if not by:
        return "", at
    found = agencies_from(text, by.end(), limit)
    if not found or found[0].start != by.end():
        return "", at
    return ", ".join(a.name for a in found), found[-1].end


def _title(text: str, at: int, limit: int) -> tuple[str, int]:
    """What the document is about, up to the end of its clause or the next document."""
    about = _ABOUT.match(text, at)
    if not about:
        return "", at
    end = _TITLE_END.search(text, about.end(), limit)
    last = min(end.start() if end else limit, about.end() + _LONGEST_TITLE)
    words = text[about.end() : last]
    words = re.sub(r"[\s,(]*(?:\bvà|\btheo|,)?[\s,(]*$", "", words)
    if len(words) >= _LONGEST_TITLE - 3:
        words = words.rsplit(" ", 1)[0]
    return words, about.end() + len(words)


def _kind(word: str | None, number: str) -> str:
    if word:
        return word[0].upper() + word[1:].lower()
    codes: dict[str, str] = data("citations")["codes"]
    return next((codes[c] for c in _CODE.findall(number) if c in codes), "Văn bản")


def _issuer_by_number(number: str) -> str:
    issuers: dict[str, str] = data("citations")["issuers"]
    letters = [re.sub(r"\d+$", "", part) for part in re.split(r"[/\-]", nfc(number))]
    return next((issuers[part] for part in reversed(letters) if part in issuers), "")


def _starts_body(clause: Clause) -> bool:
    return clause.kind in (Kind.HEADING, Kind.ITEM)


# The roots of what stands after a signature: annexes and documents that a decision carries.
_ATTACHED = re.compile(r"(?:PL|KH|CT|DA|QC|QD)\w*(?:\.|$)")


def _is_caption(clause: Clause) -> bool:
    """The line under an annex's title names the document itself."""
    attached = _ATTACHED.match(clause.path) is not None
    return attached and _CAPTION.match(clause.text) is not None


__all__ = ["Citation", "bases", "citations"]
