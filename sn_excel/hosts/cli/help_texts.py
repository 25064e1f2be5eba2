"""Helps: what `--help` prints, with the library's own words in Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence

import typer
from typer.core import TyperCommand, TyperGroup

_HEADINGS = {"Arguments": "Argument", "Options": "Flaggor", "Commands": "Kommandon"}
_WORDS = {
    "[OPTIONS]": "[FLAGGOR]",
    "COMMAND [ARGS]...": "KOMMANDO [ARGUMENT]...",
    "[required]": "[måste anges]",
    "[default: ": "[annars: ",
    "; required]": "; måste anges]",
    "Show this message and exit.": "Visa hjälpen och avsluta.",
}
_KIND = re.compile(r" <\w+(?:\[\w+\])?>")
"""What the library calls the kind of a value: `<path>`, `<list[Path]>`; a choice (`<kr|tkr|mkr>`) is kept."""

_BRACES = re.compile(r"\{([^{}|]+)\}")
"""What the library puts around the name of an argument that must be given."""


def _swedish(text: str) -> str:
    for word, ours in _WORDS.items():
        text = text.replace(word, ours)
    return text


class Formatter(typer.Context.formatter_class):  # type: ignore[misc, valid-type] # the library's own, wherever it is
    """Lays out a command's help."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is used."""
        super().write_usage(prog, _BRACES.sub(r"\1", _swedish(args)), prefix or "Användning: ")

    def write_heading(self, heading: str) -> None:
        """Write a heading over arguments, options or commands."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write words and what they mean, side by side."""
        ours = [(_KIND.sub("", first), _swedish(second)) for first, second in rows]
        super().write_dl(ours, col_max, col_spacing)


class Command(TyperCommand):
    """A command whose help is Swedish."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override] # the library's class has no public name
        """Return the whole help."""
        ctx.formatter_class = Formatter
        return super().get_help(ctx)


class Group(TyperGroup):
    """Commands under one name whose help is Swedish."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override] # the library's class has no public name
        """Return the whole help."""
        ctx.formatter_class = Formatter
        return super().get_help(ctx)


def speak(app: typer.Typer) -> None:
    """Let all commands of an application, and of those within it, show their help in Swedish."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance:
            speak(group.typer_instance)
