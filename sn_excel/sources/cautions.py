"""What a person should look at in an export that could be read: its own budget speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sn_excel.model.amounts import spoken
from sn_excel.model.measures import Measure
from sn_excel.sources import export_proofs
from sn_excel.sources.exports import Amounts, Export, by_programme, total_size


def cautions(export: Export, stated: Mapping[Measure, Amounts]) -> tuple[str, ...]:
    """Return what a person should look at: tkr that speak for another month, or for another budget."""
    return (*_another_month(export, stated), *_another_budget(export, stated))


def _another_budget(export: Export, stated: Mapping[Measure, Amounts]) -> tuple[str, ...]:
    annual = by_programme(export, stated.get(Measure.ANNUAL_BUDGET, {}))
    found = export_proofs.ratio(export_proofs.Measured(annual), export.wanted.decided)
    if found is None or abs(found - 1) <= export_proofs.NEAR:
        return ()
    times = spoken(found.quantize(Decimal("0.01")))
    sentence = (
        f"{export.document}: årsbudgeten är i de flesta program omkring {times} gånger {export.wanted.source}. "
        "Kontrollera att den inte upprepas på flera rader och att exporten gäller rätt år."
    )
    return (sentence,)


def _another_month(export: Export, stated: Mapping[Measure, Amounts]) -> tuple[str, ...]:
    """Return a sentence where no word says the months and the budget speaks for another month."""
    budgets, annual = stated.get(Measure.PERIOD_BUDGET), stated.get(Measure.ANNUAL_BUDGET)
    silent = export.layout.period < 0 and not any(column.months for column in export.layout.amounts)
    if not silent or budgets is None or annual is None:
        return ()
    held = export_proofs.months(total_size(budgets.values()), total_size(annual.values()))
    if held is None or round(held) == export.wanted.period.last:
        return ()
    share = spoken(held.quantize(Decimal("0.1")))
    sentence = (
        f"{export.document} säger inte vilka månader beloppen gäller, och budgeten motsvarar {share} månader av "
        f"årsbudgeten, inte {export.wanted.period.last}. Kontrollera att exporten gäller "
        f"{export.wanted.period.spoken}."
    )
    return (sentence,)
