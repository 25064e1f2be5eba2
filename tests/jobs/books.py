"""A small month's workbook as sheets: a programme with three units, sums and deviations as formulas."""

from __future__ import annotations

from dataclasses import replace

from sn_excel.calculations.formulas.evaluation import computed
from sn_excel.jobs.carried import Beside
from sn_excel.jobs.forecast import Forecasted, forecast
from sn_excel.model.ledgers import Entry, Ledger
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Code, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.places import At, parse_address
from sn_excel.model.sheets import Sheet, Value

MARCH, APRIL = Period(2025, 1, 3), Period(2025, 1, 4)
UNITS = {"1110 Ledning": (310, 300, 1_200), "1120 Boende": (1_955, 1_875, 7_500), "1130 Hemtjänst": (870, 905, 3_620)}
ORGANISATION = Organisation(
    "Nämnden",
    (
        Code("111", "Omsorg", page="111", responsible="Områdeschef"),
        Code("1110", "Ledning", "111"),
        Code("1120", "Boende", "111", responsible="Enhetschef"),
        Code("1130", "Hemtjänst", "111"),
    ),
)


def book(month: str = " Mars 2025", **changes: Value) -> tuple[Sheet, ...]:
    """The page 111 with its values computed; `changes` are cells written afterwards (`B6=5`), left as they are."""
    content: dict[str, Value] = {"A1": "Nämnden", "A2": "Belopp i tkr", "A4": "Verksamhet", "A5": "111 Omsorg"}
    headings = (f"Utfall{month}", f"Budget{month}", f"Avvikelse{month}", "Årsbudget")
    content |= {f"{letter}4": text for letter, text in zip("BCDE", headings, strict=True)}
    formulas = {f"{letter}5": f"SUM({letter}6:{letter}8)" for letter in "BCE"} | {
        f"D{row}": f"C{row}-B{row}" for row in range(5, 9)
    }
    for row, (label, (actual, budget, annual)) in enumerate(UNITS.items(), 6):
        content |= {f"A{row}": label, f"B{row}": actual, f"C{row}": budget, f"E{row}": annual}
    page = Sheet("bok.xlsx", "111", _placed(content), {parse_address(at): text for at, text in formulas.items()})
    shown = computed({"111": page})
    values = {at: shown["111", at] for at in page.formulas}
    return (replace(page, cells={**page.cells, **values, **_placed(changes)}),)


def _placed(content: dict[str, Value]) -> dict[At, Value]:
    return {parse_address(at): value for at, value in content.items()}


def export(factor: int = 1, **codes: tuple[int, int, int]) -> Ledger:
    """April's export: a bit more than March on every unit, unless other amounts are given by code (`k1110`)."""
    amounts = {label[:4]: tuple(amount + 10 for amount in values) for label, values in UNITS.items()}
    amounts = {code[1:]: values for code, values in codes.items()} or amounts
    measures = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET)
    return Ledger(
        "export.csv",
        APRIL,
        {
            code: Entry(code, "", {measure: factor * value for measure, value in zip(measures, values, strict=True)})
            for code, values in amounts.items()
        },
    )


def forecasted(sheets: tuple[Sheet, ...] = ()) -> Forecasted:
    """The book's forecast."""
    return forecast(sheets or book(), Beside())


def changed(sheets: tuple[Sheet, ...], sheet: str, at: At, value: Value) -> tuple[Sheet, ...]:
    """The sheets when a person has typed in a cell."""
    return tuple(replace(one, cells={**one.cells, at: value}) if one.name == sheet else one for one in sheets)
