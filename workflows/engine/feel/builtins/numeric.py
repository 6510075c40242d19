"""Rounding, powers and the like."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.numbers import CONTEXT, TWO, ZERO, cut, whole
from workflows.engine.feel.values.temporal import DaysDuration, MonthsDuration

_MIN_SCALE, _MAX_SCALE = -6111, 6176
_WIDE = Context(prec=6_300, Emax=999_999, Emin=-999_999)
"""Digits enough to cut any decimal128 number at any scale before it is rounded back to 34 digits."""


def _rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal | None:
    places = cut(scale)
    if places is None or not _MIN_SCALE <= places <= _MAX_SCALE:
        return None
    # A number that has no digits to cut stays as it is; quantizing would only add zeros.
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= places:
        return number
    return CONTEXT.add(number.quantize(Decimal((0, (1,), -places)), rounding, _WIDE), ZERO)


@function("decimal(n: number, scale: number)")
def _decimal(n: Decimal, scale: Decimal) -> Decimal | None:
    return _rounded(n, scale, ROUND_HALF_EVEN)


@function("floor(n: number, scale: number?)")
def _floor(n: Decimal, scale: Decimal = ZERO) -> Decimal | None:
    return _rounded(n, scale, ROUND_FLOOR)


@function("ceiling(n: number, scale: number?)")
def _ceiling(n: Decimal, scale: Decimal = ZERO) -> Decimal | None:
    return _rounded(n, scale, ROUND_CEILING)


@function("round up(n: number, scale: number)")
def _round_up(n: Decimal, scale: Decimal) -> Decimal | None:
    return _rounded(n, scale, ROUND_UP)


@function("round down(n: number, scale: number)")
def _round_down(n: Decimal, scale: Decimal) -> Decimal | None:
    return _rounded(n, scale, ROUND_DOWN)


@function("round half up(n: number, scale: number)")
def _round_half_up(n: Decimal, scale: Decimal) -> Decimal | None:
    return _rounded(n, scale, ROUND_HALF_UP)


@function("round half down(n: number, scale: number)")
def _round_half_down(n: Decimal, scale: Decimal) -> Decimal | None:
    return _rounded(n, scale, ROUND_HALF_DOWN)


@function("abs(n: number|days and time duration|years and months duration)")
def _abs(n: Any) -> Any:
    match n:
        case DaysDuration():
            return DaysDuration(abs(n.seconds))
        case MonthsDuration():
            return MonthsDuration(abs(n.months))
    return CONTEXT.abs(n)


@function("modulo(dividend: number, divisor: number)")
def _modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Has the sign of the divisor; null when the quotient has more than 34 digits."""
    rest = CONTEXT.remainder(dividend, divisor)
    return CONTEXT.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@function("sqrt(number: number)")
def _sqrt(number: Decimal) -> Decimal:
    return CONTEXT.sqrt(number)


@function("log(number: number)")
def _log(number: Decimal) -> Decimal | None:
    return CONTEXT.ln(number) if number > 0 else None


@function("exp(number: number)")
def _exp(number: Decimal) -> Decimal:
    return CONTEXT.exp(number)


@function("odd(number: number)")
def _odd(number: Decimal) -> bool | None:
    return None if whole(number) is None else bool(CONTEXT.remainder(number, TWO))


@function("even(number: number)")
def _even(number: Decimal) -> bool | None:
    return None if whole(number) is None else not CONTEXT.remainder(number, TWO)
