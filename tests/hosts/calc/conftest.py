"""One LibreOffice for the whole test session, ended with it, and xlwings working in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from sn_excel.engine import engines
from sn_excel.engine import office as offices


@pytest.fixture(scope="session")
def office(soffice: Path) -> Iterator[offices.Office]:
    """LibreOffice running out of sight; the same one that the shared helpers use."""
    yield offices.shared()
    offices.end_shared()


@pytest.fixture
def app(office: offices.Office) -> Iterator[xw.App]:
    """xlwings' app on the session's LibreOffice, as the active engine; what it opened is closed again."""
    before = xw.engines.active
    engines.activate()
    app = xw.App(impl=engines.engine.apps.of(office))
    yield app
    app.calculation = "automatic"
    for book in app.books:
        book.close()
    xw.engines.active = before


@pytest.fixture
def book(app: xw.App) -> xw.Book:
    """A new book with one sheet."""
    return app.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    """The sheet of a new book."""
    return book.sheets[0]
