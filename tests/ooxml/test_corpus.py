"""Real workbooks of others: they take our edits and lose nothing, and cleared marks leave no trace."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils.datetime import to_excel

from sn_excel.ooxml.file_grid import FileGrid
from tests.ooxml import corpora
from tests.ooxml.corpora import NAME, NEW_SHEET, TEXT, Plan

SHEET_ORDER = """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
    autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
    hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
    ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
    webPublishItems tableParts extLst
    """
BOOK_ORDER = """
    fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
    definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing
    fileRecoveryPr webPublishObjects extLst
    """


def test_every_workbook_takes_value_text_formula_mark_sheet_and_name_and_loses_nothing(
    workbooks: list[Path], meter: ModuleType, tmp_path: Path
) -> None:
    refused: list[str] = []
    faults: list[object] = []
    for path in workbooks:
        grid = FileGrid.open(path)
        plan = corpora.plan(grid)
        if isinstance(plan, str):
            refused.append(f"{path.name}: {plan}")
            continue
        grid.apply(plan.edits)
        after = grid.save(tmp_path / path.name).path
        lost = [one for one in meter.compare(str(path), str(after), plan.intended) if one[0] in ("content", "cache")]
        faults += [(path.name, one) for one in [*lost, *corpora.untouched(path, after, grid)]]
        faults += [(path.name, one) for one in [*_unread(path, after, plan), *_disordered(after)]]
    assert not faults
    assert len(refused) <= max(0.02 * len(workbooks), 1), refused


def _unread(before: Path, after: Path, plan: Plan) -> list[str]:
    """What openpyxl does not read back of the edits; a book that it could not read before tells nothing."""
    try:
        openpyxl.load_workbook(before).close()
    except Exception:  # noqa: BLE001 - whatever openpyxl stumbles over in somebody's file is not ours
        return []
    book, cached = openpyxl.load_workbook(after), openpyxl.load_workbook(after, data_only=True)
    sheet, shown = book[plan.sheet], cached[plan.sheet]
    note = sheet.cell(*plan.value).comment
    seen = {
        "value": _number(sheet.cell(*plan.value).value, book) == 4711,
        "text": shown.cell(*plan.text).value == TEXT and shown.cell(*plan.text).data_type == "s",
        "formula": str(sheet.cell(*plan.formula).value).endswith("*2"),
        "cached": _number(shown.cell(*plan.formula).value, book) == 9422,
        "note": note is not None,
        "rule": any("sn_excel" in str(r.formula) for rules in sheet.conditional_formatting for r in rules.rules),
        "sheet": book[NEW_SHEET]["B1"].value == "=1+1",
        "name": plan.sheet.replace("'", "''") in book.defined_names[NAME].attr_text,
    }
    return [what for what, right in seen.items() if not right]


def _disordered(path: Path) -> list[str]:
    """Parts whose elements are out of the schema's order (ECMA-376 part 1, annex A), which Excel insists on."""
    wrong: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            sheet, book = "worksheets/" in name and name.endswith(".xml"), name.endswith("xl/workbook.xml")
            if sheet or book:
                order = (SHEET_ORDER if sheet else BOOK_ORDER).split()
                root = ElementTree.fromstring(archive.read(name))  # noqa: S314 - passed our preflight
                names = [one.tag.rsplit("}", 1)[-1] for one in root]
                ranks = [order.index(one) for one in names if one in order]
                wrong += [name] if ranks != sorted(ranks) else []
    return wrong


def _number(value: object, book: openpyxl.Workbook) -> object:
    """The number that openpyxl shows as a date where the cell's format says so."""
    if not isinstance(value, datetime | date | time | timedelta):
        return value
    serial: object = to_excel(value, book.epoch)  # type: ignore[no-untyped-call] # openpyxl's stubs lack it
    return serial


def test_clearing_marks_gives_every_workbook_back(workbooks: list[Path], meter: ModuleType, tmp_path: Path) -> None:
    faults: list[object] = []
    marked = 0
    for path in workbooks:
        grid = FileGrid.open(path)
        marks = corpora.marks(grid)
        grid.apply(marks)
        grid.save(tmp_path / "marked")
        marked += bool(marks)
        again = FileGrid.open(tmp_path / "marked")
        again.apply(corpora.unmarks(again))
        again.save(tmp_path / "cleared")
        found = meter.compare(str(path), str(tmp_path / "cleared"), [])
        faults += [(path.name, one) for one in found if one[0] != "meta"]
        faults += [(path.name, name) for name in _differing(path, tmp_path / "cleared")]
    assert not faults
    assert marked > 0.9 * len(workbooks)


def _differing(before: Path, after: Path) -> list[str]:
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        if sorted(old.namelist()) != sorted(new.namelist()):
            return ["other members"]
        return [name for name in old.namelist() if old.read(name) != new.read(name)]


def test_the_same_edits_of_the_same_workbook_give_the_same_bytes(workbooks: list[Path]) -> None:
    for path in workbooks[::5]:
        made: set[bytes] = set()
        for _ in range(2):
            grid = FileGrid.open(path)
            plan = corpora.plan(grid)
            if isinstance(plan, Plan):
                grid.apply(plan.edits)
            made.add(grid.packed())
        assert len(made) == 1, path.name


def test_a_workbook_without_edits_keeps_every_byte_of_its_members(workbooks: list[Path], tmp_path: Path) -> None:
    for path in workbooks[::3]:
        grid = FileGrid.open(path)
        grid.apply([])
        grid.save(tmp_path / path.name)
        assert corpora.untouched(path, tmp_path / path.name, grid) == []
        assert not grid.changed()


def test_the_meter_sees_what_openpyxl_loses(workbooks: list[Path], meter: ModuleType, tmp_path: Path) -> None:
    """The control: a loss meter that finds nothing anywhere would prove nothing."""
    losses = 0
    for path in workbooks[:8]:
        try:
            openpyxl.load_workbook(path, keep_vba=True).save(tmp_path / path.name)
        except Exception:  # noqa: BLE001, S112 - some books openpyxl cannot read at all
            continue
        losses += any(one[0] == "content" for one in meter.compare(str(path), str(tmp_path / path.name), []))
    assert losses
