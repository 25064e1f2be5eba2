"""Formula cells: the figures that are computed, with their formulas as trees and the rows that sums take.

What reads formulas is loaded when there is one: a month that is regenerated is checked before it has any.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import Column, Dossier, Figure, Line, Table

if TYPE_CHECKING:
    from sn_excel.calculations.formulas.trees import Node, Reference


LINK = "LINK"
"""What stands for a cell of another sheet in a formula as seen from its own."""


class FormulaCell(NamedTuple):
    """A figure that a formula computes; `tree` is None where the formula holds what we do not read."""

    table: Table
    line: Line
    figure: Figure
    sheet: Sheet
    tree: Node | None

    @property
    def summed(self) -> tuple[int, ...]:
        """Return the rows of its own column that a plain sum takes, as often as it does; () for other formulas."""
        row, column = self.figure.place.at
        rows: list[int] = []
        for reference in areas(self.tree):
            top, left, bottom, right = reference.area
            if left != column or right != column or (reference.sheet or self.sheet.name) != self.sheet.name:
                return ()
            rows.extend(range(top, bottom + 1))
        return () if row in rows else tuple(rows)

    @property
    def shape(self) -> str:
        """Return the formula as seen from its cell, as `relative` does."""
        return _shape(self.figure.formula, self.figure.place.at)


@lru_cache(maxsize=4096)
def _shape(formula: str, at: At) -> str:
    from sn_excel.calculations.formulas.trees import tree

    return relative(tree(formula), at)


def formula_cells(dossier: Dossier) -> Iterator[FormulaCell]:
    """Yield every figure that is computed, table by table and row by row."""
    if not dossier.sheets:
        return
    from sn_excel.calculations.formulas.trees import tree

    for table in dossier.tables:
        for line in table.walk():
            for figure in line.figures.values():
                if figure.formula:
                    sheet = dossier.sheets.get((figure.place.document, figure.place.sheet))
                    if sheet:
                        yield FormulaCell(table, line, figure, sheet, tree(figure.formula))


def areas(tree: Node | None) -> tuple[Reference, ...]:
    """Return the cells and areas that a plain sum adds; () where the formula is anything else.

    >>> from sn_excel.calculations.formulas.trees import parse
    >>> [reference.area for reference in areas(parse("SUM(B6:B9)+B12"))], areas(parse("B6-B7"))
    ([(6, 2, 9, 2), (12, 2, 12, 2)], ())
    """
    from sn_excel.calculations.formulas.trees import Call, Reference

    if isinstance(tree, Reference):
        return (tree,)
    if isinstance(tree, Call) and (tree.name in {"SUM", "+"} or subtotal(tree)):
        found = [areas(argument) for argument in tree.arguments[subtotal(tree) :]]
        return tuple(reference for one in found for reference in one) if all(found) else ()
    return ()


def subtotal(tree: Node | None) -> bool:
    """Say whether a formula is a sum that passes over the subtotals in its area: SUBTOTAL with 9 or 109."""
    from sn_excel.calculations.formulas.trees import Call, Literal

    if not isinstance(tree, Call) or tree.name != "SUBTOTAL" or not tree.arguments:
        return False
    return tree.arguments[0] in {Literal(Decimal(9)), Literal(Decimal(109))}


def skipping(tree: Node | None) -> tuple[Reference, ...]:
    """Return the cells and areas in which a formula passes over text: those that SUM or SUBTOTAL takes.

    >>> from sn_excel.calculations.formulas.trees import parse
    >>> [reference.area for reference in skipping(parse("ROUND(SUM(B6:B9)+B12,0)"))]
    [(6, 2, 9, 2)]
    """
    from sn_excel.calculations.formulas.trees import Call, Reference

    if not isinstance(tree, Call):
        return ()
    sums = tree.name in {"SUM", "SUBTOTAL"}
    own = tuple(argument for argument in tree.arguments if sums and isinstance(argument, Reference))
    return own + tuple(reference for argument in tree.arguments for reference in skipping(argument))


def by_row(table: Table, column: Column) -> dict[int, tuple[Line, Figure]]:
    """Return the rows of a table that have an amount in a column."""
    return {
        line.figures[column].place.row: (line, line.figures[column])
        for line in table.walk()
        if column in line.figures and line.figures[column].value is not None
    }


def relative(tree: Node | None, at: At) -> str:
    """Return the formula as seen from its cell, the same for formulas that were copied.

    Cells of other sheets are all `LINK`: what a page has in one row the next page has in another.

    >>> from sn_excel.calculations.formulas.trees import parse
    >>> relative(parse("C5-B5"), (5, 4)) == relative(parse("C9-B9"), (9, 4))
    True
    """
    from sn_excel.calculations.formulas.trees import Call, Reference

    if isinstance(tree, Reference):
        top, left, bottom, right = tree.area
        place = (top - at[0], left - at[1], bottom - at[0], right - at[1])
        return LINK if tree.sheet else f"R{place}"
    if isinstance(tree, Call):
        return f"{tree.name}({','.join(relative(argument, at) for argument in tree.arguments)})"
    return repr(tree)
