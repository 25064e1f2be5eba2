"""Findings as people and programs read them: a table in Swedish, or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sn_excel.model.amounts import Amount
from sn_excel.model.findings import Cause, Finding, Severity, tally
from sn_excel.model.places import Place
from sn_excel.model.sheets import Fault, Value

if TYPE_CHECKING:
    from rich.text import Text

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def show(file: str, findings: Sequence[Finding], asides: Sequence[str] = ()) -> None:
    """Print what was found in a file, errors first, each with its probable cause and evidence.

    On a terminal the text is wrapped with amounts kept whole; in a pipe every sentence is one line.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    whole = not console.is_terminal

    def say(text: Text, indent: int) -> None:
        if whole:
            console.print(Text(" " * indent) + text, soft_wrap=True)
        else:
            console.print(Padding(kept(text), (0, 0, 0, indent)))

    say(Text.assemble((file, "bold"), f": {tally(findings)}"), 0)
    for aside in asides:
        say(Text(f"Ej kontrollerat: {aside}", "dim"), 2)
    for finding in findings:
        where = f"  {finding.code}  {finding.place.sheet} {finding.place.cell}"
        where += "  (förklarad)" if finding.settled else ""
        say(Text.assemble((finding.severity.swedish, STYLES[finding.severity]), (where, "bold")), 2)
        say(Text(finding.message), 4)
        for line in explained(finding):
            say(Text(line, "dim"), 4)


def kept(text: Text) -> Text:
    """Return a text whose amounts are not broken between lines."""
    from rich.text import Text as Copy

    return Copy(re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", text.plain), spans=text.spans, style=text.style)


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
    where = f"{cause.label} ({cause.place.sheet} {cause.place.cell}), {cause.kind.swedish}"
    return ", ".join(filter(None, (where, cause.change)))


def as_json(results: Sequence[tuple[str, Sequence[Finding]]]) -> str:
    """Return one object for one file, an array for several; amounts in tkr."""
    from sn_excel.hosts.cli.answers import Check, dumped

    answers = [_answer(file, findings) for file, findings in results]
    return dumped(Check, answers[0] if len(answers) == 1 else answers)


def _answer(file: str, findings: Sequence[Finding]) -> dict[str, object]:
    left = [found.severity for found in findings if not found.settled]
    summary = {severity.value: left.count(severity) for severity in Severity}
    return {"file": file, "summary": summary, "findings": plain_findings(findings)}


def plain_findings(findings: Sequence[Finding]) -> list[dict[str, object]]:
    """Return findings as JSON takes them; amounts in tkr."""
    return [_finding(found) for found in findings]


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
        "settled": finding.settled,
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


def plain(value: Value) -> str | int | float | bool | None:
    """Return a cell's value as JSON takes it."""
    if isinstance(value, Fault):
        return value.code
    return float(value) if isinstance(value, Decimal) else value


def _number(amount: Amount | None) -> int | float | None:
    return float(amount) if isinstance(amount, Decimal) else amount
