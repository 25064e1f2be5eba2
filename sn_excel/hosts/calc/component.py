"""The add-in as LibreOffice loads it: it finds sn_excel and hands over calls, buttons and saved workbooks.

This file is put into the add-in as it stands and runs in the office's own Python, nowhere else. Where sn_excel is
not found the cells show #N/A and the menu says what to do; nothing else happens.
"""
# ruff: noqa: N802  the methods have the names that UNO calls them by

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Any

import unohelper
from com.sun.star.awt.MessageBoxType import ERRORBOX
from com.sun.star.frame import FeatureStateEvent, XDispatchProvider, XNotifyingDispatch
from com.sun.star.frame.DispatchResultState import FAILURE, SUCCESS
from com.sun.star.lang import XInitialization, XServiceInfo
from com.sun.star.task import XJob
from snexcel import XFunctions  # type: ignore[import-not-found]  # the add-in's own types

PLACES = "platser.txt"
"""Beside this file: the folders of sn_excel and of what it needs, one a line; written by `sn-excel install-calc`."""
MISSING = (
    "LibreOffice hittar inte sn_excel. "
    "Kör sn-excel install-calc igen, från en Python {}.{} där sn-excel är installerat."
)
NOT_AVAILABLE = struct.unpack("<d", struct.pack("<II", 32767, 0x7FF80000))[0]


def _find_packages() -> None:
    """Put the folders in front of other packages, but after Python's own modules."""
    file = Path(__file__).with_name(PLACES)
    if file.exists():
        wanted = [place for place in file.read_text("utf-8").splitlines() if place and place not in sys.path]
        others = (at for at, place in enumerate(sys.path) if place.endswith(("site-packages", "dist-packages")))
        at = next(others, len(sys.path))
        sys.path[at:at] = wanted


_find_packages()


class _Component(unohelper.Base, XServiceInfo):  # type: ignore[misc]  # UNO's classes are untyped
    name = ""

    def __init__(self, context: Any) -> None:
        self.context = context

    def getImplementationName(self) -> str:
        return self.name

    def supportsService(self, name: str) -> bool:
        return name in self.getSupportedServiceNames()

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (self.name,)


class Functions(_Component, XFunctions):  # type: ignore[misc]  # as above
    """The cell functions; each is a method of its own name."""

    name = "snexcel.Functions"

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("SN_"):
            raise AttributeError(name)
        return lambda *arguments: _answered(name, arguments)


def _answered(name: str, arguments: tuple[object, ...]) -> object:
    try:
        from sn_excel.hosts.calc.component_functions import answered
    except ImportError:
        return ((NOT_AVAILABLE,),)
    return answered(name, arguments)


def _menus() -> Any:
    try:
        from sn_excel.hosts.calc import menus as calc_menus
    except ImportError:
        return None
    return calc_menus


def _missing() -> str:
    return MISSING.format(*sys.version_info[:2])


def _not_done(*_: object) -> tuple[str, bool]:
    return _missing(), True


class Menu(_Component, XInitialization, XDispatchProvider, XNotifyingDispatch):  # type: ignore[misc]  # as above
    """The menu's commands in one window."""

    name = "snexcel.Menu"
    frame: Any = None

    def initialize(self, arguments: tuple[Any, ...]) -> None:
        """Take the window that the menu is in."""
        self.frame = arguments[0] if arguments else None

    def queryDispatch(self, url: Any, _target: str, _flags: int) -> Any:
        """Return this for a command of ours."""
        return self if url.Protocol == "snexcel:" else None

    def queryDispatches(self, requests: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the same for several commands."""
        return tuple(self.queryDispatch(one.FeatureURL, one.FrameName, one.SearchFlags) for one in requests)

    def dispatch(self, url: Any, _arguments: tuple[Any, ...]) -> None:
        """Do it and tell in a message box; a person has pressed."""
        menus = _menus()
        if menus is not None:
            menus.pressed(self.context, self.frame, url.Path)
        else:
            window = self.frame.getContainerWindow()
            window.getToolkit().createMessageBox(window, ERRORBOX, 1, "Socialnämnd", _missing()).execute()

    def dispatchWithNotification(self, url: Any, arguments: tuple[Any, ...], listener: Any) -> None:
        """Do it without a message box; the answer is the result. For programs, which nobody looks at."""
        menus, given = _menus(), {one.Name: one.Value for one in arguments}
        done = menus.done if menus is not None else _not_done
        told, wrong = done(self.context, self.frame, url.Path, given)
        if listener is not None:
            event = unohelper.uno.createUnoStruct("com.sun.star.frame.DispatchResultEvent")
            event.Source, event.State, event.Result = self, FAILURE if wrong else SUCCESS, told
            listener.dispatchFinished(event)

    def addStatusListener(self, listener: Any, url: Any) -> None:
        """Say whether the command can be pressed, once: that does not change while the program runs."""
        try:
            from sn_excel.hosts.commands import COMMANDS
        except ImportError:
            built = True
        else:
            built = any(command.macro == url.Path and command.built for command in COMMANDS)
        listener.statusChanged(FeatureStateEvent(self, url, "", built, False, None))

    def removeStatusListener(self, listener: Any, url: Any) -> None:
        """Nothing is kept."""


class Saving(_Component, XJob):  # type: ignore[misc]  # as above
    """What is done when a workbook has been opened or saved."""

    name = "snexcel.Saving"

    def execute(self, arguments: tuple[Any, ...]) -> None:
        """Hand the event and its workbook over."""
        try:
            from sn_excel.hosts.calc import opened_books
        except ImportError:
            return
        given = {one.Name: one.Value for one in arguments}
        around = {one.Name: one.Value for one in given.get("Environment", ())}
        opened_books.told(around.get("EventName", ""), around.get("Model"))


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816  the loader looks for this name
for _class in (Functions, Menu, Saving):
    g_ImplementationHelper.addImplementation(_class, _class.name, (_class.name,))
