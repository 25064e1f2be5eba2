"""Beräkna prognos: every unit's year end by rule, with what people know and what they submitted, in the workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sn_excel.calculations.document_periods import accumulated_period
from sn_excel.calculations.forecasting.adjustments import Effect, effect, named, remaining_rest
from sn_excel.calculations.forecasting.forecast_rows import doubtful, forecast_rows
from sn_excel.calculations.forecasting.year_ends import Given, Memory, YearEnd, year_ends
from sn_excel.calculations.formulas.recalculation import recached, recalculated
from sn_excel.jobs.carried import Beside, carried
from sn_excel.jobs.statements import statements
from sn_excel.jobs.typed import mine, typed
from sn_excel.jobs.understand import Known, read_to_write
from sn_excel.model.adjustments import Adjustment, AdjustmentMode, Remark
from sn_excel.model.edits import AddSheet, Cell, Edit, Write
from sn_excel.model.entries import Entries, Submission, by_code
from sn_excel.model.errors import Missing, SnError
from sn_excel.model.periods import Period
from sn_excel.model.places import At
from sn_excel.model.previews import preview
from sn_excel.model.sheets import Sheet, Value
from sn_excel.schema.month import ADJUSTMENTS, CHART, COMMENTS, FORECAST, OPERATING, RECONCILIATION, own
from sn_excel.schema.prognos import FIELDS
from sn_excel.writing.own.adjustments import adjusting, adjustment_sheet
from sn_excel.writing.own.chart import chart_sheet
from sn_excel.writing.own.operating_statements import operating_sheet
from sn_excel.writing.own.prognos import forecast_sheet


@dataclass(frozen=True, slots=True)
class Forecasted:
    """The edits that bring the forecast into the workbook, the forecast itself, and what is typed before and after.

    `lost` are Swedish sentences on typed figures whose row is no longer there, `ignored` on adjustments that count
    nothing, `told` on the accountants' own Driftredovisning.
    """

    edits: tuple[Edit, ...]
    ends: tuple[YearEnd, ...]
    period: Period
    before: Entries
    after: Entries
    lost: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def forecast(sheets: Sequence[Sheet], beside: Beside, board: str = "") -> Forecasted:
    """Return a workbook's forecast. SnError when it holds no Utfall and Årsbudget that can be read, or no period."""
    dossier = read_to_write(sheets, Known(period=beside.period))
    period = beside.period or accumulated_period(dossier.tables)
    if period is None:
        raise SnError("Arbetsboken säger inte vilken månad den gäller.", Missing.PERIOD)
    for figure in doubtful(dossier, period):
        raise SnError(
            f"{figure.place.sheet} {figure.place.cell} kan inte läsas: {figure.doubt}. Rätta cellen och kör om."
        )
    rows = forecast_rows(dossier, period)
    if not rows:
        raise SnError(
            "Arbetsboken har inga rader med både Utfall och Årsbudget för perioden, så ingen prognos kan göras."
        )
    known = _joined(carried(sheets, period), beside)
    given = Given(period, known.items, by_code(known.submissions), known.past, known.last)
    ends = year_ends(rows, given)
    codes = {one.code: one.label for row in rows for one in (row, *row.units)}
    notes = [(item, note(item, ends, given, codes)) for item in given.items]
    ignored = (
        f"{codes[item.code]}, {named(item)}: {remark.swedish}"
        for item, remark in notes
        if item.code in codes and not remark.counts
    )
    beside_them = statements(sheets, dossier, ends, period)
    written = (
        *_prognos(sheets, ends, given, known, board),
        *(_over(sheets, OPERATING, operating_sheet(ends, period, board)) if beside_them.ours else ()),
        *beside_them.edits,
        *_adjustments(sheets, notes, codes, period, known.unread),
        *_chart(sheets, ends, period, known.months, board),
    )
    after = preview(sheets, written)
    followed = _followed(after, {edit.sheet for edit in beside_them.edits})
    lost = tuple(_lost(given, codes))
    return Forecasted(
        (*written, *followed), ends, period, typed(sheets), typed(after), lost, beside_them.told, tuple(ignored)
    )


def _followed(after: Sequence[Sheet], filled: Collection[str]) -> tuple[Edit, ...]:
    """Return new values of the formulas that read what is filled on the accountants' own sheets."""
    if not filled:
        return ()
    return recached([change for change in recalculated(after).changes if change.sheet in filled])


