"""The sheet Prognosföljsamhet: stored forecasts against the year's outcome, per programme and per period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sn_excel.calculations.forecasting.accuracy import Accuracy, Following, Pair, following, grouped, totals
from sn_excel.calculations.forecasting.bases import quotient
from sn_excel.model.amounts import Amount, size, tidy
from sn_excel.model.edits import Cell, Edit, Formula, Look, RowHeights, Write
from sn_excel.model.periods import MONTHS
from sn_excel.schema import looks
from sn_excel.schema.month import ACCURACY, OWN
from sn_excel.writing.own.month_pages import heading_row, print_texts

HEADING_ROW, MONTH_COLUMN = 5, 15
BOARD = "Nämnden"
HEADINGS = (
    "Verksamhet program",
    "Antal prognoser",
    "Fel i snitt",
    "Fel, %",
    "Absolut fel",
    "Absolut fel, %",
    "Utan justeringar: fel",
    "Absolut fel",
    "Absolut fel, %",
    "Justeringarna minskade felet",
    "Lämnad: fel",
    "Absolut fel",
    "Absolut fel, %",
)
DETAILS = (
    "Program",
    "År",
    "Efter månad",
    "Utfall helår",
    "Prognos",
    "Fel",
    "Fel, %",
    "Utan justeringar",
    "Fel",
    "Lämnad",
    "Fel",
)
Row = tuple[Cell | None, ...]


def accuracy_sheet(pairs: Sequence[Pair], names: Mapping[str, str], board: str = "") -> Iterator[Edit]:
    """Yield the edits that write the sheet out of programmes' forecasts with outcomes; none are no rows."""
    whole = totals(pairs)
    rows = [_summary(names.get(code, code), found) for code, found in grouped(pairs, lambda pair: pair.code).items()]
    rows += [_summary(BOARD, following(whole), total=True)] if whole else []
    first = HEADING_ROW + len(rows) + 3
    ordered = sorted(pairs, key=lambda pair: (pair.code, pair.year, pair.month))
    details = [_detail(first + 1 + down, pair, names) for down, pair in enumerate([*ordered, *whole])]
    yield Write(
        ACCURACY,
        (1, 1),
        (
            (Cell(OWN[ACCURACY], looks.TITLE),),
            (Cell("Tkr. Fel = prognos − utfall för helåret: plus är för hög prognos. % av utfallet.", looks.SUBTITLE),),
            (Cell("Absolut fel är felets storlek i snitt, oavsett tecken.", looks.SUBTITLE),),
            (),
            heading_row(HEADINGS),
            *rows,
        ),
    )
    yield Write(ACCURACY, (first, 1), (heading_row(DETAILS), *details))
    yield Write(ACCURACY, (HEADING_ROW, MONTH_COLUMN), tuple(_monthly(whole)))
    yield RowHeights(ACCURACY, {HEADING_ROW: 3 * looks.LINE, first: 2 * looks.LINE})
    if board:
        yield print_texts(ACCURACY, board)


def _summary(label: str, found: Following, total: bool = False) -> Row:
    look, amount = (looks.TOTAL, looks.TOTAL_AMOUNT) if total else (looks.PLAIN, looks.PLAIN_AMOUNT)
    share = replace(amount, number_format=looks.SHARE)
    bias, absolute = _shown(found.adjusted, amount, share)
    return (
        Cell(label, look),
        Cell(found.adjusted.count, amount),
        bias,
        Cell(_share(found.adjusted.bias_share), share),
        *absolute,
        *_flat(_shown(found.unadjusted, amount, share)),
        Cell(_tenth(found.gain), amount),
        *(_flat(_shown(found.submitted, amount, share)) if found.submitted else (Cell(None, look),) * 3),
    )


def _shown(found: Accuracy, amount: Look, share: Look) -> tuple[Cell, tuple[Cell, Cell]]:
    """Return the mean error, and the absolute one in tkr and in per cent."""
    absolute = Cell(_tenth(found.absolute), amount), Cell(_share(found.absolute_share), share)
    return Cell(_tenth(found.bias), amount), absolute


def _flat(shown: tuple[Cell, tuple[Cell, Cell]]) -> tuple[Cell, ...]:
    return shown[0], *shown[1]


def _detail(row: int, pair: Pair, names: Mapping[str, str]) -> Row:
    def error(column: str, value: Amount) -> Cell:
        return Cell(Formula(f"{column}{row}-D{row}", tidy(value - pair.outcome)), looks.PLAIN_AMOUNT)

    error_now = Decimal(pair.forecast) - pair.outcome
    share = quotient(error_now, size(pair.outcome)) if pair.outcome else ""
    percent = Formula(f'IF(D{row}=0,"",F{row}/ABS(D{row}))', share)
    submitted = pair.submitted is not None
    return (
        Cell(names.get(pair.code, pair.code) if pair.code else BOARD, looks.PLAIN),
        Cell(pair.year, looks.WORD),
        Cell(MONTHS[pair.month - 1], looks.WORD),
        Cell(pair.outcome, looks.PLAIN_AMOUNT),
        Cell(pair.forecast, looks.PLAIN_AMOUNT),
        error("E", pair.forecast),
        Cell(percent, looks.PERCENT),
        Cell(pair.unadjusted, looks.PLAIN_AMOUNT),
        error("H", pair.unadjusted),
        Cell(pair.submitted, looks.PLAIN_AMOUNT) if submitted else None,
        error("J", pair.submitted or 0) if submitted else None,
    )


def _monthly(whole: Sequence[Pair]) -> Iterator[Row]:
    """Yield the block that the chart shows: the board's absolute error by the month of the forecast."""
    yield heading_row(("Prognos efter", "Med justeringar", "Utan justeringar", "Lämnad"))
    by_month = grouped(whole, lambda pair: pair.month)
    for month, name in enumerate(MONTHS, 1):
        found = by_month.get(month)
        kinds = (found.adjusted, found.unadjusted, found.submitted) if found else ()
        shares = (Cell(_share(one.absolute_share), looks.PERCENT) if one else None for one in kinds)
        yield (Cell(name, looks.PLAIN), *shares)


def _tenth(amount: Amount) -> Amount:
    return tidy(Decimal(amount).quantize(Decimal("0.1"), "ROUND_HALF_UP"))


def _share(share: Amount | None) -> Amount | None:
    return None if share is None else tidy(Decimal(share).quantize(Decimal("0.0001"), "ROUND_HALF_UP"))
