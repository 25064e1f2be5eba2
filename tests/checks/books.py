"""Small workbooks with formulas, read as any workbook is: a page with its units, and the summary that links to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sn_excel.calculations.formulas.evaluation import computed
from sn_excel.model.places import At, parse_address
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.tables import Dossier
from sn_excel.reading.tables import tables

Cells = Mapping[str, str | int]

UNITS = {"1110 Ledning": (310, 300, 1_200), "1120 Boende": (1_955, 1_875, 7_500), "1130 Hemtjänst": (870, 905, 3_620)}
OTHERS = {"2210 Myndighet": (415, 400, 1_600), "2220 Familjer": (730, 795, 3_180)}


def page(code: str, units: Mapping[str, tuple[int, int, int]], first: int = 5) -> dict[str, str | int]:
    """The cells of a page: the programme's row sums the rows below it, every deviation is a formula."""
    cells: dict[str, str | int] = {"A1": "Nämnd 2025", "A4": "Verksamhet program"}
    cells |= {"B4": "Utfall Mars 2025", "C4": "Budget Mars 2025", "D4": "Avvikelse Mars 2025", "E4": "Årsbudget 2025"}
    last = first + len(units)
    cells[f"A{first}"] = code
    cells |= {f"{letter}{first}": f"=SUM({letter}{first + 1}:{letter}{last})" for letter in "BCE"}
    for row, (label, (actual, budget, year)) in enumerate(units.items(), first + 1):
        cells |= {f"A{row}": label, f"B{row}": actual, f"C{row}": budget, f"E{row}": year}
    return cells | {f"D{row}": f"=C{row}-B{row}" for row in range(first, last + 1)}


def summary() -> dict[str, str | int]:
    """The cells of the summary: links to the two pages, and their total."""
    cells: dict[str, str | int] = {"A1": "Nämnd 2025", "A3": "Verksamhet program"}
    cells |= {"B3": "Utfall Mars 2025", "C3": "Budget Mars 2025", "D3": "Avvikelse Mars 2025", "E3": "Årsbudget 2025"}
    for row, (code, label) in enumerate({"111": "111 Omsorg", "222": "222 Individ"}.items(), 4):
        cells |= {f"A{row}": label, f"D{row}": f"=C{row}-B{row}"}
        cells |= {f"{letter}{row}": f"='{code}'!{letter}5" for letter in "BCE"}
    cells |= {"A6": "Totalt", "D6": "=C6-B6"} | {f"{letter}6": f"=SUM({letter}4:{letter}5)" for letter in "BCE"}
    return cells


def sheets(
    changes: Mapping[str, str | int] | None = None, typed: Mapping[str, Value] | None = None
) -> dict[str, Sheet]:
    """The book with changed cells (`111!B5`), computed; `typed` then replaces what cells show, without computing."""
    cells = {"Sammanställning": summary(), "111": page("111 Omsorg", UNITS), "222": page("222 Individ", OTHERS)}
    for place, content in (changes or {}).items():
        name, _, address = place.partition("!")
        cells[name][address] = content
    made = {name: _sheet(name, content) for name, content in cells.items()}
    shown = computed(made)
    for name, sheet in made.items():
        values = {at: shown.get((name, at)) for at in sheet.formulas}
        values |= {_at(place): value for place, value in (typed or {}).items() if place.startswith(name + "!")}
        made[name] = replace(sheet, cells={**sheet.cells, **values})
    return made


def _at(place: str) -> At:
    return parse_address(place.partition("!")[2])


def _sheet(name: str, content: Cells) -> Sheet:
    cells: dict[At, Value] = {}
    formulas: dict[At, str] = {}
    for address, value in content.items():
        at = parse_address(address)
        cells[at] = value
        if isinstance(value, str) and value.startswith("="):
            formulas[at] = value[1:]
    return Sheet("bok.xlsx", name, cells, formulas)


def book(changes: Mapping[str, str | int] | None = None, typed: Mapping[str, Value] | None = None) -> Dossier:
    """The book as tables."""
    made = sheets(changes, typed)
    reading = tables(list(made.values()))
    return Dossier(reading.tables, {(sheet.document, name): sheet for name, sheet in made.items()})


def calendar(changes: Mapping[str, str | int]) -> Dossier:
    """A page of eight units as a table: Utfall is the sum of three typed columns beside it, with changed cells."""
    units = {f"11{at}0 Enhet": (0, at * 100, at * 400) for at in range(1, 9)}
    cells = page("111 Omsorg", units)
    for row in range(6, 14):
        cells |= {f"{letter}{row}": row * 7 for letter in "HIJ"}
        cells[f"B{row}"] = f"=SUM(H{row}:J{row})"
    cells |= {"H4": "jan", "I4": "feb", "J4": "mar"}
    cells |= changes
    sheet = _sheet("111", cells)
    shown = computed({"111": sheet})
    sheet = replace(sheet, cells={**sheet.cells, **{at: shown.get(("111", at)) for at in sheet.formulas}})
    return Dossier(tables([sheet]).tables, {("bok.xlsx", "111"): sheet})
