"""SN304 Årsbudgeten är en annan än i det tidigare dokumentet.

Varför: Årsbudgeten ändras bara genom beslut (tilläggsbudget, omdisponering). Det tidigare beloppet och
besluten därefter ska ge det nya. Lämnas inga beslut in är skillnaden en varning; annars ett fel.
Exempel: 323 925 i april och i maj 2024 stämmer; en omdisponering flyttar pengar mellan rader men ändrar inte TOTALT.
Åtgärd: lägg beslutet bland budgetändringarna (budgetandringar.csv), eller rätta Årsbudgeten.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.calculations.document_periods import document_period
from sn_excel.checks.check_type import Check, Claims
from sn_excel.checks.matching import OVERVIEW, figure, measured, of_kind, rows, total
from sn_excel.model.amounts import Amount
from sn_excel.model.findings import Severity
from sn_excel.model.measures import Measure
from sn_excel.model.tables import Dossier, Line, Table

CODE = "SN304"
REMEDY = "ta in beslutet om budgetändring, eller rätta beloppet"
CLAIM = "Årsbudget är {stated} {unit}, det tidigare dokumentet och besluten därefter ger {computed}"


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every row, and for the total, that the earlier document has too."""
    earlier = dossier.earlier
    if earlier is None:
        return
    before = rows(earlier)
    for code, (table, line) in rows(dossier).items():
        if code in before:
            yield from _same(dossier, table, line, before[code])
    totals = [[(table, total(table)) for table in of_kind(one, *OVERVIEW)] for one in (dossier, earlier)]
    for table, now in totals[0][:1]:
        for other, then in totals[1][:1]:
            if now and then:
                yield from _same(dossier, table, now, (other, then))


def _same(dossier: Dossier, table: Table, line: Line, before: tuple[Table, Line]) -> Iterator[Equation]:
    severity = Severity.ERROR if dossier.budget_changes else Severity.WARNING
    for span, stated in measured(line, Measure.ANNUAL_BUDGET):
        old = figure(before[1], Measure.ANNUAL_BUDGET, span)
        if old:
            terms = ((table.costs * before[0].costs, old),)
            changed = table.costs * _decided(dossier, table, line)
            yield Equation(CODE, Role.CLAIM, stated, terms, CLAIM, changed, severity, REMEDY)


def _decided(dossier: Dossier, table: Table, line: Line) -> Amount:
    """Return the decided changes for a row and what belongs to it, after the earlier document and up to this one."""
    now, then = document_period(dossier.tables), document_period(dossier.earlier.tables if dossier.earlier else ())
    if not now or not then:
        return 0
    codes, whole = _members(dossier, line), total(table)
    changes = (one for one in dossier.budget_changes if then.code < one.first <= now.code)
    return sum(one.amount for one in changes if line is whole or one.code in codes)


def _members(dossier: Dossier, line: Line) -> set[str]:
    """Return a row's code and the codes below it, by the pages and by the organisation."""
    if not line.code:
        return set()
    codes = {
        part.code for table in dossier.tables for row in table.walk() if row.code == line.code for part in row.walk()
    }
    codes |= (
        {one.code for one in dossier.organisation.codes if one.parent == line.code} if dossier.organisation else set()
    )
    return codes


CHECK = Check(CODE, (Severity.WARNING, Severity.ERROR, Severity.NOTE), Claims(equations), __doc__)
