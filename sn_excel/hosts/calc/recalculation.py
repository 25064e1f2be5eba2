"""Recalculation: every formula of a workbook computed anew by another hand than ours, into a copy."""

from __future__ import annotations

from pathlib import Path

from sn_excel.engine import documents, office


def recalculated(path: Path, out: Path) -> None:
    """Store the workbook with all formulas recalculated from scratch as xlsx at `out`; the original is not touched.

    DocumentError when it cannot be read or stored, OfficeError when LibreOffice is missing or has crashed.
    """
    running = office.shared()
    document = documents.loaded(running, path, ReadOnly=True)
    try:
        document.calculateAll()
        documents.exported(running, document, out)
    finally:
        documents.closed(document)
