"""Specimens: for each code the smallest document that shows it, written as the table a controller would recognise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from sn_excel.model.adjustments import Adjustment, AdjustmentKind
from sn_excel.model.amounts import Amount
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.entries import Entered, Entries, EntryFault, Standing, Submission
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.places import Place
from sn_excel.model.sheets import Fault
from sn_excel.model.tables import Column, Dossier, Figure, Kind, Line, Relation, Table, precision
from tests.checks.books import book, calendar

MARCH, FEBRUARY, YEAR = Period(2025, 1, 3), Period(2025, 1, 2), Period(2025)
HEADINGS = {
    "Utfall": Column(Measure.ACTUAL, MARCH),
    "Budget": Column(Measure.PERIOD_BUDGET, MARCH),
    "Avvikelse": Column(Measure.PERIOD_DEVIATION, MARCH),
    "Årsbudget": Column(Measure.ANNUAL_BUDGET, YEAR),
    "Prognos": Column(Measure.FORECAST, YEAR),
    "Prognosavvikelse": Column(Measure.FORECAST_DEVIATION, YEAR),
    "Resultat": Column(Measure.RESULT_DEVIATION, YEAR),
    "Utfall februari": Column(Measure.ACTUAL, FEBRUARY),
    "Budget februari": Column(Measure.PERIOD_BUDGET, FEBRUARY),
}
RELATIONS = (
    Relation(HEADINGS["Avvikelse"], ((1, HEADINGS["Budget"]), (-1, HEADINGS["Utfall"]))),
    Relation(HEADINGS["Prognosavvikelse"], ((1, HEADINGS["Årsbudget"]), (-1, HEADINGS["Prognos"]))),
    Relation(HEADINGS["Resultat"], ((1, HEADINGS["Prognos"]), (-1, HEADINGS["Årsbudget"]))),
)


def table(kind: Kind, text: str, sheet: str = "Blad1", document: str = "mars.xlsx", costs: int = 1) -> Table:
    """Return a table from lines `label | amount | …`; a label that is indented is a part of the line before it."""
    heading, *rows = [row for row in text.splitlines() if row.strip()]
    columns = tuple(HEADINGS[word.strip()] for word in heading.split("|")[1:])
    lines: list[Line] = []
    for number, row in enumerate(rows, 2):
        line = _line(row, columns, Place(document, sheet, number, 1))
        if row.startswith(" "):
            lines[-1] = replace(lines[-1], parts=(*lines[-1].parts, line))
        else:
            lines.append(line)
    known = tuple(one for one in RELATIONS if {one.result, *(column for _, column in one.terms)} <= set(columns))
    return Table(kind, sheet, columns, tuple(lines), known, costs=costs)


def _line(row: str, columns: tuple[Column, ...], place: Place) -> Line:
    label, *cells = [cell.strip() for cell in row.split("|")]
    first, _, name = label.partition(" ")
    code, name = (first, name) if first.isdigit() else ("", label)
    figures = {
        column: _figure(cell, place._replace(column=at), label, column)
        for at, (column, cell) in enumerate(zip(columns, cells, strict=True), 2)
    }
    return Line(code, name, place, figures)


def _figure(cell: str, place: Place, label: str, column: Column) -> Figure:
    if cell.startswith("#"):
        return Figure(None, place, label, column, doubt=Doubt(DoubtKind.FAULT, cell))
    amount: Amount | None = None
    if cell:
        amount = Decimal(cell.replace(" ", "").replace(",", ".")) if "," in cell else int(cell.replace(" ", ""))
    return Figure(amount, place, label, column, precision(amount or 0))


def unreadable() -> Dossier:
    return Dossier((table(Kind.SUMMARY, "| Utfall\nTotalt | 5\n 111 Stab | #REF!\n 112 Hemtjänst | 3"),))


def wrong_deviation() -> Dossier:
    rows = "| Utfall | Budget | Avvikelse\n111 Stab | 90 | 100 | 10\n112 Hem | 700 | 755 | -55\n113 Kost | 7 | 5 | -2"
    return Dossier((table(Kind.SUMMARY, rows),))


def wrong_total() -> Dossier:
    return Dossier(
        (table(Kind.SUMMARY, "| Utfall\nTotalt | 1 600\n 111 Stab | 400\n 112 Hemtjänst | 1 700\n 113 Avgift | 500"),)
    )


def clashing_budgets() -> Dossier:
    rows = "| Budget | Årsbudget\n111 Stab | 100 | 400\n112 Avgift | -100 | 400\n113 Kost | 25 | 0"
    return Dossier((table(Kind.PAGE, rows),))


def rounded_rows() -> Dossier:
    return Dossier((table(Kind.SUMMARY, "| Utfall\nTotalt | 4\n 111 Stab | 1\n 112 Hemtjänst | 1\n 113 Kost | 1"),))


def unlike_column() -> Dossier:
    rows = "".join(f"\n11{at} Program | {at}00\n 11{at}1 Stab | {at}7\n 11{at}2 Hem | {at}9" for at in range(1, 7))
    return Dossier((table(Kind.PAGE, "| Utfall" + rows),))


def other_page() -> Dossier:
    summary = table(Kind.SUMMARY, "| Årsbudget\n111 Stab | 1 220\n112 Hemtjänst | 500", "Sammanställning")
    return Dossier((summary, table(Kind.PAGE, "| Årsbudget\n111 Stab | 1 300", "111")))


def other_result() -> Dossier:
    income = table(Kind.INCOME, "| Utfall\nNettokostnad | -700\n Intäkter | 100\n Kostnader | -800", "RR", costs=-1)
    operating = table(Kind.OPERATING, "| Utfall\nTotalt | 753\n 111 Stab | 400\n 112 Hemtjänst | 353", "Drift")
    return Dossier((income, operating))


def other_budget() -> Dossier:
    summary = table(Kind.SUMMARY, "| Budget\n111 Stab | 450\n112 Hemtjänst | 500", "Sammanställning")
    operating = table(Kind.OPERATING, "| Utfall | Avvikelse\n111 Stab | 300 | 100\n112 Hemtjänst | 510 | -10", "Drift")
    return Dossier((summary, operating))


def other_statement() -> Dossier:
    rows = "| Utfall | Årsbudget\nTotalt | 753 | {}\n 111 Stab | 400 | {}\n 112 Hemtjänst | 353 | 1 500"
    summary = table(Kind.SUMMARY, rows.format("2 100", "600"), "Sammanställning")
    operating = table(Kind.OPERATING, rows.format("2 160", "660"), "Drift")
    return Dossier((summary, operating))


def kronor_among_tkr() -> Dossier:
    return Dossier((table(Kind.PAGE, "| Utfall | Budget\n111 Stab | 90 | 95\n112 Hemtjänst | 655 000 | 640"),))


def year_in_the_periods_column() -> Dossier:
    rows = "".join(f"\n1{at} Enhet | {at * 3} | {at * 12}" for at in range(10, 21))
    return Dossier((table(Kind.PAGE, "| Budget | Årsbudget" + rows + "\n130 Kost | 400 | 400"),))


def changed_year() -> Dossier:
    now = table(Kind.SUMMARY, "| Utfall | Årsbudget\n111 Stab | 90 | 460\n112 Hemtjänst | 100 | 500")
    then = table(
        Kind.SUMMARY,
        "| Utfall februari | Årsbudget\n111 Stab | 60 | 400\n112 Hemtjänst | 70 | 500",
        "Blad1",
        "feb.xlsx",
    )
    return Dossier((now,), earlier=Dossier((then,)))


def renamed() -> Dossier:
    now = table(Kind.SUMMARY, "| Utfall\n111 Stab | 5")
    before = table(Kind.SUMMARY, "| Utfall februari\n111 Staben | 4", "Blad1", "feb.xlsx")
    return Dossier((now,), earlier=Dossier((before,)))


def moved_month() -> Dossier:
    now = table(Kind.SUMMARY, "| Utfall | Budget\n111 Stab | 600 | 300\n112 Kost | 310 | 300")
    before = "| Utfall februari | Budget februari\n111 Stab | 200 | 200\n112 Kost | 205 | 200"
    return Dossier((now,), earlier=Dossier((table(Kind.SUMMARY, before, "Blad1", "feb.xlsx"),)))


def unused_budget() -> Dossier:
    return Dossier((table(Kind.PAGE, "| Utfall | Budget\n1111 Parkerat | 0 | 250\n1112 Stab | 5 | 5"),))


def unbudgeted_cost() -> Dossier:
    return Dossier(
        (table(Kind.PAGE, "| Utfall | Budget | Årsbudget\n1111 Placering | 63 | 0 | 0\n1112 Bidrag | -7 | 0 | 0"),)
    )


def standing(**given: object) -> Standing:
    """A row of the sheet Prognos: 300 spent after March of a budget of 1 200, forecast 1 210 by rule."""
    cells = ("Prognos", "Lämnad prognos", "Lämnad av (roll)", "Lämnad datum", "Skäl till vald regel")
    usual = Standing(
        code="111",
        label="111 Stab",
        month=3,
        actual=300,
        annual=1200,
        period_budget=300,
        rule="Linjär framskrivning",
        rules=(("Linjär framskrivning", 1210), ("Utfall + återstående budget", 1200)),
        expected=1210,
        value=1210,
        low=1150,
        high=1270,
        last=None,
        adjustments=0,
        last_adjustments=0,
        submission=Submission("111"),
        places=tuple((heading, Place("mars.xlsx", "Prognos", 5, at)) for at, heading in enumerate(cells, 2)),
    )
    return replace(usual, **given)  # type: ignore[arg-type]  # fields by name


def entered(*standings: Standing, item: Adjustment | None = None, faults: tuple[EntryFault, ...] = ()) -> Dossier:
    """A document where nothing else is wrong."""
    row = Place("mars.xlsx", "Prognosjusteringar", 5, 1)
    items = (Entered(item, row),) if item else ()
    table_ = table(Kind.SUMMARY, "| Utfall\n111 Stab | 300")
    return Dossier((table_,), entries=Entries(MARCH, standings, items, faults))


def unusable_entry() -> Dossier:
    place = Place("mars.xlsx", "Prognosjusteringar", 7, 3)
    fault = EntryFault(place, "111 Stab", "'maj' är ingen månad; skriv år och månad, till exempel 2024-05.")
    return entered(standing(), faults=(fault,))


def doubled_adjustment() -> Dossier:
    item = Adjustment("111", 90, "2025-02", "2025-12", AdjustmentKind.RUNNING, "fler ärenden")
    return entered(standing(expected=1300, value=1300, adjustments=90), item=item)


def private_text() -> Dossier:
    item = Adjustment("111", 90, "2025-05", "2025-12", AdjustmentKind.ONE_OFF, "pojkens nya placering")
    return entered(standing(), item=item)


def submitted(value: int = 1205, author: str = "enhetschef", date: str = "2025-04-03") -> Submission:
    return Submission("111", value, author, date)


SPREAD = (
    "111!B5",
    "111!D5",
    "111!D6",
    "Sammanställning!B4",
    "Sammanställning!D4",
    "Sammanställning!B6",
    "Sammanställning!D6",
)
"""What shows an error when the first unit's Utfall does."""

