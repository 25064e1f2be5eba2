"""The commands of the year's end: `forecast` and `archive`, each a few lines over a job."""

# ruff: noqa: PLR0913, PLR0917 - a command has as many options as people need
from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sn_excel.hosts.cli.options import Json, ListFile, OrganisationFile, PeriodText, UnitText, chosen


def forecast(
    book: Annotated[Path | None, typer.Argument(metavar="ARBETSBOK", help="Arbetsboken som får sin prognos.")] = None,
    period: PeriodText = None,
    archive_file: Annotated[
        Path | None, typer.Option("--archive", metavar="FIL", help="Arkivet med tidigare månader och prognoser.")
    ] = None,
    adjustments: Annotated[
        Path | None, typer.Option("--adjustments", metavar="FIL", help="Prognosjusteringar som CSV eller Excel.")
    ] = None,
    export_per: Annotated[
        str | None, typer.Option("--export-per", metavar="ansvar", help="Gör en bok per budgetansvarig att fylla i.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="MAPP/FIL", help="Chefernas mapp, eller prognosen som lista (.csv, .xlsx)."),
    ] = None,
    collect: Annotated[
        Path | None, typer.Option("--collect", metavar="MAPP", help="Läs in chefernas ifyllda böcker.")
    ] = None,
    organisation: OrganisationFile = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Besvara uppgifter på standard in, en JSON-rad var, i stället.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa prognosen utan att skriva.")] = False,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Spara ingen säkerhetskopia.")] = False,
    json: Json = False,
) -> None:
    """Beräkna prognos för helåret: reglerna sida vid sida, justeringar, chefernas lämnade prognoser och diagram."""
    from sn_excel.hosts.cli import forecasting
    from sn_excel.hosts.cli.saving import Saving

    if jsonl:
        from sn_excel.hosts.cli import tasks

        if tasks.answers(sys.stdin):
            raise typer.Exit(1)
        return
    sources = forecasting.Sources(forecasting.named(book), period, archive_file, adjustments, organisation)
    if export_per is not None:
        forecasting.export(sources, export_per, to)
        return
    if forecasting.forecast(sources, collect, Saving(dry_run, not no_backup, json), to):
        raise typer.Exit(1)


archive = typer.Typer(
    help="Arkivet: månader och prognoser i en fil bredvid arbetsböckerna, varje leverans en version som aldrig ändras.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
ArchiveFile = Annotated[Path, typer.Argument(metavar="ARKIV", help="Arkivets fil, till exempel arkiv.db.")]


@archive.command("add")
def archive_add(
    home: ArchiveFile,
    documents: Annotated[
        list[Path],
        typer.Argument(metavar="FIL", help="Arbetsböcker, exporter, tryckta tabeller eller arkivets CSV."),
    ],
    period: PeriodText = None,
    unit: UnitText = None,
    status: Annotated[
        str, typer.Option("--status", metavar="LÄGE", help="preliminär, stängd, levererad.")
    ] = "preliminär",
    extracted: Annotated[str, typer.Option("--extracted", metavar="DATUM", help="Dagen för uttaget.")] = "",
    history: Annotated[bool, typer.Option("--history", help="CSV med kod, period och utfall, ackumulerat.")] = False,
    monthly: Annotated[bool, typer.Option("--monthly", help="Historik med månadens egna belopp.")] = False,
    organisation: OrganisationFile = None,
) -> None:
    """Lägg månader och prognoser i arkivet; finns månaden redan blir det en ny version."""
    from sn_excel.hosts.cli import archiving

    manner = archiving.Manner(period, chosen(unit), status, extracted, history, monthly, organisation)
    archiving.add(home, documents, manner)


@archive.command("list")
def archive_list(home: ArchiveFile, to: ListFile = None, json: Json = False) -> None:
    """Visa vilka månader och prognoser som finns, med version och status."""
    from sn_excel.hosts.cli import archiving

    archiving.show_list(home, json, to)


@archive.command("show")
def archive_show(
    home: ArchiveFile,
    period: Annotated[str, typer.Option("--period", metavar="ÅÅÅÅ-MM", help="Månaden som visas.")],
    version: Annotated[
        int | None, typer.Option("--version", metavar="NR", help="Versionen; annars den senaste.")
    ] = None,
    to: ListFile = None,
    json: Json = False,
) -> None:
    """Visa en månads belopp och prognoser."""
    from sn_excel.hosts.cli import archiving

    archiving.show(home, (period, version), json, to)


@archive.command("export")
def archive_export(
    home: ArchiveFile,
    to: Annotated[Path, typer.Option("--to", metavar="MAPP", help="Mappen som CSV-filerna skrivs i.")],
) -> None:
    """Skriv allt i arkivet som CSV, för bevarande; filerna kan läsas in igen med add."""
    from sn_excel.hosts.cli import archiving

    archiving.export(home, to)


@archive.command("accuracy")
def archive_accuracy(
    home: ArchiveFile,
    out: Annotated[Path | None, typer.Option("--out", metavar="FIL", help="Arbetsbok med bladet.")] = None,
    to: ListFile = None,
    json: Json = False,
) -> None:
    """Prognosföljsamhet: lagrade prognoser mot årets utfall, med och utan justeringar."""
    from sn_excel.hosts.cli import following

    following.accuracy(home, out, json, to)


def register(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    app.command()(forecast)
    app.add_typer(archive, name="archive")
