"""SN201 Avvikelsen på raden stämmer inte med radens andra belopp.

Varför: nämnden läser avvikelsen. Stämmer den inte med Budget och Utfall är något av de tre fel.
Vilket håll avvikelsen räknas åt (Budget − Utfall, Utfall − Budget, Prognos − Budget) visar tabellens övriga rader.
Exempel: Utfall 14 191, Budget 12 470 och Avvikelse −1 271 där Budget − Utfall ger −1 721 (omkastade siffror).
Åtgärd: jämför radens belopp med underlaget och rätta det som är fel.
"""

from __future__ import annotations

from collections.abc import Iterator

from sn_excel.calculations.causes.equations import Equation, Role
from sn_excel.checks.check_type import Check, Claims
from sn_excel.model.amounts import MINUS
from sn_excel.model.findings import Severity
from sn_excel.model.tables import Dossier, Line, Relation

CODE = "SN201"


def equations(dossier: Dossier) -> Iterator[Equation]:
    """Yield one equation for every row that has all the amounts of a relation of its table."""
    for table in dossier.tables:
        for relation in table.relations:
            claim = f"raden har {{stated}} {{unit}}, {_words(relation)} ger {{computed}}"
            for line in table.walk():
                found = _equation(line, relation, claim)
                if found:
                    yield found


def _equation(line: Line, relation: Relation, claim: str) -> Equation | None:
    stated = line.figures.get(relation.result)
    terms = [(weight, line.figures.get(column)) for weight, column in relation.terms]
    known = tuple((weight, figure) for weight, figure in terms if figure is not None and figure.value is not None)
    if stated is None or len(known) < len(terms):
        return None
    return Equation(CODE, Role.ROW, stated, known, claim)


def _words(relation: Relation) -> str:
    terms = sorted(relation.terms, key=lambda term: -term[0])
    text = "".join(f" {'+' if weight > 0 else MINUS} {column.measure.swedish}" for weight, column in terms)
    return text.removeprefix(" + ").strip()


CHECK = Check(CODE, (Severity.ERROR, Severity.NOTE), Claims(equations), __doc__)
