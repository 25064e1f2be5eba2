"""The commands: arguments in Swedish help, each a few lines over a job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from sn_excel.hosts.cli import forecast_commands
from sn_excel.hosts.cli.options import Against, Changes, Json, ListFile, OrganisationFile, PeriodText, UnitText, chosen
from sn_excel.model.findings import Severity

app = typer.Typer(
    name="sn-excel",
    help="Socialnämndens budgetuppföljning: fyll månadens arbetsbok, räkna om, stäm av och förklara.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def regenerate(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="Ekonomisystemets export (CSV, XLSX eller SIE).")],
    period: Annotated[str, typer.Option("--period", metavar="ÅÅÅÅ-MM", help="Månaden som arbetsboken gäller.")],
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FIL", help="Arbetsboken som skrivs.")] = None,
    organisation: OrganisationFile = None,
    budget: Annotated[
        Optional[Path],
        typer.Option("--budget", metavar="FIL", help="Beslutad årsbudget; annars arsbudget.csv bredvid exporten."),
    ] = None,
    changes: Changes = None,
    settings: Annotated[Optional[Path], typer.Option("--settings", metavar="FIL", help="Inställningar (TOML).")] = None,
    annual: Annotated[
        Optional[Path],
        typer.Option("--annual", metavar="FIL", help="Årsbudget per verksamhet när exporten saknar den."),
    ] = None,
    against: Against = None,
    unit: UnitText = None,
    json: Json = False,
) -> None:
    """Gör månadens arbetsbok av export, beslutad årsbudget, budgetändringar och organisation."""
    from sn_excel.hosts.cli import inputs, months

    beside = inputs.Beside(export, organisation, budget, changes, settings, annual)
    months.regenerate(beside, months.Wanted(period, out, against, chosen(unit)), json)


@app.command()
def fill(
    export: Annotated[Path, typer.Argument(metavar="EXPORT", help="Ekonomisystemets export (CSV, XLSX eller SIE).")],
    book: Annotated[Path, typer.Argument(metavar="ARBETSBOK", help="Den egna arbetsboken som fylls.")],
    period: Annotated[str, typer.Option("--period", metavar="ÅÅÅÅ-MM", help="Månaden som fylls i.")],
    unit: UnitText = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa ändringarna utan att skriva.")] = False,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Spara ingen säkerhetskopia.")] = False,
    json: Json = False,
) -> None:
    """Fyll månadens utfall och budget i den egna arbetsboken; formler, texter och utseende blir kvar."""
    from sn_excel.hosts.cli import filling, saving

    filling.fill(export, book, period, chosen(unit), saving.Saving(dry_run, not no_backup, json))


@app.command()
def roll(
    book: Annotated[Path, typer.Argument(metavar="ARBETSBOK", help="Arbetsboken som nästa månads bok görs av.")],
    period: Annotated[str, typer.Option("--period", metavar="ÅÅÅÅ-MM", help="Den nya bokens månad.")],
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FIL", help="Arbetsboken som skrivs.")] = None,
    keep_comments: Annotated[bool, typer.Option("--keep-comments", help="Behåll texterna i Kommentarer.")] = False,
) -> None:
    """Gör nästa månads bok av den här: samma utseende, rubrikerna flyttade, månadens belopp tömda."""
    from sn_excel.hosts.cli import filling

    filling.roll(book, period, out, keep_comments)


@app.command()
def recompute(
    book: Annotated[Path, typer.Argument(metavar="ARBETSBOK", help="Arbetsboken som räknas om.")],
    period: PeriodText = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Visa ändringarna utan att skriva.")] = False,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Spara ingen säkerhetskopia.")] = False,
    json: Json = False,
) -> None:
    """Räkna om avvikelser, summor och prognos i arbetsboken och uppdatera Avstämning."""
    from sn_excel.hosts.cli import recomputing, saving

    recomputing.recompute(book, period, saving.Saving(dry_run, not no_backup, json))


@app.command()
def check(
    documents: Annotated[list[Path], typer.Argument(metavar="FIL", help="Arbetsböcker, CSV- eller textfiler.")],
    against: Against = None,
    period: PeriodText = None,
    unit: UnitText = None,
    organisation: OrganisationFile = None,
    changes: Annotated[
        Optional[Path],
        typer.Option("--changes", metavar="FIL", help="Budgetändringar efter det tidigare dokumentet (--against)."),
    ] = None,
    to: ListFile = None,
    json: Json = False,
    strict: Annotated[bool, typer.Option("--strict", help="Avsluta med kod 1 även vid varningar.")] = False,
    together: Annotated[bool, typer.Option("--together", help="Läs filerna som ett dokument.")] = False,
    show_layout: Annotated[bool, typer.Option("--show-layout", help="Visa hur tabellerna tolkades.")] = False,
    mark: Annotated[bool, typer.Option("--mark", help="Markera i arbetsboken och skriv bladet Avstämning.")] = False,
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Spara ingen säkerhetskopia.")] = False,
) -> None:
    """Stäm av: hitta summor, avvikelser och samband som inte stämmer, med trolig orsak."""
    from sn_excel.hosts.cli import checking

    known = checking.known(period, chosen(unit), organisation, changes)
    manner = checking.Manner(json, together, show_layout, mark, not no_backup, to)
    worst = checking.check(documents, against, known, manner)
    stop = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if worst in stop:
        raise typer.Exit(1)


@app.command("import")
def convert(
    document: Annotated[Path, typer.Argument(metavar="DOKUMENT", help="Text ur en PDF, CSV eller arbetsbok.")],
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FIL", help="Arbetsboken som skrivs.")] = None,
    period: PeriodText = None,
    unit: UnitText = None,
) -> None:
    """Gör en arbetsbok av ett tryckt dokument; summorna blir kvar som de står, så att de kan stämmas av."""
    from sn_excel.hosts.cli import checking, converting

    converting.convert(document, out, checking.known(period, chosen(unit)))


@app.command()
def clear(
    book: Annotated[Path, typer.Argument(metavar="ARBETSBOK", help="Arbetsboken som rensas.")],
    no_backup: Annotated[bool, typer.Option("--no-backup", help="Spara ingen säkerhetskopia.")] = False,
) -> None:
    """Rensa markeringar, anteckningar och bladet Avstämning som sn-excel har lagt in."""
    from sn_excel.hosts.cli import marking

    marking.clear(book, not no_backup)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="KOD", help="Till exempel SN301; utan kod visas alla.")] = "",
) -> None:
    """Förklara vad en kod betyder, varför den spelar roll och hur felet rättas."""
    from sn_excel.hosts.cli import checking

    checking.explain(code)


@app.command()
def pdf(
    book: Annotated[Path, typer.Argument(metavar="ARBETSBOK", help="Arbetsboken som skrivs ut.")],
    out: Annotated[Optional[Path], typer.Option("--out", metavar="FIL", help="PDF-filen som skrivs.")] = None,
) -> None:
    """Skriv arbetsboken som PDF genom LibreOffice; arbetsboken ändras inte."""
    from sn_excel.hosts.cli import tools

    tools.pdf(book, out)


@app.command()
def doctor() -> None:
    """Undersök vad som fungerar på den här datorn och hur resten åtgärdas."""
    from sn_excel.hosts.cli import tools

    raise typer.Exit(tools.doctor())


@app.command("install-addin")
def install_addin(
    xlstart: Annotated[bool, typer.Option("--xlstart", help="Lägg tillägget i mappen XLSTART i stället.")] = False,
) -> None:
    """Lägg till fliken Socialnämnd i Excel för den här användaren."""
    from sn_excel.hosts.cli import tools

    tools.install(xlstart)


@app.command("uninstall-addin")
def uninstall_addin() -> None:
    """Ta bort fliken Socialnämnd ur Excel för den här användaren."""
    from sn_excel.hosts.cli import tools

    tools.uninstall()


@app.command("install-calc")
def install_calc() -> None:
    """Lägg till menyn Socialnämnd och cellfunktionerna i LibreOffice Calc för den här användaren."""
    from sn_excel.hosts.cli import tools

    tools.install_in_calc()


@app.command("uninstall-calc")
def uninstall_calc() -> None:
    """Ta bort menyn Socialnämnd och cellfunktionerna ur LibreOffice Calc för den här användaren."""
    from sn_excel.hosts.cli import tools

    tools.uninstall_from_calc()


@app.command()
def demo(
    folder: Annotated[Path, typer.Option("--folder", metavar="MAPP", help="Mappen som fylls.")] = Path("demo"),
) -> None:
    """Gör arbetsboken för maj 2024 av exempelfilerna, stäm av den och visa felet som döljer sig där."""
    from sn_excel.hosts.cli import months

    months.demo(folder)


forecast_commands.register(app)
