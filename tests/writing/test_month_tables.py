"""The tables that are checked before saving are those that anyone would read in the saved workbook."""

from __future__ import annotations

from pathlib import Path

from sn_excel.calculations.months import month
from sn_excel.model.previews import preview
from sn_excel.model.tables import Table
from sn_excel.reading.tables import tables
from sn_excel.schema.month import plan
from sn_excel.writing.own.month_pages import pages
from sn_excel.writing.own.month_tables import month_tables
from tests import may


def by_name(found: tuple[Table, ...]) -> dict[str, Table]:
    return {table.name: table for table in found}


def test_what_is_written_is_what_is_read(seeds: Path) -> None:
    maj = month(may.ledger(seeds), may.organisation(seeds), may.decided(seeds))
    layout = plan(maj.organisation, maj.period)
    edits = tuple(pages(maj, layout))
    written = by_name(month_tables(layout, edits, "maj.xlsx"))
    read = by_name(tables(preview((), edits, "maj.xlsx"), organisation=maj.organisation).tables)
    assert set(written) == set(read)
    for name, table in written.items():
        assert table == read[name], name
