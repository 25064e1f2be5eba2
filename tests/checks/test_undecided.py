"""Digits that may be several amounts are asked about; an error in a cell is an error."""

from __future__ import annotations

import pytest

from sn_excel.checks import check
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.findings import Severity
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Dossier, Figure, Kind, Line, Table


@pytest.mark.parametrize(
    ("doubt", "severity"),
    [(Doubt(DoubtKind.SEVERAL, "4 881 eller 4"), Severity.WARNING), (Doubt(DoubtKind.FAULT, "#REF!"), Severity.ERROR)],
)
def test_digits_left_open_are_a_warning_and_a_faulty_cell_is_an_error(doubt: Doubt, severity: Severity) -> None:
    column = Column(Measure.ACTUAL)
    place = Place("rapport.txt", "text", 3, 2)
    figure = Figure(None, place, "Stab", column, doubt=doubt)
    table = Table(Kind.OTHER, "text", (column,), (Line("", "Stab", place, {column: figure}),))
    (found,) = check(Dossier((table,)))
    assert (found.code, found.severity) == ("SN101", severity)
