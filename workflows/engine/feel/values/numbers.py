"""Numbers of FEEL: decimals of 34 digits (IEEE 754-2008 decimal128), null instead of infinity and NaN."""

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

CONTEXT = Context(
    prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[InvalidOperation, DivisionByZero, Overflow]
)
ZERO, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)


def whole(value: Decimal) -> int | None:
    """The integer that `value` is, or None when it has a fraction or more than 34 digits."""
    if value.adjusted() > 34 or value != value.to_integral_value():
        return None
    return int(value)


def cut(value: Decimal) -> int | None:
    """The integer part, which is what positions, lengths and scales take; None beyond 34 digits."""
    return None if value.adjusted() > 34 else int(value)


def parse(text: str) -> Decimal | None:
    """Read a FEEL number (`-12.5e3`, no blanks, no digit groups); None when `text` is none."""
    if not text.isascii() or text.strip("-+.eE0123456789") != "":
        return None
    try:
        number = CONTEXT.create_decimal(text)
    except (InvalidOperation, Overflow):
        return None
    return number if number.is_finite() else None


def text(value: Decimal) -> str:
    """Without exponent and without zeros after the last digit of the fraction."""
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain
