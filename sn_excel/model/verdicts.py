"""What a person has said of a finding: its status and comment, kept from one check to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from sn_excel.model.amounts import Amount
from sn_excel.model.findings import Finding


class Status(StrEnum):
    """The words of the status column."""

    OPEN = "Öppen"
    EXPLAINED = "Förklarad"
    MENDED = "Åtgärdad"


Key: TypeAlias = tuple[str, str, str, str]
"""What makes a finding the same from one check to the next: code, sheet, row label and measure in Swedish."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on a finding, and the figures (tkr) it was given for."""

    status: str = Status.OPEN.value
    comment: str = ""
    stated: Amount | None = None
    computed: Amount | None = None

    def settles(self, finding: Finding) -> bool:
        """Say whether a person has explained the finding, and its figures are still the same."""
        same = (self.stated, self.computed) == (finding.stated, finding.computed)
        return self.status == Status.EXPLAINED.value and same


def with_verdicts(findings: Iterable[Finding], said: Mapping[Key, Verdict]) -> tuple[Finding, ...]:
    """Return findings, those settled that a person has explained and whose figures are still the same."""
    return tuple(
        replace(one, settled=True) if key(one) in said and said[key(one)].settles(one) else one for one in findings
    )


def key(finding: Finding) -> Key:
    """Return what makes a finding the same from one check to the next."""
    measure = finding.measure.swedish if finding.measure else ""
    return finding.code, finding.place.sheet, finding.label, measure
