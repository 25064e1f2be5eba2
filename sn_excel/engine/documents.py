"""Documents in files: how a workbook is loaded into the office and stored from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sn_excel.engine import bridge
from sn_excel.engine.errors import DocumentError
from sn_excel.engine.office import PROFILE, Office, noticed

FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xltm": "Calc MS Excel 2007 XML Template",
    ".xls": "MS Excel 97",
    ".xlt": "MS Excel 97 Vorlage/Template",
    ".ods": "calc8",
    ".ots": "calc8_template",
    ".fods": "OpenDocument Spreadsheet Flat XML",
    ".csv": "Text - txt - csv (StarCalc)",
    ".html": "HTML (StarCalc)",
    ".pdf": "calc_pdf_Export",
}
READING = FILTERS | {".xlam": FILTERS[".xlsm"], ".xltm": FILTERS[".xlsm"]}
NEVER_RUN_MACROS = 0
NEVER_UPDATE_LINKS = 0


def loaded(office: Office, path: Path, **options: object) -> Any:
    """Return the document of a file; DocumentError when it is missing or no workbook.

    Macros are not run and links not updated unless the options (UNO's media descriptor) say otherwise. Out of sight
    it need not be hidden as well: a hidden document forgets frozen panes and grid lines when it is saved.
    """
    if not path.is_file():
        raise DocumentError(f"{path.name} finns inte.")
    quiet = {"MacroExecutionMode": NEVER_RUN_MACROS, "UpdateDocMode": NEVER_UPDATE_LINKS}
    options = {"Hidden": office.visible} | quiet | options
    if path.suffix.lower() in (".xlam", ".xltm"):
        options.setdefault("FilterName", READING[path.suffix.lower()])
    desktop = office.desktop
    _forget_stale_lock(path)
    try:
        document = desktop.loadComponentFromURL(bridge.url(path), "_blank", 0, bridge.settings(**options))
    except bridge.uno_errors() as fault:
        noticed(office)
        raise DocumentError(f"{path.name} kan inte öppnas i LibreOffice.") from fault
    if document is None:
        raise DocumentError(
            f"{path.name} kan inte öppnas i LibreOffice; den kan vara skyddad eller öppen i ett annat program."
        )
    if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        closed(document)
        raise DocumentError(f"{path.name} är ingen arbetsbok.")
    return document


def _forget_stale_lock(path: Path) -> None:
    """Take away the lock file of an office of ours that crashed; its settings folder is gone. Others' locks stay."""
    lock = path.with_name(f".~lock.{path.name}#")
    if lock.is_file():
        owner = re.search(rf"file://(/[^;]*{PROFILE}[^/;]*)", lock.read_text(encoding="utf-8", errors="replace"))
        if owner and not Path(owner[1]).exists():
            lock.unlink(missing_ok=True)


def filter_for(path: Path) -> str:
    """Return the name of LibreOffice's filter that writes a file of this kind."""
    name = FILTERS.get(path.suffix.lower())
    if name is None:
        raise DocumentError(f"LibreOffice sparar inte filer av slaget {path.suffix or path.name}.")
    return name


def exported(office: Office, document: object, path: Path, **options: object) -> None:
    """Write a copy of a document to a file, of the kind its ending says, leaving the document where it is."""
    target: Any = document
    chosen = {"FilterName": filter_for(path), "Overwrite": True} | options
    _written(office, target.storeToURL, path, chosen)


def stored(office: Office, document: object, path: Path, options: Mapping[str, object]) -> None:
    """Save a document as a file and let it be that file from now on."""
    target: Any = document
    _written(office, target.storeAsURL, path, options)


def pdf_options(quality: str, selection: object = None) -> Any:
    """Return the settings of a PDF: "minimum" quality makes pictures coarser; a selection prints only those cells."""
    chosen: dict[str, object] = {"Quality": 60, "ReduceImageResolution": True, "MaxImageResolution": 150}
    chosen = chosen if quality == "minimum" else {}
    if selection is not None:
        chosen["Selection"] = selection
    return bridge.typed("[]com.sun.star.beans.PropertyValue", bridge.settings(**chosen))


def _written(office: Office, way: Any, path: Path, options: Mapping[str, object]) -> None:
    try:
        way(bridge.url(path), bridge.settings(**options))
    except bridge.uno_errors() as fault:
        noticed(office)
        raise DocumentError(f"{path.name} kan inte sparas; är den öppen i ett annat program?") from fault


def closed(document: object) -> None:
    """Close a document without saving; nothing happens when it is already gone."""
    target: Any = document
    with suppress(*bridge.uno_errors()):
        target.close(True)
