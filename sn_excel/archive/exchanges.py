"""The archive as CSV: for preservation without the program, and for history from before it.

Texts in, texts out; the host holds the files.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from sn_excel.archive.csv_texts import amount_of, comma, period_of, rows_of, text_of, whole
from sn_excel.archive.deliveries import Delivery, Status, fetched, listed
from sn_excel.model.amounts import Amount, Unit, in_tkr
from sn_excel.model.errors import UnreadableFileError
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.periods import Period

COLUMNS = ("period", "version", "status", "uttag", "lagrad", "dokument", "kod", "namn", "mått", "belopp")
_MEASURES = {measure.swedish: measure for measure in (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET)}
_OWN_NAMES = {measure: name for name, measure in _MEASURES.items()}


def deliveries_csv(connection: sqlite3.Connection) -> str:
    """Return every version of every month, a row per amount, in tkr."""
    return text_of(COLUMNS, _delivery_rows(connection))


def deliveries_from(text: str) -> tuple[Delivery, ...]:
    """Return what `deliveries_csv` wrote, in its order, so that adding them rebuilds the versions.

    UnreadableFileError names the row that cannot be used.
    """
    rows = list(rows_of(text, COLUMNS))
    found = []
    for (period, version, *about), group in groupby(rows, key=lambda row: tuple(row[1][name] for name in COLUMNS[:6])):
        status, extracted, stored, document = about
        members = list(group)
        found.append(
            Delivery(
                period=period_of(period, members[0][0]),
                status=_status(status, members[0][0]),
                extracted=extracted,
                stored=stored,
                document=document,
                entries=_entries((line, row, _measure(row["mått"], line), row["belopp"]) for line, row in members),
                version=whole(version, members[0][0]),
            )
        )
    return tuple(found)


def history_from(text: str, monthly: bool, document: str, stored: str, unit: Unit = Unit.TKR) -> tuple[Delivery, ...]:
    """Return deliveries from a table of kod, period and utfall (namn, budget, årsbudget where they are), in `unit`.

    `monthly`: the amounts are each month's own and are added up from January; every month must then be there.
    """
    months: dict[str, list[tuple[int, Mapping[str, str], Measure, str]]] = {}
    for line, row in rows_of(text, ("kod", "period", "utfall")):
        code = period_of(row["period"], line).code
        for name, measure in (
            ("utfall", Measure.ACTUAL),
            ("budget", Measure.PERIOD_BUDGET),
            ("årsbudget", Measure.ANNUAL_BUDGET),
        ):
            if row.get(name, "").strip():
                months.setdefault(code, []).append((line, row, measure, row[name]))
    stands = {code: _entries(rows, unit) for code, rows in sorted(months.items())}
    added = _added_up(stands) if monthly else stands
    return tuple(
        Delivery(Period.parse(code), Status.CLOSED, "", stored, document, entries) for code, entries in added.items()
    )


def _added_up(months: Mapping[str, Mapping[str, Entry]]) -> dict[str, Mapping[str, Entry]]:
    """Return month amounts added up from January; Årsbudget is the year's already."""
    found: dict[str, Mapping[str, Entry]] = {}
    for code, entries in months.items():
        before = f"{code[:5]}{int(code[5:]) - 1:02}"
        if code[5:] != "01" and before not in found:
            raise UnreadableFileError(f"Historiken har {code} men inte {before}; månadsbelopp behöver alla månader.")
        earlier = dict(found.get(before, {}))
        found[code] = earlier | {key: _sum(earlier.get(key), entry) for key, entry in entries.items()}
    return found


def _sum(earlier: Entry | None, entry: Entry) -> Entry:
    amounts = dict(earlier.amounts) if earlier else {}
    for measure, amount in entry.amounts.items():
        carried = 0 if measure is Measure.ANNUAL_BUDGET else amounts.get(measure, 0)
        amounts[measure] = carried + amount
    return Entry(entry.code, entry.name, amounts)


def _entries(rows: Iterable[tuple[int, Mapping[str, str], Measure, str]], unit: Unit = Unit.TKR) -> dict[str, Entry]:
    names: dict[str, str] = {}
    amounts: dict[str, dict[Measure, Amount]] = {}
    for line, row, measure, text in rows:
        code = row["kod"].strip()
        if not code:
            raise UnreadableFileError(f"Rad {line}: kod saknas.")
        if measure in amounts.setdefault(code, {}):
            raise UnreadableFileError(f"Rad {line}: {code} har {_OWN_NAMES[measure]} två gånger för samma period.")
        amounts[code][measure] = in_tkr(amount_of(text, line), unit)
        names[code] = row.get("namn", "").strip() or names.get(code, "")
    return {code: Entry(code, names[code], amounts[code]) for code in amounts}


def _delivery_rows(connection: sqlite3.Connection) -> Iterator[Sequence[str]]:
    for head in listed(connection):
        kept = fetched(connection, head.period, head.version)
        about = (kept.period.code, str(kept.version), kept.status.value, kept.extracted, kept.stored, kept.document)
        for entry in kept.entries.values():
            for measure, amount in entry.amounts.items():
                yield (*about, entry.code, entry.name, _OWN_NAMES.get(measure, measure.value), comma(amount))


def _status(text: str, line: int) -> Status:
    try:
        return Status(text.strip().lower())
    except ValueError as error:
        raise UnreadableFileError(f"Rad {line}: ”{text}” är ingen status.") from error


def _measure(text: str, line: int) -> Measure:
    if text.strip() not in _MEASURES:
        raise UnreadableFileError(f"Rad {line}: ”{text}” är inget mått; skriv Utfall, Budget eller Årsbudget.")
    return _MEASURES[text.strip()]
