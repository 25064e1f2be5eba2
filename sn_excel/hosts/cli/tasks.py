"""`forecast --jsonl`: the year-end benchmark's tasks in, one JSON object a line, an answer a line out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sn_excel.calculations.forecasting.forecasts import answer

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


class Task(BaseModel):
    """One task: what is booked month by month in the year's first `m` months, earlier years, and the budget."""

    model_config = ConfigDict(extra="ignore")

    actual: list[Number]
    m: Annotated[int, Field(strict=True, ge=1, le=12)]
    budget_annual: Number
    key: str | int
    prior: list[list[Number]] = []
    budget_months: list[Number] = []


class TaskAnswer(BaseModel):
    """The year's total with its interval, and the rule that gave it; or why there is none."""

    model_config = ConfigDict(extra="forbid")

    key: Any
    forecast: Number | None = None
    lo: Number | None = None
    hi: Number | None = None
    rule: str | None = None
    error: str | None = None


_REASONS = {
    "missing": "saknas",
    "finite_number": "är inget tal",
    "float_type": "är inget tal",
    "int_type": "är inget heltal",
    "greater_than_equal": "ska vara 1 till 12",
    "less_than_equal": "ska vara 1 till 12",
    "list_type": "är ingen lista",
    "model_type": "det är inget JSON-objekt",
}


def answers(lines: Iterable[str]) -> bool:
    """Answer the benchmark's tasks; return whether one could not be answered.

    Such a line is told on standard error, and with its key among the answers; the others are answered all the same.
    """
    failed = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        told: Any = None
        try:
            told = json.loads(line)
            found = answer(Task.model_validate(told).model_dump())
        except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
            failed = True
            sentence = f"Rad {number} är ingen uppgift som kan besvaras ({_reason(error)}). Se yearend_bench.py."
            print(sentence, file=sys.stderr)
            found = {"key": told.get("key") if isinstance(told, dict) else None, "error": sentence}
        print(json.dumps(found, ensure_ascii=False))
    return failed


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = " ".join(str(part + 1) if isinstance(part, int) else part for part in first["loc"])
        return f"{where} {_REASONS.get(first['type'], 'kan inte användas')}".strip()
    if isinstance(error, json.JSONDecodeError | RecursionError):
        return "det är inte JSON"
    return "talen går inte att räkna med"
