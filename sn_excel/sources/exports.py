"""An export whose rows are known: its measures summed, its unit and sign settled, its months proved or refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from sn_excel.model.amounts import Amount, Unit, in_tkr, tidy
from sn_excel.model.errors import AmbiguousInputError, Missing, SnError
from sn_excel.model.measures import Measure
from sn_excel.model.periods import MONTHS
from sn_excel.sources import export_proofs
from sn_excel.sources.export_columns import AmountColumn, Layout
from sn_excel.sources.export_spans import Choice, Ground, Part, choice, parts
from sn_excel.sources.leaves import Leaf, Wanted

Amounts = Mapping[str, Amount]
"""Amounts per code."""

LEAST, OPPOSITE = 3, Decimal("0.8")
"""From so many rows on, and so large a share of their amounts, two measures have opposite signs."""


@dataclass(frozen=True, slots=True)
class Export:
    """The leaves of an export as they stand; `unit` is the one said above the table."""

    document: str
    layout: Layout
    leaves: tuple[Leaf, ...]
    wanted: Wanted
    unit: Unit | None = None

    def parts(self, measure: Measure) -> tuple[Part, ...]:
        """Return where a measure stands in the year asked for."""
        chosen = {place: column for place, column in enumerate(self.layout.amounts) if column.measure is measure}
        return parts(chosen, (leaf.months for leaf in self.leaves), self.wanted.period.year)

    def sums(self, chosen: Choice) -> Amounts:
        """Return the sum of the chosen parts per code: in tkr where a unit is said, else as printed."""
        found: dict[str, Amount] = {leaf.code: 0 for leaf in self.leaves}
        for leaf in self.leaves:
            for part in chosen.parts:
                if leaf.months == part.rows:
                    found[leaf.code] += self._said(leaf.sums[part.place], self.layout.amounts[part.place])
        return found

    @property
    def said(self) -> Unit | None:
        """Return a unit that the file says, anywhere."""
        units = [column.unit for column in self.layout.amounts if column.unit]
        return units[0] if units else self.unit

    def _said(self, amount: Amount, column: AmountColumn) -> Amount:
        unit = column.unit or self.said
        return in_tkr(amount, unit) if unit else amount


def amounts(export: Export) -> Mapping[Measure, Amounts]:
    """Return the measures per code in exact tkr, accumulated to the month asked for, costs positive.

    SnError when the file does not hold the period or does not say, and nothing proves, what its amounts are.
    """
    period = export.wanted.period
    chosen: Mapping[Measure, Choice] = {
        Measure.ACTUAL: choice(export.parts(Measure.ACTUAL), period, "utfall", export.document)
    }
    budgets = export.parts(Measure.PERIOD_BUDGET)
    if budgets:
        chosen = {**chosen, Measure.PERIOD_BUDGET: choice(budgets, period, "budget", export.document)}
    annual = _annual(export, budgets)
    factor = _factor(export, chosen, annual)
    chosen = _proved(export, chosen, annual, factor)
    found = {measure: export.sums(one) for measure, one in chosen.items()}
    if annual is not None:
        found[Measure.ANNUAL_BUDGET] = annual
    _one_sign(export, found)
    return {measure: {code: tidy(value * factor) for code, value in sums.items()} for measure, sums in found.items()}


def _one_sign(export: Export, found: Mapping[Measure, Amounts]) -> None:
    """Refuse measures that count costs the other way round than each other: which of them is right is not said."""
    for one, other in combinations(found, 2):
        alike = [(found[one][code], amount) for code, amount in found[other].items() if found[one].get(code) and amount]
        mass = [(min(total_size([left]), total_size([right])), (left < 0) != (right < 0)) for left, right in alike]
        against = total_size(size for size, turned in mass if turned)
        if len(mass) >= LEAST and against > OPPOSITE * total_size(size for size, _ in mass):
            raise SnError(
                f"{export.document}: {one.swedish.lower()} och {other.swedish.lower()} har motsatt tecken på nästan "
                "alla rader. Exportera dem med samma tecken för kostnader."
            )


def _annual(export: Export, budgets: tuple[Part, ...]) -> Amounts | None:
    """Return Årsbudget per code: its own column as of the latest month, or twelve months of budget."""
    stated = export.parts(Measure.ANNUAL_BUDGET)
    if len({part.place for part in stated}) > 1:
        raise AmbiguousInputError(
            f"{export.document} har flera kolumner med årsbudget. Ta bort dem som inte ska användas."
        )
    if not stated:
        return _twelve_months(export, budgets)
    found: dict[str, Amount] = {}
    for part in stated:  # in the order of the rows' months: a later one replaces an earlier
        if part.rows is None or part.rows.last <= export.wanted.period.last:
            sums = export.sums(Choice((part,), Ground.SAID))
            found |= {leaf.code: sums[leaf.code] for leaf in export.leaves if leaf.months == part.rows}
    return found


def _twelve_months(export: Export, budgets: tuple[Part, ...]) -> Amounts | None:
    dated = [part for part in budgets if part.months]
    try:
        whole = choice(dated, export.wanted.period.annual, "budget", export.document)
    except SnError:
        return None
    return export.sums(whole) if whole.ground in (Ground.SAID, Ground.SUMMED) else None


def by_programme(export: Export, found: Amounts) -> Amounts:
    """Return the sum of the leaves' amounts per programme."""
    programmes: dict[str, Amount] = defaultdict(int)
    for code, programme in {leaf.code: leaf.programme for leaf in export.leaves}.items():
        programmes[programme] += found.get(code, 0)
    return programmes


