"""The true faults of the two documents are found with their cause, and nothing else is an error."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from sn_excel.checks import check
from sn_excel.model.doubts import Doubt, DoubtKind
from sn_excel.model.findings import CauseKind, Finding, Severity
from sn_excel.model.measures import Measure
from sn_excel.model.places import Place
from sn_excel.model.tables import Column, Dossier, Line, Table


def errors(dossier: Dossier) -> list[Finding]:
    return [one for one in check(dossier) if one.severity is Severity.ERROR]


def notes(dossier: Dossier) -> Counter[str]:
    return Counter(one.code for one in check(dossier) if one.severity is not Severity.ERROR)


def test_the_fees_with_a_turned_sign_are_found_behind_the_summary(may: Dossier) -> None:
    (found,) = errors(may)
    assert (found.code, found.place, found.label) == (
        "SN301",
        Place("maj.xlsx", "Sammanställning", 11, 5),
        "771 Äldreomsorg",
    )
    assert (found.measure, found.stated, found.computed, found.difference) == (
        Measure.ANNUAL_BUDGET,
        134_114,
        139_324,
        -5_210,
    )
    assert found.against == Place("maj.xlsx", "771", 5, 5)
    assert found.message == (
        "771 Äldreomsorg, Årsbudget: sammanställningen har 134 114 tkr, sidan 139 324 (differens −5 210); "
        "7779 Avgifter hemtjänst har troligen omvänt tecken."
    )


def test_both_pieces_of_evidence_for_the_fees_are_named(may: Dossier) -> None:
    first, *others = errors(may)[0].causes
    assert (first.kind, first.place, first.label) == (
        CauseKind.SIGN_FLIP,
        Place("maj.xlsx", "771", 20, 5),
        "7779 Avgifter hemtjänst",
    )
    assert (first.value, first.suggested, first.rank) == (2_605, -2_605, 1)
    assert first.evidence[:2] == (
        "Budget −1 085 och Årsbudget 2 605 har olika tecken",
        "Budget blir 41,7 % av Årsbudget (5/12), som på 26 andra rader",
    )
    assert all(other.rank > 1 for other in others)


def test_the_income_with_a_turned_sign_is_found_behind_the_total(april: Dossier) -> None:
    (found,) = errors(april)
    assert (found.code, found.place.cell, found.measure) == ("SN202", "E14", Measure.ACTUAL)
    assert (found.stated, found.computed, found.difference) == (110_831, 112_153, -1_322)
    first = found.causes[0]
    assert (first.kind, first.label, first.value, first.suggested) == (
        CauseKind.SIGN_FLIP,
        "753 Ensamkommande barn",
        661,
        -661,
    )
    assert first.evidence[0] == "Utfall 661 + Budgetavvikelse 661 ger Budget 1 322 fast Årsbudget är 0"
    assert found.message == (
        "TOTALT, Utfall: summan är 110 831 tkr, delarna ger 112 153 (differens −1 322); "
        "753 Ensamkommande barn har troligen omvänt tecken."
    )


def test_six_notes_without_an_earlier_document(may: Dossier, mended_may: Dossier) -> None:
    assert notes(may) == notes(mended_may) == {"SN402": 3, "SN403": 3}
    assert [one.label[:4] for one in check(may) if one.code == "SN402"] == ["7401", "7601", "7801"]
    assert sorted(one.label[:4] for one in check(may) if one.code == "SN403") == ["7542", "7550", "7773"]


def test_nine_notes_with_the_earlier_document(may: Dossier, april: Dossier, mended_april: Dossier) -> None:
    for earlier in (april, mended_april):
        both = replace(may, earlier=earlier)
        assert notes(both) == {"SN305": 2, "SN401": 1, "SN402": 3, "SN403": 3}
        assert [one.label[:3] for one in check(both) if one.code in ("SN305", "SN401")] == ["756", "774", "285"]
        assert len(errors(both)) == 1


def test_april_has_nothing_but_its_error(april: Dossier) -> None:
    assert not notes(april)


def test_mended_documents_have_no_error(mended_may: Dossier, mended_april: Dossier, april: Dossier) -> None:
    assert not errors(mended_may)
    assert not check(mended_april)
    assert not errors(replace(mended_may, earlier=april))


def test_a_figure_moved_between_months_is_told_with_both_months(may: Dossier, april: Dossier) -> None:
    (found,) = [one for one in check(replace(may, earlier=april)) if one.code == "SN401"]
    assert found.message == (
        "285 Bostadsanpassningsbidrag: Utfall har gått från −466 (april 2024) till 26 tkr, "
        "+492 mot budgeterade 91; vad har bokats?"
    )


def rebuilt(dossier: Dossier, factor: int) -> Dossier:
    """The dossier with other codes and names, rows in reverse order within their programme, and scaled amounts."""

    def line(one: Line) -> Line:
        code = f"K{sum(map(ord, one.code)) * 7 + int(one.code)}" if one.code else ""
        label = f"{code} Verksamhet {code[::-1]}".strip()
        figures = {
            column: replace(figure, value=figure.value * factor if figure.value is not None else None, label=label)
            for column, figure in one.figures.items()
        }
        parts = tuple(line(part) for part in reversed(one.parts))
        return replace(one, code=code, name=label.removeprefix(code).strip(), figures=figures, parts=parts)

    def table(one: Table) -> Table:
        costs = one.costs if factor > 0 else -one.costs
        return replace(one, lines=tuple(line(row) for row in one.lines), costs=costs)

    return replace(dossier, tables=tuple(map(table, dossier.tables)))


@pytest.mark.parametrize("factor", [1, 7, 1000, -1])
def test_the_faults_do_not_hang_on_codes_names_order_or_size(may: Dossier, april: Dossier, factor: int) -> None:
    for dossier, code, gap, wrong in ((may, "SN301", -5_210, 2_605), (april, "SN202", -1_322, 661)):
        (found,) = errors(rebuilt(dossier, factor))
        first = found.causes[0]
        assert (found.code, found.difference) == (code, gap * factor)
        assert (first.kind, first.value, first.suggested) == (CauseKind.SIGN_FLIP, wrong * factor, -wrong * factor)
        assert first.evidence
        assert all(cause.rank > 1 for cause in found.causes[1:])


def test_findings_come_gravest_first(may: Dossier, april: Dossier) -> None:
    found = check(replace(may, earlier=april))
    order = list(Severity)
    assert [order.index(one.severity) for one in found] == sorted(order.index(one.severity) for one in found)


def test_an_unreadable_figure_is_an_error_and_its_sums_are_left_alone(mended_april: Dossier) -> None:
    doubtful = Doubt(DoubtKind.WORD, "4 881 x 126")

    def blurred(line: Line) -> Line:
        figures = {
            column: replace(figure, value=None, doubt=doubtful) if hit(line, column) else figure
            for column, figure in line.figures.items()
        }
        return replace(line, figures=figures, parts=tuple(blurred(part) for part in line.parts))

    def hit(line: Line, column: Column) -> bool:
        return line.code == "750" and column.measure is Measure.ACTUAL

    tables = tuple(replace(table, lines=tuple(map(blurred, table.lines))) for table in mended_april.tables)
    (found,) = check(replace(mended_april, tables=tables))
    assert (found.code, found.severity, found.place.cell) == ("SN101", Severity.ERROR, "E6")
    assert found.message == "750 Verkställighet IFO, Utfall: texten ”4 881 x 126” är inget belopp."
