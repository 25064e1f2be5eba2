"""Workbooks with a sheet for each programme, laid out as people lay them out: cells in, no values computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sn_excel.model.places import At, parse_address, quoted
from sn_excel.model.sheets import Sheet, Value

Units = tuple[tuple[str, int, int, int], ...]

PROGRAMMES: Mapping[tuple[str, str], Units] = {
    ("41", "Förskola"): (
        ("4101 Norra", 512, 530, 2_120),
        ("4102 Södra", 1_377, 1_290, 5_160),
        ("4103 Stab", 88, 96, 384),
    ),
    ("42", "Grundskola"): (("4201 Låg", 2_604, 2_571, 10_284), ("4202 Mellan", 1_933, 1_987, 7_948)),
    ("43", "Fritidshem"): (
        ("4301 Öst", 706, 745, 2_980),
        ("4302 Väst", 641, 602, 2_408),
        ("4303 Avgifter", -255, -240, -960),
    ),
    ("44", "Öppen verksamhet"): (("4401 Park", 95, 110, 440), ("4402 Bad", 318, 305, 1_220)),
}
HEADINGS = ("Utfall Mars 2025", "Budget Mars 2025", "Avvikelse Mars 2025", "Årsbudget 2025")


@dataclass(frozen=True)
class Layout:
    """How pages say what they are about, whether their total stands first, and whether the summary fetches it."""

    total: str = "Summa {code}"
    sheet: str = "Sida {at}"
    heading: str = "Verksamhet"
    row: str = "{code} {name}"
    first: bool = False
    linked: bool = True
    unit: int = 1
    costs: int = 1
    headings: tuple[str, ...] = HEADINGS
    fetch: str = "={cell}"
    changes: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def summed(self) -> int:
        """Return how many of the summary's units make a tkr."""
        return self.unit if self.fetch == "={cell}" else 1

    def page(self, at: int) -> str:
        """Return the name of a page's sheet."""
        code, name = list(PROGRAMMES)[at]
        return self.sheet.format(code=code, name=name, at=at + 1)


def book(layout: Layout) -> list[Sheet]:
    """The summary and its pages; `changes` are by cell, `Översikt!B5` or `0!B9` for a cell of the first page."""
    cells: dict[str, dict[str, str | int]] = {
        "Översikt": {"A1": "Bildningsnämnden", "A2": "kr" if layout.summed > 1 else "tkr"}
    }
    _headings(cells["Översikt"], 4, "Verksamhet")
    for at, ((code, name), units) in enumerate(PROGRAMMES.items()):
        sheet, row = layout.page(at), 5 + at
        cells[sheet], total = _page(layout, at, units)
        cells["Översikt"][f"A{row}"] = layout.row.format(code=code, name=name)
        for place, letter in enumerate("BCDE"):
            sums = [amounts(unit, layout)[place] for unit in units]
            cells["Översikt"][f"{letter}{row}"] = (
                layout.fetch.format(cell=f"{quoted(sheet)}!{letter}{total}")
                if layout.linked
                else sum(sums) // layout.unit * layout.summed
            )
    last = 4 + len(PROGRAMMES)
    cells["Översikt"][f"A{last + 1}"] = "Totalt"
    cells["Översikt"] |= {f"{letter}{last + 1}": f"=SUM({letter}5:{letter}{last})" for letter in "BCDE"}
    for where, content in layout.changes.items():
        name, _, address = where.partition("!")
        cells[layout.page(int(name)) if name.isdigit() else name][address] = content
    return [_sheet(name, content) for name, content in cells.items()]


def amounts(unit: tuple[str, int, int, int], layout: Layout) -> tuple[int, int, int, int]:
    """Return a unit's four amounts as the layout prints them."""
    actual, budget, year = (amount * layout.unit * layout.costs for amount in unit[1:])
    return actual, budget, layout.costs * (budget - actual), year


def _page(layout: Layout, at: int, units: Units) -> tuple[dict[str, str | int], int]:
    code, name = list(PROGRAMMES)[at]
    words = {"code": code, "name": name, "at": at + 1}
    cells: dict[str, str | int] = {"A1": "kr" if layout.unit > 1 else "tkr"}
    _headings(cells, 3, layout.heading.format(**words), layout.headings)
    first = 5 if layout.first else 4
    last = first + len(units) - 1
    total = 4 if layout.first else last + 1
    for row, unit in enumerate(units, first):
        actual, budget, _, year = amounts(unit, layout)
        cells |= {f"A{row}": unit[0], f"B{row}": actual, f"C{row}": budget, f"E{row}": year}
        cells[f"D{row}"] = f"=C{row}-B{row}" if layout.costs > 0 else f"=B{row}-C{row}"
    cells[f"A{total}"] = layout.total.format(**words)
    return cells | {f"{letter}{total}": f"=SUM({letter}{first}:{letter}{last})" for letter in "BCDE"}, total


def _headings(cells: dict[str, str | int], row: int, first: str, texts: tuple[str, ...] = HEADINGS) -> None:
    cells |= {f"{letter}{row}": text for letter, text in zip("ABCDE", (first, *texts), strict=True)}


def _sheet(name: str, content: Mapping[str, str | int]) -> Sheet:
    cells: dict[At, Value] = {}
    formulas: dict[At, str] = {}
    for address, value in content.items():
        if isinstance(value, str) and value.startswith("="):
            formulas[parse_address(address)] = value[1:]
            cells[parse_address(address)] = None
        else:
            cells[parse_address(address)] = value
    return Sheet("bok.xlsx", name, cells, formulas)
