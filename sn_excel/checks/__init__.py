"""The checks: each module names one fault, says why it matters, and what should tie or what to look for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import ModuleType

from sn_excel.calculations.causes.diagnosis import Diagnosis, diagnose
from sn_excel.calculations.causes.equations import Equation, Verdict
from sn_excel.calculations.causes.systems import System
from sn_excel.checks import (
    sn101_doubtful_figures,
    sn201_row_deviations,
    sn202_subtotals,
    sn203_budget_signs,
    sn204_rounding,
    sn205_sum_ranges,
    sn206_typed_over_formulas,
    sn207_stale_values,
    sn208_errors_in_sums,
    sn209_links,
    sn210_unlike_columns,
    sn211_doubled_rows,
    sn212_numbers_as_text,
    sn213_unlike_formulas,
    sn301_pages_against_summary,
    sn302_income_against_operating,
    sn303_implied_budgets,
    sn304_budgets_against_earlier,
    sn305_names,
    sn306_operating_against_summary,
    sn401_movements,
    sn402_unused_budgets,
    sn403_unbudgeted_costs,
    sn404_forecast_entries,
    sn405_forecast_movements,
    sn406_implausible_forecasts,
    sn407_submissions,
    sn408_doubled_adjustments,
    sn409_other_units,
    sn410_uneven_budgets,
    sn501_private_texts,
)
from sn_excel.checks.mending import changed, mended
from sn_excel.checks.messages import finding, told
from sn_excel.checks.predecessors import amounts_before
from sn_excel.model.findings import Finding, Severity
from sn_excel.model.tables import Dossier

CHECKS: tuple[ModuleType, ...] = (
    sn101_doubtful_figures,
    sn201_row_deviations,
    sn202_subtotals,
    sn203_budget_signs,
    sn204_rounding,
    sn205_sum_ranges,
    sn206_typed_over_formulas,
    sn207_stale_values,
    sn208_errors_in_sums,
    sn209_links,
    sn210_unlike_columns,
    sn211_doubled_rows,
    sn212_numbers_as_text,
    sn213_unlike_formulas,
    sn301_pages_against_summary,
    sn302_income_against_operating,
    sn303_implied_budgets,
    sn304_budgets_against_earlier,
    sn305_names,
    sn306_operating_against_summary,
    sn401_movements,
    sn402_unused_budgets,
    sn403_unbudgeted_costs,
    sn404_forecast_entries,
    sn405_forecast_movements,
    sn406_implausible_forecasts,
    sn407_submissions,
    sn408_doubled_adjustments,
    sn409_other_units,
    sn410_uneven_budgets,
    sn501_private_texts,
)
"""A module claims `equations` that should tie, names `faults` of formulas, or tells `findings` of what looks odd.

sn204 words what rounding leaves, sn207 recomputes before all others, sn210 sifts what should tie.
"""

EVIDENCE = (sn206_typed_over_formulas.CODE, sn213_unlike_formulas.CODE)
"""Codes that are told as evidence of a cause where there is one, not by themselves."""


def explain(code: str) -> str:
    """Return what a code means, in Swedish; KeyError for a code that no check has."""
    return {check.CODE: (check.__doc__ or "").strip() for check in CHECKS}[code.upper()]


def check(dossier: Dossier) -> tuple[Finding, ...]:
    """Return what does not tie and what should be looked at, one finding for each fault, the gravest first.

    The earlier document's own faults are taken as mended, and not told again.
    """
    if dossier.earlier:
        dossier = replace(dossier, earlier=_as_meant(dossier.earlier))
    stale, fresh = sn207_stale_values.stale(dossier)
    dossier = changed(dossier, fresh)
    claims, unlike = sn210_unlike_columns.sifted(equations(dossier))
    system, diagnoses = _diagnoses(dossier, claims)
    faults = [fault for check in CHECKS if hasattr(check, "faults") for fault in check.faults(dossier)]
    found = [finding(system, one) for one in diagnoses if not told(one, faults)]
    found += [*stale, *unlike, *faults, *sn204_rounding.noted(_rounded(system)), *_observations(dossier, diagnoses)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda one: (order.index(one.severity), one.code, one.place)))


def _as_meant(dossier: Dossier) -> Dossier:
    """Return a dossier with its own faults taken as mended."""
    claims, _ = sn210_unlike_columns.sifted(equations(dossier))
    return mended(dossier, _diagnoses(dossier, claims)[1])


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield everything that should tie."""
    for check in CHECKS:
        if hasattr(check, "equations"):
            yield from check.equations(dossier)


def _diagnoses(dossier: Dossier, claims: Iterable[Equation]) -> tuple[System, tuple[Diagnosis, ...]]:
    system = System.of(claims)
    hints = dict.fromkeys(sn206_typed_over_formulas.typed_over(dossier), sn206_typed_over_formulas.HINT)
    hints |= dict.fromkeys(sn213_unlike_formulas.unlike(dossier), sn213_unlike_formulas.HINT)
    return system, tuple(diagnose(system, dossier.tables, amounts_before(dossier), hints))


def _rounded(system: System) -> list[Equation]:
    """Return the equations that tie within rounding, where the document does not show itself exact."""
    loose = (one for one, exact in zip(system.equations, system.held, strict=True) if not exact)
    return [one for one in loose if one.verdict() is Verdict.ROUNDING]


def _observations(dossier: Dossier, diagnoses: tuple[Diagnosis, ...]) -> Iterator[Finding]:
    """Yield what checks tell of their own, unless a cause already found explains it away."""
    still = mended(dossier, diagnoses)
    evidence = {(code, place) for diagnosis in diagnoses for place in diagnosis.mended for code in EVIDENCE}
    for check in CHECKS:
        if hasattr(check, "findings"):
            found = tuple(check.findings(dossier))
            again = check.findings(still) if found and still is not dossier else found
            kept = {(one.code, one.place) for one in again}
            yield from (one for one in found if (one.code, one.place) in kept - evidence)
