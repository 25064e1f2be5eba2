"""The add-in file, built from text on any machine: VBA sources, ribbon and settings in; the same bytes out every time.

Needs pyOpenVBA (the extra `addin`), pinned: it writes the VBA project. Members are stored, not compressed, since
compression differs between versions of zlib. Signing with the municipality's certificate comes after the build.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile, ZipInfo

from sn_excel import __version__
from sn_excel.hosts.excel.ribbons import PART, RELATIONSHIP, ribbon
from sn_excel.hosts.excel.vba_stubs import CODE_PAGE, generated
from sn_excel.model.errors import SnError
from sn_excel.model.places import address

ADDIN = "sn_excel.xlam"
RIBBON_FILE = "customUI14.xml"
SETTINGS_SHEET = "sn_excel.conf"
SETTINGS = (("INTERPRETER_WIN", ""), ("LIBRARY_FOLDER", ""), ("INTERPRETER_MAC", ""))
"""What the IT department may fill in before it signs the add-in; empty here, so that the user's file decides."""

_AUTHOR = "sn_excel"
_STAMP = "2024-01-01T00:00:00Z"
_DOCUMENTS = ("ThisWorkbook", "Sheet1")
_STARTER = "Module1"


def write_sources(folder: Path) -> None:
    """Write the generated sources, VBA and ribbon, among those written by hand."""
    for name, text in {**generated(), RIBBON_FILE: ribbon()}.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def build(folder: Path) -> bytes:
    """Return the add-in of a folder of VBA sources and their ribbon."""
    sources = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.[bc][al]s"))}
    parts = _with_project(sources)
    parts[PART] = (folder / RIBBON_FILE).read_bytes()
    for name, change in _CHANGES.items():
        parts[name] = change(parts[name].decode("utf-8")).encode("utf-8")
    return _packed(parts)


def _with_project(sources: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts of an empty add-in that holds the sources as its VBA project."""
    from pyopenvba import ExcelFile
    from pyopenvba.vba import VBAModuleKind

    with TemporaryDirectory() as folder:
        path = Path(folder) / ADDIN
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module(_STARTER)
            for name, text in sources.items():
                source = _crlf(text)
                if name in _DOCUMENTS:
                    book.set_module(name, source)
                else:
                    kind = VBAModuleKind.other if text.startswith("VERSION") else VBAModuleKind.standard
                    project.add_module(name, source, kind=kind)
            book.save()
        with ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def _crlf(text: str) -> str:
    text.encode(CODE_PAGE)
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _relations(text: str) -> str:
    added = f'<Relationship Id="rIdRibbon" Type="{RELATIONSHIP}" Target="{PART}"/>'
    return _swap(text, "</Relationships>", f"{added}</Relationships>")


def _core(text: str) -> str:
    text = re.sub(r"(<dc:creator>|<cp:lastModifiedBy>)[^<]*", rf"\g<1>{_AUTHOR}", text)
    return re.sub(r"(<dcterms:\w+ [^>]*>)[^<]*", rf"\g<1>{_STAMP}", text)


def _titles(text: str) -> str:
    return _swap(text, "<vt:lpstr>Sheet1<", f"<vt:lpstr>{SETTINGS_SHEET}<")


def _book(text: str) -> str:
    return _swap(text, '<sheet name="Sheet1"', f'<sheet name="{SETTINGS_SHEET}"')


def _sheet(text: str) -> str:
    rows = "".join(
        f'<row r="{row}">{_cell(row, 1, name)}{_cell(row, 2, value)}</row>'
        for row, (name, value) in enumerate((*SETTINGS, *_versions()), 1)
    )
    return _swap(text, "<sheetData/>", f"<sheetData>{rows}</sheetData>")


def _versions() -> tuple[tuple[str, str], ...]:
    """Return the versions the add-in was built with; the doctor reads them here."""
    return ("SN_VERSION", __version__), ("XLWINGS_VERSION", version("xlwings"))


def built_with(addin: Path) -> dict[str, str]:
    """Return the settings and versions that an add-in file carries; empty when it is none of ours."""
    try:
        with ZipFile(addin) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    except (OSError, KeyError, BadZipFile):
        return {}
    rows = re.findall(r"<row [^>]*>(.*?)</row>", sheet)
    pairs = [re.findall(r"<t>([^<]*)</t>", row) for row in rows]
    return {pair[0]: pair[1] if len(pair) > 1 else "" for pair in pairs if pair}


def _cell(row: int, column: int, text: str) -> str:
    return f'<c r="{address((row, column))}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else ""


def _swap(text: str, old: str, new: str) -> str:
    """Replace what must be there once; SnError when pyOpenVBA's empty add-in has become another."""
    if text.count(old) != 1:
        raise SnError(f"Mallen för tillägget har ändrats: {old} finns inte. Bygg med den pyOpenVBA som är låst.")
    return text.replace(old, new)


_CHANGES = {
    "_rels/.rels": _relations,
    "docProps/core.xml": _core,
    "docProps/app.xml": _titles,
    "xl/workbook.xml": _book,
    "xl/worksheets/sheet1.xml": _sheet,
}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in parts.items():
            entry = ZipInfo(name)
            entry.create_system = 0
            archive.writestr(entry, data)
    return file.getvalue()
