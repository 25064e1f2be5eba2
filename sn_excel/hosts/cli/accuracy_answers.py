"""What `archive accuracy --json` prints, as a model; amounts in tkr, shares in per cent of the outcome."""

from __future__ import annotations

from typing import Literal

from sn_excel.hosts.cli.answers import Answer, Month, Number


class Accuracy(Answer):
    """How well some forecasts followed the outcome: bias is the mean of forecast − outcome."""

    count: int
    bias: Number
    bias_percent: Number | None
    absolute: Number
    absolute_percent: Number | None


class Following(Answer):
    """The accuracy of the same forecasts with adjustments, without them, and as submitted."""

    with_adjustments: Accuracy
    without_adjustments: Accuracy
    submitted: Accuracy | None
    adjustments_gain: Number


class ProgrammeFollowing(Following):
    """The accuracy of a programme's forecasts."""

    code: str
    label: str


class Pair(Answer):
    """One stored forecast beside its outcome."""

    code: str
    period: Month
    outcome: Number
    forecast: Number
    unadjusted: Number
    submitted: Number | None


class ArchiveAccuracy(Answer):
    """archive accuracy: stored forecasts against the year's outcome."""

    unit: Literal["tkr"]
    programmes: list[ProgrammeFollowing]
    board: Following | None
    forecasts: list[Pair]
    without_outcome: list[str]
