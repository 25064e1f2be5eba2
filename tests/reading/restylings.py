"""The May workbook as other controllers would have laid it out: the same figures in other clothes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sn_excel.model.amounts import MINUS
from sn_excel.model.places import At, address
from sn_excel.model.sheets import RowLook, Sheet, Value
from tests.may import Printed

ACTUAL, BUDGET, DEVIATION, ANNUAL = "utfall", "budget", "avvikelse", "årsbudget"
KEYS = (ACTUAL, BUDGET, DEVIATION, ANNUAL)
PLAIN: Mapping[str, tuple[str, ...]] = {
    ACTUAL: ("Utfall Maj 2024",),
    BUDGET: ("Budget Maj 2024",),
    DEVIATION: ("Avvikelse Maj 2024",),
    ANNUAL: ("Årsbudget",),
}
TWO_ROWS: Mapping[str, tuple[str, ...]] = {
    ACTUAL: ("Utfall", "jan-maj 2024"),
    BUDGET: ("Budget", "jan-maj 2024"),
    DEVIATION: ("Avvikelse", "budget-utfall"),
    ANNUAL: ("Års-", "budget"),
}
OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    ACTUAL: ("Ack utfall\ntom maj",),
    BUDGET: ("Ack budget\ntom maj",),
    DEVIATION: ("Budgetavvikelse",),
    ANNUAL: ("Helårsbudget 2024",),
}


def as_number(amount: int) -> Value:
    return amount


def as_text(amount: int) -> Value:
    text = f"{abs(amount):,}".replace(",", "\u00a0")
    return MINUS + text if amount < 0 else text


def as_mkr(amount: int) -> Value:
    return Decimal(amount) / 1000


def as_kronor(amount: int) -> Value:
    return f"{amount * 1000:,}.00".replace(",", " ").replace(".", ",")


@dataclass(frozen=True)
class Style:
    """How a workbook is laid out; `extra` are columns of other things, by the key they stand before."""

    title: tuple[str, ...] = ("Socialnämnd 2024",)
    order: tuple[str, ...] = KEYS
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: PLAIN)
    number: Callable[[int], Value] = as_number
    sign: int = 1
    apart: bool = False
    codeless: bool = False
    sums_last: bool = False
    total_first: bool = False
    bold: bool = False
    hidden: bool = False
    formulas: bool = False
    start: At = (3, 1)
    extra: Mapping[str, tuple[str, Callable[[Printed], Value]]] = field(default_factory=dict)
    repeat: int = 0
    names: Callable[[str], str] = str


def amounts(row: Printed, style: Style) -> dict[str, int]:
    """The four amounts as the style's signs state them: a surplus stays a plus."""
    stated = dict(zip(KEYS, row.amounts, strict=True))
    return {key: amount if key == DEVIATION else style.sign * amount for key, amount in stated.items()}


def ordered(rows: list[Printed], style: Style) -> list[Printed]:
    """The rows with sums before or after what they sum."""
    totals = [row for row in rows if row.kind == "total"]
    groups: list[list[Printed]] = []
    for row in rows:
        if row.kind == "program":
            groups.append([row])
        elif row.kind == "enhet":
            groups[-1].append(row)
    if style.sums_last:
        groups = [[*group[1:], group[0]] for group in groups]
    body = [row for group in groups for row in group]
    return [*totals, *body] if style.total_first else [*body, *totals]


def sheet_of(name: str, rows: list[Printed], style: Style) -> Sheet:
    """One sheet in the style."""
    cells: dict[At, Value] = {(at, style.start[1]): text for at, text in enumerate(style.title, 1)}
    formulas: dict[At, str] = {}
    looks: dict[int, RowLook] = {}
    top, left = style.start
    last = _heading(cells, top, left, style)
    row = last + 1
    stands: dict[str, int] = {}
    for count, printed in enumerate(ordered(rows, style)):
        if style.repeat and count and count % style.repeat == 0:
            row = _heading(cells, row + 1, left, style) + 1
        _row(cells, row, printed, style)
        stands[printed.label] = row
        looks[row] = RowLook(bold=style.bold and printed.kind != "enhet", hidden=style.hidden and row % 3 == 0)
        row += 1
    if style.formulas:
        formulas = _formulas(rows, stands, style)
    return Sheet("maj.xlsx", style.names(name), cells, formulas=formulas, looks=looks)


def columns(style: Style) -> dict[str, int]:
    """The column of each key, extra ones under their headings."""
    at = style.start[1] + (2 if style.apart else 1)
    found: dict[str, int] = {}
    for key in style.order:
        if key in style.extra:
            found[style.extra[key][0]] = at
            at += 1
        found[key] = at
        at += 1
    if "sist" in style.extra:
        found[style.extra["sist"][0]] = at
    return found


def _heading(cells: dict[At, Value], top: int, left: int, style: Style) -> int:
    cells[top, left] = "Verksamhet program"
    if style.apart:
        cells[top, left], cells[top, left + 1] = "Kod", "Benämning"
    for key, column in columns(style).items():
        for offset, text in enumerate(style.heads.get(key, (key,))):
            cells[top + offset, column] = text
    return top + max(len(texts) for texts in style.heads.values()) - 1


def _row(cells: dict[At, Value], row: int, printed: Printed, style: Style) -> None:
    left = style.start[1]
    if style.apart:
        if printed.code:
            cells[row, left] = int(printed.code)
        cells[row, left + 1] = printed.name
    else:
        cells[row, left] = printed.name if style.codeless else printed.label
    at = columns(style)
    for key, amount in amounts(printed, style).items():
        cells[row, at[key]] = style.number(amount)
    for heading, make in style.extra.values():
        cells[row, at[heading]] = make(printed)


