"""Mending: a dossier as it would be with the causes found put right, suspects that cannot be told apart left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sn_excel.calculations.causes.diagnosis import Diagnosis
from sn_excel.model.amounts import Amount
from sn_excel.model.places import Place
from sn_excel.model.tables import Dossier, Line


def mended(dossier: Dossier, diagnoses: Iterable[Diagnosis]) -> Dossier:
    """Return the dossier with the changes that the diagnoses suggest."""
    return changed(dossier, {place: value for diagnosis in diagnoses for place, value in diagnosis.mended.items()})


def changed(dossier: Dossier, changes: Mapping[Place, Amount | None]) -> Dossier:
    """Return the dossier with other amounts at some places."""
    if not changes:
        return dossier
    tables = (replace(table, lines=_lines(table.lines, changes)) for table in dossier.tables)
    return replace(dossier, tables=tuple(tables))


def _lines(lines: tuple[Line, ...], changes: Mapping[Place, Amount | None]) -> tuple[Line, ...]:
    return tuple(_line(line, changes) for line in lines)


def _line(line: Line, changes: Mapping[Place, Amount | None]) -> Line:
    """Return a line as changed; one without any change below it is itself."""
    parts = _lines(line.parts, changes)
    if parts == line.parts and not any(figure.place in changes for figure in line.figures.values()):
        return line
    figures = {
        column: replace(figure, value=changes[figure.place]) if figure.place in changes else figure
        for column, figure in line.figures.items()
    }
    return replace(line, figures=figures, parts=parts)
