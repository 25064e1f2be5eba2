"""What a change means for calculated values: the calculation chain, and whether Excel is to calculate on opening."""

from __future__ import annotations

import re

from sn_excel.ooxml.books import Book
from sn_excel.ooxml.functions import BUILT_IN
from sn_excel.ooxml.markup import decoded, plain
from sn_excel.ooxml.relationships import relationships, undeclare, unrelate

_CALL = re.compile(r"(?<![\w.])([A-Za-z_][\w.]*)\(")
_LITERAL = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
_FORMULA = re.compile(r"<(?:\w+:)?f(?:\s[^>]*)?(?<!/)>([^<]+)<")
_CELL = re.compile(r"<(?:\w+:)?f(?=[\s/>])")
_PREFIXES = ("_XLFN.", "_XLWS.", "_XLPM.")


def drop_chain(book: Book) -> None:
    """Drop the calculation chain; Excel makes a new one. A chain that names a cell without a formula is damage."""
    for arrow in relationships(book.package, book.part):
        if arrow.kind == "calcChain":
            unrelate(book.package, book.part, arrow.id)
            book.package.drop(arrow.target)
            undeclare(book.package, arrow.target)
    book.reload()


def formula_count(book: Book) -> int:
    """Return how many cells of the book hold formulas."""
    return sum(len(_CELL.findall(book.package.text(tab.part))) for tab in book.worksheets())


def foreign_functions(book: Book) -> bool:
    """Say whether a formula or a name calls a function that is not Excel's own, such as `SN_DEVIATION`."""
    formulas = {name.text for name in book.names()}
    for tab in book.worksheets():
        formulas.update(decoded(text) for text in _FORMULA.findall(plain(book.package.text(tab.part))))
    return any(foreign(formula) for formula in formulas)


def foreign(formula: str) -> bool:
    """Say whether a formula calls a function that is not Excel's own.

    >>> foreign("SUM(A1:A3)+_xlfn.XLOOKUP(1,A:A,B:B)"), foreign("SN_DEVIATION(A1,B1)"), foreign('IF(A1="x(",1,2)')
    (False, True, False)
    """
    calls = _CALL.findall(_LITERAL.sub('""', formula))
    return any(name.upper() not in BUILT_IN and not name.upper().startswith(_PREFIXES) for name in calls)
