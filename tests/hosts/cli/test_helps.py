"""Every command's help speaks Swedish, also in the words that are the library's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import typer

from sn_excel.hosts.cli.commands import app
from tests.hosts.cli.conftest import Run

ENGLISH = re.compile(
    r"usage|options|arguments|commands?\b|required|default|show this|exit|\bpath\b|<\w+>|<list|\btext\b\]|integer",
    re.IGNORECASE,
)


def commands(inside: typer.Typer = app, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield above
    for command in inside.registered_commands:
        yield *above, command.name or (command.callback.__name__ if command.callback else "")
    for group in inside.registered_groups:
        if group.typer_instance:
            yield from commands(group.typer_instance, (*above, group.name or group.typer_instance.info.name or ""))


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_a_commands_help_is_swedish(run: Run, command: tuple[str, ...]) -> None:
    shown = run(*command, "--help").out
    assert shown.startswith("Användning: sn-excel")
    assert "Visa hjälpen och avsluta." in shown
    assert not ENGLISH.findall(shown)


def test_what_must_be_given_is_said_and_choices_are_shown(run: Run) -> None:
    shown = run("check", "--help").out
    assert "Användning: sn-excel check [FLAGGOR] FIL..." in shown
    assert re.search(r"FIL +Arbetsböcker, CSV- eller textfiler. +\[måste anges\]", shown)
    assert "--unit <kr|tkr|mkr>" in shown


def test_a_missing_argument_is_named_as_in_the_help(run: Run) -> None:
    assert run("check").err.startswith("sn-excel: FIL saknas.")
    assert run("regenerate", "x.csv").err.startswith("sn-excel: --period saknas.")
