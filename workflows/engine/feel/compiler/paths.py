"""Paths (`a.b`) and filters (`list[condition]`, `list[index]`)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from workflows.engine.feel.compiler.core import Compiler, Form, cost, parts, words
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.syntax.parser import Node
from workflows.engine.feel.values.convert import NATIVE, Context, member, taken
from workflows.engine.feel.values.numbers import whole
from workflows.engine.feel.values.properties import property_of


def _path(compiler: Compiler, node: Node) -> Code:
    code, name = compiler.compile(parts(node)[0]), str(words(node, "NAME")[0])

    def follow(frame: Frame) -> Any:
        value = code(frame)
        if value.__class__ is dict:
            found = value.get(name)
            return found if found.__class__ in NATIVE else taken(found, frame.run)
        return _member(value, name, frame)

    return follow


def _member(value: Any, name: str, frame: Frame) -> Any:
    if isinstance(value, Mapping):
        return member(value, name, frame.run)
    if isinstance(value, list):
        frame.run.charge(len(value))
        return [_member(item, name, frame) for item in value]
    return property_of(value, name)


def _filter(compiler: Compiler, node: Node) -> Code:
    source, condition = parts(node)
    code = compiler.compile(source)
    with compiler.filtering(), compiler.binding(["item"]):
        keep = compiler.compile(condition)
    charge = cost(condition)

    def select(frame: Frame) -> Any:
        value = code(frame)
        items = value if isinstance(value, list) else [] if value is None else [value]
        # Only its value tells an index from a condition: `list[n]` and `list[n > 1]` look alike until they run.
        first = keep(_item_frame(items[0] if items else None, frame))
        if first.__class__ is Decimal:
            return _at(items, first)
        return _kept(items, keep, frame, charge)

    return select


def _item_frame(item: Any, frame: Frame) -> Frame:
    """`item` stands above the names outside, and the members of a context above `item`."""
    inner = Frame({"item": item}, frame, frame.run)
    return Frame(item, inner, frame.run, clean=item.__class__ is Context) if isinstance(item, Mapping) else inner


def _at(items: list[Any], index: Decimal) -> Any:
    """Counted from 1, or from the end with -1; null where there is none."""
    position = whole(index)
    if not position or abs(position) > len(items):
        return None
    return items[position - 1 if position > 0 else position]


def _kept(items: list[Any], keep: Callable[[Frame], Any], frame: Frame, charge: int) -> list[Any]:
    kept = []
    for item in items:
        frame.run.charge(charge)
        if keep(_item_frame(item, frame)) is True:
            kept.append(item)
    return kept


FORMS: dict[str, Form] = {"path": _path, "filter": _filter}
