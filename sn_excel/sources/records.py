"""What the board has decided and how it is organised, row by row: each row is validated once, here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sn_excel.model.amounts import Amount, Unit, in_tkr, size, spoken
from sn_excel.model.errors import SnError
from sn_excel.model.organisation import BudgetChange, ChangeKind
from sn_excel.model.sheets import Sheet
from sn_excel.model.tables import precision
from sn_excel.sources.record_cells import AmountCell, CodeCell, KindCell, NeededCell, Record, StartCell, validated
from sn_excel.sources.record_rows import Row, Rows, code_and_name, is_total, rows, text

CODES = ("kod", "verksamhet", "program", "verksamhetskod", "programkod", "enhet", "verksamhet program")
BUDGETS = ("arsbudget", "belopp", "budget", "beslutad budget", "beslutad arsbudget", "arsbudget beslutad")
NAMES = ("namn", "benamning", "verksamhetsnamn", "programnamn", "text")


class DecidedBudget(Record):
    """The Årsbudget that the board has decided for a programme."""

    code: CodeCell
    amount: AmountCell


class Change(Record):
    """A decided change of a budget."""

    code: CodeCell
    amount: AmountCell
    first: StartCell
    kind: KindCell
    decision: NeededCell


class Alias(Record):
    """Another spelling of a name."""

    alias: NeededCell
    name: NeededCell


class Total(Record):
    """A stated total."""

    amount: AmountCell


class Budgets(dict[str, Amount]):
    """The decided Årsbudget per code in exact tkr; `cautions` are Swedish sentences on what a person should know."""

    cautions: tuple[str, ...] = ()


def decided_budget(sheets: Sequence[Sheet], unit: Unit = Unit.TKR) -> Budgets:
    """Return the decided Årsbudget per programme in exact tkr, as of the beginning of the year.

    The heading's unit goes before `unit`. A row `Totalt` without a code must be the sum of the rows within what their
    rounding can make, else SnError.
    """
    fields = {"code": CODES, "amount": BUDGETS, "name": NAMES}
    table = rows(sheets, fields, ("code", "amount"))
    amounts = Budgets()
    steps: list[Amount] = []
    total: Row | None = None
    for row in table.rows:
        if _is_total(row):
            total = row
            continue
        record = validated(table, row, DecidedBudget)
        if record.code in amounts:
            raise SnError(f"{table.where(row.number)}: {record.code} finns på två rader. Behåll en av dem.")
        amounts[record.code] = in_tkr(record.amount, table.unit("amount") or unit)
        steps.append(in_tkr(precision(record.amount), table.unit("amount") or unit))
    if total:
        amounts.cautions = _tie(table, total, amounts, steps, unit)
    return amounts


def budget_changes(sheets: Sequence[Sheet], unit: Unit = Unit.TKR) -> tuple[BudgetChange, ...]:
    """Return the decided changes of Årsbudget in tkr, in the order of the file.

    SnError when a row is doubled, or an omdisponering does not sum to 0 within its decision.
    """
    fields = {
        "code": CODES,
        "amount": ("belopp", "andring", "budgetandring", "arsbudget"),
        "first": ("fran period", "fran", "period", "fran och med", "fr o m", "from", "galler fran"),
        "kind": ("slag", "typ", "art", "tillaggsbudget omdisponering", "slag av andring"),
        "decision": ("beslut", "paragraf", "beslutsparagraf", "arende"),
    }
    table = rows(sheets, fields, tuple(fields))
    found: dict[BudgetChange, int] = {}
    for row in table.rows:
        record = validated(table, row, Change)
        amount = in_tkr(record.amount, table.unit("amount") or unit)
        change = BudgetChange(record.code, amount, record.first, record.kind, record.decision)
        if change in found:
            raise SnError(
                f"{table.where(row.number)}: samma ändring står på rad {found[change]}. Ta bort den ena raden."
            )
        found[change] = row.number
    _reallocations_cancel(table, found)
    return tuple(found)


def aliases(sheets: Sequence[Sheet]) -> Mapping[str, str]:
    """Return other spellings of names: alias → name. An empty file with headings is no error."""
    fields = {"alias": ("alias", "annat namn", "annan stavning", "stavning"), "name": NAMES}
    return {record.alias: record.name for record in _aliases(rows(sheets, fields, tuple(fields), empty=True))}


def _aliases(table: Rows) -> Iterator[Alias]:
    for row in table.rows:
        yield validated(table, row, Alias)


def _is_total(row: Row) -> bool:
    code, words = code_and_name(row.cells.get("code"))
    return not code and is_total(words or text(row.cells.get("name")))


def _tie(table: Rows, row: Row, amounts: Budgets, steps: Sequence[Amount], usual: Unit) -> tuple[str, ...]:
    """Return a sentence where a stated total differs from its rows by rounding. SnError where it differs by more."""
    unit = table.unit("amount") or usual
    found = validated(table, row, Total).amount
    stated, computed = in_tkr(found, unit), sum(amounts.values())
    gap = size(stated - computed)
    said = (
        f"{table.where(row.number, 'amount')}: summan är {spoken(stated)} tkr men raderna blir {spoken(computed)} "
        f"tkr (differens {spoken(stated - computed)})"
    )
    if 2 * gap > sum(steps) + in_tkr(precision(found), unit):
        raise SnError(f"{said}. Rätta raderna eller summan.")
    return (f"{said}; det är inom vad avrundningen av {len(steps)} rader kan ge.",) if gap else ()


def _reallocations_cancel(table: Rows, changes: Mapping[BudgetChange, int]) -> None:
    sums: dict[str, Amount] = defaultdict(int)
    for change in changes:
        if change.kind is ChangeKind.REALLOCATION:
            sums[change.decision] += change.amount
    for decision, total in sums.items():
        if total:
            raise SnError(
                f"{table.document}: omdisponeringen {decision} summerar till {spoken(total)} tkr men ska bli 0. "
                "Kontrollera belopp och tecken på dess rader."
            )
