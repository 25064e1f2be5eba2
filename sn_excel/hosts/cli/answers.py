"""What `--json` prints, as models: every answer is held against its model before it goes out.

The published schemas in docs/json are made from the same models (`python docs/json/build_schemas.py`). Amounts are tkr.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from sn_excel.model.findings import CauseKind, Severity
from sn_excel.model.measures import Measure

Number = Annotated[float, Field(allow_inf_nan=False)]
Plain = str | bool | Number | None
Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]


class Answer(BaseModel):
    """An object of an answer; nothing stands in it that its model does not name; built when it is first used."""

    model_config = ConfigDict(extra="forbid", strict=True, defer_build=True)


class Spot(Answer):
    """A cell."""

    sheet: str
    cell: str


class Cause(Spot):
    """One change that would explain a finding; causes of the same rank (1 is best) explain equally well."""

    kind: CauseKind
    label: str
    value: Number | None
    suggested: Number | None
    rank: int
    evidence: list[str]


class Finding(Spot):
    """What does not tie, where and why; difference = stated − computed."""

    code: Annotated[str, Field(pattern=r"^SN\d{3}$")]
    severity: Severity
    label: str
    measure: Measure | None
    stated: Number | None
    computed: Number | None
    difference: Number | None
    against: Spot | None
    message: str
    causes: list[Cause]
    settled: bool


class Summary(Answer):
    """Findings counted."""

    error: int
    warning: int
    note: int


class Document(Answer):
    """What was found in one document."""

    file: str
    summary: Summary
    findings: list[Finding]


class Check(RootModel[Document | list[Document]]):
    """check, recompute, regenerate: one object for one file, an array for several."""

    model_config = ConfigDict(defer_build=True)


class Change(Spot):
    """A cell and what it held before and after."""

    label: str
    before: Plain
    after: Plain


class Fill(Answer):
    """fill: what was written, and what had no row or no figure."""

    file: str
    changes: list[Change]
    rows_without_export: list[str]
    codes_without_row: list[str]
    stale: list[str]


class RuleAmount(Answer):
    """What a rule says, or why it was refused."""

    value: Number | None
    refused: str | None


class YearEnd(Answer):
    """The year's end of a programme (with its units) or of a unit (with its rules)."""

    code: str
    label: str
    rule: str | None
    actual: Number
    annual_budget: Number
    expected_rest: Number
    adjustments: Number
    rule_forecast: Number
    submitted_forecast: Number | None
    forecast: Number
    forecast_unrounded: Number
    deviation: Number
    low: Number
    high: Number
    last_forecast: Number | None
    warnings: list[str]
    rules: dict[str, RuleAmount] = {}
    units: list[YearEnd] = []


class Merged(Answer):
    """A manager's forecast that was taken in."""

    code: str
    label: str
    value: Number
    before: Number | None
    file: str
    author: str
    date: str | None


class Collected(Answer):
    """What was taken in of the managers' books, and what was not."""

    merged: list[Merged]
    missing: list[str]
    conflicting: list[str]
    changed: list[str]
    stale: list[str]
    unreadable: list[str]
    comments: list[str]


class Forecast(Answer):
    """forecast: the year's end, what a person should know, and what is doubtful in what was typed."""

    file: str
    period: Month
    programmes: list[YearEnd]
    lost: list[str]
    ignored: list[str]
    told: list[str]
    findings: list[Finding]
    collected: Collected | None = None


class Version(Answer):
    """A stored version of a month's forecasts."""

    period: Month
    version: int
    stored: str
    document: str


class MonthVersion(Version):
    """A stored version of a month."""

    status: Literal["preliminär", "stängd", "levererad"]
    extracted: str | None


class ArchiveList(Answer):
    """archive list: every stored version."""

    months: list[MonthVersion]
    forecasts: list[Version]


class Code(Answer):
    """A code's accumulated amounts."""

    code: str
    name: str
    actual: Number | None = None
    period_budget: Number | None = None
    annual_budget: Number | None = None


class StoredForecast(Answer):
    """A code's stored forecast."""

    code: str
    name: str
    rule: str
    programme: str | None
    forecast: Number
    unadjusted: Number
    annual_budget: Number
    submitted: Number | None
    low: Number | None
    high: Number | None


class ArchiveMonth(MonthVersion):
    """archive show: a month's amounts and the forecasts made after it."""

    codes: list[Code]
    forecasts: list[StoredForecast]


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "check": Check, "recompute": Check, "regenerate": Check, "fill": Fill, "forecast": Forecast,
    "archive-list": ArchiveList, "archive-show": ArchiveMonth,
}  # fmt: skip
"""The model of each command's answer, except those that have a module of their own."""


def dumped(model: type[BaseModel], told: object) -> str:
    """Return an answer as JSON text; pydantic's ValidationError where it is not what its model says."""
    text = json.dumps(told, ensure_ascii=False, indent=1)
    model.model_validate_json(text)
    return text


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a model."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
