"""Validations: rules for what may be typed into cells."""

from __future__ import annotations

from typing import Any

from xlwings import XlwingsError, base_classes

from sn_excel.engine import bridge, formulas
from sn_excel.engine.losses import Spoken

KINDS = {
    "ANY": "none",
    "WHOLE": "whole_number",
    "DECIMAL": "decimal",
    "LIST": "list",
    "DATE": "date",
    "TIME": "time",
    "TEXT_LEN": "text_length",
    "CUSTOM": "custom",
}
CALC_KINDS = {name: kind for kind, name in KINDS.items()}
COMPARED = ("whole_number", "decimal", "date", "time", "text_length")
OPERATORS = {
    "between": "BETWEEN",
    "not_between": "NOT_BETWEEN",
    "equal_to": "EQUAL",
    "not_equal_to": "NOT_EQUAL",
    "greater_than": "GREATER",
    "less_than": "LESS",
    "greater_than_or_equal": "GREATER_EQUAL",
    "less_than_or_equal": "LESS_EQUAL",
}
ALERTS = {"STOP": "stop", "WARNING": "warning", "INFO": "information"}


class DataValidation(Spoken, base_classes.DataValidation):
    """The rule of a range."""

    def __init__(self, cells: Any) -> None:
        self.parent = cells
        self.office = cells.office

    @property
    def api(self) -> Any:
        """Return Calc's validation."""
        return self.parent.xl.Validation

    @property
    def type(self) -> str:
        """Return what is allowed; "none" without a rule, "inconsistent" where cells differ."""
        if bridge.mixed(self.parent.xl, "Validation"):
            return "inconsistent"
        return KINDS.get(self.api.Type.value, "unknown")

    def _get(self, name: str) -> Any:
        return None if self.type in ("none", "inconsistent") else getattr(self.api, name)

    @property
    def operator(self) -> str | None:
        """Return how what is typed is compared."""
        if self.type not in COMPARED:
            return None
        asked = self.api.getOperator().value
        return next((name for name, calc in OPERATORS.items() if calc == asked), None)

    def _formula(self, which: str, kinds: tuple[str, ...]) -> str | None:
        text = str(getattr(self.api, f"get{which}")()) if self.type in kinds else ""
        book = self.parent.sheet.book
        return "=" + formulas.excel(text, book.functions[1], book.sheets.lower()) if text else None

    @property
    def formula1(self) -> str | None:
        """Return the limit."""
        return self._formula("Formula1", COMPARED)

    @property
    def formula2(self) -> str | None:
        """Return the upper limit of `between`."""
        return self._formula("Formula2", COMPARED) if self.operator in ("between", "not_between") else None

    @property
    def formula(self) -> str | None:
        """Return the formula of a custom rule."""
        return self._formula("Formula1", ("custom",))

    @property
    def source(self) -> str | None:
        """Return the list to choose from: words with commas between, or a formula."""
        text = self._formula("Formula1", ("list",))
        return text[1:].replace('","', ",").strip('"') if text and text.startswith('="') else text

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Return whether the list opens in the cell."""
        return bool(self.api.ShowList) if self.type == "list" else None

    ignore_blank = property(lambda self: self._get("IgnoreBlankCells"), doc="Whether a blank is allowed.")
    show_input = property(lambda self: self._get("ShowInputMessage"), doc="Whether help is shown.")
    input_title = property(lambda self: self._get("InputTitle"), doc="The help's title.")
    input_message = property(lambda self: self._get("InputMessage"), doc="The help.")
    show_error = property(lambda self: self._get("ShowErrorMessage"), doc="Whether a wrong value is told.")
    error_title = property(lambda self: self._get("ErrorTitle"), doc="The title of what is told.")
    error_message = property(lambda self: self._get("ErrorMessage"), doc="What is told about a wrong value.")

    @property
    def alert_style(self) -> str | None:
        """Return how strict a wrong value is refused."""
        style = self._get("ErrorAlertStyle")
        return None if style is None else ALERTS.get(style.value)

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Let people choose from words, cells or a name."""
        if isinstance(source, list):
            text = ";".join('"' + word.replace('"', '""') + '"' for word in source)
        elif hasattr(source, "get_address"):
            text = self._calc("=" + source.get_address(True, True, True))
        else:
            text = str(source.name)
        self._set("list", None, text, "")
        rule = self.api
        rule.ShowList = 1 if in_cell_dropdown else 0
        self.parent.xl.Validation = rule

    def set_rule(self, rule_type: str, operator: str | None, formula1: Any, formula2: Any) -> None:
        """Allow what compares well with limits, or what a formula finds true."""
        self._set(rule_type, operator, self._calc(formula1), self._calc(formula2))

    def _calc(self, text: Any) -> str:
        book = self.parent.sheet.book
        return formulas.calc(str(text or "").removeprefix("="), book.functions[0], book.name)

    def _set(self, kind: str, operator: str | None, formula1: str, formula2: str) -> None:
        if self.type == "inconsistent":
            raise XlwingsError("Cannot update cells with different validation rules: they differ (olika regler).")
        rule = self.api
        rule.Type = bridge.enum("sheet.ValidationType", CALC_KINDS[kind])
        rule.setOperator(bridge.enum("sheet.ConditionOperator", OPERATORS.get(str(operator), "NONE")))
        rule.setFormula1(formula1)
        rule.setFormula2(formula2)
        rule.ShowErrorMessage = True
        self.parent.xl.Validation = rule

    def delete(self) -> None:
        """Allow anything."""
        rule = self.api
        rule.Type = bridge.enum("sheet.ValidationType", "ANY")
        self.parent.xl.Validation = rule
