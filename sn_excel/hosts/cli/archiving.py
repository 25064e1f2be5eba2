"""`archive`: months and forecasts put away, listed, shown, exported, and forecasts held against their outcomes."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sn_excel.archive.connections import connected
from sn_excel.archive.csv_texts import rows_of
from sn_excel.archive.deliveries import Delivery, Status, add_all, fetched, listed, unknown
from sn_excel.archive.exchanges import COLUMNS as DELIVERIES
from sn_excel.archive.exchanges import deliveries_csv, deliveries_from, history_from
from sn_excel.archive.folders import sync_warning
from sn_excel.archive.round_exchanges import COLUMNS as ROUNDS
from sn_excel.archive.round_exchanges import rounds_csv, rounds_from, unknown_rounds
from sn_excel.archive.rounds import Round, StoredForecast, add_rounds, fetched_round, listed_rounds
from sn_excel.hosts import files, lists
from sn_excel.hosts.cli import list_files, reports
from sn_excel.hosts.cli.options import period_of
from sn_excel.jobs.archive import About, of_ledger, of_workbook
from sn_excel.jobs.understand import Known
from sn_excel.model.amounts import Unit, spoken
from sn_excel.model.errors import SnError, UnreadableFileError
from sn_excel.model.ledgers import Entry
from sn_excel.model.measures import Measure
from sn_excel.model.organisation import Organisation
from sn_excel.model.periods import Period
from sn_excel.sources.documents import Content, content, text
from sn_excel.sources.leaves import Wanted

MEASURES = (Measure.ACTUAL, Measure.PERIOD_BUDGET, Measure.ANNUAL_BUDGET)


@dataclass(frozen=True, slots=True)
class Manner:
    """What a person says of the files: their period, unit, status, day of extraction, and how to read them."""

    period: str | None = None
    unit: Unit | None = None
    status: str = Status.PRELIMINARY.value
    extracted: str = ""
    history: bool = False
    monthly: bool = False
    organisation: Path | None = None


@contextmanager
def opened(archive: Path, create: bool = False) -> Iterator[sqlite3.Connection]:
    """Give a connection, with a warning on standard error where the folder is synced."""
    if warning := sync_warning(archive.absolute()):
        print(warning, file=sys.stderr)
    with connected(archive, create=create) as connection:
        yield connection


def add(archive: Path, documents: Sequence[Path], manner: Manner) -> None:
    """Put files away, all or none of each; tell the version that each month got."""
    found = [_read(document, manner) for document in documents]
    with opened(archive, create=True) as connection:
        for path, (deliveries, rounds) in zip(documents, found, strict=True):
            fresh = unknown(connection, deliveries) if len(deliveries) > 1 else deliveries
            for one in fresh:
                _warned(connection, one)
            for one in add_all(connection, fresh):
                print(
                    f"{path.name}: {one.period.spoken}, version {one.version}, {one.status}, {len(one.entries)} koder."
                )
            for made in add_rounds(connection, unknown_rounds(connection, rounds)):
                count = len(made.forecasts)
                print(f"{path.name}: prognos efter {made.period.spoken}, version {made.version}, {count} rader.")
            if len(fresh) < len(deliveries):
                print(f"{path.name}: {len(deliveries) - len(fresh)} leveranser fanns redan.")


def _warned(connection: sqlite3.Connection, new: Delivery) -> None:
    """Tell on standard error of codes that the month had and that the new version would hide."""
    if new.period not in {one.period for one in listed(connection)}:
        return
    hidden = set(fetched(connection, new.period).entries) - set(new.entries)
    if hidden:
        print(
            f"{new.document} saknar {len(hidden)} koder som {new.period.code} redan har i arkivet, till exempel "
            f"{min(hidden)}; den senaste versionen gäller och reglerna räknar dem som 0.",
            file=sys.stderr,
        )


def _read(path: Path, manner: Manner) -> tuple[tuple[Delivery, ...], tuple[Round, ...]]:
    files.present(path)
    about = About(path.name, _now(), _status(manner.status), manner.extracted)
    if content(path) is not Content.WORKBOOK:
        if manner.history or manner.monthly:
            told = history_from(text(path), manner.monthly, path.name, about.stored, manner.unit or Unit.TKR)
            return told, ()
        if _is(path, DELIVERIES):
            return deliveries_from(text(path)), ()
        if _is(path, ROUNDS):
            return (), rounds_from(text(path))
    board = board_beside(manner.organisation, path)
    if board and content(path) is not Content.WORKBOOK and manner.period:
        wanted = Wanted(_period(manner), board, manner.unit)
        return (of_ledger(files.read_ledger(path, wanted), board, about),), ()
    known = Known(unit=manner.unit, period=period_of(manner.period), organisation=board)
    delivery, made = of_workbook(files.read(path), known, about)
    return (delivery,), (made,) if made else ()


def board_beside(named: Path | None, document: Path) -> Organisation | None:
    """Return the organisation that was named or lies beside a document; None where there is none."""
    found = named or document.parent / "organisation.csv"
    if named is None and not found.exists():
        return None
    from sn_excel.sources.organisations import organisation

    return organisation(files.read(files.present(found)), "")


def _period(manner: Manner) -> Period:
    found = period_of(manner.period)
    if found is None:
        raise SnError("Perioden saknas. Skriv till exempel --period 2024-05.")
    return found


def _is(path: Path, columns: Sequence[str]) -> bool:
    """Say whether a CSV file has the columns of an export of the archive."""
    try:
        next(rows_of(text(path), columns), None)
    except UnreadableFileError:
        return False
    return True


def _status(words: str) -> Status:
    try:
        return Status(words.strip().lower())
    except ValueError:
        raise SnError(f"{words} är ingen status. Välj preliminär, stängd eller levererad.") from None


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def show_list(archive: Path, as_json: bool, to: Path | None = None) -> None:
    """Print every stored version of months and forecasts."""
    list_files.free(to)
    with opened(archive) as connection:
        months, rounds = listed(connection), listed_rounds(connection)
    if to:
        list_files.write(lists.versions(months, rounds), to)
    if as_json:
        from sn_excel.hosts.cli.answers import ArchiveList, dumped

        print(dumped(ArchiveList, {"months": list(map(_month, months)), "forecasts": list(map(_made, rounds))}))
        return
    print("Månader:" if months else "Inga månader är arkiverade.")
    for one in months:
        day = f", uttag {one.extracted}" if one.extracted else ""
        print(f"  {one.period.code}  version {one.version}  {one.status}{day}  {one.document}, lagrad {one.stored}")
    print("Prognoser:" if rounds else "Inga prognoser är arkiverade.")
    for made in rounds:
        print(f"  {made.period.code}  version {made.version}  {made.document}, lagrad {made.stored}")


def _month(one: Delivery) -> dict[str, object]:
    return {
        "period": one.period.code,
        "version": one.version,
        "status": one.status.value,
        "extracted": one.extracted or None,
        "stored": one.stored,
        "document": one.document,
    }


def _made(made: Round) -> dict[str, object]:
    return {"period": made.period.code, "version": made.version, "stored": made.stored, "document": made.document}


def show(archive: Path, which: tuple[str, int | None], as_json: bool, to: Path | None = None) -> None:
    """Print a month's amounts and the forecasts made after it; `which` is its period and version (None: newest)."""
    list_files.free(to)
    wanted, version = period_of(which[0]), which[1]
    if wanted is None:
        raise SnError("Perioden saknas. Skriv till exempel --period 2024-05.")
    with opened(archive) as connection:
        one = fetched(connection, wanted, version)
        forecasts = {made.period for made in listed_rounds(connection)}
        made = fetched_round(connection, wanted) if wanted in forecasts else None
    if to:
        list_files.write(lists.months([one]), to)
    if as_json:
        from sn_excel.hosts.cli.answers import ArchiveMonth, dumped

        forecasts_made = [_stored(each) for each in made.forecasts] if made else []
        codes = [_code(entry) for entry in one.entries.values()]
        print(dumped(ArchiveMonth, {**_month(one), "codes": codes, "forecasts": forecasts_made}))
        return
    print(f"{one.period.spoken}, version {one.version}, {one.status}: {one.document}, tkr ackumulerat")
    for entry in one.entries.values():
        amounts = (f"{m.swedish} {spoken(entry.amounts[m])}" for m in MEASURES if m in entry.amounts)
        print(f"  {entry.code} {entry.name}: {', '.join(amounts)}")
    for each in made.forecasts if made else ():
        submitted = "" if each.submitted is None else f", lämnad {spoken(each.submitted)}"
        print(f"  prognos {each.code} {each.name}: {spoken(each.value)} ({each.rule}){submitted}")


def _code(entry: Entry) -> dict[str, object]:
    amounts = {measure.value: reports.plain(amount) for measure, amount in entry.amounts.items()}
    return {"code": entry.code, "name": entry.name, **amounts}


def _stored(one: StoredForecast) -> dict[str, object]:
    amounts = {
        "forecast": one.value, "unadjusted": one.unadjusted, "annual_budget": one.annual_budget,
        "submitted": one.submitted, "low": one.low, "high": one.high,
    }  # fmt: skip
    numbers = {name: reports.plain(amount) for name, amount in amounts.items()}
    return {"code": one.code, "name": one.name, "rule": one.rule, "programme": one.parent or None, **numbers}


def export(archive: Path, to: Path) -> None:
    """Write all that the archive holds as two CSV files, for keeping without the program."""
    with opened(archive) as connection:
        made = {"leveranser.csv": deliveries_csv(connection), "prognoser.csv": rounds_csv(connection)}
    to.mkdir(parents=True, exist_ok=True)
    for name, words in made.items():
        (to / name).write_text("\ufeff" + words, encoding="utf-8", newline="")
        print(f"{to / name} är skriven.")
