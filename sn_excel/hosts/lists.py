"""Lists of what is known, one thing a row, under the same columns for pandas and for files: amounts exact, in tkr."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from sn_excel.archive.deliveries import Delivery
from sn_excel.archive.rounds import Round
from sn_excel.calculations.forecasting.accuracy import Accuracy, Following, following, grouped, percent, totals
from sn_excel.calculations.forecasting.year_ends import YearEnd
from sn_excel.jobs.archive import Outcomes
from sn_excel.model.amounts import Amount
from sn_excel.model.findings import CauseKind, Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period
from sn_excel.model.tables import Table

Word: TypeAlias = Severity | Measure | CauseKind
"""A value that is one word to programs and another to people."""

Entry: TypeAlias = str | int | Decimal | Word | None


class Kind(StrEnum):
    """What the values of a column are: text, a whole number that counts, or an amount (tkr, exact)."""

    TEXT = "text"
    WHOLE = "whole"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name to programs, as in JSON answers, and to people."""

    name: str
    swedish: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under headings; None is an empty cell."""

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Entry, ...], ...]


def _texts(**names: str) -> tuple[Heading, ...]:
    return tuple(Heading(name, swedish) for name, swedish in names.items())


def _amounts(**names: str) -> tuple[Heading, ...]:
    return tuple(Heading(name, swedish, Kind.AMOUNT) for name, swedish in names.items())


VERSION = Heading("version", "Version", Kind.WHOLE)
FINDINGS = (
    *_texts(file="Fil", code="Kod", severity="Grad", sheet="Blad", cell="Cell", label="Rad", measure="Mått"),
    *_amounts(stated="Angivet", computed="Beräknat", difference="Differens"),
    *_texts(message="Vad", cause="Trolig orsak", cause_sheet="Orsakens blad", cause_cell="Orsakens cell"),
    *_amounts(cause_value="Står", cause_suggested="Borde stå"),
)
FIGURES = (
    *_texts(sheet="Blad", cell="Cell", table="Tabell", code="Kod", name="Namn", measure="Mått"),
    *(Heading("year", "År", Kind.WHOLE), Heading("first_month", "Från månad", Kind.WHOLE)),
    Heading("last_month", "Till månad", Kind.WHOLE),
    *_amounts(value="Belopp", step="Precision"),
    *_texts(formula="Formel", doubt="Oläst"),
)
FORECASTS = (
    *_texts(period="Period", programme="Program", code="Kod", label="Rad", rule="Regel"),
    *_amounts(
        actual="Utfall", annual_budget="Årsbudget", expected_rest="Återstår", adjustments="Justeringar",
        rule_forecast="Regelprognos", submitted_forecast="Lämnad prognos", forecast="Prognos",
        forecast_unrounded="Prognos, oavrundad", deviation="Avvikelse", low="Lägst", high="Högst",
        last_forecast="Förra prognosen",
    ),
)  # fmt: skip
VERSIONS = (
    *_texts(kind="Slag", period="Period"),
    VERSION,
    *_texts(status="Status", extracted="Uttag", stored="Lagrad", document="Dokument"),
)
MONTHS = (
    Heading("period", "Period"),
    VERSION,
    *_texts(status="Status", extracted="Uttag", stored="Lagrad", document="Dokument", code="Kod", name="Namn"),
    *_amounts(actual="Utfall", period_budget="Budget", annual_budget="Årsbudget"),
)
_WAYS = {"": "", "unadjusted_": " utan justeringar", "submitted_": " lämnad"}
FOLLOWINGS = (
    *_texts(code="Kod", label="Program"),
    *(
        heading
        for prefix, words in _WAYS.items()
        for heading in (
            Heading(f"{prefix}count", f"Antal{words}", Kind.WHOLE),
            *_amounts(
                **{
                    f"{prefix}bias": f"Fel i snitt{words}",
                    f"{prefix}bias_percent": f"Fel i snitt, %{words}",
                    f"{prefix}absolute": f"Absolut fel{words}",
                    f"{prefix}absolute_percent": f"Absolut fel, %{words}",
                }
            ),
        )
    ),
    *_amounts(adjustments_gain="Justeringarnas nytta"),
)


def findings(results: Iterable[tuple[str, Sequence[Finding]]]) -> Listing:
    """Return what was found in each file, a row a finding, with its cause where one alone is the most probable."""
    rows = tuple(_finding(file, found) for file, founds in results for found in founds)
    return Listing("Avstämning", FINDINGS, rows)


def _finding(file: str, one: Finding) -> tuple[Entry, ...]:
    best = [cause for cause in one.causes if cause.rank == 1]
    cause = best[0] if len(best) == 1 else None
    told = (cause.kind, cause.place.sheet, cause.place.cell, cause.value, cause.suggested) if cause else (None,) * 5
    stands = (file, one.code, one.severity, one.place.sheet, one.place.cell, one.label, one.measure)
    return (*stands, one.stated, one.computed, one.difference, one.message, *told)


def figures(tables: Iterable[Table]) -> Listing:
    """Return every figure of the tables of a document, a row a figure."""
    return Listing("Belopp", FIGURES, tuple(row for table in tables for row in _figures(table)))


def _figures(table: Table) -> Iterator[tuple[Entry, ...]]:
    for line in table.walk():
        for column, figure in line.figures.items():
            span: tuple[Entry, ...] = column.period or (None,) * 3
            where = (figure.place.sheet, figure.place.cell, table.kind.value, line.code, line.name, column.measure)
            yield (
                *where,
                *span,
                figure.value,
                figure.step,
                figure.formula or None,
                str(figure.doubt) if figure.doubt else None,
            )


def year_end(end: YearEnd) -> dict[str, Amount | None]:
    """Return the amounts of a row's forecast by name, in tkr."""
    return {
        "actual": end.row.actual.value,
        "annual_budget": end.row.annual.value,
        "expected_rest": end.rest,
        "adjustments": end.adjustments,
        "rule_forecast": end.rule_value,
        "submitted_forecast": end.submission.value,
        "forecast": end.shown,
        "forecast_unrounded": end.value,
        "deviation": end.row.annual.value - end.shown,
        "low": end.rule_value - end.below,
        "high": end.rule_value + end.above,
        "last_forecast": end.last.value if end.last else None,
    }


