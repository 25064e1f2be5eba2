"""The sheet Prognosjusteringar: named events that no rule sees, a row each, counted by ordinary formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sn_excel.calculations.forecasting.adjustments import effect, one_offs
from sn_excel.model.adjustments import Adjustment, AdjustmentKind, AdjustmentMode, AdjustmentStatus, Remark
from sn_excel.model.amounts import Amount, tidy
from sn_excel.model.edits import Cell, Edit, Formula, RowHeights, Write
from sn_excel.model.periods import Period
from sn_excel.model.sheets import Value
from sn_excel.schema import looks
from sn_excel.schema.month import ADJUSTMENTS, FORECAST, OWN
from sn_excel.schema.prognos import (
    BOOKED,
    FIELDS,
    FIRST_ITEM,
    HEADING_ROW,
    LEAST_ROWS,
    YEAR,
    Adjusting,
    Field,
)
from sn_excel.writing.own.month_pages import heading_row, print_texts

RIGHT = frozenset({Field.AMOUNT, Field.LOW, Field.HIGH, *range(Field.MONTHS, Field.REMARK)})
_WORDS = frozenset(Field) - RIGHT
_COUNTED = replace(looks.UNIT_AMOUNT, number_format=f"{looks.TKR};")
"""A count of nothing shows nothing: most rows wait to be filled."""
_WRITTEN = {int(field): words for field, words in FIELDS.items()}
_MONTH, _YEAR = f"{FORECAST}!{BOOKED}", f"{FORECAST}!{YEAR}"
_NOT_RECURRING = tuple(kind for kind in AdjustmentKind if not kind.recurs)
_AMOUNT = replace(looks.INPUT, number_format=looks.TKR, wrap=False)
_AS_TEXT = replace(looks.INPUT, number_format="@", wrap=False)
_LOOKS = {
    Field.AMOUNT: _AMOUNT,
    Field.LOW: _AMOUNT,
    Field.HIGH: _AMOUNT,
    Field.FIRST: _AS_TEXT,
    Field.LAST: _AS_TEXT,
    Field.DATE: _AS_TEXT,
}
GUIDE = (
    "En rad per händelse som ingen regel ser. Kostnad +, intäkt −. Månader skrivs 2024-05. Bara godkända rader räknas; "
    "tom status räknas som godkänd. Orsaken är intern, texten till nämnden kan publiceras: inga namn."
)


def adjusting(rows: int) -> Adjusting:
    """Return where a number of adjustments stand, with rows to spare."""
    return Adjusting(FIRST_ITEM + max(LEAST_ROWS, rows + LEAST_ROWS // 2) - 1)


def adjustment_sheet(
    items: Sequence[tuple[Adjustment, Remark]],
    labels: Mapping[str, str],
    period: Period,
    kept: Sequence[Mapping[Field, Value]] = (),
    board: str = "",
) -> Iterator[Edit]:
    """Yield the edits that write the sheet; each item with its remark, `labels` by code in the order to choose from.

    `kept` are rows that could not be read: they stay below as a person wrote them, and count nothing.
    """
    where = adjusting(len(items) + len(kept))
    rows: list[tuple[Cell | None, ...]] = [
        _row(FIRST_ITEM + down, _typed(item, labels), _counted(item, period, note), note)
        for down, (item, note) in enumerate(items)
    ]
    rows += [_unread(FIRST_ITEM + len(items) + down, cells) for down, cells in enumerate(kept)]
    rows += [_row(row, {}, (0, 0, 0, 0, 0), Remark()) for row in range(FIRST_ITEM + len(rows), where.last + 1)]
    yield Write(
        ADJUSTMENTS,
        (1, 1),
        (
            (Cell(OWN[ADJUSTMENTS], looks.TITLE),),
            (Cell(GUIDE, looks.SUBTITLE),),
            (),
            heading_row(tuple(_WRITTEN.get(number, "") for number in _columns()), _WORDS),
            *rows,
        ),
    )
    choices = tuple((Cell(label, looks.SUBTITLE),) for label in labels.values())
    yield Write(ADJUSTMENTS, (FIRST_ITEM, Field.CHOICES), choices)
    yield RowHeights(ADJUSTMENTS, {HEADING_ROW: 3 * looks.LINE, **dict(_heights(items))})
    if board:
        yield print_texts(ADJUSTMENTS, board)


def _columns() -> range:
    return range(1, Field.CHOICES + 1)


def _heights(items: Sequence[tuple[Adjustment, Remark]]) -> Iterator[tuple[int, float]]:
    for row, (item, note) in enumerate(items, FIRST_ITEM):
        tall = looks.height((item.reason, 38), (item.board_text, 38), (note.swedish, 48), (item.source, 20))
        if tall > looks.LINE:
            yield row, tall


def _typed(item: Adjustment, labels: Mapping[str, str]) -> Mapping[Field, Value]:
    return {
        Field.CODE: labels.get(item.code, item.code),
        Field.AMOUNT: item.amount,
        Field.FIRST: item.first,
        Field.LAST: item.last,
        Field.KIND: item.kind.value,
        Field.MODE: item.mode.value,
        Field.REASON: item.reason,
        Field.BOARD_TEXT: item.board_text or None,
        Field.AUTHOR: item.author or None,
        Field.DATE: item.date or None,
        Field.SOURCE: item.source or None,
        Field.LOW: item.low,
        Field.HIGH: item.high,
        Field.STATUS: item.status.value,
    }


def _counted(item: Adjustment, period: Period, note: Remark) -> tuple[Amount, ...]:
    """Return what the row's five formulas show."""
    found = effect(item, period)
    counts = item.status.counts and note.counts
    replaces = counts and item.mode is AdjustmentMode.REPLACES_REST
    once = tidy(sum(one_offs([item], period).values()))
    return item.months, found.ahead, found.amount if counts else 0, found.ahead if replaces else 0, once


