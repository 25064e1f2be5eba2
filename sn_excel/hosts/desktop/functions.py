"""The SN_ functions of Excel and Calc; their docstrings and argument texts are what the function guide shows.

Arguments are typed Any, since xlwings takes a hint for a converter and would call a union of types one.
"""
# ruff: noqa: N802  the functions' names are those that people write in cells

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sn_excel.calculations.cell_functions.cell_blocks import Cells, flat, shaped
from sn_excel.calculations.cell_functions.deviations import deviation, deviation_share, tkr
from sn_excel.calculations.cell_functions.forecasts import year_end
from sn_excel.calculations.cell_functions.subtotals import gap, verdict
from sn_excel.hosts.desktop import declarations as xw
from sn_excel.model.sheets import Fault

_ACTUAL = "Utfall: en cell eller ett område, i samma enhet som budgeten."
_BUDGET = "Budget för samma period och i samma enhet; en cell eller ett område av samma form."
_RESULT = (
    "SANT i en resultaträkning, där intäkter är positiva: utfall − budget. Utelämnat eller FALSKT: budget − utfall."
)

_TOTAL = "Summan som den står i tabellen; en cell, eller flera summor i en rad eller en kolumn."
_PARTS = "Cellerna som summan ska bestå av; till flera summor ett område med en kolumn (rad) för varje."


@xw.func()
@xw.arg("utfall", doc=_ACTUAL)
@xw.arg("budget", doc=_BUDGET)
@xw.arg("resultat", doc=_RESULT)
def SN_DEVIATION(utfall: Any, budget: Any, resultat: Any = None) -> Any:
    """Avvikelse = budget − utfall; plus är överskott. Tomt där båda är tomma, fel lämnas vidare."""
    return _shown(deviation(utfall, budget, resultat))


@xw.func()
@xw.arg("utfall", doc=_ACTUAL)
@xw.arg("budget", doc=_BUDGET)
@xw.arg("resultat", doc=_RESULT)
def SN_DEVIATION_PCT(utfall: Any, budget: Any, resultat: Any = None) -> Any:
    """Avvikelsen som andel av budgetens storlek; visa cellen i procent. #DIVISION/0! när budgeten är 0 eller saknas."""
    return _shown(deviation_share(utfall, budget, resultat))


@xw.func()
@xw.arg("utfall_ack", doc="Utfall från januari till och med månaden; en cell eller ett område, i tkr.")
@xw.arg("arsbudget", doc="Årsbudget i tkr; en cell eller ett område av samma form.")
@xw.arg("manad", doc="Månaden som utfallet sträcker sig till, 1–12.")
@xw.arg("budget_ack", doc="Budget från januari till och med månaden. Utelämnad: årsbudgeten antas jämnt fördelad.")
@xw.arg(
    "fjol_manader", doc="Fjolårets tolv månader i en rad (24 eller 36 celler med äldsta året först); får utelämnas."
)
@xw.arg(
    "regel",
    doc="Regelns namn, t.ex. Budgettakt. Utelämnad: medianen av reglerna. En regel som inte går att använda: #SAKNAS!",
)
def SN_FORECAST(  # noqa: PLR0913, PLR0917  the arguments are the cells of a row, as people write them
    utfall_ack: Any, arsbudget: Any, manad: Any, budget_ack: Any = None, fjol_manader: Any = None, regel: Any = None
) -> Any:
    """Prognos för helåret i tkr, oavrundad, enligt den regel som anges eller medianen av reglerna."""
    return _shown(year_end(utfall_ack, arsbudget, manad, budget_ack, (fjol_manader, regel)))


@xw.func()
@xw.arg("total", doc=_TOTAL)
@xw.arg("delar", doc=_PARTS)
def SN_SUBTOTAL_DIFF(total: Any, delar: Any) -> Any:
    """Differensen summa − delarnas summa; 0 när den ryms i avrundningen."""
    return _shown(gap(total, delar))


@xw.func()
@xw.arg("total", doc=_TOTAL)
@xw.arg("delar", doc=_PARTS)
@xw.arg("rubriker", doc="Delarnas rubriker, ett område av samma form som delarna; får utelämnas.")
def SN_SUBTOTAL_CHECK(total: Any, delar: Any, rubriker: Any = None) -> Any:
    """Stämmer, Inom avrundning eller Stämmer ej med differensen och det fel som skulle förklara den."""
    return _shown(verdict(total, delar, rubriker))


@xw.func()
@xw.arg("kronor", doc="Belopp i kronor; en cell eller ett område.")
def SN_TKR(kronor: Any) -> Any:
    """Kronor som hela tusental, avrundade som AVRUNDA: halva bort från noll."""
    return _shown(tkr(kronor))


def _shown(cells: Cells) -> Any:
    """Return cells as a cell takes them: a blank as an empty text (None would show 0), an error as its text."""
    if type(cells) is float:
        return cells
    shape, found = flat(cells)
    types = set(map(type, found))
    if types == {float}:
        return cells
    if types == {float, type(None)}:
        return shaped(shape, ["" if cell is None else cell for cell in found])
    return shaped(shape, [_cell(cell) for cell in found])


def _cell(cell: Any) -> float | str | bool:
    if cell is None:
        return ""
    if isinstance(cell, Fault):
        return cell.code
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return float(cell)
    return cell  # type: ignore[no-any-return]  # a float, a text or a truth value