def _joined(own: Beside, beside: Beside) -> Beside:
    """Return what the workbook hands on and what is known beside it; the latter goes before."""
    return Beside(
        period=beside.period,
        past=beside.past,
        last=beside.last or own.last,
        months={**own.months, **beside.months},
        items=(*own.items, *(item for item in beside.items if item not in own.items)),
        submissions=tuple({**by_code(own.submissions), **by_code(beside.submissions)}.values()),
        unread=(*own.unread, *(row for row in beside.unread if row not in own.unread)),
    )


def _prognos(
    sheets: Sequence[Sheet], ends: Sequence[YearEnd], given: Given, known: Beside, board: str
) -> Iterator[Edit]:
    where = adjusting(len(known.items) + len(known.unread))
    yield from _over(sheets, FORECAST, forecast_sheet(ends, given.period, board, where))


def _adjustments(
    sheets: Sequence[Sheet],
    noted: Sequence[tuple[Adjustment, Remark]],
    labels: Mapping[str, str],
    period: Period,
    unread: Sequence[Mapping[str, Value]],
) -> Iterator[Edit]:
    kept = [{field: row[words] for field, words in FIELDS.items() if words in row} for row in unread]
    yield from _over(sheets, ADJUSTMENTS, adjustment_sheet(noted, labels, period, kept))


def _chart(
    sheets: Sequence[Sheet], ends: Sequence[YearEnd], period: Period, months: Memory, board: str
) -> Iterator[Edit]:
    sheet = mine(sheets, CHART)
    chosen = str(sheet.cells.get((3, 2)) or "") if sheet else ""
    yield from _over(sheets, CHART, chart_sheet(ends, period, months, chosen, board))


def note(item: Adjustment, ends: Sequence[YearEnd], given: Given, labels: Mapping[str, str]) -> Remark:
    """Return what a person should know of an adjustment."""
    if item.code not in labels:
        return Remark(f"{item.code} finns inte på bladet Prognos.", counts=False)
    if not item.status.counts:
        return Remark()
    end = next(end for end in (*ends, *(unit for end in ends for unit in end.units)) if end.row.code == item.code)
    if end.units and item.mode is AdjustmentMode.REPLACES_REST:
        return Remark("ersätter resten gäller bara en verksamhet, inte ett program med verksamheter.", counts=False)
    if end.units and not item.kind.recurs and item.first <= given.period.code:
        return Remark("Det som redan är bokfört kan bara lyftas ur regeln på en verksamhet, inte på ett program.")
    doubled = remaining_rest(end.rest, _effects(item, given), given.period)[1] if not end.units else {}
    if item in doubled:
        return Remark(doubled[item].text, counts=False)
    return Remark(" ".join(one.text for one in end.on_items if item in one.about))


def _effects(item: Adjustment, given: Given) -> list[Effect]:
    return [effect(one, given.period) for one in given.own(item.code) if one.status.counts]


def _over(sheets: Sequence[Sheet], name: str, made: Iterator[Edit]) -> Iterator[Edit]:
    """Yield edits that write a sheet of ours over what it held, or add it; what people laid beside it stays."""
    sheet = mine(sheets, name)
    edits = tuple(made)
    if sheet is None:
        yield AddSheet(name, name, _following(sheets))
    else:
        yield from _emptied(sheet, edits)
    yield from edits


def _following(sheets: Sequence[Sheet]) -> str:
    """Return the sheet that new ones stand before: our own last ones."""
    names = [sheet.name for sheet in sheets if sheet.name in (COMMENTS, RECONCILIATION) and own(sheet)]
    return names[0] if names else ""


def _emptied(sheet: Sheet, edits: Sequence[Edit]) -> Iterator[Edit]:
    written: set[At] = set()
    width = 0
    for edit in edits:
        if isinstance(edit, Write):
            width = max(width, edit.at[1] + max(map(len, edit.rows), default=0) - 1)
            written |= edit.cells().keys()
    for at, value in sheet.cells.items():
        if at not in written and at[1] <= width and value is not None:
            yield Write(sheet.name, at, ((Cell(None),),))


def _lost(given: Given, labels: Mapping[str, str]) -> Iterator[str]:
    for code, one in given.submissions.items():
        if code not in labels:
            yield f"Det som var ifyllt för {code} har ingen rad längre: {_told(one)}."


def _told(one: Submission) -> str:
    amount = "" if one.value is None else f"lämnad prognos {one.value} tkr"
    return ", ".join(part for part in (amount, one.author, one.pin, one.reason) if part)
