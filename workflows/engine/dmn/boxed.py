"""Boxed expressions: contexts, invocations, lists, relations, functions and the boxed forms of if, filter and loops."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workflows.engine.dmn.source import Source, Xml, child, children, local, text_of
from workflows.engine.dmn.table import compile_table
from workflows.engine.dmn.types import UNTYPED, ItemType, TypeBook, conforming
from workflows.engine.feel.compiler.calls import Closure
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.values.convert import Context
from workflows.engine.feel.values.functions import MISFIT, Parameter
from workflows.engine.feel.values.kinds import is_context, is_function
from workflows.engine.feel.values.run import Run

Names = tuple[str, ...]
_FEEL_LANGUAGES = ("", "feel")


@dataclass(frozen=True, slots=True)
class Boxes:
    """Compiles the boxed expressions of one file."""

    source: Source
    types: TypeBook

    def inside(self, xml: Xml, names: Names) -> Code | None:
        """The code of the one expression that stands in `xml`; None when there is none."""
        found = child(xml, *_FORMS)
        return None if found is None else self.compile(found, names)

    def compile(self, xml: Xml, names: Names) -> Code:
        """The code of an expression, coerced to the type that it names."""
        return conforming(self.types.at(xml), _FORMS[local(xml)](self, xml, names))

    def required(self, xml: Xml, names: Names) -> Code:
        """Like `inside`, with a fault where there is none."""
        code = self.inside(xml, names)
        if code is None:
            self.source.fault(xml, "no_expression", "The expression is missing.", "Write it in FEEL.")
        return code or (lambda frame: None)

    def function(self, xml: Xml, names: Names) -> Code:
        """A function definition or encapsulated logic: its parameters and its body."""
        if xml.get("kind", "FEEL") != "FEEL":
            self.source.fault(xml, "not_feel", "The function is not written in FEEL.", "Only FEEL is run.")
            return lambda frame: None
        declared = list(children(xml, "formalParameter"))
        parameters = [_argument(str(each.get("name")), self.types.at(each)) for each in declared]
        code = self.required(xml, (*names, *(parameter.name for parameter in parameters)))
        steps = 2 + sum(1 for _ in xml.iter())
        return lambda frame: Closure(parameters, code, frame, steps)


@dataclass(frozen=True, slots=True)
class Argument(Parameter):
    """A parameter that takes null and whatever its type can make of a value."""

    wanted: ItemType = UNTYPED

    def fit(self, value: Any, run: Run) -> Any:
        fitted = self.wanted.coerce(value, run)
        return MISFIT if fitted is None and value is not None else fitted


def _argument(name: str, wanted: ItemType) -> Parameter:
    return Argument(name, wanted.kind, wanted=wanted)


def _literal(boxes: Boxes, xml: Xml, names: Names) -> Code:
    language = xml.get("expressionLanguage", "").rstrip("/").rpartition("/")[2].lower()
    if language not in _FEEL_LANGUAGES:
        boxes.source.fault(xml, "not_feel", f"The expression is written in {language!r}.", "Write it in FEEL.")
    text = text_of(xml)
    return boxes.source.expression(xml, text, names).code if text else lambda frame: None


def _table(boxes: Boxes, xml: Xml, names: Names) -> Code:
    return compile_table(boxes.source, boxes.types, xml, names)


def _context(boxes: Boxes, xml: Xml, names: Names) -> Code:
    """Entries see those before them; an entry without variable is the result."""
    entries: list[tuple[str, Code]] = []
    result: Code | None = None
    for entry in children(xml, "contextEntry"):
        variable = child(entry, "variable")
        code = conforming(boxes.types.at(variable), boxes.required(entry, names))
        if variable is None:
            result = code
        else:
            entries.append((str(variable.get("name")), code))
            names = (*names, str(variable.get("name")))

    def build(frame: Frame) -> Any:
        built = Context()
        inner = Frame(built, frame, frame.run)
        for name, code in entries:
            built[name] = code(inner)
        return built if result is None else result(inner)

    return build


def _invocation(boxes: Boxes, xml: Xml, names: Names) -> Code:
    called = boxes.required(xml, names)
    bindings: dict[str, Code] = {}
    for binding in children(xml, "binding"):
        parameter = child(binding, "parameter")
        name = "" if parameter is None else str(parameter.get("name"))
        code = boxes.inside(binding, names)
        bindings[name] = conforming(boxes.types.at(parameter), code or (lambda frame: None))

    def invoke(frame: Frame) -> Any:
        function = called(frame)
        values = {name: code(frame) for name, code in bindings.items()}
        return function.call_named(frame.run, values) if is_function(function) else None

    return invoke


def _list(boxes: Boxes, xml: Xml, names: Names) -> Code:
    items = [boxes.compile(each, names) for each in children(xml, *_FORMS)]
    return lambda frame: [item(frame) for item in items]


def _relation(boxes: Boxes, xml: Xml, names: Names) -> Code:
    columns = [(str(each.get("name")), boxes.types.at(each)) for each in children(xml, "column")]
    rows: list[list[tuple[str, Code]]] = []
    for row in children(xml, "row"):
        cells = [boxes.compile(each, names) for each in children(row, *_FORMS)]
        if len(cells) != len(columns):
            boxes.source.fault(row, "cells", f"The row has {len(cells)} cells for {len(columns)} columns.")
        named = zip(columns, cells, strict=False)
        rows.append([(name, conforming(wanted, cell)) for (name, wanted), cell in named])
    return lambda frame: [Context((name, cell(frame)) for name, cell in row) for row in rows]


def _function(boxes: Boxes, xml: Xml, names: Names) -> Code:
    return boxes.function(xml, names)


def _part(boxes: Boxes, xml: Xml, name: str, names: Names) -> Code:
    part = child(xml, name)
    if part is None:
        boxes.source.fault(xml, "incomplete", f"It has no {name!r}.", f"Add {name!r}.")
        return lambda frame: None
    return boxes.required(part, names)


def _conditional(boxes: Boxes, xml: Xml, names: Names) -> Code:
    condition, yes, no = (_part(boxes, xml, name, names) for name in ("if", "then", "else"))

    def choose(frame: Frame) -> Any:
        # Stricter than FEEL's `if`: the standard makes a boxed condition that is no truth value null.
        holds = condition(frame)
        if holds is not None and not isinstance(holds, bool):
            return None
        return yes(frame) if holds else no(frame)

    return choose


def _filter(boxes: Boxes, xml: Xml, names: Names) -> Code:
    items, match = _part(boxes, xml, "in", names), _part(boxes, xml, "match", (*names, "item"))

    def select(frame: Frame) -> list[Any] | None:
        values = _as_list(items(frame))
        if values is None:
            return None
        verdicts = [match(_item_frame(value, frame)) for value in values]
        if not all(isinstance(verdict, bool) for verdict in verdicts):
            return None
        return [value for value, verdict in zip(values, verdicts, strict=True) if verdict]

    return select


def _item_frame(item: Any, frame: Frame) -> Frame:
    frame.run.charge(10)
    inner = Frame({"item": item}, frame, frame.run)
    return Frame(item, inner, frame.run, clean=item.__class__ is Context) if is_context(item) else inner


def _as_list(value: Any) -> list[Any] | None:
    return value if isinstance(value, list) else None if value is None else [value]


def _loop(boxes: Boxes, xml: Xml, names: Names, body: str) -> Callable[[Frame], list[Any] | None]:
    """Values of `body` for each element of the list."""
    variable = xml.get("iteratorVariable", "")
    items, code = _part(boxes, xml, "in", names), _part(boxes, xml, body, (*names, variable, "partial"))

    def run(frame: Frame) -> list[Any] | None:
        values = _as_list(items(frame))
        if values is None:
            return None
        results: list[Any] = []
        for value in values:
            frame.run.charge(10 + len(results) // 10)
            results.append(code(Frame({variable: value, "partial": results[:]}, frame, frame.run)))
        return results

    return run


def _for(boxes: Boxes, xml: Xml, names: Names) -> Code:
    return _loop(boxes, xml, names, "return")


def _quantified(found: bool) -> "_Form":
    def form(boxes: Boxes, xml: Xml, names: Names) -> Code:
        loop = _loop(boxes, xml, names, "satisfies")

        def decide(frame: Frame) -> bool | None:
            verdicts = loop(frame)
            if verdicts is None or not all(isinstance(verdict, bool) for verdict in verdicts):
                return None
            return found if found in verdicts else not found

        return decide

    return form


_Form = Callable[[Boxes, Xml, Names], Code]
_FORMS: dict[str, _Form] = {
    "literalExpression": _literal,
    "decisionTable": _table,
    "context": _context,
    "invocation": _invocation,
    "list": _list,
    "relation": _relation,
    "functionDefinition": _function,
    "conditional": _conditional,
    "filter": _filter,
    "for": _for,
    "some": _quantified(True),
    "every": _quantified(False),
}
