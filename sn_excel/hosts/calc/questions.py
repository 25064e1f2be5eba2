"""What a menu entry asks for and tells in a window of Calc: a file, a month, a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sn_excel.engine import bridge
from sn_excel.hosts.commands import TAB, Kind, Question

_EXPORTS = "*.csv;*.xlsx;*.xlsm;*.txt;*.se;*.si"
_OK, _CANCEL = 1, 2


def asked(context: Any, frame: Any, questions: Sequence[Question]) -> str | None:
    """Return the answers, one a line; None when one was left without an answer."""
    answers: list[str] = []
    for question in questions:
        answer = _file(context, question.text) if question.kind is Kind.FILE else _line(context, frame, question.text)
        if not answer:
            return None
        answers.append(answer)
    return "\n".join(answers)


def tell(frame: Any, text: str, title: str, wrong: bool) -> None:
    """Show a message box and wait until it is closed."""
    window = frame.getContainerWindow()
    kind = bridge.enum("awt.MessageBoxType", "ERRORBOX" if wrong else "INFOBOX")
    window.getToolkit().createMessageBox(window, kind, _OK, title, text).execute()


def _file(context: Any, text: str) -> str:
    picker = context.ServiceManager.createInstanceWithContext("com.sun.star.ui.dialogs.FilePicker", context)
    picker.setTitle(text)
    picker.appendFilter("Export", _EXPORTS)
    picker.appendFilter("Alla filer", "*.*")
    if picker.execute() != _OK:
        return ""
    path = bridge.file_of(str(picker.getFiles()[0]))
    return str(path or "")


def _line(context: Any, frame: Any, text: str) -> str:
    """Ask for a line of text in a small dialog; empty when it was cancelled."""
    create = context.ServiceManager.createInstanceWithContext
    model = create("com.sun.star.awt.UnoControlDialogModel", context)
    _placed(model, (60, 60, 220, 74), Title=TAB)
    parts: tuple[tuple[str, str, tuple[int, int, int, int], dict[str, object]], ...] = (
        ("FixedText", "question", (6, 6, 208, 28), {"Label": text, "MultiLine": True}),
        ("Edit", "answer", (6, 36, 208, 14), {"Text": month_before(date.today())}),  # noqa: DTZ011  the user's own day
        ("Button", "ok", (108, 54, 50, 14), {"Label": "OK", "PushButtonType": _OK, "DefaultButton": True}),
        ("Button", "cancel", (164, 54, 50, 14), {"Label": "Avbryt", "PushButtonType": _CANCEL}),
    )
    for kind, name, place, settings in parts:
        part = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
        _placed(part, place, Name=name, **settings)
        model.insertByName(name, part)
    dialog = create("com.sun.star.awt.UnoControlDialog", context)
    dialog.setModel(model)
    dialog.createPeer(create("com.sun.star.awt.Toolkit", context), frame.getContainerWindow())
    try:
        return str(dialog.getControl("answer").getText()).strip() if dialog.execute() == _OK else ""
    finally:
        dialog.dispose()


def _placed(model: Any, place: tuple[int, int, int, int], **settings: object) -> None:
    names = ("PositionX", "PositionY", "Width", "Height")
    for name, value in (*zip(names, place, strict=True), *settings.items()):
        setattr(model, name, value)


def month_before(today: date) -> str:
    """Return the month that is closed as a rule: the one before today's.

    >>> month_before(date(2024, 1, 9)), month_before(date(2024, 6, 30))
    ('2023-12', '2024-05')
    """
    return f"{today.replace(day=1) - timedelta(days=1):%Y-%m}"
