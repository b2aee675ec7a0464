"""A walk through the clauses that says of each duty whose it is.

Under "Tổ chức thực hiện" the agency stands in the heading and its duties below do not name it;
everywhere else it is the subject of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extract.agencies import AgencyMention, title_agencies, title_text
from ingest.extract.agencies_words import phrases, tokenize
from ingest.extract.assignments_role import (
    Duty,
    Subject,
    duties,
    ordered,
    starts_with_verb,
    subject_of,
)
from ingest.markers import find_mark, strip_marker
from ingest.model import Clause, Kind

_ASIDES = (Kind.ROW, Kind.SIGNATURE, Kind.RECIPIENTS)
_NUMBERED = re.compile(r"(?:\d+|[IVX]+)(?:~\d+)?$")
_LETTER = re.compile(r"[^\W\d_]{2}")
_BARE = re.compile(r"(?:chủ trì|phối hợp)(?:[\s,và]*phối hợp)?(?:\s+với)?\s*:?$", re.IGNORECASE)
_LEAF = re.compile(r"s\d+$")
_LONGEST_TITLE = 200

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the duties of the clauses under `prefix`, and the words that say so."""

    names: tuple[str, ...]
    text: str
    prefix: Path
    duty: Duty | None = None  # what the heading itself already says of the role


@dataclass(frozen=True, slots=True)
class Held:
    """A duty with its clause and its agencies; offsets are those of the clause's clean text."""

    clause: Clause
    duty: Duty
    start: int
    names: tuple[str, ...]
    text: str


def held_duties(clauses: Sequence[Clause]) -> Iterator[Held]:
    """Every duty that the clauses give to an agency, in order."""
    yield from _Walk(clauses).run()


