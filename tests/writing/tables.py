"""Small tables built by hand: a programme with its units, and the export that fills it."""

from __future__ import annotations

from collections.abc import Mapping

from sn_excel.model.amounts import Amount, Unit
from sn_excel.model.ledgers import Entry, Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Dossier, Figure, Kind, Line, Relation, Table

MAY, YEAR = Period(2024, 1, 5), Period(2024)
ACTUAL, BUDGET = Column(Measure.ACTUAL, MAY), Column(Measure.PERIOD_BUDGET, MAY)
DEVIATION, ANNUAL = Column(Measure.PERIOD_DEVIATION, MAY), Column(Measure.ANNUAL_BUDGET, YEAR)
COLUMNS = (ACTUAL, BUDGET, DEVIATION, ANNUAL)
BY_ROW = (Relation(DEVIATION, ((1, BUDGET), (-1, ACTUAL))),)

Amounts = Mapping[Column, Amount | None]


def line(label: str, row: int, amounts: Amounts, parts: tuple[Line, ...] = (), sheet: str = "771") -> Line:
    """A row whose columns stand from B on in the order they are given; a code is what begins with a digit."""
    code, _, name = label.partition(" ") if label[0].isdigit() else ("", "", label)
    figures = {
        column: Figure(value, Place("bok", sheet, row, at), label, column)
        for at, (column, value) in enumerate(amounts.items(), 2)
    }
    return Line(code, name, Place("bok", sheet, row, 1), figures, parts)


def row(actual: Amount | None, budget: Amount | None, deviation: Amount | None, annual: Amount | None) -> Amounts:
    """The four amounts of the month table."""
    return dict(zip(COLUMNS, (actual, budget, deviation, annual), strict=True))


def table(*lines: Line, unit: Unit = Unit.TKR, costs: int = 1, kind: Kind = Kind.PAGE) -> Table:
    """A month table with its deviation proved."""
    return Table(kind, "771", COLUMNS, lines, BY_ROW, unit, costs)


def programme() -> Line:
    """771 with two units, everything typed."""
    units = (line("7711 Hemtjänst", 6, row(10, 12, 2, 30)), line("7712 Boende", 7, row(20, 21, 1, 50)))
    return line("771 Äldreomsorg", 5, row(30, 33, 3, 80), units)


def dossier(*tables: Table) -> Dossier:
    """A document of those tables."""
    return Dossier(tables or (table(programme()),))


def ledger(**amounts: tuple[Amount, Amount, Amount]) -> Ledger:
    """May's export: Utfall, Budget and Årsbudget by code (`k7711`)."""
    measures = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET)
    entries = {
        code[1:]: Entry(code[1:], "", dict(zip(measures, values, strict=True))) for code, values in amounts.items()
    }
    return Ledger("export.csv", MAY, entries)
