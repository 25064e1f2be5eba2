"""Conditional formats: rules that colour cells by what they hold, over whatever look the cells have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge, formulas
from sn_excel.engine.addresses import Block
from sn_excel.engine.fonts import BOLD, NORMAL, calc_colour, rgb
from sn_excel.engine.losses import Spoken

KINDS = {1: "color_scale", 2: "data_bar", 3: "icon_set"}
EXPRESSION = 24
OPERATORS = {
    "equal_to": 0,
    "less_than": 1,
    "greater_than": 2,
    "less_than_or_equal": 3,
    "greater_than_or_equal": 4,
    "not_equal_to": 5,
    "between": 6,
    "not_between": 7,
}
COMPARISONS = {number: name for name, number in OPERATORS.items()}
STYLE = {
    "fill_color": ("CellBackColor", calc_colour, rgb),
    "font_color": ("CharColor", calc_colour, rgb),
    "font_bold": ("CharWeight", lambda on: BOLD if on else NORMAL, lambda weight: weight >= BOLD),
    "font_italic": (
        "CharPosture",
        lambda on: bridge.enum("awt.FontSlant", "ITALIC" if on else "NONE"),
        lambda posture: posture.value == "ITALIC",
    ),
}


class ConditionalFormat(Spoken, base_classes.ConditionalFormat):
    """One rule; what belongs to colour scales, data bars and icons is only told by its type."""

    def __init__(self, cells: Any, rule: Any, index: int) -> None:
        self.cells = cells
        self.office = cells.office
        self.rule = rule
        self.index = index

    @property
    def xl(self) -> Any:
        """Return Calc's entry."""
        return self.rule.getByIndex(self.index)

    @property
    def api(self) -> Any:
        """Return Calc's entry."""
        return self.xl

    @property
    def type(self) -> str:
        """Return "custom", "cell_value", "color_scale", "data_bar", "icon_set" or "unknown"."""
        kind = int(self.xl.getType())
        if kind:
            return KINDS.get(kind, "unknown")
        operator = int(self.xl.Operator)
        return "custom" if operator == EXPRESSION else "cell_value" if operator in COMPARISONS else "unknown"

    @property
    def stop_if_true(self) -> bool | None:
        """Return False where rules of Excel have such a mark: Calc has none."""
        return False if self.type in ("custom", "cell_value") else None

    @property
    def operator(self) -> str | None:
        """Return how values are compared."""
        return COMPARISONS[int(self.xl.Operator)] if self.type == "cell_value" else None

    def _text(self, name: str, kind: str) -> str | None:
        text = str(getattr(self.xl, name)) if self.type == kind else ""
        book = self.cells.sheet.book
        return "=" + formulas.excel(text, book.functions[1], book.sheets.lower()) if text else None

    @property
    def formula1(self) -> str | None:
        """Return what values are compared with."""
        return self._text("Formula1", "cell_value")

    @property
    def formula2(self) -> str | None:
        """Return the upper limit of `between`."""
        return self._text("Formula2", "cell_value") if self.operator in ("between", "not_between") else None

    @property
    def formula(self) -> str | None:
        """Return the formula of a custom rule."""
        return self._text("Formula1", "custom")

    def look(self) -> dict[str, Any]:
        """Return what the rule's look sets."""
        if int(self.xl.getType()):
            return {}
        styles = _styles(self.cells)
        name = self.xl.StyleName
        style = styles.getByName(name) if name and styles.hasByName(name) else None
        if style is None:
            return {}
        direct = {key: spec for key, spec in STYLE.items() if style.getPropertyState(spec[0]).value == "DIRECT_VALUE"}
        return {key: telling(getattr(style, name)) for key, (name, _, telling) in direct.items()}

    fill_color = property(lambda self: self.look().get("fill_color"), doc="The fill the rule lays on.")
    font_color = property(lambda self: self.look().get("font_color"), doc="The text colour the rule lays on.")
    font_bold = property(lambda self: self.look().get("font_bold"), doc="Whether the rule makes text bold.")
    font_italic = property(lambda self: self.look().get("font_italic"), doc="Whether the rule makes text italic.")

    def set(self, changes: Mapping[str, Any]) -> None:
        """Change what the rule asks, or its look."""
        _no_stop(changes)
        entry, book = self.xl, self.cells.sheet.book
        if "operator" in changes:
            entry.Operator = OPERATORS[changes["operator"]]
        for key, name in (("formula", "Formula1"), ("formula1", "Formula1"), ("formula2", "Formula2")):
            if key in changes:
                setattr(entry, name, _calc(book, changes[key]))
        if wanted := {key: changes[key] for key in STYLE if key in changes}:
            entry.StyleName = _style(self.cells, self.look() | wanted)

    def delete(self) -> None:
        """Take the rule away from all its cells."""
        if self.rule.getCount() > 1:
            self.rule.removeByIndex(self.index)
        else:
            self.cells.sheet.xl.ConditionalFormats.removeByID(self.rule.ID)


