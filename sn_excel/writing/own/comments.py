"""The sheet Kommentarer: a row a programme, required where the deviation is above the board's limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sn_excel.calculations.months import Leaf, Month
from sn_excel.model.edits import Cell, DefineName, Edit, Formula, RowHeights, Write
from sn_excel.model.organisation import Code
from sn_excel.model.sheets import Sheet, Value
from sn_excel.schema import looks
from sn_excel.schema.comments import FIRST_WRITTEN, HEADING_ROW, HEADINGS, WRITTEN
from sn_excel.schema.month import ACTUAL, BUDGET, COMMENTS, DEVIATION, OWN, SUMMARY, Layout, own, reference
from sn_excel.writing.own.month_pages import heading_row, print_texts, unit_words


@dataclass(frozen=True, slots=True)
class Limits:
    """When a deviation must be commented: above `amount` tkr, or above `share` of the period's budget."""

    amount: int = 100
    share: Decimal = Decimal("0.01")

    def require(self, leaf: Leaf) -> bool:
        """Say whether a programme's deviation must be commented.

        >>> Limits().require(Leaf(525, 543, 1302)), Limits().require(Leaf(11718, 11718, 27110))
        (True, False)
        """
        return abs(leaf.deviation) > self.amount or abs(_share(leaf)) > self.share


def comments(
    month: Month, layout: Layout, limits: Limits, written: Mapping[str, tuple[Value, ...]] | None = None
) -> Iterator[Edit]:
    """Yield the edits that write the sheet Kommentarer; limits stand in its third row and can be changed there.

    `written` is what people have written already, by the programme's label.
    """
    rows: list[tuple[Cell | None, ...]] = [
        (Cell(OWN[COMMENTS], looks.TITLE),),
        (Cell(unit_words(month.period), looks.SUBTITLE),),
        (
            Cell("Kommentar krävs när avvikelsen är större än (tkr)", looks.SUBTITLE),
            Cell(limits.amount, looks.UNIT_AMOUNT),
            Cell("eller (andel)", looks.SUBTITLE),
            Cell(limits.share, looks.PERCENT),
        ),
        (),
        heading_row(HEADINGS, frozenset({1, 6, 7, 8, 9})),
    ]
    rows += [_row(month, layout, limits, code) + _written(code, written or {}) for code in layout.programmes]
    yield Write(COMMENTS, (1, 1), tuple(rows))
    last = HEADING_ROW + len(layout.programmes)
    yield DefineName("Kommentarer_program", COMMENTS, (HEADING_ROW + 1, 1, last, len(HEADINGS)))
    tall = {HEADING_ROW + 1 + row: 2 * looks.LINE for row in range(len(layout.programmes))}
    yield RowHeights(COMMENTS, {HEADING_ROW: 2 * looks.LINE, **tall})
    yield print_texts(COMMENTS, month.organisation.board)


def _share(leaf: Leaf) -> Decimal:
    return Decimal(leaf.deviation) / leaf.budget if leaf.budget else Decimal(0)


def _row(month: Month, layout: Layout, limits: Limits, code: Code) -> tuple[Cell | None, ...]:
    source = layout.summary_row(code.code)
    row = HEADING_ROW + 1 + layout.programmes.index(code)
    leaf = month.programme(code.code)
    share = _share(leaf)
    shown = Decimal(repr(float(share)))

    def linked(column: int, value: int) -> Cell:
        return Cell(Formula(reference(SUMMARY, source, column), value), looks.PLAIN_AMOUNT)

    required = Formula(f'IF(OR(ABS(D{row})>$B$3,ABS(E{row})>$D$3),"Ja","Nej")', "Ja" if limits.require(leaf) else "Nej")
    return (
        Cell(label(code), looks.PLAIN),
        linked(ACTUAL, leaf.actual),
        linked(BUDGET, leaf.budget),
        linked(DEVIATION, leaf.deviation),
        Cell(Formula(f"IF(C{row}=0,0,D{row}/C{row})", shown), looks.PERCENT),
        Cell(required, looks.WORD),
    )


def _written(code: Code, written: Mapping[str, tuple[Value, ...]]) -> tuple[Cell, ...]:
    texts = written.get(label(code), (None,) * len(WRITTEN))
    return tuple(Cell(None if text == "" else text, looks.INPUT) for text in texts)


def label(code: Code) -> str:
    """Return how a programme is called on the sheet."""
    return f"{code.code} {code.name}"


def cleared(sheets: Sequence[Sheet]) -> Iterator[Edit]:
    """Yield the edits that empty what people have written in the sheet Kommentarer."""
    for sheet in sheets:
        if sheet.name != COMMENTS or not own(sheet):
            continue
        for (row, column), value in sheet.cells.items():
            if row > HEADING_ROW and column >= FIRST_WRITTEN and value is not None:
                yield Write(COMMENTS, (row, column), ((Cell(None),),))