class _Walk:
    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._sections = [_path(c) for c in clauses if c.kind is Kind.HEADING and _is_section(c)]
        self._holder: Holder | None = None
        self._topic: Path | None = None  # a duty that goes on in its own items
        self._topic_role = ""  # what it says where it says no more ("Chủ trì, phối hợp:")
        self._said: tuple[Path, Subject] | None = None  # the subject of the leaf before

    def run(self) -> Iterator[Held]:
        for at, clause in enumerate(self._clauses):
            if (
                clause.kind in _ASIDES
                or clause.cells
                or not _LETTER.search(strip_marker(clause.text))
            ):
                continue
            path = _path(clause)
            self._leave(path)
            if any(path[: len(s)] == s for s in self._sections):
                yield from self._in_section(at, clause, path)
            elif clause.kind is not Kind.HEADING and not _says_why(clause):
                yield from self._by_subject(clause, in_section=False)

    def _leave(self, path: Path) -> None:
        if self._holder and path[: len(self._holder.prefix)] != self._holder.prefix:
            self._holder = None
        if self._topic and path[: len(self._topic)] != self._topic:
            self._topic = None

    def _in_section(self, at: int, clause: Clause, path: Path) -> Iterator[Held]:
        if self._opens_holder(at, clause, path):
            self._topic = None
            return
        if self._has_below(at, path) and (subject := subject_of(_body(clause)[0])):
            # What it says is a duty, and so is what stands below it; but a heading that is no
            # sentence only names its agencies ("Các Sở chủ trì các dự án").
            body = _body(clause)[0]
            named = clause.kind is Kind.HEADING and not body.endswith((".", ";"))
            if not named:
                yield from self._by_subject(clause, in_section=True)
            text = title_text(body) if named else body[subject.start : subject.end]
            self._holder, self._topic = Holder(_names(subject.agencies), text, path), None
        elif clause.kind is Kind.HEADING:
            yield from self._heading(clause, path)
        elif cut := self._cut_subject(at, clause, path):
            yield from cut
        elif _closes(clause) or not self._holder:
            if _closes(clause):
                self._holder = None
            yield from self._by_subject(clause, in_section=not _closes(clause))
        elif not strip_marker(clause.text).startswith("("):
            yield from self._duties(clause, path)

    def _opens_holder(self, at: int, clause: Clause, path: Path) -> bool:
        """Whether the clause is the heading of an agency, which then holds what follows."""
        if len(clause.text) > 2 * _LONGEST_TITLE:
            return False
        below = self._has_below(at, path)
        prefix = path if below and not _LEAF.match(path[-1]) else path[:-1]
        heads = (
            clause.kind is Kind.HEADING or below or not clause.text.rstrip().endswith((".", ";"))
        )
        mark = find_mark(clause.text)
        if heads and not (mark and mark.marker.bullet and not below):
            for title in (clause.text, self._joined(at)):
                found = title_agencies(title) if title else []
                if found:
                    words = title_text(title)
                    self._holder = Holder(_names(found), words, prefix)
                    return True
        return below and self._heading_with_verb(clause, path)

    def _heading_with_verb(self, clause: Clause, path: Path) -> bool:
        """ "2. Sở Y tế chủ trì, phối hợp với Sở Nội vụ:" holds what follows, and says how."""
        body = title_text(clause.text)
        subject = subject_of(body) if clause.text.rstrip().endswith(":") else None
        if not subject:
            return False
        duty = next(duties(body), None)
        names = _names(subject.agencies)
        self._holder = Holder(names, body[subject.start : subject.end], path, duty)
        return True

    def _cut_subject(self, at: int, clause: Clause, path: Path) -> list[Held]:
        """The duties of a paragraph whose subject began in the heading: "3. Bộ Tư lệnh ⏎ Thành phố
        chủ trì …". That subject holds what follows, too."""
        if not self._joined(at):
            return []
        body, skip = _body(clause)
        head = title_text(self._clauses[at - 1].text)
        whole, cut = f"{head} {body}", len(head) + 1
        subject = subject_of(whole)
        if not subject or not any(m.start < cut < m.end for m in subject.agencies):
            return []
        # After a whole name only a level goes on: "Sở Nội vụ ⏎ Tổng hợp báo cáo" does not.
        if title_agencies(head) and not phrases("agencies", "levels").match(tokenize(body), 0):
            return []
        names, text = _names(subject.agencies), whole[subject.start : subject.end]
        self._holder = Holder(names, text, path[:-1])
        made = [_moved(duty, -cut, None) for duty in duties(whole)]
        made = [replace(d, start=max(d.start, subject.verb - cut)) for d in made if d.end > 0]
        return [Held(clause, duty, skip, names, text) for duty in made]

    def _joined(self, at: int) -> str:
        """A paragraph together with the heading that a line's end parted it from."""
        if not at or self._clauses[at].kind is not Kind.PARAGRAPH:
            return ""
        before = self._clauses[at - 1]
        if before.kind is not Kind.HEADING or _path(self._clauses[at])[:-1] != _path(before):
            return ""
        return (
            "" if before.text.rstrip().endswith(":") else f"{before.text} {self._clauses[at].text}"
        )

    def _has_below(self, at: int, path: Path) -> bool:
        after = self._clauses[at + 1] if at + 1 < len(self._clauses) else None
        return after is not None and _path(after)[: len(path)] == path

    def _heading(self, clause: Clause, path: Path) -> Iterator[Held]:
        body = strip_marker(clause.text).rstrip()
        self._topic_role = ""
        if self._holder and _BARE.match(body):
            self._topic = path
            self._topic_role = "lead" if body[:7].lower() == "chủ trì" else "support"
        elif self._holder and starts_with_verb(body) and body.endswith(":"):
            self._topic = path
            yield from self._duties(clause, path, topic=True)
        elif _NUMBERED.match(path[-1]) and (not self._holder or self._holder.prefix == path[:-1]):
            self._holder = None

    def _duties(self, clause: Clause, path: Path, *, topic: bool = False) -> Iterator[Held]:
        """The duties of a clause under an agency's heading."""
        holder = self._holder
        if holder is None:
            return
        body, skip = _body(clause)
        inside = self._topic is not None and path != self._topic and not topic
        if inside and not starts_with_verb(body) and not subject_of(body):
            return
        said = self._said[1] if self._said and _is_next_leaf(path, self._said[0]) else None
        for duty in duties(body):
            if inside and self._topic_role:
                duty = _with_topic(duty, self._topic_role)
            if duty.subject:
                said = None if _is_same(duty.subject, holder) else duty.subject
            duty = _with_heading(duty, holder)
            names, text = holder.names, holder.text
            if said:
                names, text = _names(said.agencies), _words(body, duty, said, clause)
            yield Held(clause, duty, skip, names, text)
        self._said = (path, said) if said and _LEAF.match(path[-1]) else None

    def _by_subject(self, clause: Clause, *, in_section: bool) -> Iterator[Held]:
        """The duties of a clause that names its agencies itself."""
        body, skip = _body(clause)
        said: Subject | None = None
        last = 0
        for duty in duties(body):
            told = ordered(body, duty.start, duty.end)
            if told and (not duty.subject or told.start > duty.subject.start):
                rest = next(duties(body[: duty.end][told.start :]), duty)
                duty = _moved(rest, told.start, told)
            # The subject holds to the end of its sentence; of its clause, where duties are given.
            goes_on = in_section or body[last : duty.start].strip() == ";"
            last = duty.end
            said = duty.subject or (said if goes_on else None)
            if said:
                names = _names(said.agencies)
                yield Held(clause, duty, skip, names, body[said.start : said.end])


