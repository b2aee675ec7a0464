"""Documents, clauses and the register's rows, as the API's document describes them."""

from __future__ import annotations

from pydantic import BaseModel


class Document(BaseModel):
    """Một văn bản là gì; `null` và `""` là văn bản không nêu."""

    doc: str
    version: str
    title: str
    kind: str
    number: str
    issuer: str
    place: str
    level: str
    parent: str | None
    body: str
    signed: str
    signer: str
    first_year: int | None
    last_year: int | None
    outlook: int | None
    audience: str
    source: str
    sha256: str
    url: str


class Cell(BaseModel):
    """Một ô của dòng bảng."""

    name: str
    header: str
    text: str


class Clause(BaseModel):
    """Một khoản mục; `start`..`end` tính bằng ký tự trong nguyên văn."""

    doc: str
    clause: str
    label: str
    kind: str
    breadcrumb: list[str]
    years: list[int]
    levels: list[str]
    start: int
    end: int
    text: str
    cells: list[Cell]


class ClauseFull(Clause):
    """Một khoản mục, kèm phiên bản văn bản và đường dẫn mở nó."""

    version: str
    url: str


class DocumentFull(Document):
    """Một phiên bản của văn bản và mọi khoản mục của nó, theo thứ tự.

    `force`: `in_force`, `replaced` hoặc `withdrawn`; `current` là phiên bản đang có hiệu lực.
    """

    force: str
    current: str
    versions: list[str]
    clauses: list[Clause]


class Target(BaseModel):
    """Một chỉ tiêu, như `cchc targets --format json`."""

    doc: str
    clause: str
    start: int
    end: int
    measure: str
    measure_key: str
    comparator: str
    value_kind: str
    value: float
    value_max: float | None
    unit: str
    baseline: str
    per: str
    firm: bool
    level: str | None
    year: int | None
    scope: str
    text: str


class Task(BaseModel):
    """Một nhiệm vụ, như `cchc tasks --format json`."""

    doc: str
    clause: str
    start: int
    end: int
    section: str
    goal: str
    task: str
    lead: list[str]
    support: list[str]
    lead_text: str
    support_text: str
    deliverable: str
    deadline: str
    due_from: str
    due_to: str


class ComparedCell(BaseModel):
    """Chỉ tiêu của một văn bản trong một dòng so sánh."""

    doc: str
    clause: str
    start: int
    end: int
    value: float
    comparator: str
    text: str


class Comparison(BaseModel):
    """Một điều được đo, đặt cạnh nhau; `verdict` là của nơi thứ nhất so với nơi thứ hai."""

    measure_key: str
    measure: str
    year: int | None
    level: str | None
    cells: list[ComparedCell]
    verdict: str


class Side(BaseModel):
    """Một phía của chỗ không khớp."""

    doc: str
    clause: str
    start: int
    end: int
    value: float | str
    text: str


class Finding(BaseModel):
    """Hai khoản mục không khớp nhau."""

    kind: str
    measure: str
    a: Side
    b: Side
