"""PDF: the pages of a workbook as they would be printed."""

from __future__ import annotations

from pathlib import Path

from sn_excel.engine import documents, office


def to_pdf(path: Path, out: Path) -> None:
    """Write all printed pages of the workbook as PDF to `out`; the original is not touched.

    DocumentError when it cannot be read or written, OfficeError when LibreOffice is missing or has crashed.
    """
    running = office.shared()
    document = documents.loaded(running, path, ReadOnly=True)
    try:
        documents.exported(running, document, out)
    finally:
        documents.closed(document)
