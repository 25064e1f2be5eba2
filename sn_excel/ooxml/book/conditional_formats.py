"""Rules: our conditional formats laid over the user's cells, found again by the name in their formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sn_excel.model.findings import Severity
from sn_excel.model.marks import FILLS, rule, ruled
from sn_excel.model.places import At
from sn_excel.ooxml.package.markup import Element, Splice, escaped, whole
from sn_excel.ooxml.sheet.worksheet_part import Worksheet, written

STRONGEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def differential(severity: Severity, prefix: str) -> str:
    """Return the style of our conditional format: a fill and nothing else."""
    p = prefix
    colour = f'<{p}bgColor rgb="FF{FILLS[severity]}"/>'
    return f"<{p}dxf><{p}fill><{p}patternFill>{colour}</{p}patternFill></{p}fill></{p}dxf>"


def rule_splices(
    sheet: Worksheet, marks: Mapping[At, Severity], unmark: bool, style: Callable[[Severity], int]
) -> list[Splice]:
    """Return what lays our rules over the marked cells; with `unmark` those that lay there before are taken away.

    One rule a severity; `style` gives the number of its conditional style. The user's rules stay as they are.
    """
    if not (marks or unmark):
        return []
    areas: dict[Severity, list[str]] = {}
    splices: list[Splice] = []
    for holder in sheet.each("conditionalFormatting"):
        splices += _removed(sheet, holder, areas)
    if unmark:
        areas.clear()
    for severity in STRONGEST_FIRST:
        cells = [at for at, one in marks.items() if one is severity]
        areas.setdefault(severity, []).extend(written(run) for run in _runs(cells))
    told = [(severity, list(dict.fromkeys(areas[severity]))) for severity in STRONGEST_FIRST if areas[severity]]
    if told:
        splices.append(sheet.insertion("conditionalFormatting", _rules(sheet, told, style)))
    return splices


def _rules(sheet: Worksheet, told: list[tuple[Severity, list[str]]], style: Callable[[Severity], int]) -> str:
    """Return our rules, first in the part: where the user's have the highest priority, the order decides."""
    p = sheet.markup.prefix
    room = min(
        (priority for holder in sheet.each("conditionalFormatting") for priority in _priorities(sheet, holder)),
        default=99,
    )
    parts: list[str] = []
    for index, (severity, areas) in enumerate(told):
        priority = index + 1 if room > len(told) else 1
        parts.append(
            f'<{p}conditionalFormatting sqref="{" ".join(areas)}"><{p}cfRule type="expression" '
            f'dxfId="{style(severity)}" priority="{priority}"><{p}formula>{escaped(rule(severity))}</{p}formula>'
            f"</{p}cfRule></{p}conditionalFormatting>"
        )
    return "".join(parts)


def _ours(sheet: Worksheet, element: Element) -> Severity | None:
    formula = sheet.markup.child("formula", element) if element.name == "cfRule" else None
    return ruled(sheet.markup.content(formula)) if formula else None


def _removed(sheet: Worksheet, holder: Element, areas: dict[Severity, list[str]]) -> list[Splice]:
    """Return the splices that take our rules out of an element, and note where they lay."""
    rules = [element for element in sheet.markup.children(holder) if element.name == "cfRule"]
    ours = [(element, severity) for element in rules if (severity := _ours(sheet, element))]
    where = sheet.markup.attributes(holder).get("sqref", "").split()
    for _, severity in ours:
        areas.setdefault(severity, []).extend(where)
    if ours and len(ours) == len(rules):
        return [(holder.start, holder.end, 0, "")]
    return [(element.start, element.end, 0, "") for element, _ in ours]


def _priorities(sheet: Worksheet, holder: Element) -> Iterable[int]:
    for element in sheet.markup.children(holder):
        text = sheet.markup.attributes(element).get("priority", "")
        if whole(text) and not _ours(sheet, element):
            yield whole(text)


def _runs(cells: Iterable[At]) -> list[tuple[int, int, int, int]]:
    """Return cells as areas, those below each other joined."""
    runs: list[tuple[int, int, int, int]] = []
    for row, column in sorted(cells, key=lambda at: (at[1], at[0])):
        if runs and runs[-1][1] == column and runs[-1][2] == row - 1:
            runs[-1] = (runs[-1][0], column, row, column)
        else:
            runs.append((row, column, row, column))
    return sorted(runs)


def marked(sheet: Worksheet) -> bool:
    """Say whether the sheet carries rules of ours."""
    return any(
        _ours(sheet, element)
        for holder in sheet.each("conditionalFormatting")
        for element in sheet.markup.children(holder)
    )
