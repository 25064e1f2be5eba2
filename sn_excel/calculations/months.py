"""The month in figures: the ledger's leaves rounded once, and the board's decided budget after its changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sn_excel.model.amounts import Amount, rounded
from sn_excel.model.errors import Missing, SnError
from sn_excel.model.ledgers import Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import BudgetChange, Code, Organisation
from sn_excel.model.periods import Period


@dataclass(frozen=True, slots=True)
class Leaf:
    """One code the ledger books on: Utfall and Budget from January, Årsbudget; whole tkr, costs positive."""

    actual: int
    budget: int
    annual: int

    @property
    def deviation(self) -> int:
        """Return Budget − Utfall; negative is an overspend.

        >>> Leaf(14191, 12470, 29124).deviation
        -1721
        """
        return self.budget - self.actual


def total(leaves: Iterable[Leaf]) -> Leaf:
    """Return the sum of leaves.

    >>> total([Leaf(525, 543, 1302), Leaf(26, 458, 1100)])
    Leaf(actual=551, budget=1001, annual=2402)
    """
    actual = budget = annual = 0
    for leaf in leaves:
        actual, budget, annual = actual + leaf.actual, budget + leaf.budget, annual + leaf.annual
    return Leaf(actual, budget, annual)


@dataclass(frozen=True, slots=True)
class Month:
    """What one month's workbook is made of; `decided` is the board's Årsbudget per programme, changes included.

    `absent` are codes of the organisation that the export holds no row for; their figures are 0.
    """

    organisation: Organisation
    period: Period
    leaves: Mapping[str, Leaf]
    decided: Mapping[str, int]
    absent: tuple[Code, ...] = ()

    def programme(self, code: str) -> Leaf:
        """Return a programme's figures: the sum of its units, or its own when it has none."""
        units = self.organisation.units(code, self.period)
        return total(self.leaves[unit.code] for unit in units) if units else self.leaves[code]


def month(
    ledger: Ledger, organisation: Organisation, decided: Mapping[str, Amount], changes: Iterable[BudgetChange] = ()
) -> Month:
    """Return the month of a ledger's period. SnError when a code or a decided budget is missing or not known."""
    period = ledger.period
    known = organisation.leaves(period)
    strangers = sorted(set(ledger.entries) - {code.code for code in known})
    if strangers:
        raise SnError(
            f"Exporten {ledger.document} har koden {strangers[0]}, som inte finns i organisationen för {period.code}. "
            "Lägg till koden i organisationsfilen eller rätta exporten."
        )
    _complete(ledger)
    leaves = {code.code: _leaf(ledger, code.code) for code in known}
    return Month(
        organisation,
        period,
        leaves,
        _decided(organisation, period, decided, changes),
        tuple(code for code in known if code.code not in ledger.entries),
    )


def _complete(ledger: Ledger) -> None:
    """Refuse an export without a measure: a sum of nothing would be printed as 0."""
    held = {measure for entry in ledger.entries.values() for measure in entry.amounts}
    for measure in (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET):
        if measure not in held:
            raise SnError(
                f"Exporten {ledger.document} saknar {measure.swedish} per verksamhet. Ta med kolumnen i exporten.",
                Missing.ANNUAL_BUDGET if measure is Measure.ANNUAL_BUDGET else None,
            )


def _leaf(ledger: Ledger, code: str) -> Leaf:
    entry = ledger.entries.get(code)
    amounts = entry.amounts if entry else {}
    return Leaf(
        rounded(amounts.get(Measure.ACTUAL, 0)),
        rounded(amounts.get(Measure.PERIOD_BUDGET, 0)),
        rounded(amounts.get(Measure.ANNUAL_BUDGET, 0)),
    )


def _decided(
    organisation: Organisation, period: Period, decided: Mapping[str, Amount], changes: Iterable[BudgetChange]
) -> dict[str, int]:
    programmes = [code.code for code in organisation.programmes(period)]
    missing = [code for code in programmes if code not in decided]
    if missing:
        raise SnError(
            f"Beslutad årsbudget saknas för program {missing[0]}. Lägg till programmet i filen med årsbudget."
        )
    strangers = sorted(set(decided) - set(programmes))
    if strangers:
        raise SnError(
            f"Filen med årsbudget har program {strangers[0]}, som inte finns i organisationen för {period.code}. "
            "Rätta filen eller organisationen."
        )
    home = {code: code for code in programmes}
    home |= {unit.code: programme for programme in programmes for unit in organisation.units(programme, period)}
    sums: dict[str, Amount] = {code: decided[code] for code in programmes}
    for change in changes:
        if change.first > period.code or change.first[:4] != period.code[:4]:
            continue
        if change.code not in home:
            raise SnError(
                f"Budgetändringen {change.decision} gäller koden {change.code}, som inte finns i organisationen för "
                f"{period.code}. Rätta koden i filen med budgetändringar."
            )
        sums[home[change.code]] += change.amount
    return {code: rounded(amount) for code, amount in sums.items()}