def _formulas(rows: list[Printed], stands: Mapping[str, int], style: Style) -> dict[At, str]:
    at = columns(style)
    found: dict[At, str] = {}
    groups: dict[str, list[int]] = {}
    for printed in rows:
        row = stands[printed.label]
        actual, budget = address((row, at[ACTUAL])), address((row, at[BUDGET]))
        found[row, at[DEVIATION]] = f"{budget}-{actual}" if style.sign > 0 else f"{actual}-{budget}"
        if printed.kind == "program":
            programme = printed.label
        groups.setdefault("Totalt" if printed.kind != "enhet" else programme, []).append(row)
    for label, members in groups.items():
        parts = [row for row in members if row != stands.get(label)]
        for key in (ACTUAL, BUDGET, ANNUAL):
            if label in stands and parts and _follow(parts):
                first, last = address((parts[0], at[key])), address((parts[-1], at[key]))
                found[stands[label], at[key]] = f"SUM({first}:{last})"
    return found


def _follow(rows: list[int]) -> bool:
    return rows == list(range(rows[0], rows[-1] + 1))


def book(printed: tuple[Printed, ...], style: Style) -> list[Sheet]:
    """The workbook in the style: the summary and a sheet for each page."""
    names = dict.fromkeys(row.sheet for row in printed)
    return [sheet_of(name, [row for row in printed if row.sheet == name], style) for name in names]


def share(row: Printed) -> Value:
    budget = row.amounts[1]
    return None if not budget else f"{Decimal(row.amounts[0]) / budget * 100:.1f} %".replace(".", ",")


def last_year(row: Printed) -> Value:
    return row.amounts[0] * 2


def month_alone(at: int) -> Callable[[Printed], Value]:
    def amount(row: Printed) -> Value:
        return row.amounts[at] * 3

    return amount


def remark(row: Printed) -> Value:
    return "Avvikelsen beror på fler placeringar än i budget" if abs(row.amounts[2]) > 500 else None


def beside(sheet: Sheet, other: Sheet, offset: int) -> Sheet:
    """Two sheets' cells side by side, the other moved to the right."""
    cells = dict(sheet.cells) | {(row, column + offset): value for (row, column), value in other.cells.items()}
    return replace(sheet, cells=cells)


def below(sheets: list[Sheet], gap: int = 3) -> Sheet:
    """Several sheets' cells on one, one below the other."""
    cells: dict[At, Value] = {}
    start = 0
    for sheet in sheets:
        cells |= {(row + start, column): value for (row, column), value in sheet.cells.items()}
        start += sheet.last[0] + gap
    return replace(sheets[0], name="Alla", cells=cells)


def pivot(printed: tuple[Printed, ...]) -> dict[At, Value]:
    """A pivot table over two of the columns, far to the right of a page."""
    rows = [row for row in printed if row.sheet == "Sammanställning" and row.kind == "program"]
    cells: dict[At, Value] = {(4, 12): "Radetiketter", (4, 13): "Summa av Utfall", (4, 14): "Summa av Årsbudget"}
    for at, row in enumerate(rows, 5):
        cells |= {(at, 12): row.label, (at, 13): row.amounts[0], (at, 14): row.amounts[3]}
    last = 5 + len(rows)
    cells |= {(last, 12): "Totalsumma", (last, 13): sum(row.amounts[0] for row in rows)}
    cells[last, 14] = sum(row.amounts[3] for row in rows)
    return cells


STYLES: Mapping[str, Style] = {
    "as printed": Style(),
    "columns in another order": Style(order=(ANNUAL, BUDGET, ACTUAL, DEVIATION)),
    "deviation before what it compares": Style(order=(DEVIATION, ACTUAL, ANNUAL, BUDGET)),
    "headings over two rows": Style(heads=TWO_ROWS),
    "other words": Style(heads=OTHER_WORDS, title=("Uppföljning per 2024-05-31",)),
    "numbers stored as text": Style(number=as_text),
    "costs negative": Style(sign=-1),
    "total first": Style(total_first=True),
    "sums after their parts": Style(sums_last=True),
    "codes and names apart": Style(apart=True),
    "mkr": Style(number=as_mkr, title=("Socialnämnd 2024", "Belopp i mkr")),
    "kronor with decimals": Style(number=as_kronor, title=("Socialnämnd 2024 (kronor)",)),
    "unit on the sheet's name": Style(number=as_kronor, names=lambda name: f"{name} kr"),
    "hidden rows and bold sums": Style(hidden=True, bold=True),
    "formulas": Style(formulas=True),
    "formulas, costs negative, sums last": Style(formulas=True, sign=-1, sums_last=True),
    "elsewhere on the sheet": Style(start=(8, 4)),
    "names without codes": Style(codeless=True),
    "names without codes, sums last": Style(codeless=True, sums_last=True),
    "percent, last year and comments between": Style(
        extra={
            BUDGET: ("Utfall maj 2023", last_year),
            DEVIATION: ("Förbrukat %", share),
            "sist": ("Kommentar till avvikelse", remark),
        }
    ),
    "months beside accumulated": Style(
        title=("Socialnämnd maj 2024",),
        heads={
            ACTUAL: ("Ack utfall maj",),
            BUDGET: ("Ack budget maj",),
            DEVIATION: ("Ack avvikelse maj",),
            ANNUAL: ("Årsbudget",),
        },
        extra={ACTUAL: ("Utfall maj", month_alone(0)), BUDGET: ("Budget maj", month_alone(1))},
    ),
    "headings repeated in mid-table": Style(repeat=6),
}
