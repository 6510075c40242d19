"""What is in a list, and lists made from lists."""

from decimal import Decimal
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.compare import equal
from workflows.engine.feel.values.functions import Builtin
from workflows.engine.feel.values.numbers import cut
from workflows.engine.feel.values.run import Run


def _index(position: Decimal, length: int) -> int | None:
    """From FEEL's 1..n or -n..-1 to 0..n-1; None outside."""
    number = cut(position)
    if not number or abs(number) > length:
        return None
    return number - 1 if number > 0 else length + number


def _has(items: list[Any], element: Any, run: Run) -> bool:
    run.charge(len(items))
    return any(equal(item, element, run) is True for item in items)


@function("list contains(list: list, element: Any|null)", wants_run=True)
def _list_contains(run: Run, items: list[Any], element: Any) -> bool:
    return _has(items, element, run)


@function("sublist(list: list, start position: number, length: number?)")
def _sublist(items: list[Any], start: Decimal, length: Decimal | None = None) -> list[Any] | None:
    index = _index(start, len(items))
    count = len(items) if length is None else cut(length)
    return None if index is None or count is None or count < 0 else items[index : index + count]


@function("append(list: list, item: Any|null, +)")
def _append(items: list[Any], *more: Any) -> list[Any]:
    return [*items, *more]


@function("concatenate(list: list, +)")
def _concatenate(*lists: list[Any]) -> list[Any]:
    return [item for items in lists for item in items]


@function("union(list: list, +)", wants_run=True)
def _union(run: Run, *lists: list[Any]) -> list[Any]:
    return _distinct_values(run, _concatenate(*lists))


@function("insert before(list: list, position: number, newItem: Any|null)")
def _insert_before(items: list[Any], position: Decimal, new_item: Any) -> list[Any] | None:
    index = _index(position, len(items))
    return None if index is None else [*items[:index], new_item, *items[index:]]


@function("remove(list: list, position: number)")
def _remove(items: list[Any], position: Decimal) -> list[Any] | None:
    index = _index(position, len(items))
    return None if index is None else [*items[:index], *items[index + 1 :]]


@function("list replace(list: list, position: number, newItem: Any|null)")
def _replace_at(items: list[Any], position: Decimal, new_item: Any) -> list[Any] | None:
    index = _index(position, len(items))
    return None if index is None else [*items[:index], new_item, *items[index + 1 :]]


@function("list replace(list: list, match: function, newItem: Any|null)", wants_run=True)
def _replace_matching(run: Run, items: list[Any], match: Builtin, new_item: Any) -> list[Any] | None:
    answers = [match(run, [item, new_item]) for item in items]
    if not all(isinstance(answer, bool) for answer in answers):
        return None
    return [new_item if answer else item for item, answer in zip(items, answers, strict=True)]


@function("reverse(list: list)")
def _reverse(items: list[Any]) -> list[Any]:
    return items[::-1]


@function("index of(list: list, match: Any|null)", wants_run=True)
def _index_of(run: Run, items: list[Any], match: Any) -> list[Decimal]:
    return [Decimal(place) for place, item in enumerate(items, start=1) if equal(item, match, run) is True]


@function("distinct values(list: list)", wants_run=True)
def _distinct_values(run: Run, items: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        if not _has(kept, item, run):
            kept.append(item)
    return kept


@function("flatten(list: list)", wants_run=True)
def _flatten(run: Run, items: list[Any]) -> list[Any]:
    flat: list[Any] = []
    # A stack of its own instead of recursion: lists may be nested deeper than Python likes.
    waiting = items[::-1]
    while waiting:
        run.charge(1)
        item = waiting.pop()
        if item.__class__ is list:
            waiting.extend(reversed(item))
        else:
            flat.append(item)
    return flat
