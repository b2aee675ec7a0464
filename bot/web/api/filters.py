"""What may be asked of the register: the query's parameters, by route."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.model import Level

_NAME = Annotated[str, Field(max_length=100)]
_Years = Annotated[
    list[Annotated[int, Field(ge=1900, le=2999)]],
    Field(default_factory=list, max_length=20, description="Của năm này; lặp lại được."),
]
_Words = Annotated[str, Field(max_length=200)]


class AskedForm(BaseModel):
    """Only the form of the result. A parameter that there is none of is told, not passed over."""

    model_config = ConfigDict(extra="forbid")

    format: Annotated[Literal["json", "csv", "xlsx"], Field(description="Dạng kết quả.")] = "json"


class _Filters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    place: Annotated[
        list[_NAME],
        Field(max_length=20, description="Của nơi này (tên hoặc mã văn bản); lặp lại được."),
    ] = []
    year: _Years
    agency: Annotated[_Words, Field(description="Của cơ quan này.")] = ""
    topic: Annotated[_Words, Field(description="Nói về điều này.")] = ""
    format: Annotated[Literal["json", "csv", "xlsx", "ics"], Field(description="Dạng kết quả.")] = (
        "json"
    )


class AskedTargets(_Filters):
    """As `cchc targets`."""

    level: Annotated[list[Level], Field(max_length=4, description="Của cấp này.")] = []
    measure: Annotated[_NAME, Field(description="Đúng mã `measure_key` này.")] = ""


class AskedTasks(_Filters):
    """As `cchc tasks`."""

    role: Annotated[
        Literal["lead", "support", "any"], Field(description="Chủ trì, phối hợp, hay cả hai.")
    ] = "any"
    due: Annotated[
        str, Field(max_length=40, description="2022, 2022-Q3 hay TỪ..ĐẾN", examples=["2022-Q3"])
    ] = ""


class AskedComparison(AskedForm):
    """As `cchc compare`."""

    place: Annotated[
        list[_NAME],
        Field(
            min_length=2,
            max_length=8,
            description="Hai nơi trở lên: ?place=A&place=B",
            examples=[["Thăng Bình", "Tứ Kỳ"]],
        ),
    ]
    topic: Annotated[_Words, Field(description="Nói về điều này.")] = ""
    year: _Years