def _moved(duty: Duty, by: int, subject: Subject | None) -> Duty:
    """A duty read from the middle of a sentence, back in the sentence's own offsets."""
    partners = tuple(replace(p, start=p.start + by, end=p.end + by) for p in duty.partners)
    span = (
        (duty.partners_span[0] + by, duty.partners_span[1] + by)
        if duty.partners_span[1]
        else (0, 0)
    )
    return replace(
        duty,
        start=duty.start + by,
        end=duty.end + by,
        subject=subject,
        partners=partners,
        partners_span=span,
    )


def _with_heading(duty: Duty, holder: Holder) -> Duty:
    """The heading's own role ("… chủ trì, phối hợp với …:") for a duty that has none."""
    if holder.duty is None or duty.role != "do" or duty.subject:
        return duty
    return replace(duty, role=holder.duty.role, partners=holder.duty.partners, partners_span=(0, 0))


def _with_topic(duty: Duty, role: str) -> Duty:
    """Under "Chủ trì, phối hợp:" an item begins with those to work with."""
    if duty.subject is None:
        return replace(duty, role=role) if duty.role == "do" else duty
    partners = tuple(m for m in duty.subject.agencies if not m.generic)
    span = (duty.subject.start, duty.subject.end)
    return replace(duty, role=role, subject=None, partners=partners, partners_span=span)


def _words(body: str, duty: Duty, said: Subject, clause: Clause) -> str:
    if duty.subject is said:
        return body[said.start : said.end]
    return ", ".join(_names(said.agencies))


def _is_same(subject: Subject, holder: Holder) -> bool:
    """Whether a subject is the heading's agency in fewer words ("Thủ trưởng các cơ quan")."""
    of_holder = [t.low for t in tokenize(holder.text)]
    of_subject = [t.low for m in subject.agencies for t in tokenize(m.name)]
    return of_subject[:3] == of_holder[:3] and set(of_subject) <= set(of_holder)


def _names(found: Sequence[AgencyMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.name for m in found))


def _body(clause: Clause) -> tuple[str, int]:
    """A clause's words without its mark, and how many characters of the mark were skipped."""
    mark = find_mark(clause.text)
    skip = mark.end if mark else 0
    skip += len(clause.text[skip:]) - len(clause.text[skip:].lstrip())
    return clause.text[skip:], skip


def _path(clause: Clause) -> Path:
    return tuple(clause.path.split("."))


def _is_next_leaf(path: Path, before: Path) -> bool:
    return path[:-1] == before[:-1] and bool(_LEAF.match(path[-1]))


def _is_section(clause: Clause) -> bool:
    wanted = phrases("duties", "sections")
    words = (title_text(clause.text), strip_marker(clause.text))
    return any(wanted.match(tokenize(w), 0) for w in words)


def _closes(clause: Clause) -> bool:
    tokens = tokenize(strip_marker(clause.text)[:80])
    return bool(phrases("duties", "closings").match(tokens, 0))


def _says_why(clause: Clause) -> bool:
    """The title and the grounds, before the first heading, and what stands under "Yêu cầu"."""
    if not clause.breadcrumb and clause.kind is Kind.PARAGRAPH:
        return True
    purposes = phrases("duties", "purposes")
    return any(purposes.match(tokenize(strip_marker(h)), 0) for h in clause.breadcrumb)


__all__ = ["Held", "Holder", "held_duties"]
