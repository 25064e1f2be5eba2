"""The Calc add-in file, built from text: the same sources give the same bytes every time."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from sn_excel.engine import bridge
from sn_excel.hosts.calc.oxt_texts import COMPONENT, TYPES, sources
from sn_excel.model.errors import SnError

ADDIN = "sn_excel.oxt"
_WRITER = "unoidl-write"
_SOURCE = "component.py"


def build(types: bytes) -> bytes:
    """Return the add-in with these types; members are stored and undated, so that the bytes are the sources' own."""
    texts = sources() | {COMPONENT: Path(__file__).with_name(_SOURCE).read_text("utf-8")}
    parts = {name: text.encode("utf-8") for name, text in texts.items()} | {TYPES: types}
    return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a zip, sorted."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in sorted(parts):
            entry = ZipInfo(name)
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return file.getvalue()


def parts_of(addin: Path) -> dict[str, bytes]:
    """Return the parts of an add-in file by name; SnError when it is missing."""
    if not addin.exists():
        raise SnError(f"Tillägget {addin.name} saknas i installationen. Installera om paketet sn-excel.")
    with ZipFile(addin) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def type_writer() -> Path | None:
    """Return the program that writes UNO types (Debian's package libreoffice-dev); None where there is none."""
    found = shutil.which(_WRITER)
    beside = bridge.program().resolve().parent.parent / "sdk" / "bin" / _WRITER
    return Path(found) if found else beside if beside.is_file() else None


def types(idl: str) -> bytes:
    """Return the types of an interface text as LibreOffice reads them; SnError without the program that writes them."""
    writer = type_writer()
    if writer is None:
        raise SnError("Programmet unoidl-write saknas; installera paketet libreoffice-dev och bygg igen.")
    program = bridge.program().resolve().parent
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "sn_excel.idl", Path(folder) / TYPES
        source.write_text(idl, "utf-8")
        known = [program / "types.rdb", program / "types" / "offapi.rdb"]
        done = subprocess.run(  # noqa: S603  our own command line
            [str(part) for part in (writer, *known, source, target)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SnError(f"Typerna kan inte skrivas: {done.stderr.strip()[-300:]}")
        return target.read_bytes()
