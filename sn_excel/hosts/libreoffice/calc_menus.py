"""The menu Socialnämnd in Calc: a command of the one registry is pressed, its questions asked, its answer told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sn_excel.hosts.commands import TAB, Command, named
from sn_excel.hosts.desktop.journals import log_file, write
from sn_excel.hosts.libreoffice import calc_questions, calc_trials

ANSWERS = "Answers"
"""The argument that carries the answers of a program that presses: one a line."""
_TRIAL = "self_test"
_WRONG = "!"


def pressed(context: Any, frame: Any, macro: str) -> None:
    """Do what a menu entry says and tell it in a message box; a question that is left without an answer ends it."""
    command = named(macro)
    given = calc_questions.asked(context, frame, command.asks)
    if given is None:
        return
    text = _carried_out(context, frame, command, given)
    if text:
        calc_questions.tell(frame, text.removeprefix(_WRONG), TAB, wrong=text.startswith(_WRONG))


def done(context: Any, frame: Any, macro: str, arguments: Mapping[str, object]) -> str:
    """Do what a menu entry says and return what it tells; one that begins with `!` tells that something is wrong."""
    return _carried_out(context, frame, named(macro), str(arguments.get(ANSWERS, "")))


def _carried_out(context: Any, frame: Any, command: Command, given: str) -> str:
    try:
        return _done(context, frame, command, given)
    except Exception as fault:  # noqa: BLE001  a fault of ours becomes a sentence, once, here
        write(command.macro, fault)
        return f"{_WRONG}Något gick fel i sn_excel ({type(fault).__name__}). Loggen säger var: {log_file()}"


def _done(context: Any, frame: Any, command: Command, given: str) -> str:
    if command.macro == _TRIAL:
        return calc_trials.told(context)
    from sn_excel.hosts.libreoffice.calc_insides import calling

    with calling(context, frame.Controller.Model, command.label):
        from sn_excel.hosts.desktop.macros import press

        return press(command.macro, given)
