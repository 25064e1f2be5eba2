"""Where everything stands in the month workbook: the only module that knows its addresses."""

from __future__ import annotations

from dataclasses import dataclass

from sn_excel.model.organisation import Code, Organisation
from sn_excel.model.periods import Period
from sn_excel.model.places import address, quoted
from sn_excel.model.sheets import Sheet

SUMMARY, FORECAST, COMMENTS, RECONCILIATION = "Sammanställning", "Prognos", "Kommentarer", "Avstämning"
OPERATING = "Driftredovisning"
ADJUSTMENTS, CHART, ACCURACY, SUBMISSION = "Prognosjusteringar", "Prognosdiagram", "Prognosföljsamhet", "Lämna prognos"
OWN = {
    FORECAST: "Prognos för helåret",
    OPERATING: "Driftredovisning med prognos",
    ADJUSTMENTS: "Prognosjusteringar",
    CHART: "Utfall, budget och prognos",
    ACCURACY: "Prognosföljsamhet",
    SUBMISSION: "Lämna prognos",
    COMMENTS: "Kommentarer",
    RECONCILIATION: "Avstämning",
}
"""Sheets of ours that follow from the others, and the title in their first cell."""

PAGE_TEMPLATE = "Sida"
LATER = (OPERATING, ADJUSTMENTS, CHART, ACCURACY, SUBMISSION)
"""Sheets of the template that a month's workbook gets only when its forecast is worked on."""

LABEL, ACTUAL, BUDGET, DEVIATION, ANNUAL = 1, 2, 3, 4, 5
"""Columns of the month table, as printed."""

SUMMARY_HEADING, PAGE_HEADING = 3, 4
"""The rows of the column headings."""


@dataclass(frozen=True, slots=True)
class Block:
    """A programme's row on a page and its units' rows below."""

    programme: Code
    row: int
    units: tuple[Code, ...]

    @property
    def last(self) -> int:
        """Return the block's last row."""
        return self.row + len(self.units)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of programmes that share a sheet, an empty row between them."""

    sheet: str
    blocks: tuple[Block, ...]

    @property
    def last(self) -> int:
        """Return the page's last row."""
        return self.blocks[-1].last


@dataclass(frozen=True, slots=True)
class Layout:
    """The month workbook's plan for a period."""

    period: Period
    programmes: tuple[Code, ...]
    pages: tuple[Page, ...]

    @property
    def total_row(self) -> int:
        """Return the summary's row of Totalt."""
        return SUMMARY_HEADING + len(self.programmes) + 1

    def summary_row(self, programme: str) -> int:
        """Return a programme's row in the summary."""
        codes = [code.code for code in self.programmes]
        return SUMMARY_HEADING + 1 + codes.index(programme)

    def source(self, programme: str, column: int) -> str:
        """Return the reference to a programme's figure on its page, or in the summary when it has no page."""
        for page in self.pages:
            for block in page.blocks:
                if block.programme.code == programme:
                    return reference(page.sheet, block.row, column)
        return reference(SUMMARY, self.summary_row(programme), column)


def plan(organisation: Organisation, period: Period) -> Layout:
    """Return where an organisation's programmes and units stand in the workbook of a period."""
    programmes = organisation.programmes(period)
    sheets = dict.fromkeys(code.page for code in programmes if code.page)
    pages = [
        _page(organisation, period, sheet, tuple(code for code in programmes if code.page == sheet)) for sheet in sheets
    ]
    return Layout(period, programmes, tuple(pages))


def _page(organisation: Organisation, period: Period, sheet: str, programmes: tuple[Code, ...]) -> Page:
    blocks: list[Block] = []
    row = PAGE_HEADING + 1
    for programme in programmes:
        blocks.append(Block(programme, row, organisation.units(programme.code, period)))
        row = blocks[-1].last + 2
    return Page(sheet, tuple(blocks))


def own(sheet: Sheet) -> bool:
    """Say whether a sheet is one of ours that follows from the others, and not an accountant's of the same name."""
    return sheet.name in OWN and sheet.cells.get((1, 1)) == OWN[sheet.name]


def reference(sheet: str, row: int, column: int) -> str:
    """Return a formula's reference to a cell of another sheet.

    >>> reference("771", 5, 2)
    "'771'!B5"
    """
    return f"{quoted(sheet)}!{address((row, column))}"


def span(column: int, first: int, last: int) -> str:
    """Return a column's cells from one row to another.

    >>> span(2, 6, 20)
    'B6:B20'
    """
    return f"{address((first, column))}:{address((last, column))}"


def headings(period: Period) -> tuple[str, ...]:
    """Return the month table's headings as printed.

    >>> headings(Period(2024, 1, 5))[1]
    'Utfall Maj 2024'
    """
    month = period.heading
    return "Verksamhet program", f"Utfall {month}", f"Budget {month}", f"Avvikelse {month}", "Årsbudget"
