"""Apps: each is one LibreOffice process of ours; the one used last comes first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from xlwings import base_classes

from sn_excel.engine import bridge, office
from sn_excel.engine.books import Books
from sn_excel.engine.losses import Spoken
from sn_excel.engine.number_formats import NumberFormats

MODES = ("automatic", "manual", "semiautomatic")
ENGLISH, XL_ENGLISH, FUNCTIONS = 2, 4, 16
FIRST_ANSWERS = {None: "ok", "ok": "ok", "ok_cancel": "ok", "yes_no": "yes", "yes_no_cancel": "yes"}


class Apps(base_classes.Apps):
    """The LibreOffice processes started or taken over; those that have ended are forgotten."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._apps: list[App] = []

    def _living(self) -> list[App]:
        self._apps = [app for app in self._apps if app.office.alive]
        return self._apps

    def keys(self) -> list[int]:
        """Return the process ids, the active one first."""
        return [app.pid for app in self._living()]

    def add(self, spec: Any = None, add_book: Any = None, xl: Any = None, visible: Any = None) -> App:  # noqa: ARG002
        """Start a LibreOffice of its own, or take over a running office (`xl`), and make it the active one."""
        on_screen = bool(visible) and bool(os.environ.get("DISPLAY") or os.name == "nt")
        app = self.of(xl if xl is not None else office.Office(visible=on_screen))
        if add_book:
            app.books.add()
        return app

    def of(self, running: office.Office) -> App:
        """Return the app of a running office, making it the active one."""
        app = next((app for app in self._living() if app.office is running), None)
        if app is None:
            app = App(self, running, self._engine)
            self._apps.append(app)
        self.prefer(app)
        return app

    def prefer(self, app: App) -> None:
        """Let an app be the active one."""
        self._apps = [app, *(other for other in self._living() if other is not app)]

    @staticmethod
    def cleanup() -> None:
        """Do nothing: every process of ours is ended by its own id."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._living()))

    def __len__(self) -> int:
        return len(self._living())

    def __getitem__(self, pid: int) -> App:
        for app in self._living():
            if app.pid == pid:
                return app
        raise KeyError(f"Ingen LibreOffice-process har nummer {pid}.")


class App(Spoken, base_classes.App):
    """One LibreOffice process."""

    screen_updating = True
    display_alerts = True
    enable_events = True
    interactive = True
    status_bar: Any = False
    hwnd = None

    def __init__(self, apps: Apps, running: office.Office, engine: Any) -> None:
        self.office = running
        self.engine = engine
        self.alerts: list[tuple[str, str]] = []
        self.clipboard: Any = None
        self.active_uid = ""
        self._apps = apps
        self._calculation = "automatic"
        self._visible = running.visible
        self._formats: dict[str, NumberFormats] = {}
        self._functions: tuple[Mapping[str, str], Mapping[str, str]] | None = None

    @property
    def api(self) -> Any:
        """Return LibreOffice's desktop."""
        return self.office.desktop

    @property
    def books(self) -> Books:
        """Return the open books."""
        return Books(self)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return int(self.office.pid)

    @property
    def visible(self) -> bool:
        """Return whether the program is wanted on the screen; without a screen it stays out of sight."""
        return self._visible

    @visible.setter
    def visible(self, value: bool) -> None:
        self._visible = bool(value)
        if self.office.visible:
            for book in self.books:
                book.xl.getCurrentController().getFrame().getContainerWindow().setVisible(self._visible)

    @property
    def selection(self) -> Any:
        """Return the selected cells of the active book; None without a book."""
        return self.books.active.selection if len(self.books) else None

    def activate(self, steal_focus: bool = False) -> None:
        """Make this the active app."""
        self._apps.prefer(self)
        if steal_focus and self.office.visible and len(self.books):
            self.books.active.xl.getCurrentController().getFrame().getContainerWindow().toFront()

    def quit(self) -> None:
        """Close without saving and end the process."""
        for book in self.books:
            book.close()
        self.office.end()

    def kill(self) -> None:
        """End the process at once."""
        self.office.kill()

    @property
    def calculation(self) -> str:
        """Return when formulas are recalculated."""
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in MODES:
            raise ValueError(f"Beräkningssätt är något av {', '.join(MODES)}, inte {value}.")
        self._calculation = value
        for book in self.books:
            self.keep_calculating(book.xl)

    def keep_calculating(self, document: Any) -> None:
        """Let a document recalculate as the app does."""
        document.enableAutomaticCalculation(self._calculation != "manual")

    def calculate(self) -> None:
        """Recalculate every formula of every open book."""
        for book in self.books:
            book.xl.calculateAll()

    @property
    def version(self) -> str:
        """Return LibreOffice's version."""
        provider = self.office.service("configuration.ConfigurationProvider")
        where = bridge.settings(nodepath="/org.openoffice.Setup/Product")
        access = "com.sun.star.configuration.ConfigurationAccess"
        return str(provider.createInstanceWithArguments(access, where).ooSetupVersion)

    @property
    def path(self) -> str:
        """Return the folder of the program."""
        return str(bridge.program().resolve().parent)

    @property
    def startup_path(self) -> str:
        """Return the folder of this process's own settings."""
        return str(self.office.profile)

    @property
    def cut_copy_mode(self) -> str | None:
        """Return "copy" while a copied range waits to be pasted."""
        return "copy" if self.clipboard is not None else None

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: Any) -> None:
        if not value:
            self.clipboard = None

    def run(self, macro: str, args: Any) -> Any:
        """Refuse: a document's macros are never run by this engine."""
        raise NotImplementedError(f"Makrot {macro} körs inte: motorn kör inte dokumentens makron.")

    def alert(self, prompt: Any, title: Any, buttons: Any, mode: Any, callback: Any) -> str:  # noqa: ARG002
        """Show a message and return the answer; out of sight it is kept in `alerts` and the first answer is given."""
        told = ("" if title is None else str(title), "" if prompt is None else str(prompt))
        self.alerts.append(told)
        if not self.office.visible or not self.display_alerts:
            return FIRST_ANSWERS[buttons]
        window = self.books.active.xl.getCurrentController().getFrame().getContainerWindow()
        shown = {None: 1, "ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}[buttons]
        kind = bridge.enum("awt.MessageBoxType", "ERRORBOX" if mode == "critical" else "INFOBOX")
        box = self.office.service("awt.Toolkit").createMessageBox(window, kind, shown, *told)
        return {1: "ok", 2: "yes", 3: "no"}.get(int(box.execute()), "cancel")

    def formats_of(self, document: Any, uid: str) -> NumberFormats:
        """Return the number formats of a document, with what is known of them."""
        if uid not in self._formats:
            self._formats[uid] = NumberFormats(document)
        return self._formats[uid]

    def functions_of(self, document: Any) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return the function names that Excel and Calc write differently: Excel's to Calc's, and back."""
        if self._functions is None:
            mapper = document.createInstance("com.sun.star.sheet.FormulaOpCodeMapper")
            ours = {entry.Token.OpCode: entry.Name for entry in mapper.getAvailableMappings(ENGLISH, FUNCTIONS)}
            theirs = {entry.Token.OpCode: entry.Name for entry in mapper.getAvailableMappings(XL_ENGLISH, FUNCTIONS)}
            pairs = [(theirs[code], ours[code]) for code in theirs if ours.get(code, theirs[code]) != theirs[code]]
            self._functions = dict(pairs), {calc: excel for excel, calc in pairs}
        return self._functions
