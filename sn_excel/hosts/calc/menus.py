"""The menu Socialnämnd in Calc: a command of the one registry is pressed, its questions asked, its answer told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sn_excel.hosts.calc import marks as calc_marks
from sn_excel.hosts.calc import questions as calc_questions
from sn_excel.hosts.calc import takebacks, trials
from sn_excel.hosts.commands import TAB, Command, Told, named
from sn_excel.hosts.desktop.error_log import log_file, write

ANSWERS = "Answers"
"""The argument that carries the answers of a program that presses: one a line."""
_TRIAL, _UNDO = "self_test", "undo"


@dataclass(frozen=True, slots=True)
class Pressing:
    """A command chosen in a window of the office, with the answers to what it asks; `aloud` when a person did."""

    context: Any
    frame: Any
    command: Command
    given: str = ""
    aloud: bool = False


def pressed(context: Any, frame: Any, macro: str) -> None:
    """Do what a menu entry says and tell it in a message box; a question that is left without an answer ends it."""
    command = named(macro)
    given = calc_questions.asked(context, frame, command.asks)
    if given is not None:
        pressing = Pressing(context, frame, command, given, aloud=True)
        _tell(pressing, _carried_out(pressing))


def done(context: Any, frame: Any, macro: str, arguments: Mapping[str, object]) -> tuple[str, bool]:
    """Do what a menu entry says; return what it tells, and whether something is wrong."""
    told = _carried_out(Pressing(context, frame, named(macro), str(arguments.get(ANSWERS, ""))))
    return told.text, told.wrong


def _tell(pressing: Pressing, told: Told) -> None:
    if told.text and pressing.aloud:
        calc_questions.tell(pressing.frame, told.text, TAB, told.wrong)


def _carried_out(pressing: Pressing) -> Told:
    try:
        return trials.told(pressing.context) if pressing.command.macro == _TRIAL else _worked(pressing)
    except Exception as fault:  # noqa: BLE001  a fault of ours becomes a sentence, once, here
        write(pressing.command.macro, fault)
        text = f"Något gick fel i sn_excel ({type(fault).__name__}). Loggen säger var: {log_file()}"
        return Told(text, wrong=True)


def _worked(pressing: Pressing) -> Told:
    from sn_excel.hosts.calc.insides import calling

    macro, document = pressing.command.macro, pressing.frame.Controller.Model
    with calling(pressing.context, document):
        from sn_excel.hosts.desktop.macros import press, undo_offered

        with takebacks.locked(document):
            told = press(macro, pressing.given)
            calc_marks.show(document)
        if (pressing.command.undoable or macro == _UNDO) and not told.wrong:
            takebacks.forget(document)
            if undo_offered(macro):
                back = replace(pressing, command=named(_UNDO), given="")
                takebacks.offer(pressing.context, document, pressing.command.label, partial(_taken_back, back))
    return told


def _taken_back(pressing: Pressing) -> None:
    _tell(pressing, _carried_out(pressing))
