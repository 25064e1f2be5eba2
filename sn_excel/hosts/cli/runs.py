"""One run of the command line: arguments in, exit code out, every failure one Swedish sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from typer.models import CommandInfo

from sn_excel.engine.errors import OfficeError
from sn_excel.hosts.cli.commands import app
from sn_excel.hosts.cli.help_texts import speak
from sn_excel.hosts.cli.options import told
from sn_excel.model.errors import SnError

COULD_NOT_RUN = 2


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of a command; print what went wrong on standard error."""
    utf8()
    try:
        answer = typer.main.get_command(narrowed(arguments)).main(
            list(arguments), prog_name="sn-excel", standalone_mode=False
        )
    except SnError as error:
        return _fail(told(error))
    except OfficeError as error:
        return _fail(str(error))
    except (typer.Abort, KeyboardInterrupt):
        return _fail("Avbrutet. Ingenting är skrivet.")
    except BrokenPipeError:
        return COULD_NOT_RUN
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a sentence
        return _fail(usage(error) or _ours(error))
    return answer if isinstance(answer, int) else 0


def narrowed(arguments: Sequence[str]) -> typer.Typer:
    """Return the command line with nothing but the command that is asked for, all of it where none is: to build
    every command takes longer than most of them take to run.
    """
    asked = [command for command in app.registered_commands if arguments[:1] == [_name(command)]]
    if not asked:
        speak(app)
        return app
    one = typer.Typer(name=app.info.name, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    one.callback()(lambda: None)  # with a callback the command keeps its name even though it is alone
    one.registered_commands = asked
    speak(one)
    return one


def _name(command: CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")


def utf8() -> None:
    """Let Swedish text through on a Windows console and in a pipe."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def usage(error: Exception) -> str:
    """Return a mistake on the command line as one Swedish sentence; empty when it is something else.

    The exceptions are known by name: typer brings its own copy of click, or uses the installed one.
    """
    kinds = {kind.__name__ for kind in type(error).__mro__}
    name = _asked(getattr(error, "param", None))
    if "NoSuchOption" in kinds:
        return (
            f"Flaggan {getattr(error, 'option_name', '')} finns inte. Kör kommandot med --help så visas de som finns."
        )
    if "MissingParameter" in kinds:
        return f"{name} saknas. Kör kommandot med --help så visas hur det används."
    if "BadParameter" in kinds:
        return f"{name or 'Värdet'} går inte att använda. Kör kommandot med --help så visas vad som går."
    if "UsageError" in kinds:
        return "Kommandot känns inte igen. Kör sn-excel --help så visas de som finns."
    return ""


def _asked(parameter: object) -> str:
    """Return an argument or an option as the help writes it."""
    word = str((getattr(parameter, "opts", None) or [""])[0])
    return word if word.startswith("-") else str(getattr(parameter, "metavar", None) or word)


def _fail(sentence: str) -> int:
    print(f"sn-excel: {sentence}", file=sys.stderr)
    return COULD_NOT_RUN


def _ours(error: Exception) -> str:
    import traceback
    from tempfile import gettempdir

    log = Path(gettempdir()) / "sn_excel-fel.txt"
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    try:
        log.write_text(f"{type(error).__name__}\n{places}\n", encoding="utf-8")
    except OSError:
        return f"Något gick fel i programmet ({type(error).__name__}). Ingenting är skrivet."
    return f"Något gick fel i programmet. Ingenting är skrivet. Skicka gärna {log} till den som förvaltar sn_excel."
