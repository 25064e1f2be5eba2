"""Findings as people and programs read them: a table in Swedish, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sn_excel.model.amounts import Amount, spoken
from sn_excel.model.findings import Cause, Finding, Severity
from sn_excel.model.places import Place
from sn_excel.writing.reconciliation import tally

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def show(file: str, findings: Sequence[Finding], asides: Sequence[str] = ()) -> None:
    """Print what was found in a file, errors first, each with its probable cause and evidence."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text.assemble((file, "bold"), f"  {tally(findings)}"))
    for aside in asides:
        console.print(Text(f"  {aside}", "dim"))
    table = Table(box=None, padding=(0, 1), show_header=False, pad_edge=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        told = Text(finding.message)
        for line in explained(finding):
            told.append(f"\n{line}", "dim")
        where = f"{finding.place.sheet} {finding.place.cell}"
        severity = Text(finding.severity.swedish, STYLES[finding.severity])
        table.add_row(severity, finding.code, where, told)
    if findings:
        console.print(table)


def explained(finding: Finding) -> Iterator[str]:
    """Yield the probable causes of a finding in words, the best first, with their evidence."""
    best = [cause for cause in finding.causes if cause.rank == 1]
    if len(best) == 1:
        yield f"Trolig orsak: {caused(best[0])}."
        yield from (f"  · {text}" for text in best[0].evidence)
    elif best:
        yield "Lika troliga orsaker:"
        yield from (f"  · {caused(cause)}" for cause in best[:5])
        if len(best) > 5:
            yield f"  · och {len(best) - 5} till"


def caused(cause: Cause) -> str:
    """Return a cause in words: what, where, from and to."""
    change = f"{spoken(cause.value)} → {spoken(cause.suggested)}"
    return f"{cause.label} ({cause.place.sheet} {cause.place.cell}), {cause.kind.swedish}, {change}"


def as_json(results: Sequence[tuple[str, Sequence[Finding]]]) -> str:
    """Return one object for one file, an array for several; amounts in tkr."""
    answers = [_answer(file, findings) for file, findings in results]
    return json.dumps(answers[0] if len(answers) == 1 else answers, ensure_ascii=False, indent=1)


def _answer(file: str, findings: Sequence[Finding]) -> dict[str, object]:
    summary = {severity.value: sum(found.severity is severity for found in findings) for severity in Severity}
    return {"file": file, "summary": summary, "findings": [_finding(found) for found in findings]}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        **_place(finding.place),
        "label": finding.label,
        "measure": finding.measure.value if finding.measure else None,
        "stated": _number(finding.stated),
        "computed": _number(finding.computed),
        "difference": _number(finding.difference),
        "against": _place(finding.against) if finding.against else None,
        "message": finding.message,
        "causes": [_cause(cause) for cause in finding.causes],
    }


def _cause(cause: Cause) -> dict[str, object]:
    return {
        "kind": cause.kind.value,
        **_place(cause.place),
        "label": cause.label,
        "value": _number(cause.value),
        "suggested": _number(cause.suggested),
        "rank": cause.rank,
        "evidence": list(cause.evidence),
    }


def _place(place: Place) -> dict[str, str]:
    return {"sheet": place.sheet, "cell": place.cell}


def _number(amount: Amount | None) -> int | float | None:
    return float(amount) if isinstance(amount, Decimal) else amount
