"""What the stages of ingest hand to one another: documents, clauses, cells and spans.

Offsets are code points into `Document.text`, which is what the reader extracted, unchanged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

_UNITS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"


class Kind(StrEnum):
    """What a clause is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    SIGNATURE = "signature"
    RECIPIENTS = "recipients"


class Level(StrEnum):
    """The tiers of administration, as a plan names them."""

    CENTRAL = "trung ương"
    PROVINCE = "tỉnh"
    DISTRICT = "huyện"
    COMMUNE = "xã"


class Body(StrEnum):
    """Whose document it is."""

    GOVERNMENT = "chính quyền"
    PARTY = "Đảng"
    ASSEMBLY = "Quốc hội"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit that a document belongs to; `parent` is the unit above it, by name."""

    name: str
    level: Level
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """What a document is, apart from its text. `None` and "" mean that the document does not say.

    `signed` is an ISO date. `first_year`..`last_year` is the period planned for, `outlook` the
    later year that it only looks towards. `audience` is "public" or the name of a group. `scanned`:
    some of its text was recognised from pictures of pages, and may be wrong.
    """

    title: str
    kind: str
    issuer: str
    place: Place
    body: Body = Body.GOVERNMENT
    number: str = ""
    signed: str = ""
    signer: str = ""
    first_year: int | None = None
    last_year: int | None = None
    outlook: int | None = None
    audience: str = "public"
    scanned: bool = False

    def reaches(self, year: int) -> bool:
        """Whether the plan may speak of a year: it looks back one for its baselines, and forward
        to its outlook. A plan without a period may speak of any."""
        if self.first_year is None or self.last_year is None:
            return True
        return self.first_year - 1 <= year <= max(self.last_year, self.outlook or 0)

    @property
    def unit(self) -> str:
        """The place with its unit word as its issuer writes it: "thành phố Cần Thơ"."""
        name, tier = self.place.name, self.place.level
        if not name or tier is Level.CENTRAL:
            return name
        said = re.search(rf"({_UNITS}) {re.escape(name)}", f"{self.issuer} . {self.title}", re.I)
        return f"{said.group(1).lower() if said else tier.value} {name}"


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read: its card, where it came from, and its text as extracted."""

    slug: str
    card: Card
    source: str
    sha256: str
    text: str

    @property
    def version(self) -> str:
        """The first 12 hex digits of the source file's SHA-256."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row.

    `name` is what the column means (number, goal, task, deliverable, lead, support, deadline,
    or other), `header` the words above it. A page cut leaves several spans; an inherited cell
    is blank in its own row and carries the span of the row above that it comes from.
    """

    name: str
    header: str
    text: str
    spans: tuple[Span, ...]
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest part of a document that can be cited.

    `path` is the clause's own numbering ("II.2.a.g3"); `start`..`end` covers its own text with
    its marker, not its children's. `breadcrumb` holds the headings above it, outermost first.
    `years` and `levels` are what those headings say that it speaks of.
    """

    doc: str
    path: str
    order: int
    kind: Kind
    text: str
    start: int
    end: int
    breadcrumb: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    levels: tuple[Level, ...] = ()
    cells: tuple[Cell, ...] = field(default=())

    @property
    def id(self) -> str:
        """`slug:path`, stable while this part of the document stands."""
        return f"{self.doc}:{self.path}"

    @property
    def body(self) -> str:
        """The text without its marker, as it is quoted."""
        from ingest.markers import strip_marker

        return strip_marker(self.text) if self.kind is not Kind.ROW else self.text

    @property
    def columns(self) -> tuple[str, ...]:
        """The words above each cell of a row's text; () for what is no row."""
        filled = (cell for cell in self.cells if cell.text)
        return tuple(cell.header for cell in filled) if self.kind is Kind.ROW else ()

    def cell(self, name: str) -> Cell | None:
        """The cell whose column means `name`: of several the first that says something itself."""
        named = [c for c in self.cells if c.name == name]
        said = [c for c in named if c.text]
        own = [c for c in said if not c.inherited]
        return next(iter(own or said or named), None)
