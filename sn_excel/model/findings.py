"""Findings: what does not tie, where, by how much, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sn_excel.model.amounts import Amount, Unit, spoken_in
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def swedish(self) -> str:
        """Return the word people see."""
        return {"error": "Fel", "warning": "Varning", "note": "Upplysning"}[self.value]


class CauseKind(StrEnum):
    """What kind of slip explains a gap."""

    SIGN_FLIP = "sign_flip"
    TRANSPOSITION = "transposition"
    SLIDE = "slide"
    UNIT_SLIP = "unit_slip"
    OMITTED = "omitted"
    DOUBLE_COUNTED = "double_counted"
    MOVED = "moved"
    SWAPPED = "swapped"
    STALE_TOTAL = "stale_total"
    DIGIT_SLIP = "digit_slip"
    HARDCODED_TOTAL = "hardcoded_total"
    STORED_AS_TEXT = "stored_as_text"

    @property
    def swedish(self) -> str:
        """Return the words people see."""
        return _CAUSES[self]


_CAUSES = {
    CauseKind.SIGN_FLIP: "omvänt tecken",
    CauseKind.TRANSPOSITION: "omkastade siffror",
    CauseKind.SLIDE: "förskjutet decimaltecken",
    CauseKind.UNIT_SLIP: "kronor i stället för tkr",
    CauseKind.OMITTED: "raden saknas i summan",
    CauseKind.DOUBLE_COUNTED: "raden är räknad två gånger",
    CauseKind.MOVED: "raden ligger i fel grupp",
    CauseKind.SWAPPED: "belopp i varandras kolumner",
    CauseKind.STALE_TOTAL: "summan är en annan periods",
    CauseKind.DIGIT_SLIP: "en siffra är fel",
    CauseKind.HARDCODED_TOTAL: "beloppet är felskrivet",
    CauseKind.STORED_AS_TEXT: "talet är lagrat som text",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """One change of one figure that would explain a gap; causes of the same `rank` (1 is best) explain equally well."""

    kind: CauseKind
    place: Place
    label: str
    value: Amount
    suggested: Amount
    evidence: tuple[str, ...] = ()
    rank: int = 1
    unit: Unit = Unit.TKR

    @property
    def change(self) -> str:
        """Return the change as it is typed in the cell, in `unit`; empty where the amount is right but counted wrong.

        >>> Cause(CauseKind.SIGN_FLIP, Place("bok", "771", 20, 5), "7779 Avgifter", 2605, -2605).change
        '2 605 → −2 605'
        """
        if self.value == self.suggested:
            return ""
        return f"{spoken_in(self.value, self.unit)} → {spoken_in(self.suggested, self.unit)}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell; `difference` is stated − computed, in tkr. `message` is one Swedish sentence."""

    code: str
    severity: Severity
    place: Place
    label: str
    message: str
    measure: Measure | None = None
    stated: Amount | None = None
    computed: Amount | None = None
    against: Place | None = None
    causes: tuple[Cause, ...] = ()
    settled: bool = False
    """A person has explained it and its figures are the same: it is shown, and counts no more."""

    @property
    def difference(self) -> Amount | None:
        """Return stated − computed."""
        if self.stated is None or self.computed is None:
            return None
        return self.stated - self.computed


def tally(findings: Sequence[Finding]) -> str:
    """Return the count in words.

    >>> tally([])
    'Inga fel, inga varningar, inga upplysningar'
    """
    errors, warnings, notes = (
        sum(finding.severity is severity and not finding.settled for finding in findings)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    )
    words = (
        "inga fel" if not errors else f"{errors} fel",
        _count(warnings, "varning", "varningar"),
        _count(notes, "upplysning", "upplysningar"),
    )
    settled = sum(finding.settled for finding in findings)
    text = ", ".join((*words, *((_count(settled, "förklarad", "förklarade"),) if settled else ())))
    return text[0].upper() + text[1:]


def _count(number: int, one: str, many: str) -> str:
    if not number:
        return f"inga {many}"
    return f"{number} {one if number == 1 else many}"