SPECIMENS: dict[str, Callable[[], Dossier]] = {
    "SN101": unreadable,
    "SN201": wrong_deviation,
    "SN202": wrong_total,
    "SN203": clashing_budgets,
    "SN204": rounded_rows,
    "SN205": lambda: book({"111!B5": "=SUM(B6:B7)"}),
    "SN206": lambda: book({"111!D7": -80}),
    "SN207": lambda: book(None, {"111!B6": 410}),
    "SN208": lambda: book(None, dict.fromkeys(("111!B6", *SPREAD), Fault("#N/A"))),
    "SN209": lambda: book({"Sammanställning!B4": "='222'!B5"}),
    "SN210": unlike_column,
    "SN211": lambda: book({"111!A7": "1110 Ledning", "111!B7": 310, "111!C7": 300, "111!E7": 1200}),
    "SN212": lambda: book({"111!B7": "1955"}),
    "SN213": lambda: calendar({"B9": "=SUM(H9:I9)"}),
    "SN301": other_page,
    "SN302": other_result,
    "SN303": other_budget,
    "SN304": changed_year,
    "SN305": renamed,
    "SN306": other_statement,
    "SN401": moved_month,
    "SN402": unused_budget,
    "SN403": unbudgeted_cost,
    "SN404": unusable_entry,
    "SN405": lambda: entered(standing(last=900, adjustments=40, last_adjustments=0)),
    "SN406": lambda: entered(standing(submission=submitted(5000))),
    "SN407": lambda: entered(standing(submission=submitted(author="", date="2025-02-27"))),
    "SN408": doubled_adjustment,
    "SN409": kronor_among_tkr,
    "SN410": year_in_the_periods_column,
    "SN501": private_text,
}