def _factor(export: Export, chosen: Mapping[Measure, Choice], annual: Amounts | None) -> Amount:
    """Return what the sums are multiplied with to be tkr with costs positive."""
    proved = _proof(export, chosen, annual)
    said = Unit.TKR if export.said else export.wanted.unit
    if said is None and proved is None:
        raise AmbiguousInputError(
            f"{export.document} säger inte om beloppen är i kronor, tkr eller mkr, och det går inte att avgöra av "
            f"{export.wanted.source}. Skriv enheten i exportens rubrik.",
            Missing.UNIT,
        )
    if said and proved and said is not proved[0]:
        stated = export.said or said
        raise SnError(
            f"{export.document}: enheten sägs vara {stated}, men beloppen stämmer då inte med "
            f"{export.wanted.source}. Rätta enheten i exporten eller årsbudgeten."
        )
    unit = said or (proved[0] if proved else Unit.TKR)
    return in_tkr(proved[1] if proved else 1, unit)


def _proof(export: Export, chosen: Mapping[Measure, Choice], annual: Amounts | None) -> tuple[Unit, int] | None:
    decided = export.wanted.decided
    if annual is not None:
        found = export_proofs.unit_and_sign(export_proofs.Measured(by_programme(export, annual)), decided)
        if found:
            return found
    if Measure.PERIOD_BUDGET not in chosen:
        return None
    share = Decimal(12) / export.wanted.period.last
    budgets = by_programme(export, export.sums(chosen[Measure.PERIOD_BUDGET]))
    scaled = {code: amount * share for code, amount in budgets.items()}
    return export_proofs.unit_and_sign(export_proofs.Measured(scaled, export_proofs.NEAR_PERIOD), decided)


def _proved(
    export: Export, chosen: Mapping[Measure, Choice], annual: Amounts | None, factor: Amount
) -> Mapping[Measure, Choice]:
    """Return the choices once the budget's share of the year agrees with them. SnError when it does not."""
    last = export.wanted.period.last
    budget = chosen.get(Measure.PERIOD_BUDGET)
    if last == 1:
        return chosen
    held = _twelfths(export, budget, annual, factor) if budget else None
    if budget and held is not None and budget.ground is Ground.SUMMED and abs(held - last) > 1:
        latest = _twelfths(export, budget.last, annual, factor)
        if latest is not None and abs(latest - last) <= 1.0:
            return {measure: one.last if one.ground is Ground.SUMMED else one for measure, one in chosen.items()}
    for measure, one in chosen.items():
        proof = held if budget and budget.ground is one.ground else None
        _refuse(export, measure, one, proof)
    return chosen


def _twelfths(export: Export, chosen: Choice, annual: Amounts | None, factor: Amount) -> Decimal | None:
    budgets = export.sums(chosen)
    if annual is None:
        whole = export.wanted.decided
        budgets = {code: amount * factor for code, amount in by_programme(export, budgets).items()}
    else:
        whole = annual
    held = [code for code, amount in whole.items() if amount]
    return export_proofs.months(
        total_size(budgets.get(code, 0) for code in held), total_size(whole[code] for code in held)
    )


def total_size(found: Iterable[Amount]) -> Decimal:
    """Return the sum of amounts without their signs: incomes must not hide costs."""
    return sum((abs(Decimal(amount)) for amount in found), Decimal(0))


def _refuse(export: Export, measure: Measure, chosen: Choice, held: Decimal | None) -> None:
    last, month = export.wanted.period.last, MONTHS[export.wanted.period.last - 1]
    if chosen.ground in (Ground.SAID, Ground.SUMMED) or (held is None and chosen.ground is Ground.PRESUMED):
        return
    what = measure.swedish.lower()
    if held is None:
        raise AmbiguousInputError(
            f"{export.document} har {what} för {month} men inte för månaderna före, och säger inte om det är "
            f"ackumulerat. Skriv ack i rubriken, eller exportera alla månader från januari."
        )
    if abs(held - 1) < abs(held - last):
        raise SnError(
            f"{export.document} verkar ha {what} för {month} ensam (budgeten är ungefär en tolftedel av årsbudgeten), "
            "men ackumulerat behövs. Exportera ackumulerat, eller alla månader från januari."
        )
    if abs(held - last) > max(1, last / 4) and all(part.months is None for part in chosen.parts):
        raise SnError(
            f"{export.document}: budgeten motsvarar ungefär {held:.0f} månader av årsbudgeten, inte {last}. "
            "Kontrollera att exporten gäller perioden."
        )