class ConditionalFormats(Spoken, base_classes.ConditionalFormats):
    """The rules of a range, the newest first as Excel lists them; where two colour one cell Calc shows the oldest."""

    parent: Any = None

    def __init__(self, cells: Any) -> None:
        self.parent = cells
        self.office = cells.office

    @property
    def api(self) -> Any:
        """Return Calc's conditional formats of the sheet."""
        return self.parent.sheet.xl.ConditionalFormats

    def _rules(self) -> list[tuple[Any, list[Block]]]:
        """Return Calc's formats that touch the range, with the cells each covers."""
        found = []
        for rule in self.api.getConditionalFormats():
            blocks = [self.parent.sheet.area(area).block for area in rule.Range.RangeAddresses]
            if any(block.meets(self.parent.block) for block in blocks):
                found.append((rule, blocks))
        return sorted(found, key=lambda pair: -pair[0].ID)

    def _all(self) -> list[ConditionalFormat]:
        rules = (rule for rule, _ in self._rules())
        return [ConditionalFormat(self.parent, rule, index) for rule in rules for index in range(rule.getCount())]

    def __call__(self, key: Any) -> ConditionalFormat:
        """Return a rule by its number from 1; IndexError without it."""
        return self._all()[int(key) - 1]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[ConditionalFormat]:
        return iter(self._all())

    def _add(self, operator: int, spec: Mapping[str, Any]) -> ConditionalFormat:
        _no_stop(spec)
        number = self.api.createByRange(_ranges(self.parent.sheet, [self.parent.block]))
        rule = next(one for one in self.api.getConditionalFormats() if number == one.ID)
        rule.createEntry(0, 0)
        made = ConditionalFormat(self.parent, rule, 0)
        made.xl.Operator = operator
        made.set({key: value for key, value in spec.items() if key not in ("operator", "stop_if_true")})
        return made

    def add_cell_value(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Add a rule that compares values; it is listed first."""
        asked = {key: value for key, value in spec.items() if value is not None}
        return self._add(OPERATORS[spec["operator"]], asked)

    def add_custom(self, spec: Mapping[str, Any]) -> ConditionalFormat:
        """Add a rule with a formula, written for the range's upper left cell; it is listed first."""
        return self._add(EXPRESSION, spec)

    def clear(self) -> None:
        """Take the rules away from these cells; cells outside keep theirs."""
        for rule, blocks in self._rules():
            left = [part for block in blocks for part in _outside(block, self.parent.block)]
            if left:
                rule.Range = _ranges(self.parent.sheet, left)
            else:
                self.api.removeByID(rule.ID)


def _no_stop(spec: Mapping[str, Any]) -> None:
    if spec.get("stop_if_true"):
        raise NotImplementedError("Calc kan inte låta en regel stoppa de följande.")


def _calc(book: Any, text: Any) -> str:
    return formulas.calc(str(text or "").removeprefix("="), book.functions[0], book.name)


def _outside(block: Block, cut: Block) -> list[Block]:
    """Return what is left of a block when another is cut out of it."""
    if not block.meets(cut):
        return [block]
    common = block.within(cut)
    parts = (
        Block(block.row, block.column, common.row - block.row, block.width),
        Block(common.last_row + 1, block.column, block.last_row - common.last_row, block.width),
        Block(common.row, block.column, common.height, common.column - block.column),
        Block(common.row, common.last_column + 1, common.height, block.last_column - common.last_column),
    )
    return [part for part in parts if part.height > 0 and part.width > 0]


def _ranges(sheet: Any, blocks: list[Block]) -> Any:
    ranges = sheet.book.xl.createInstance("com.sun.star.sheet.SheetCellRanges")
    for block in blocks:
        ranges.addRangeAddress(sheet.cells.at(block).xl.RangeAddress, False)
    return ranges


def _styles(cells: Any) -> Any:
    return cells.sheet.book.xl.StyleFamilies.getByName("CellStyles")


def _style(cells: Any, look: Mapping[str, Any]) -> str:
    """Return the name of the cell style with this look, made at its first use."""
    styles = _styles(cells)
    name = "xlwings " + " ".join(f"{key}={look[key]}" for key in STYLE if key in look)
    if not styles.hasByName(name):
        style = cells.sheet.book.xl.createInstance("com.sun.star.style.CellStyle")
        styles.insertByName(name, style)
        for key, value in look.items():
            setattr(style, STYLE[key][0], STYLE[key][1](value))
    return name
