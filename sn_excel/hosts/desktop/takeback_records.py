"""The file that taking back leans on, as a model: what another hand has changed in it is refused, never half read."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sn_excel.model.findings import Severity


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class FormulaTold(_Told):
    """A formula."""

    f: str


class FaultTold(_Told):
    """An error value."""

    e: str


class NumberTold(_Told):
    """A number with decimals, as text."""

    n: Annotated[Decimal, Field(strict=False)]


ContentTold = bool | int | str | FormulaTold | FaultTold | NumberTold | None


class PageTold(_Told):
    """A sheet that came or went."""

    name: str
    before: str
    cells: dict[str, ContentTold]
    formats: dict[str, str]


class JobTold(_Told):
    """The last job on a book."""

    version: int
    macro: str
    changes: list[tuple[str, str, ContentTold, ContentTold, str, str]]
    added: list[PageTold]
    dropped: list[PageTold]
    marked: list[str]
    marks: list[tuple[str, str, Severity, str]]
    names: list[tuple[str, str, str]]
