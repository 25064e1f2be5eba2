"""The office process: LibreOffice started out of sight for us alone, and ended by us whatever happens."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import uuid4

from sn_excel.engine import bridge
from sn_excel.engine.errors import GONE, OfficeError, OfficeGoneError

PATIENCE = 90.0
FAREWELL = 10.0
RESTART = 81
PROFILE = "sn_excel_office_"
SYNTAX = "/org.openoffice.Office.Calc/Formula/Syntax"
SETTINGS = (
    (SYNTAX, "EnglishFunctionName", "true"),
    (SYNTAX, "SeparatorArg", ";"),
    (SYNTAX, "SeparatorArrayCol", ";"),
    (SYNTAX, "SeparatorArrayRow", "|"),
)
SETTING = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
REGISTRY = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
OPTIONS = ("--norestore", "--nologo", "--nodefault", "--nofirststartwizard")


class Office:
    """One running LibreOffice with a profile of its own, reached over a pipe of its own."""

    def __init__(
        self, visible: bool = False, options: tuple[str, ...] = (), settings: tuple[tuple[str, str, str], ...] = ()
    ) -> None:
        """Start it; settings are path, name and value in LibreOffice's registry, laid over our own."""
        bridge.uno()
        self._visible = visible
        self._options = options
        self._pipe = f"sn_excel_{uuid4().hex}"
        self._profile = Path(tempfile.mkdtemp(prefix=PROFILE))
        self._settle(*SETTINGS, *settings)
        self._process = self._launched()
        atexit.register(self.end)
        try:
            self._context = self._awaited()
        except BaseException:
            self.end()
            raise

    def __enter__(self) -> Office:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    @property
    def visible(self) -> bool:
        """Return whether it was started with windows on a screen."""
        return self._visible

    @property
    def pid(self) -> int:
        """Return the process we started; its children are in the same process group."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    @property
    def profile(self) -> Path:
        """Return the folder of the office's own settings; it is removed at the end."""
        return self._profile

    @property
    def context(self) -> Any:
        """Return the component context; OfficeGoneError when the office has crashed or been ended."""
        if not self.answers():
            raise OfficeGoneError(GONE)
        return self._context

    def answers(self) -> bool:
        """Return whether the office still runs and answers."""
        return self.alive and bridge.answers(self._context)

    def service(self, name: str) -> Any:
        """Return a new service of the office, such as `frame.Desktop`."""
        return self.context.ServiceManager.createInstanceWithContext(f"com.sun.star.{name}", self._context)

    @property
    def desktop(self) -> Any:
        """Return the desktop, which holds the open documents."""
        return self.service("frame.Desktop")

    def _settle(self, *settings: tuple[str, str, str]) -> None:
        """Let formulas be written in English, whatever language the program speaks with people."""
        place = self._profile / "user"
        place.mkdir()
        items = "".join(SETTING.format(path=path, name=name, value=value) for path, name, value in settings)
        (place / "registrymodifications.xcu").write_text(REGISTRY.format(items=items), encoding="utf-8")

    def _launched(self) -> subprocess.Popen[bytes]:
        sight = () if self._visible else ("--headless", "--invisible")
        command = [
            str(bridge.program()),
            *sight,
            *OPTIONS,
            f"--accept=pipe,name={self._pipe};urp",
            f"-env:UserInstallation={self._profile.as_uri()}",
            *self._options,
        ]
        quiet = subprocess.DEVNULL
        surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return subprocess.Popen(  # noqa: S603 - our own command line
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=surroundings, start_new_session=True
        )

    def _awaited(self) -> Any:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            context = bridge.connected(self._pipe)
            if context is not None:
                return context
            code = self._process.poll()
            if code == RESTART:
                self._process = self._launched()
            elif code is not None:
                raise OfficeError(
                    f"LibreOffice avslutades redan vid starten (kod {code}); starta Calc för hand en gång."
                )
            time.sleep(0.05)
        raise OfficeError(f"LibreOffice svarade inte inom {PATIENCE:.0f} sekunder och har stängts.")

    def end(self) -> None:
        """End the office and everything it started, politely first; may be called again."""
        if self.alive:
            with suppress(Exception):
                self._close_all()
                self.desktop.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(FAREWELL)
        self.kill()
        atexit.unregister(self.end)

    def _close_all(self) -> None:
        """Close the documents without saving, so that no lock files stay behind."""
        held = self.desktop.getComponents().createEnumeration()
        while held.hasMoreElements():
            component = held.nextElement()
            if hasattr(component, "close"):
                component.close(True)

    def state(self, frame: Any, command: str) -> Any:
        """Return the state of a command of the program in a window, such as whether grid lines are on."""
        found: list[Any] = []
        url = self.service("util.URLTransformer").parseStrict(bridge.struct("util.URL", Complete=f".uno:{command}"))[1]
        dispatch = frame.queryDispatch(url, "", 0)
        heard = bridge.listener(lambda event: found.append(event.State))
        dispatch.addStatusListener(heard, url)
        dispatch.removeStatusListener(heard, url)
        return found[-1] if found else None

    def command(self, frame: Any, name: str, **options: object) -> None:
        """Carry out a command of the program in a window."""
        self.service("frame.DispatchHelper").executeDispatch(frame, f".uno:{name}", "", 0, bridge.settings(**options))

    def kill(self) -> None:
        """End the process and its children at once and remove the profile."""
        _ended(self._process)
        shutil.rmtree(self._profile, ignore_errors=True)


def _ended(process: subprocess.Popen[bytes]) -> None:
    """End a process group by its leader's id; the leader (oosplash) may be gone and its child not."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(["taskkill", "/PID", str(process.pid), "/T", "/F"], check=False, capture_output=True)  # noqa: S603, S607
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(FAREWELL)


def noticed(office: Office, fault: BaseException | None = None) -> None:
    """Raise OfficeGoneError when the office behind a failed call is lost."""
    if not office.answers():
        raise OfficeGoneError(GONE) from fault


_shared: list[Office] = []


def shared() -> Office:
    """Return the office this Python process shares; started at the first call, ended with the process.

    A crashed one is replaced, since whoever talked with it has been told.
    """
    if _shared and not _shared[-1].answers():
        _shared.pop().end()
    if not _shared:
        _shared.append(Office())
    return _shared[-1]


def end_shared() -> None:
    """End the shared office if there is one."""
    while _shared:
        _shared.pop().end()
