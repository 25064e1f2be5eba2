"""Forecast rounds as CSV, for preservation and for moving an archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sn_excel.archive.csv_texts import amount_of, comma, period_of, rows_of, text_of, whole
from sn_excel.archive.rounds import Round, StoredForecast, fetched_round, listed_rounds
from sn_excel.model.amounts import Amount, tidy

COLUMNS = (
    "period", "version", "lagrad", "dokument", "kod", "namn", "prognos", "utan justeringar", "regel", "årsbudget",
    "lämnad", "lägst", "högst",
)  # fmt: skip
PROGRAMME = "program"
"""The column that later exports have too: the programme of a unit."""


def rounds_csv(connection: sqlite3.Connection) -> str:
    """Return every version of every round, a row per code, in tkr."""
    return text_of((*COLUMNS, PROGRAMME), _rounds(connection))


def rounds_from(text: str) -> tuple[Round, ...]:
    """Return what `rounds_csv` wrote, in its order. UnreadableFileError names the row that cannot be used."""
    rows = list(rows_of(text, COLUMNS))
    found = []
    for head, group in groupby(rows, key=lambda row: tuple(row[1][name] for name in COLUMNS[:4])):
        period, version, stored, document = head
        members = list(group)
        line = members[0][0]
        found.append(
            Round(
                period=period_of(period, line),
                stored=stored,
                document=document,
                forecasts=tuple(_forecast(row, number) for number, row in members),
                version=whole(version, line),
            )
        )
    return tuple(found)


def unknown_rounds(connection: sqlite3.Connection, rounds: Iterable[Round]) -> tuple[Round, ...]:
    """Return those that the archive does not hold: reading the same export twice adds nothing."""
    held = {(one.period, one.stored, one.document) for one in listed_rounds(connection)}
    return tuple(one for one in rounds if (one.period, one.stored, one.document) not in held)


def _rounds(connection: sqlite3.Connection) -> Iterator[Sequence[str]]:
    for head in listed_rounds(connection):
        made = fetched_round(connection, head.period, head.version)
        for one in made.forecasts:
            yield (
                *(made.period.code, str(made.version), made.stored, made.document, one.code, one.name),
                *(comma(one.value), comma(one.unadjusted), one.rule, comma(one.annual_budget)),
                *(comma(one.submitted), comma(one.low), comma(one.high), one.parent),
            )


def _forecast(row: Mapping[str, str], line: int) -> StoredForecast:
    def amount(name: str) -> Amount:
        return tidy(amount_of(row[name], line))

    submitted, low, high = (amount(name) if row[name].strip() else None for name in COLUMNS[-3:])
    return StoredForecast(
        code=row["kod"],
        name=row["namn"],
        value=amount("prognos"),
        unadjusted=amount("utan justeringar"),
        rule=row["regel"],
        annual_budget=amount("årsbudget"),
        submitted=submitted,
        low=low,
        high=high,
        parent=row.get(PROGRAMME, ""),
    )