def _row(row: int, typed: Mapping[Field, Value], shown: tuple[Amount, ...], note: Remark) -> tuple[Cell | None, ...]:
    """Return a row's cells; where it counts nothing its counts are typed, not computed."""
    cells: dict[int, Cell | None] = {
        field: Cell(typed.get(field), _LOOKS.get(field, looks.INPUT)) for field in Field if field < Field.MONTHS
    }
    texts = _formulas(row)
    for field, value in zip(texts, shown, strict=True):
        typed_zero = not note.counts and field in (Field.COUNTED, Field.REPLACED)
        cells[field] = Cell(0 if typed_zero else Formula(texts[field], value), _COUNTED)
    cells[Field.REMARK] = Cell(note.swedish or None, looks.TEXT)
    return tuple(cells.get(number) for number in _columns())


def _unread(row: int, cells: Mapping[Field, Value]) -> tuple[Cell | None, ...]:
    note = Remark("raden kan inte läsas, se Stäm av.", counts=False)
    return (
        _row(row, cells, (0, 0, 0, 0, 0), note)[: Field.MONTHS - 1]
        + tuple(Cell(0, looks.UNIT_AMOUNT) for _ in range(5))
        + (Cell(note.swedish, looks.TEXT),)
    )


def _formulas(row: int) -> Mapping[Field, str]:
    """Return the formulas of a row: months are told from texts such as 2024-05."""
    code, amount, first, last = (field.at(row) for field in (Field.CODE, Field.AMOUNT, Field.FIRST, Field.LAST))
    kind, mode, status = (field.at(row) for field in (Field.KIND, Field.MODE, Field.STATUS))
    months, ahead = Field.MONTHS.at(row), Field.AHEAD.at(row)

    def numbered(cell: str) -> str:
        return f"((VALUE(LEFT({cell},4))-{_YEAR})*12+VALUE(RIGHT({cell},2)))"

    start, end = numbered(first), numbered(last)
    counts = f'AND({code}<>"",{months}>0,OR({status}="",{status}="{AdjustmentStatus.AGREED.value}"))'
    kinds = ",".join(f'{kind}="{one.value}"' for one in _NOT_RECURRING)
    passed = f"MAX(0,MIN({_MONTH},{end})-MAX(1,{start})+1)"
    return {
        Field.MONTHS: f"IF(AND(LEN({first})=7,LEN({last})=7),{end}-{start}+1,0)",
        Field.AHEAD: f"IF({months}<=0,0,MAX(0,MIN(12,{end})-MAX({_MONTH}+1,{start})+1))",
        Field.COUNTED: f"IF({counts},{amount}*{ahead}/{months},0)",
        Field.REPLACED: f'IF(AND({counts},{mode}="{AdjustmentMode.REPLACES_REST.value}"),{ahead},0)',
        Field.ONCE: f"IF(AND({counts},OR({kinds})),{amount}*{passed}/{months},0)",
    }
