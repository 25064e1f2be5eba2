"""What a change means for calculated values: the calculation chain, and whether Excel is to calculate on opening."""

from __future__ import annotations

import re

from sn_excel.ooxml.book.excel_functions import BUILT_IN
from sn_excel.ooxml.book.workbook_part import Book
from sn_excel.ooxml.package.markup import Markup, plain
from sn_excel.ooxml.package.relationships import relationships, undeclare, unrelate

_CALL = re.compile(r"(?<![\w.])([A-Za-z_][\w.]*)\(")
_LITERAL = re.compile(r'"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'')
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
    texts = (book.package.text(tab.part) for tab in book.worksheets())
    return sum(text.count(f"<{pre}f" + end) for text in texts for pre in (_prefix(text),) for end in (">", " ", "/"))


def foreign_functions(book: Book) -> bool:
    """Say whether a formula or a name calls a function that is not Excel's own, such as `SN_DEVIATION`."""
    if foreign("\n".join(name.text for name in book.names())):
        return True
    return any(foreign(_formulas(book.package.text(tab.part))) for tab in book.worksheets())


def foreign(formulas: str) -> bool:
    """Say whether a formula, or one of several on a line each, calls a function that is not Excel's own.

    >>> foreign("SUM(A1:A3)+_xlfn.XLOOKUP(1,A:A,B:B)"), foreign("SN_DEVIATION(A1,B1)"), foreign('IF(A1="x(",1,2)')
    (False, True, False)
    """
    return bool(_unknown(formulas)) and bool(_unknown(_LITERAL.sub('""', formulas)))


def _unknown(formulas: str) -> set[str]:
    calls = {name.upper() for name in set(_CALL.findall(formulas))}
    return {name for name in calls if name not in BUILT_IN and not name.startswith(_PREFIXES)}


def _formulas(text: str) -> str:
    found = re.findall(rf"<{re.escape(_prefix(text))}f(?:\s[^>]*)?(?<!/)>([^<]+)<", plain(text))
    return "\n".join(found).replace("&quot;", '"').replace("&apos;", "'")


def _prefix(text: str) -> str:
    """Return the prefix of the part's elements with its colon."""
    return Markup(text).prefix
