"""sort: by a function of the expression's own, or in the natural order."""

from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.compare import order
from workflows.engine.feel.values.run import Run


@function("sort(list: list, precedes: function?)", wants_run=True)
def _sort(run: Run, items: list[Any], precedes: Any = None) -> list[Any] | None:
    """Null when two items have no order; an order that contradicts itself gives some order, never a crash."""
    if len(items) < 2:
        return items[:]
    middle = len(items) // 2
    left, right = _sort(run, items[:middle], precedes), _sort(run, items[middle:], precedes)
    return None if left is None or right is None else _merged(run, left, right, precedes)


def _merged(run: Run, left: list[Any], right: list[Any], precedes: Any) -> list[Any] | None:
    merged: list[Any] = []
    at_left = at_right = 0
    while at_left < len(left) and at_right < len(right):
        run.charge(1)
        swap = _before(run, right[at_right], left[at_left], precedes)
        if swap is None:
            return None
        merged.append(right[at_right] if swap else left[at_left])
        at_left, at_right = at_left + (not swap), at_right + swap
    return [*merged, *left[at_left:], *right[at_right:]]


def _before(run: Run, first: Any, second: Any, precedes: Any) -> bool | None:
    if precedes is None:
        sign = order(first, second)
        return None if sign is None else sign < 0
    answer = precedes(run, [first, second])
    return answer if isinstance(answer, bool) else None
