"""Diagnosis findings: a diagnosis told as a finding, in one Swedish sentence with figure, size and remedy."""

from __future__ import annotations

from collections.abc import Iterable

from sn_excel.calculations.causes.diagnosis import Diagnosis
from sn_excel.calculations.causes.equations import Equation, Verdict
from sn_excel.calculations.causes.systems import System
from sn_excel.model.amounts import spoken_in
from sn_excel.model.findings import Cause, CauseKind, Finding, Severity
from sn_excel.model.places import Place

VAGUE = (CauseKind.HARDCODED_TOTAL, CauseKind.DIGIT_SLIP)
"""Kinds that fit so often that they explain little by themselves."""
NAMED = 3
"""Most possible causes that are named in one sentence."""


def finding(system: System, diagnosis: Diagnosis) -> Finding:
    """Return the finding of a diagnosis: coded by its first equation, as grave as the gravest."""
    main = diagnosis.equations[0]
    severities = [_severity(system, equation) for equation in diagnosis.equations]
    severity = min(severities, key=list(Severity).index)
    label, measure = main.stated.label, main.stated.column.measure
    size = f"differens {main.stated.said(main.difference)}{_size(severity, main)}"
    message = f"{label}, {measure.swedish}: {main.text} ({size}){_remedy(diagnosis)}."
    against = _against(main)
    return Finding(
        main.code,
        severity,
        main.stated.place,
        label,
        message,
        measure,
        main.stated.value,
        main.computed,
        against,
        diagnosis.causes,
    )


def explained_by(diagnosis: Diagnosis, faults: Iterable[Finding]) -> bool:
    """Say whether a formula's fault in one of the rows concerned already tells of the gap."""
    equations = diagnosis.equations
    places = [figure.place for one in equations for figure in (one.stated, *(term for _, term in one.terms))]
    rows = {(place.document, place.sheet, place.row) for place in places}
    return any((one.place.document, one.place.sheet, one.place.row) in rows for one in faults)


def _severity(system: System, equation: Equation) -> Severity:
    rounded = equation.verdict(system.held_exact(equation)) is Verdict.ROUNDING
    return Severity.NOTE if rounded else equation.severity


def _size(severity: Severity, main: Equation) -> str:
    return ", inom avrundning" if severity is Severity.NOTE and main.difference else ""


def _against(main: Equation) -> Place | None:
    """Return the one figure that the stated one is compared with."""
    return main.terms[0][1].place if len(main.terms) == 1 else None


def _remedy(diagnosis: Diagnosis) -> str:
    best = [cause for cause in diagnosis.causes if cause.rank == 1]
    main = diagnosis.equations[0]
    if main.remedy and all(cause.kind in VAGUE for cause in best):
        return "; " + main.remedy
    if len(best) == 1:
        return "; " + _sentence(best[0], main.stated.place)
    if all(cause.kind is CauseKind.HARDCODED_TOTAL for cause in best):
        return "; vilket belopp som är fel går inte att se" if best else ""
    if len(best) > NAMED:
        return f"; {len(best)} belopp förklarar var för sig differensen lika väl"
    alike = len({cause.label for cause in best}) < len(best)
    names = [_named(cause, alike) for cause in best]
    return "; antingen " + ", ".join(names[:-1]) + f" eller {names[-1]} förklarar differensen lika väl"


def _named(cause: Cause, alike: bool) -> str:
    where = f"{cause.place.sheet} {cause.place.cell}, " if alike else ""
    return f"{cause.label} ({where}{cause.kind.swedish})"


def _sentence(cause: Cause, stated: Place) -> str:
    if cause.kind is CauseKind.HARDCODED_TOTAL:
        what = "beloppet är" if cause.place == stated else f"{cause.label} är"
        return f"{what} troligen felskrivet, {spoken_in(cause.suggested, cause.unit)} stämmer med övriga belopp"
    return f"{cause.label} {_LIKELY[cause.kind].format(spoken_in(cause.suggested, cause.unit))}"


_LIKELY = {
    CauseKind.SIGN_FLIP: "har troligen omvänt tecken",
    CauseKind.TRANSPOSITION: "har troligen omkastade siffror och ska vara {}",
    CauseKind.SLIDE: "har troligen en siffra för mycket eller för lite och ska vara {}",
    CauseKind.UNIT_SLIP: "står troligen i fel enhet (kr, tkr, mkr) och ska vara {}",
    CauseKind.OMITTED: "saknas troligen i summan",
    CauseKind.DOUBLE_COUNTED: "är troligen räknad två gånger",
    CauseKind.MOVED: "är troligen räknad i fel grupp",
    CauseKind.SWAPPED: "har troligen två belopp i varandras kolumner; här ska stå {}",
    CauseKind.STALE_TOTAL: "har troligen en annan periods belopp och ska vara {}",
    CauseKind.DIGIT_SLIP: "har troligen en felaktig siffra och ska vara {}",
}
