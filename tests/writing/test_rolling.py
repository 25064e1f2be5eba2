"""The month in headings moves along; a calendar of months does not."""

from __future__ import annotations

from sn_excel.jobs.understand import read
from sn_excel.model.edits import Write
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Sheet, Value
from sn_excel.writing.theirs.rolling import headings

MAY, JUNE = Period(2024, 1, 5), Period(2024, 1, 6)


def moved(*heads: str) -> list[object]:
    rows: tuple[tuple[Value, ...], ...] = (
        ("Nämnden maj 2024, tkr",),
        heads,
        (3101, 10, 11, 12, 30),
        (3102, 20, 21, 22, 60),
        ("Totalt", 30, 32, 34, 90),
    )
    cells: dict[tuple[int, int], Value] = {
        (row, at): value for row, line in enumerate(rows, 1) for at, value in enumerate(line, 1)
    }
    sheet = Sheet("bok", "Blad", cells)
    edits = headings([sheet], read([sheet]), MAY, JUNE)
    return [edit.rows[0][0].content for edit in edits if isinstance(edit, Write) and edit.rows[0][0]]


def test_the_months_of_a_calendar_stay_where_their_amounts_are() -> None:
    assert moved("Kod", "Apr", "Maj", "Utfall maj", "Budget maj") == [
        "Nämnden juni 2024, tkr",
        "Utfall juni",
        "Budget juni",
    ]


def test_a_month_alone_in_its_row_moves_along() -> None:
    assert "Juni" in moved("Kod", "Maj", "Plats", "Utfall maj", "Budget maj")
