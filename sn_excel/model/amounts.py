"""Amounts of money: exact, in tkr unless said otherwise, never binary floats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeAlias

Amount: TypeAlias = int | Decimal
MINUS = "\u2212"
ORE = Decimal("0.00001")
"""One öre in tkr: the finest amount that money has."""
NOISE = Decimal("1e-13")
"""Maximum share of an amount that binary arithmetic leaves as noise: a spreadsheet keeps fifteen digits."""


class Unit(StrEnum):
    """What one unit of a printed number is worth; `kronor` gives it in kronor."""

    KR = "kr"
    TKR = "tkr"
    MKR = "mkr"

    @property
    def kronor(self) -> int:
        """Return the worth of one unit in kronor.

        >>> Unit.MKR.kronor
        1000000
        """
        return _KRONOR[self]


_KRONOR = {Unit.KR: 1, Unit.TKR: 1000, Unit.MKR: 1_000_000}


def tidy(amount: Amount) -> Amount:
    """Return the amount as an int where it is whole.

    >>> tidy(Decimal("525.00")), tidy(Decimal("0.5"))
    (525, Decimal('0.5'))
    """
    if isinstance(amount, int):
        return amount
    whole = amount.to_integral_value()
    return int(whole) if whole == amount else amount.normalize()


def in_tkr(amount: Amount, unit: Unit) -> Amount:
    """Return an amount given in `unit` as exact tkr.

    >>> in_tkr(Decimal("14191000.00"), Unit.KR), in_tkr(Decimal("29.1"), Unit.MKR)
    (14191, 29100)
    """
    if isinstance(amount, int) and unit is Unit.TKR:
        return amount
    return tidy(Decimal(amount) * unit.kronor / 1000)


def from_tkr(amount: Amount, unit: Unit) -> Amount:
    """Return an amount in tkr expressed in `unit`, exactly.

    >>> from_tkr(29100, Unit.MKR)
    Decimal('29.1')
    """
    return tidy(Decimal(amount) * 1000 / unit.kronor)


def size(amount: Amount) -> Amount:
    """Return the amount without its sign.

    >>> size(-5210), size(Decimal("-0.5"))
    (5210, Decimal('0.5'))
    """
    return -amount if amount < 0 else amount


def rounded(amount: Amount, step: int = 1) -> int:
    """Round to a multiple of `step`, half away from zero as Excel's ROUND does.

    >>> rounded(Decimal("2.5")), rounded(Decimal("-2.5")), rounded(-661, 100)
    (3, -3, -700)
    """
    return int((Decimal(amount) / step).to_integral_value(ROUND_HALF_UP)) * step


def nearest(amount: Amount, step: Amount) -> Amount:
    """Return the multiple of `step` that is nearest, half away from zero as Excel's ROUND does.

    >>> nearest(Decimal("6249.70312"), Decimal("0.1")), nearest(-661, 100), nearest(Decimal("0.5"), 1)
    (Decimal('6249.7'), -700, 1)
    """
    return tidy((Decimal(amount) / Decimal(step)).to_integral_value(ROUND_HALF_UP) * Decimal(step))


def number(value: float) -> Amount:
    """Return a spreadsheet's binary number as the amount a person typed: fifteen digits, as Excel shows.

    >>> number(0.1 + 0.2), number(134114.0)
    (Decimal('0.3'), 134114)
    """
    text = format(value, ".15g")
    if "e" in text:
        return tidy(Decimal(text))
    return Decimal(text) if "." in text else int(text)


def spoken(amount: Amount, signed: bool = False) -> str:
    """Return the amount as Swedish text: spaces between thousands, decimal comma, a real minus sign.

    >>> spoken(-5210), spoken(Decimal("1234.5")), spoken(26, signed=True)
    ('−5 210', '1 234,5', '+26')
    """
    text = f"{abs(amount):,f}" if isinstance(amount, Decimal) else f"{abs(amount):,}"
    text = text.replace(",", " ").replace(".", ",")
    if amount < 0:
        return MINUS + text
    return "+" + text if signed and amount > 0 else text


def spoken_in(amount: Amount, unit: Unit, signed: bool = False) -> str:
    """Return an amount in tkr as Swedish text in another unit, to the öre at the finest.

    >>> spoken_in(Decimal("6249.70312"), Unit.KR), spoken_in(Decimal("475.971000000001"), Unit.TKR)
    ('6 249 703,12', '475,971')
    """
    return spoken(from_tkr(amount if isinstance(amount, int) else nearest(amount, ORE), unit), signed)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun in the right form.

    >>> counted(1, "formel", "formler"), counted(0, "formel", "formler"), counted(2100, "cell", "celler")
    ('1 formel', '0 formler', '2 100 celler')
    """
    return f"{spoken(number)} {one if number == 1 else many}"
