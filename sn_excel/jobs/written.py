"""What people wrote in a month's workbook beside its figures, kept when the month is made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sn_excel.jobs.typed import mine
from sn_excel.model.amounts import spoken
from sn_excel.model.cell_values import is_amount
from sn_excel.model.findings import Finding
from sn_excel.model.places import address
from sn_excel.model.sheets import Sheet, Value
from sn_excel.model.verdicts import Key, Status, Verdict, key
from sn_excel.reading.own.comments import CommentTexts, comment_texts
from sn_excel.reading.own.reconciliation import verdicts
from sn_excel.schema.month import ANNUAL, COMMENTS, RECONCILIATION, own
from sn_excel.writing.own.comments import Limits


@dataclass(frozen=True, slots=True)
class Written:
    """Comments by programme, the limits that a person set, statuses of findings; `past` is of another month."""

    texts: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    limits: tuple[Value, Value] = (None, None)
    verdicts: Mapping[Key, Verdict] = field(default_factory=dict)
    past: CommentTexts | None = None


def written(before: Sequence[Sheet], span: str) -> Written:
    """Return what people wrote in a workbook; comments go on only when they are of the same months (`span`)."""
    listed, commented = mine(before, RECONCILIATION), mine(before, COMMENTS)
    said = verdicts(listed) if listed else {}
    if commented is None:
        return Written(verdicts=said)
    found = comment_texts(commented)
    limits = (found.amount, found.share)
    return Written(found.texts, limits, said) if found.span == span else Written({}, limits, said, found)


def other_limits(said: Written, limits: Limits) -> Iterator[str]:
    """Yield a sentence when the workbook asked for comments above other limits than those that hold now."""
    amount, share = said.limits
    if said.limits not in ((None, None), (limits.amount, limits.share)):
        yield (
            f"Kommentarer: den förra boken hade gränserna {shown(amount)} tkr och {shown(share)} (andel); nu gäller "
            f"inställningarnas {shown(limits.amount)} tkr och {shown(limits.share)}."
        )


def shown(value: Value) -> str:
    """Return a limit as people write it."""
    return spoken(value) if is_amount(value) else str(value)


def without_a_row(
    before: Sequence[Sheet], after: Sequence[Sheet], said: Written, findings: Sequence[Finding]
) -> Iterator[str]:
    """Yield Swedish sentences on what was written in the workbook before and has no place in the new one."""
    made = {sheet.name: sheet for sheet in after}
    labels = (
        {str(value) for (_, column), value in made[COMMENTS].cells.items() if column == 1} if COMMENTS in made else {}
    )
    for name, texts in said.texts.items():
        if name not in labels:
            yield f"Kommentarer: {name} har ingen rad längre; där stod: {_joined(texts)}."
    if said.past:
        for name, texts in said.past.texts.items():
            yield f"Kommentarer: {name} hade en text om en annan månad ({said.past.span}); där stod: {_joined(texts)}."
    known = {key(one) for one in findings}
    for (code, sheet, label, _), verdict in said.verdicts.items():
        if (code, sheet, label, _) not in known and (verdict.comment or verdict.status == Status.EXPLAINED.value):
            yield (
                f"Avstämning: {code} {label} ({sheet}) finns inte längre; där stod status {verdict.status}"
                f"{', kommentar: ' + verdict.comment if verdict.comment else ''}."
            )
    yield from _own_cells(before, made)


def _own_cells(before: Sequence[Sheet], made: Mapping[str, Sheet]) -> Iterator[str]:
    """Yield what people wrote beside the tables of our pages, and sheets of their own."""
    for sheet in before:
        if own(sheet):
            continue
        if sheet.name not in made:
            yield f"Bladet {sheet.name} finns inte i den nya boken; det finns kvar i den förra."
            continue
        beside = sorted(at for at in sheet.cells if at[1] > ANNUAL and at not in made[sheet.name].cells)
        if beside:
            yield f"{sheet.name}: det som stod i {', '.join(map(address, beside))} finns kvar i den förra boken."


def _joined(texts: Sequence[Value]) -> str:
    return " · ".join(str(text) for text in texts if text not in (None, ""))
