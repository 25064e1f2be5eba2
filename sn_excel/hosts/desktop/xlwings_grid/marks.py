"""Marks in an open program: conditional formats and notes of ours, laid over cells and taken away again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from sn_excel.model.edits import Mark
from sn_excel.model.findings import Severity
from sn_excel.model.marks import FILLS, note, noted, rule, ruled

Inverse = Callable[[], None]


def mark(sheet: Any, edit: Mark) -> Iterator[Inverse]:
    """Lay a mark over a cell, yielding what takes each part away; a person's note stays alone on its cell."""
    cell = sheet.range(edit.at)
    yield _laid(cell, edit.severity).delete
    present = cell.note
    ours = noted(present.text) if present is not None else None
    if ours is not None:
        yield lambda: _put(cell, ours)
        present.delete()
        present = None
    if edit.note and present is None:
        yield cell.add_note(note(edit.note)).delete


def _laid(cell: Any, severity: Severity) -> Any:
    """Return the rule laid over a cell. Calc leaves half of one behind where a protected sheet refuses it."""
    formula = "=" + rule(severity)
    try:
        return cell.conditional_formats.add_custom(formula, fill_color="#" + FILLS[severity])
    except Exception:
        half = next((found for found in cell.conditional_formats if found.formula == formula), None)
        if half is not None:
            half.delete()
        raise


def _put(cell: Any, text: str) -> None:
    if cell.note is None:
        cell.add_note(note(text))


def unmark(sheet: Any) -> Iterator[Inverse]:
    """Take away every rule and note of ours, and nothing else. Never `clear`, which would take the user's too.

    Yields what lays the marks again that can be told from the sheet.
    """
    rules = _rules(sheet)
    held = marks(sheet) if rules else ()
    if held:
        yield lambda: _again(sheet, held)
    for found in reversed(rules):
        found.delete()
    for slip in [slip for slip in sheet.notes if noted(slip.text) is not None]:
        slip.delete()


def _again(sheet: Any, held: tuple[Mark, ...]) -> None:
    for _ in unmark(sheet):
        pass
    for edit in held:
        with suppress(Exception):
            for _ in mark(sheet, edit):
                pass


def marks(sheet: Any) -> tuple[Mark, ...]:
    """Return our marks on a sheet: those with a note, ours or a person's; xlwings cannot tell where other rules lie."""
    found: list[Mark] = []
    if not _rules(sheet):
        return ()
    for slip in sheet.notes:
        cell = slip.location
        severity = _severity(cell)
        if severity is not None:
            found.append(Mark(str(sheet.name), (cell.row, cell.column), severity, noted(slip.text) or ""))
    return tuple(found)


def _rules(sheet: Any) -> list[Any]:
    return [found for found in sheet.cells.conditional_formats if (formula := found.formula) and ruled(formula)]


def _severity(cell: Any) -> Severity | None:
    laid = (ruled(formula) for found in cell.conditional_formats if (formula := found.formula))
    return next((severity for severity in laid if severity is not None), None)
