"""The sheet Prognos: every unit's rules side by side as living formulas, summed to programmes and the board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sn_excel.calculations import rule_formulas
from sn_excel.calculations.forecasts import forecast
from sn_excel.calculations.medians import WITHOUT_HISTORY
from sn_excel.calculations.months import Leaf, Month, total
from sn_excel.calculations.outlooks import Forecast, Outlook, RuleValue, shown
from sn_excel.calculations.rule_formulas import BasisCells, RuleCells
from sn_excel.model.amounts import Amount
from sn_excel.model.edits import Cell, DefineName, Edit, Formula, Look, RowHeights, Write
from sn_excel.model.organisation import Code
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet
from sn_excel.writing import layout as at
from sn_excel.writing import looks
from sn_excel.writing.layout import FORECAST, OWN, SUMMARY, Layout, own, reference, span
from sn_excel.writing.pages import Row, heading_row, print_texts, unit_words

HEADINGS = (
    "Verksamhet",
    "Utfall",
    "Budget",
    "Årsbudget",
    "Linjär framskrivning",
    "Utfall + återstående budget",
    "Budgettakt",
    "Regelprognos (median)",
    "Regel",
    "Prognos, avrundad",
    "Avvikelse mot årsbudget",
    "Anmärkning",
)
HEADING_ROW = 4
BOOKED = "$B$3"
"""The cell that holds the number of booked months."""

MEDIAN, RULE, REMARK = 8, 9, 12
UNBUDGETED = (
    "Kostnad utan budget: fortsätter den (Linjär framskrivning) eller är den avslutad (Utfall + återstående budget)? "
    "Prognosen bygger på att den fortsätter."
)
TURNED = "Periodens budget och Årsbudget har olika tecken; rätta budgeten innan prognosen används."
RULE_WIDTH, REMARK_WIDTH = 17, 60
"""Widths of the template's columns, in characters."""
WORDS = frozenset({1, RULE, REMARK})


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of the sheet and what it shows, in whole tkr; `value` is the forecast, unrounded."""

    row: int
    code: Code
    programme: Code
    units: tuple[Code, ...]
    leaf: Leaf
    value: Amount

    @property
    def heads(self) -> bool:
        """Say whether the row is a programme's."""
        return self.code == self.programme

    @property
    def amount_look(self) -> Look:
        """Return how the row's amounts look."""
        return looks.PROGRAMME_AMOUNT if self.heads else looks.UNIT_AMOUNT


def forecast_sheet(month: Month, layout: Layout) -> Iterator[Edit]:
    """Yield the edits that write the sheet Prognos."""
    found = {code: _forecast(month, code) for code in month.leaves}
    spots = tuple(_spots(month, layout, found))
    rows = [_row(layout, spot, found.get(spot.code.code)) for spot in spots]
    yield Write(
        FORECAST,
        (1, 1),
        (
            (Cell(OWN[FORECAST], looks.TITLE),),
            (Cell(f"{unit_words(month.period)}; årsbudget och prognos för helåret", looks.SUBTITLE),),
            (Cell("Bokförda månader", looks.SUBTITLE), Cell(month.period.last, looks.PLAIN_AMOUNT)),
            heading_row(HEADINGS, WORDS),
            *rows,
            _total_row(spots),
        ),
    )
    yield DefineName("Prognos_verksamheter", FORECAST, (HEADING_ROW + 1, 1, spots[-1].row, REMARK))
    yield RowHeights(FORECAST, {HEADING_ROW: 3 * looks.LINE, **dict(_heights(spots, found))})
    yield print_texts(FORECAST, month.organisation.board)


def _heights(spots: tuple[Spot, ...], found: dict[str, Forecast]) -> Iterator[tuple[int, float]]:
    for spot in spots:
        guess = found.get(spot.code.code)
        if guess and not spot.units:
            refusals = ((value.refusal, RULE_WIDTH) for value in guess.values if value.rule in WITHOUT_HISTORY)
            tall = looks.height((str(_remark(spot).cached), REMARK_WIDTH), *refusals)
            if tall > looks.LINE:
                yield spot.row, tall


def _forecast(month: Month, code: str) -> Forecast:
    leaf = month.leaves[code]
    annual = month.decided.get(code, leaf.annual)
    return forecast(Outlook(leaf.actual, annual, month.period.last, leaf.budget))


def _spots(month: Month, layout: Layout, found: dict[str, Forecast]) -> Iterator[Spot]:
    row = HEADING_ROW + 1
    for programme in layout.programmes:
        units = month.organisation.units(programme.code, month.period)
        figures = replace(month.programme(programme.code), annual=month.decided[programme.code])
        value = sum(found[unit.code].value for unit in units) if units else found[programme.code].value
        yield Spot(row, programme, programme, units, figures, value)
        for down, unit in enumerate(units, 1):
            yield Spot(row + down, unit, programme, (), month.leaves[unit.code], found[unit.code].value)
        row += len(units) + 1


