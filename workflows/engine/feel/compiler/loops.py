"""for, some and every."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from workflows.engine.feel.compiler.core import Compiler, Form, cost, parts, words
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.limits import MAX_LIST_ITEMS
from workflows.engine.feel.syntax.parser import Node
from workflows.engine.feel.values.numbers import whole
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.temporal import Date, date_of

Source = Callable[[Frame], Iterable[Any] | None]
Round = tuple[str, Source]


def _rounds(compiler: Compiler, node: Node, bound: set[str]) -> list[Round]:
    rounds = []
    for each in parts(node):
        codes = [compiler.compile(part) for part in parts(each)]
        name = str(words(each, "NAME")[0])
        bound.add(name)
        rounds.append((name, _steps(*codes) if len(codes) == 2 else _elements(codes[0])))
    return rounds


def _steps(low: Code, high: Code) -> Source:
    return lambda frame: _walk(low(frame), high(frame))


def _elements(code: Code) -> Source:
    def elements(frame: Frame) -> Iterable[Any] | None:
        value = code(frame)
        if isinstance(value, Range):
            return _range_elements(value)
        if isinstance(value, list):
            return None if any(isinstance(item, Range) for item in value) else value
        return None if value is None else [value]

    return elements


def _ends(low: Any, high: Any) -> tuple[int, int] | None:
    if isinstance(low, Date) and isinstance(high, Date):
        return low.number, high.number
    if low.__class__ is Decimal and high.__class__ is Decimal:
        a, b = whole(low), whole(high)
        return None if a is None or b is None else (a, b)
    return None


def _walk(low: Any, high: Any) -> Iterable[Any] | None:
    """From `low` to `high`, both included, up or down; None for what has no next value."""
    ends = _ends(low, high)
    if ends is None:
        return None
    # Lazy, so that `1..1e30` costs nothing until the budget ends it.
    first, last = ends
    numbers = range(first, last + 1) if first <= last else range(first, last - 1, -1)
    return map(date_of if isinstance(low, Date) else Decimal, numbers)


def _range_elements(span: Range) -> Iterable[Any] | None:
    ends = None if span.unary else _ends(span.low, span.high)
    if ends is None:
        return None
    first, last = ends[0] + (not span.low_closed), ends[1] - (not span.high_closed)
    return (
        None if ends[0] > ends[1] else map(date_of if isinstance(span.low, Date) else Decimal, range(first, last + 1))
    )


def _frames(rounds: list[Round], frame: Frame) -> Iterator[Frame | None]:
    """A frame per combination, the last name turning fastest; one None when a source cannot be walked."""
    (name, source), *rest = rounds
    elements = source(frame)
    if elements is None:
        yield None
        return
    for element in elements:
        frame.run.charge(1)
        inner = Frame({name: element}, frame, frame.run)
        if rest:
            yield from _frames(rest, inner)
        else:
            yield inner


def _with_partial(frame: Frame, results: list[Any]) -> Frame:
    """A copy, since a result that holds the growing list itself would never end."""
    frame.run.charge(len(results) // 10)
    return Frame({"partial": results[:], **frame.names}, frame.parent, frame.run)


def _for_each(compiler: Compiler, node: Node) -> Code:
    heads, body = parts(node)
    with compiler.binding(["partial"]) as bound:
        rounds = _rounds(compiler, heads, bound)
        code = compiler.compile(body)
    charge = cost(body)
    reads_partial = any(body.scan_values(lambda value: value == "partial"))

    def collect(frame: Frame) -> list[Any] | None:
        results: list[Any] = []
        for inner in _frames(rounds, frame):
            if inner is None:
                return None
            frame.run.charge(charge)
            results.append(code(_with_partial(inner, results) if reads_partial else inner))
            if len(results) > MAX_LIST_ITEMS:
                raise FeelError(f"a list grew past {MAX_LIST_ITEMS} items")
        return results

    return collect


def _quantified(found: bool) -> Form:
    """`some` ends at the first true, `every` at the first false; a null on the way makes the rest null."""

    def form(compiler: Compiler, node: Node) -> Code:
        heads, body = parts(node)
        with compiler.binding(()) as bound:
            rounds = _rounds(compiler, heads, bound)
            code = compiler.compile(body)
        charge = cost(body)

        def decide(frame: Frame) -> bool | None:
            result: bool | None = not found
            for inner in _frames(rounds, frame):
                if inner is None:
                    return None
                frame.run.charge(charge)
                value = code(inner)
                if value is found:
                    return value
                result = result if value is (not found) else None
            return result

        return decide

    return form


FORMS: dict[str, Form] = {"for_each": _for_each, "some": _quantified(True), "every": _quantified(False)}
