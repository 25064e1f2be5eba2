"""Putting the add-in into LibreOffice for one user, told where sn_excel is; and taking it away again.

The office has a Python of its own: on Debian and Ubuntu the system's, on Windows and Mac one that comes with it. It
need not know of the environment that sn_excel is installed in, so the add-in carries a list of folders to look in.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import sn_excel
from sn_excel.engine import bridge
from sn_excel.hosts.calc.oxt_packages import ADDIN, packed, parts_of
from sn_excel.hosts.calc.oxt_texts import SPACE
from sn_excel.hosts.commands import TAB
from sn_excel.hosts.files import data
from sn_excel.model.errors import SnError

PLACES = "platser.txt"
_OLDEST = (3, 11)
_PATIENCE = 180


@dataclass(frozen=True, slots=True)
class Manager:
    """LibreOffice's own program for extensions; `before` is what starts it, `options` where the user's profile is."""

    program: Path
    before: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @classmethod
    def found(cls) -> Manager:
        """Return the one that comes with LibreOffice; OfficeError without LibreOffice."""
        beside = bridge.program().resolve().parent
        ends = ("unopkg.com", "unopkg.exe", "unopkg")
        places = [folder / end for folder in (beside, beside.parent / "MacOS") for end in ends]
        program = next((place for place in places if place.is_file()), None)
        if program is None:
            raise SnError("Programmet unopkg saknas i LibreOffice; installera om LibreOffice Calc.")
        return cls(program)

    def run(self, *arguments: str) -> str:
        """Return what the program says; SnError when it refuses. It is run from its own folder, for it needs one."""
        command = [*self.before, str(self.program), *arguments, *self.options]
        folder = self.program.parent
        try:
            done = subprocess.run(  # noqa: S603  our own command line
                command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=_PATIENCE, check=False
            )
        except subprocess.TimeoutExpired as fault:
            raise SnError("LibreOffices program för tillägg svarade inte. Stäng LibreOffice och kör igen.") from fault
        if done.returncode:
            raise SnError(_refusal(done.stdout + done.stderr))
        return done.stdout


def _refusal(text: str) -> str:
    if "root" in text:
        return "LibreOffice lägger inte in tillägg för root. Kör kommandot som din vanliga användare."
    lines = [line for line in text.splitlines() if line.strip()]
    told = " ".join(lines)[-300:] or "utan förklaring"
    return f"LibreOffice tog inte emot tillägget: {told}. Stäng LibreOffice och kör igen."


def places() -> tuple[str, ...]:
    """Return the folders where the office's Python finds sn_excel and the packages that it needs."""
    own = str(Path(sn_excel.__file__).resolve().parent.parent)
    others = [place for place in sys.path if place.endswith(("site-packages", "dist-packages"))]
    return tuple(dict.fromkeys([own, *others]))


def personal(folders: tuple[str, ...]) -> bytes:
    """Return the add-in with the list of folders in it."""
    return packed(parts_of(data(ADDIN)) | {PLACES: "".join(f"{folder}\n" for folder in folders).encode("utf-8")})


def install_calc(manager: Manager | None = None) -> tuple[str, ...]:
    """Install for this user and return what was done, in Swedish; SnError when it cannot be done."""
    version = _matching_python()
    with TemporaryDirectory() as folder:
        file = Path(folder) / ADDIN
        Path(folder).chmod(0o755)
        file.write_bytes(personal(places()))
        (manager or Manager.found()).run("add", "--force", "--suppress-license", str(file))
    return (
        f"Tillägget är inlagt i LibreOffice. Menyn heter {TAB} och finns i Calc nästa gång det startas.",
        f"LibreOffice har Python {version} och hämtar sn_excel ur {places()[0]}.",
        f"Prova: skriv =SN_DEVIATION(100;120) i en cell, och välj {TAB}, Självtest.",
        "Flyttas eller uppgraderas sn_excel: kör kommandot igen. Ta bort med sn-excel uninstall-calc.",
    )


def uninstall_calc(manager: Manager | None = None) -> tuple[str, ...]:
    """Take the add-in out of LibreOffice for this user, and return what was done."""
    here = manager or Manager.found()
    if SPACE not in _identifiers(here.run("list")):
        return ("Tillägget var inte inlagt i LibreOffice.",)
    here.run("remove", SPACE)
    return ("Tillägget är borttaget ur LibreOffice.",)


def _identifiers(listed: str) -> set[str]:
    return {line.split(":", 1)[1].strip() for line in listed.splitlines() if line.startswith("Identifier:")}


def _matching_python() -> str:
    """Return the version of the office's Python; SnError when the packages installed here do not work in it."""
    theirs, ours = bridge.built_for(bridge.program().resolve().parent), sys.version_info[:2]
    if theirs is None:
        raise SnError("LibreOffices stöd för Python saknas; installera paketet python3-uno och kör igen.")
    told = f"{theirs[0]}.{theirs[1]}"
    if theirs < _OLDEST:
        raise SnError(
            f"LibreOffice har Python {told} och tillägget behöver minst {_OLDEST[0]}.{_OLDEST[1]}. "
            "Installera ett nyare LibreOffice; kommandona (sn-excel --help) fungerar ändå."
        )
    if theirs != ours:
        raise SnError(
            f"LibreOffice har Python {told} men sn_excel är installerat i Python {ours[0]}.{ours[1]}. "
            f"Installera sn-excel i en Python {told} och kör sn-excel install-calc därifrån."
        )
    return told
