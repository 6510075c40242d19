"""Constants, names, lists, contexts and intervals."""

from typing import Any

from workflows.engine.feel.builtins import BUILTINS
from workflows.engine.feel.compiler.core import Compiler, Form, parts, words
from workflows.engine.feel.compiler.frame import Code, Frame, read_name
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.syntax.parser import Node, position
from workflows.engine.feel.values import numbers
from workflows.engine.feel.values.compare import order
from workflows.engine.feel.values.convert import Context
from workflows.engine.feel.values.ranges import Range, comparison_range
from workflows.engine.feel.values.temporal_text import parse_literal


def constant(value: Any) -> Code:
    return lambda frame: value


def _number(compiler: Compiler, node: Node) -> Code:
    number = numbers.parse(str(node.children[0]))
    if number is None:
        raise FeelError("the number is too large", position(node))
    return constant(number)


def _string(compiler: Compiler, node: Node) -> Code:
    return constant(str(node.children[0]))


def _literal(compiler: Compiler, node: Node) -> Code:
    value = parse_literal(str(node.children[0]))
    if value is None:
        raise FeelError(f'@"{node.children[0]}" is no date, time or duration', position(node))
    return constant(value)


def _name(compiler: Compiler, node: Node) -> Code:
    name = str(node.children[0])
    if name not in BUILTINS or compiler.is_bound(name):
        compiler.note(name)
    return read_name(name, BUILTINS.get(name))


def _list(compiler: Compiler, node: Node) -> Code:
    items = [compiler.compile(item) for group in parts(node) for item in parts(group)]
    return lambda frame: [item(frame) for item in items]


def _context(compiler: Compiler, node: Node) -> Code:
    entries: list[tuple[str, Code]] = []
    with compiler.binding(()) as bound:
        for entry in (entry for group in parts(node) for entry in parts(group)):
            name = str(entry.children[0])
            if name in bound:
                raise FeelError(f"the context has {name!r} twice", position(entry))
            entries.append((name, compiler.compile(parts(entry)[0])))
            bound.add(name)

    def build(frame: Frame) -> Any:
        built = Context()
        inner = Frame(built, frame, frame.run)
        for name, code in entries:
            built[name] = code(inner)
        return built

    return build


def _interval(compiler: Compiler, node: Node) -> Code:
    low, high = (compiler.compile(end) for end in parts(node))
    signs = [str(child) for child in node.children if not hasattr(child, "data")]
    low_closed, high_closed = signs[0] == "[", signs[-1] == "]"

    def build(frame: Frame) -> Range | None:
        start, end = low(frame), high(frame)
        # Ends that cannot be compared make no range; an end that is null makes one that holds nothing for sure.
        if start is not None and end is not None and order(start, end) is None:
            return None
        return Range(start, end, low_closed, high_closed)

    return build


def _unary_range(compiler: Compiler, node: Node) -> Code:
    sign, value = parts(node)
    operator, code = str(sign.children[0]), compiler.compile(value)
    return lambda frame: comparison_range(operator, code(frame))


def _group(compiler: Compiler, node: Node) -> Code:
    return compiler.compile(parts(node)[0])


def _lone_word(compiler: Compiler, node: Node) -> Code:
    return constant({"true": True, "false": False, "null": None}[str(words(node, str(node.data).upper())[0])])


FORMS: dict[str, Form] = {
    "number": _number,
    "string": _string,
    "literal": _literal,
    "name": _name,
    "list": _list,
    "context": _context,
    "interval": _interval,
    "unary_range": _unary_range,
    "group": _group,
    "true": _lone_word,
    "false": _lone_word,
    "null": _lone_word,
}
