"""count, sum, mean and other figures of a list."""

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.arithmetic import add, divide
from workflows.engine.feel.values.compare import order
from workflows.engine.feel.values.numbers import CONTEXT, ONE, TWO, ZERO
from workflows.engine.feel.values.temporal import DaysDuration, MonthsDuration


def _numbers(items: list[Any]) -> list[Decimal] | None:
    """The list itself when it holds numbers only; FEEL's figures are null otherwise."""
    return items if all(item.__class__ is Decimal for item in items) else None


def _extreme(items: list[Any], sign: int) -> Any:
    best = items[0] if items else None
    for item in items[1:]:
        compared = order(item, best)
        if compared is None:
            return None
        best = item if compared == sign else best
    return best


@function("count(list: list...)")
def _count(items: list[Any]) -> Decimal:
    return Decimal(len(items))


@function("min(list: list...)")
def _min(items: list[Any]) -> Any:
    return _extreme(items, -1)


@function("max(list: list...)")
def _max(items: list[Any]) -> Any:
    return _extreme(items, 1)


@function("sum(list: list...)")
def _sum(items: list[Any]) -> Any:
    if not items or items[0].__class__ not in (Decimal, DaysDuration, MonthsDuration):
        return None
    return reduce(add, items)


@function("mean(list: list...)")
def _mean(items: list[Any]) -> Any:
    return divide(_sum(items), Decimal(len(items))) if items else None


@function("product(list: list...)")
def _product(items: list[Any]) -> Decimal | None:
    numbers = _numbers(items)
    return reduce(CONTEXT.multiply, numbers, ONE) if numbers else None


@function("median(list: list...)")
def _median(items: list[Any]) -> Decimal | None:
    numbers = _numbers(items)
    if not numbers:
        return None
    ordered, middle = sorted(numbers), len(numbers) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return CONTEXT.divide(CONTEXT.add(ordered[middle - 1], ordered[middle]), TWO)


@function("stddev(list: list...)")
def _stddev(items: list[Any]) -> Decimal | None:
    """Of a sample: the divisor is one less than the count."""
    numbers = _numbers(items)
    if not numbers or len(numbers) < 2:
        return None
    mean = CONTEXT.divide(_total(numbers, lambda n: n), Decimal(len(numbers)))
    squares = _total(numbers, lambda n: CONTEXT.power(CONTEXT.subtract(n, mean), TWO))
    return CONTEXT.sqrt(CONTEXT.divide(squares, Decimal(len(numbers) - 1)))


def _total(numbers: list[Decimal], of: Callable[[Decimal], Decimal]) -> Decimal:
    return reduce(CONTEXT.add, map(of, numbers), ZERO)


@function("mode(list: list...)")
def _mode(items: list[Any]) -> list[Decimal] | None:
    """Those that stand most often, in ascending order."""
    numbers = _numbers(items)
    if numbers is None:
        return None
    counts: dict[Decimal, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, count in counts.items() if count == most)
