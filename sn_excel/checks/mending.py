"""Mending: a dossier as it would be with the causes found put right, suspects that cannot be told apart left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sn_excel.calculations.causes import Diagnosis
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
    tables = (replace(table, lines=tuple(_line(line, changes) for line in table.lines)) for table in dossier.tables)
    return replace(dossier, tables=tuple(tables))


def _line(line: Line, changes: Mapping[Place, Amount | None]) -> Line:
    figures = {
        column: replace(figure, value=changes[figure.place]) if figure.place in changes else figure
        for column, figure in line.figures.items()
    }
    return replace(line, figures=figures, parts=tuple(_line(part, changes) for part in line.parts))