def _row(layout: Layout, spot: Spot, found: Forecast | None) -> Row:
    label = looks.PROGRAMME if spot.heads else looks.UNIT
    start = (Cell(f"{spot.code.code} {spot.code.name}", label), *_sources(layout, spot))
    middle = _ruled(spot, found) if found and not spot.units else _summed(spot)
    return *start, *middle, *_closing(spot, found)


def _sources(layout: Layout, spot: Spot) -> Row:
    figures = ((at.ACTUAL, spot.leaf.actual), (at.BUDGET, spot.leaf.budget), (at.ANNUAL, spot.leaf.annual))
    return tuple(Cell(Formula(_source(layout, spot, column), value), spot.amount_look) for column, value in figures)


def _source(layout: Layout, spot: Spot, column: int) -> str:
    if not spot.heads:
        return layout.unit_source(spot.programme.code, spot.code.code, column)
    return reference(SUMMARY, layout.summary_row(spot.code.code), column)


def _ruled(spot: Spot, found: Forecast) -> Row:
    basis = BasisCells(f"B{spot.row}", f"C{spot.row}", f"D{spot.row}", BOOKED)
    cells = RuleCells(f"E{spot.row}", f"F{spot.row}", f"G{spot.row}")
    formulas = (rule_formulas.linear, rule_formulas.remaining_budget, rule_formulas.budget_pace)
    values = (found.of(rule) for rule in WITHOUT_HISTORY)
    look = replace(spot.amount_look, wrap=True, align="right")
    return (
        *(Cell(Formula(rule(basis), _told(value)), look) for rule, value in zip(formulas, values, strict=True)),
        Cell(Formula(rule_formulas.median(basis, cells), found.value), spot.amount_look),
        Cell(Formula(rule_formulas.median_name(f"H{spot.row}", cells), found.rule.swedish), looks.NAME),
    )


def _told(value: RuleValue) -> Amount | str | None:
    return value.refusal or value.value


def _summed(spot: Spot) -> Row:
    cells = span(MEDIAN, spot.row + 1, spot.row + len(spot.units))
    blank = Cell(None, looks.PROGRAMME)
    return blank, blank, blank, Cell(Formula(f"SUM({cells})", spot.value), spot.amount_look), Cell("Summa", looks.NAME)


def _closing(spot: Spot, found: Forecast | None) -> Row:
    remark = Cell(_remark(spot) if found else None, looks.TEXT)
    if not spot.heads:
        deviation = Formula(f"D{spot.row}-H{spot.row}", spot.leaf.annual - spot.value)
        return None, Cell(deviation, spot.amount_look), remark
    rounded = shown(spot.value, spot.leaf.annual)
    printed = Formula(rule_formulas.shown(f"D{spot.row}", f"H{spot.row}"), rounded)
    deviation = Formula(f"D{spot.row}-J{spot.row}", spot.leaf.annual - rounded)
    return Cell(printed, spot.amount_look), Cell(deviation, spot.amount_look), remark


def _remark(spot: Spot) -> Formula:
    """Return the question that a unit's budget raises, as a formula that goes when the budget is mended."""
    row, leaf = spot.row, spot.leaf
    unbudgeted = f"AND(C{row}=0,D{row}=0,B{row}>0,{BOOKED}<12)"
    shown_now = UNBUDGETED if not leaf.budget and not leaf.annual and leaf.actual > 0 else ""
    if leaf.budget * leaf.annual < 0:
        shown_now = TURNED
    return Formula(f'IF({unbudgeted},"{UNBUDGETED}",IF(C{row}*D{row}<0,"{TURNED}",""))', shown_now)


def booked(sheets: Sequence[Sheet], period: Period) -> Iterator[Edit]:
    """Yield the edit that tells the sheet Prognos how many months are booked."""
    for sheet in sheets:
        if sheet.name == FORECAST and own(sheet):
            yield Write(FORECAST, (3, 2), ((Cell(period.last),),))


def _total_row(spots: tuple[Spot, ...]) -> Row:
    heads = [spot for spot in spots if spot.heads]
    row = spots[-1].row + 1
    whole = total(spot.leaf for spot in heads)
    printed = sum(shown(spot.value, spot.leaf.annual) for spot in heads)
    unrounded = sum(spot.value for spot in heads)

    def summed(column: str, value: Amount) -> Cell:
        return Cell(Formula("+".join(f"{column}{spot.row}" for spot in heads), value), looks.TOTAL_AMOUNT)

    return (
        Cell("Totalt", looks.TOTAL),
        summed("B", whole.actual),
        summed("C", whole.budget),
        summed("D", whole.annual),
        *(Cell(None, looks.TOTAL),) * 3,
        summed("H", unrounded),
        Cell(None, looks.TOTAL),
        summed("J", printed),
        Cell(Formula(f"D{row}-J{row}", whole.annual - printed), looks.TOTAL_AMOUNT),
        Cell(None, looks.TOTAL),
    )
