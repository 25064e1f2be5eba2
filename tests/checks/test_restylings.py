"""The May workbook in other clothes shows the same fault, at the same row, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sn_excel.checks import check
from sn_excel.model.findings import CauseKind, Severity
from sn_excel.model.periods import Period
from sn_excel.model.tables import Dossier
from sn_excel.reading.tables import tables
from tests.may import printed
from tests.reading.restylings import STYLES, book


@pytest.mark.parametrize("style", STYLES)
def test_every_layout_shows_the_fees_with_a_turned_sign_and_no_other_error(style: str, seeds: Path) -> None:
    sheets = book(printed(seeds), STYLES[style])
    reading = tables(sheets, period=Period(2024, 1, 5))
    found = check(Dossier(reading.tables, {(sheet.document, sheet.name): sheet for sheet in sheets}))
    (error,) = [one for one in found if one.severity is Severity.ERROR]
    assert (error.code, abs(error.difference or 0)) == ("SN301", 5_210)
    assert (error.causes[0].kind, abs(error.causes[0].value)) == (CauseKind.SIGN_FLIP, 2_605)
    assert error.causes[0].label.endswith("Avgifter hemtjänst")
    assert Counter(one.code for one in found if one is not error) == {"SN402": 3, "SN403": 3}
