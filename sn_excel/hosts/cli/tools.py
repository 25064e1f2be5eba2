"""`doctor`, the add-ins' installation, and `pdf`: the programs around the workbook."""

from __future__ import annotations

from pathlib import Path

from sn_excel.hosts import files


def doctor() -> int:
    """Print what works here and what does not, with the remedy; return the exit code."""
    from sn_excel.hosts.excel.doctor import State, lines
    from sn_excel.hosts.excel.doctor import doctor as checks

    found = checks()
    for line in lines(found):
        print(line)
    return 1 if any(check.state is State.BAD for check in found) else 0


def install(xlstart: bool) -> None:
    """Add the ribbon tab to Excel for this user."""
    from sn_excel.hosts.excel.installations import install_addin

    for line in install_addin(xlstart):
        print(line)


def uninstall() -> None:
    """Take the ribbon tab out of Excel for this user."""
    from sn_excel.hosts.excel.installations import uninstall_addin

    for line in uninstall_addin():
        print(line)


def install_in_calc() -> None:
    """Add menu and functions to LibreOffice Calc for this user."""
    from sn_excel.hosts.calc.oxt_installations import install_calc

    for line in install_calc():
        print(line)


def uninstall_from_calc() -> None:
    """Take menu and functions out of LibreOffice Calc for this user."""
    from sn_excel.hosts.calc.oxt_installations import uninstall_calc

    for line in uninstall_calc():
        print(line)


def pdf(book: Path, out: Path | None) -> None:
    """Print a workbook to a PDF through LibreOffice; the workbook is not touched."""
    from sn_excel.hosts.calc.pdf import to_pdf

    target = out or book.with_suffix(".pdf")
    to_pdf(files.present(book), target)
    print(f"{target} är skriven.")
