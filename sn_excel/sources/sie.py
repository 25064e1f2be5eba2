"""SIE 4: the ledger's months per unit, out of #PSALDO and #PBUDGET or, without them, out of the vouchers.

The figures are each month's change in kronor, debit +, credit −. Labels that are not used here are passed over, as the
standard asks. Vouchers must sum to 0.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sn_excel.model.amounts import Amount, spoken
from sn_excel.model.errors import SnError
from sn_excel.model.number_texts import parse
from sn_excel.model.periods import MONTHS, Period
from sn_excel.model.places import At
from sn_excel.model.sheets import Sheet, Value
from sn_excel.sources import export_headings

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|(\{[^}]*\})|([^\s{}"]+)')
_RESULT = frozenset("KI")

Objects = Mapping[str, str]
"""Dimension → object."""


@dataclass(frozen=True, slots=True)
class Change:
    """One amount: #PSALDO, #PBUDGET or #TRANS of an account in a month (`YYYYMM`)."""

    label: str
    month: str
    account: str
    objects: Objects
    amount: Amount


@dataclass(slots=True)
class _File:
    """What was read of a file, line by line."""

    document: str
    dimensions: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    voucher: tuple[str, str] = ("", "")
    balance: Amount = 0


def records(body: str, document: str) -> Iterator[tuple[int, Sequence[Value]]]:
    """Yield a heading and a row per unit, month and account, as a ledger would export them. SnError when it cannot."""
    read = _read(body, document)
    yield 1, ("Period", "Kod", "Benämning", "Konto", "Utfall (kr)", "Budget (kr)")
    dimension = _dimension(read)
    for number, change in enumerate(_chosen(read, dimension), 2):
        code = change.objects[dimension]
        amounts = (None, change.amount) if change.label == "#PBUDGET" else (change.amount, None)
        yield number, (change.month, code, read.names.get((dimension, code), ""), change.account, *amounts)


def sheet(body: str, document: str, name: str) -> Sheet:
    """Return a sheet with Utfall and Budget per unit in kronor, from January to the file's last month.

    A file with a single later month cannot say whether that is accumulated: then the headings name the month alone.
    """
    rows = list(records(body, document))[1:]
    year = max(str(row[0])[:4] for _, row in rows)
    own = [row for _, row in rows if str(row[0])[:4] == year]
    months = sorted({int(str(row[0])[4:]) for row in own})
    sums: dict[tuple[str, str], list[Amount]] = defaultdict(lambda: [0, 0])
    for _, code, words, _, *amounts in own:
        for place, amount in enumerate(amounts):
            sums[str(code), str(words)][place] += amount or 0  # type: ignore[operator]  # records yields amounts here
    heading = _heading(int(year), months)
    cells: dict[At, Value] = {
        (1, 1): "Kod",
        (1, 2): "Benämning",
        (1, 3): f"Utfall {heading}",
        (1, 4): f"Budget {heading}",
    }
    for row, ((code, words), (actual, budget)) in enumerate(sums.items(), 2):
        cells |= {(row, 1): code, (row, 2): words, (row, 3): actual, (row, 4): budget}
    return Sheet(document, name, cells)


def _heading(year: int, months: Sequence[int]) -> str:
    period = Period(year, 1, months[-1])
    if len(months) == 1:
        return f"{period.heading} (kr)"
    return f"{MONTHS[0][:3]}–{MONTHS[months[-1] - 1][:3]} {year} (kr)"


def _read(body: str, document: str) -> _File:
    read = _File(document)
    for number, line in enumerate(body.split("\n"), 1):
        tokens = [quoted.replace('\\"', '"') or braced or bare for quoted, braced, bare in _TOKEN.findall(line)]
        handle = _LABELS.get(tokens[0].upper()) if tokens else None
        if handle:
            try:
                handle(read, tokens)
            except (IndexError, ValueError):
                raise SnError(
                    f"{document}, rad {number}: {tokens[0]} följer inte SIE 4. Exportera filen på nytt."
                ) from None
    _balanced(read)
    return read


def _on_dimension(read: _File, tokens: Sequence[str]) -> None:
    read.dimensions[tokens[1]] = tokens[2]


def _on_object(read: _File, tokens: Sequence[str]) -> None:
    read.names[tokens[1], tokens[2]] = tokens[3]


def _on_type(read: _File, tokens: Sequence[str]) -> None:
    read.types[tokens[1]] = tokens[2].upper()


def _on_month(read: _File, tokens: Sequence[str]) -> None:
    month = _month(tokens[2])
    read.changes.append(Change(tokens[0].upper(), month, tokens[3], _objects(tokens[4]), _amount(tokens[5])))


def _on_voucher(read: _File, tokens: Sequence[str]) -> None:
    _balanced(read)
    read.voucher = (f"{tokens[1]} {tokens[2]}".strip(), _month(tokens[3]))


def _on_transaction(read: _File, tokens: Sequence[str]) -> None:
    amount = _amount(tokens[3])
    read.balance += amount
    read.changes.append(Change("#TRANS", read.voucher[1], tokens[1], _objects(tokens[2]), amount))


_LABELS = {
    "#DIM": _on_dimension, "#UNDERDIM": _on_dimension, "#OBJEKT": _on_object, "#KTYP": _on_type, "#PSALDO": _on_month,
    "#PBUDGET": _on_month, "#VER": _on_voucher, "#TRANS": _on_transaction,
}  # fmt: skip


def _balanced(read: _File) -> None:
    if read.balance:
        raise SnError(
            f"{read.document}: verifikation {read.voucher[0]} summerar till {spoken(read.balance)} kr och inte 0. "
            "Exportera filen på nytt."
        )


def _month(said: str) -> str:
    if not re.fullmatch(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-9]{2})?", said):
        raise ValueError(said)
    return said[:6]


def _objects(said: str) -> Objects:
    if not said.startswith("{"):
        raise ValueError(said)
    tokens = [quoted or bare for quoted, _, bare in _TOKEN.findall(said[1:-1])]
    return dict(zip(tokens[::2], tokens[1::2], strict=True))


def _amount(said: str) -> Amount:
    amount = parse(said, ".")
    if amount is None:
        raise ValueError(said)
    return amount


def _dimension(read: _File) -> str:
    """Return the dimension of the units: the one named so, else the one with most objects in use."""
    used = Counter(dimension for dimension, _ in {pair for change in read.changes for pair in change.objects.items()})
    if not used:
        raise SnError(
            f"{read.document} har inga belopp per verksamhet. Exportera SIE 4 med periodsaldon per objekt (dimension)."
        )
    named = [key for key in used if re.search("verksamhet|enhet", export_headings.folded(read.dimensions.get(key, "")))]
    return max(named or used, key=lambda key: used[key])


def _chosen(read: _File, dimension: str) -> Iterable[Change]:
    """Return the changes that make the units' result: periods before vouchers, single objects before combinations."""
    booked = [change for change in read.changes if dimension in change.objects and _is_result(read, change.account)]
    periodic = [change for change in booked if change.label != "#TRANS"]
    if any(change.label == "#PSALDO" for change in periodic):
        booked = periodic
    for label in ("#PSALDO", "#PBUDGET", "#TRANS"):
        own = [change for change in booked if change.label == label]
        alone = [change for change in own if len(change.objects) == 1]
        yield from alone or own


def _is_result(read: _File, account: str) -> bool:
    """Say whether an account belongs to the result: as typed, else by the first digit of the Swedish chart."""
    if account in read.types:
        return read.types[account] in _RESULT
    return not account.startswith(("1", "2"))
