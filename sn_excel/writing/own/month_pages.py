"""The month's pages and summary as edits: constants for the leaves, ordinary formulas for all else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from sn_excel.calculations.months import Leaf, Month, total
from sn_excel.model.edits import (
    AddSheet,
    Cell,
    DefineName,
    DropSheet,
    Edit,
    Formula,
    Look,
    PrintTexts,
    RowHeights,
    Write,
)
from sn_excel.model.organisation import Code
from sn_excel.model.periods import Period
from sn_excel.model.places import address
from sn_excel.schema import looks
from sn_excel.schema.month import (
    ACTUAL,
    ANNUAL,
    BUDGET,
    DEVIATION,
    FORECAST,
    LABEL,
    LATER,
    PAGE_HEADING,
    PAGE_TEMPLATE,
    SUMMARY,
    SUMMARY_HEADING,
    Block,
    Layout,
    Page,
    headings,
    reference,
    span,
)

Row = tuple[Cell | None, ...]
Amounts = Callable[[int], Cell]


def pages(month: Month, layout: Layout, kept: Collection[str] = ()) -> Iterator[Edit]:
    """Yield the edits that fill the template's summary and make a sheet for every page.

    Of the template's later sheets only those in `kept` stay.
    """
    for page in layout.pages:
        yield AddSheet(page.sheet, PAGE_TEMPLATE, FORECAST)
        yield from _page(month, page)
    yield from (DropSheet(name) for name in (PAGE_TEMPLATE, *LATER) if name not in kept)
    yield from _summary(month, layout)


def unit_words(period: Period) -> str:
    """Return the line that says unit and span.

    >>> unit_words(Period(2024, 1, 5))
    'Tkr, ackumulerat januari–maj 2024'
    """
    return f"Tkr, ackumulerat {period.spoken}" if period.last > 1 else f"Tkr, {period.spoken}"


def print_texts(sheet: str, board: str) -> PrintTexts:
    """Return page header and footer: board and sheet above; unit and page below. The month stands in the cells."""
    header = f"&L{_literal(board)}&R{_literal(sheet)}"
    return PrintTexts(sheet, header, "&Ltkr, ackumulerat&RSida &P av &N")


def _literal(text: str) -> str:
    return text.replace("&", "&&")


def _page(month: Month, page: Page) -> Iterator[Edit]:
    title = "Program " + " · ".join(_label(block.programme) for block in page.blocks)
    top: list[Row] = [
        (Cell(_board(month), looks.TITLE),),
        (Cell(title, looks.SUBTITLE),),
        (Cell(unit_words(month.period), looks.SUBTITLE),),
        heading_row(headings(month.period)),
    ]
    yield Write(page.sheet, (1, 1), tuple(top))
    for block in page.blocks:
        yield Write(page.sheet, (block.row, 1), tuple(_block(month, block)))
        area = (block.row, LABEL, block.last, ANNUAL)
        yield DefineName(f"Program_{block.programme.code}", page.sheet, area)
    yield RowHeights(page.sheet, {PAGE_HEADING: 2 * looks.LINE})
    yield print_texts(page.sheet, month.organisation.board)


def _block(month: Month, block: Block) -> Iterator[Row]:
    leaf = month.programme(block.programme.code)
    first, last = block.row + 1, block.last

    def summed(column: int) -> Cell:
        if not block.units:
            return Cell(_amount(leaf, column), looks.PROGRAMME_AMOUNT)
        return Cell(Formula(f"SUM({span(column, first, last)})", _amount(leaf, column)), looks.PROGRAMME_AMOUNT)

    yield _row(block.row, Cell(_label(block.programme), looks.PROGRAMME), summed, leaf)
    for row, unit in enumerate(block.units, first):
        yield _unit_row(row, unit, month.leaves[unit.code])


def _unit_row(row: int, unit: Code, leaf: Leaf) -> Row:
    def typed(column: int) -> Cell:
        return Cell(_amount(leaf, column), looks.UNIT_AMOUNT)

    return _row(row, Cell(_label(unit), looks.UNIT), typed, leaf)


def _summary(month: Month, layout: Layout) -> Iterator[Edit]:
    first = SUMMARY_HEADING + 1
    rows = [_summary_row(month, layout, code) for code in layout.programmes]
    whole = total(month.programme(code.code) for code in layout.programmes)
    decided = sum(month.decided.values())
    whole = Leaf(whole.actual, whole.budget, decided)

    def summed(column: int) -> Cell:
        return Cell(
            Formula(f"SUM({span(column, first, layout.total_row - 1)})", _amount(whole, column)), looks.TOTAL_AMOUNT
        )

    yield Write(
        SUMMARY,
        (1, 1),
        (
            (Cell(_board(month), looks.TITLE),),
            (Cell(unit_words(month.period), looks.SUBTITLE),),
            heading_row(headings(month.period)),
            *rows,
            _row(layout.total_row, Cell("Totalt", looks.TOTAL), summed, whole),
        ),
    )
    yield DefineName("Sammanställning_program", SUMMARY, (first, LABEL, layout.total_row - 1, ANNUAL))
    yield DefineName("Sammanställning_totalt", SUMMARY, (layout.total_row, LABEL, layout.total_row, ANNUAL))
    yield RowHeights(SUMMARY, {SUMMARY_HEADING: 2 * looks.LINE})
    yield print_texts(SUMMARY, month.organisation.board)


def _summary_row(month: Month, layout: Layout, code: Code) -> Row:
    row = layout.summary_row(code.code)
    figures = month.programme(code.code)
    leaf = Leaf(figures.actual, figures.budget, month.decided[code.code])
    own = reference(SUMMARY, row, ACTUAL) == layout.source(code.code, ACTUAL)

    def linked(column: int) -> Cell:
        value = _amount(leaf, column)
        if own or column == ANNUAL:
            return Cell(value, looks.PLAIN_AMOUNT)
        return Cell(Formula(layout.source(code.code, column), value), looks.PLAIN_AMOUNT)

    return _row(row, Cell(_label(code), looks.PLAIN), linked, leaf)


def _row(row: int, label: Cell, amounts: Amounts, leaf: Leaf) -> Row:
    budget, actual = amounts(BUDGET), amounts(ACTUAL)
    formula = f"{address((row, BUDGET))}-{address((row, ACTUAL))}"
    deviation = Cell(Formula(formula, leaf.deviation), actual.look)
    return label, actual, budget, deviation, amounts(ANNUAL)


def heading_row(words: tuple[str, ...], left: frozenset[int] = frozenset({LABEL})) -> Row:
    """Return a row of column headings; the columns in `left` hold words."""
    looked: list[Cell | None] = []
    for column, word in enumerate(words, 1):
        look: Look = looks.HEADING
        if column in left:
            look = looks.HEADING_LEFT if column == LABEL else looks.HEADING_TEXT
        looked.append(Cell(word, look))
    return tuple(looked)


def _amount(leaf: Leaf, column: int) -> int:
    return {ACTUAL: leaf.actual, BUDGET: leaf.budget, DEVIATION: leaf.deviation, ANNUAL: leaf.annual}[column]


def _label(code: Code) -> str:
    return f"{code.code} {code.name}"


def _board(month: Month) -> str:
    return f"{month.organisation.board} {month.period.year}"