def forecasts(ends: Iterable[YearEnd], period: Period) -> Listing:
    """Return the year's end of every programme, each followed by its units."""
    rows = (_end(one, period, "" if one is end else end.row.code) for end in ends for one in (end, *end.units))
    return Listing("Prognos", FORECASTS, tuple(rows))


def _end(end: YearEnd, period: Period, programme: str) -> tuple[Entry, ...]:
    rule = None if end.units else end.found.rule.swedish
    return (period.code, programme or None, end.row.code, end.row.label, rule, *year_end(end).values())


def versions(months: Iterable[Delivery], rounds: Iterable[Round]) -> Listing:
    """Return every stored version of months and of forecasts, without amounts."""
    rows: list[tuple[Entry, ...]] = [("Månad", *_head(one)) for one in months]
    rows += [("Prognos", one.period.code, one.version, None, None, one.stored, one.document) for one in rounds]
    return Listing("Arkiv", VERSIONS, tuple(rows))


def months(deliveries: Iterable[Delivery]) -> Listing:
    """Return the accumulated amounts of deliveries, a row a code."""
    measures = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET)
    rows = (
        (*_head(one), entry.code, entry.name, *(entry.amounts.get(measure) for measure in measures))
        for one in deliveries
        for entry in one.entries.values()
    )
    return Listing("Månader", MONTHS, tuple(rows))


def _head(one: Delivery) -> tuple[Entry, ...]:
    return (one.period.code, one.version, one.status.value, one.extracted or None, one.stored, one.document)


def followings(known: Outcomes, board: str) -> Listing:
    """Return Prognosföljsamhet, a row a programme; last the board as a whole, whose name is handed in."""
    rows = [
        (code, known.names[code], *_following(found))
        for code, found in grouped(known.pairs, lambda pair: pair.code).items()
    ]
    if whole := totals(known.pairs):
        rows.append(("", board, *_following(following(whole))))
    return Listing("Prognosföljsamhet", FOLLOWINGS, tuple(rows))


def _following(found: Following) -> tuple[Entry, ...]:
    ways = (found.adjusted, found.unadjusted, found.submitted)
    return (*(value for way in ways for value in _accuracy(way)), found.gain)


def _accuracy(one: Accuracy | None) -> tuple[Entry, ...]:
    if one is None:
        return (None,) * 5
    return (one.count, one.bias, percent(one.bias_share), one.absolute, percent(one.absolute_share))
