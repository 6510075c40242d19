"""Sums, products, powers and signs."""

from collections.abc import Callable
from typing import Any

from lark import Token

from workflows.engine.feel.compiler.core import Compiler, Form, parts
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.compiler.literals import constant
from workflows.engine.feel.syntax.parser import Node
from workflows.engine.feel.values.arithmetic import add, divide, multiply, negate, power, subtract

_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
}


def _chain(compiler: Compiler, node: Node) -> Code:
    """One level for any number of operands, so that a long sum does not nest."""
    first, *rest = (compiler.compile(part) for part in parts(node))
    signs = [str(child) for child in node.children if isinstance(child, Token)]
    steps = [(_OPERATIONS[sign], code) for sign, code in zip(signs, rest, strict=True)]
    if len(steps) == 1:
        operate, second = steps[0]
        return lambda frame: _paid(operate(first(frame), second(frame)), frame)

    def fold(frame: Frame) -> Any:
        value = first(frame)
        for operate, code in steps:
            value = _paid(operate(value, code(frame)), frame)
        return value

    return fold


def _paid(value: Any, frame: Frame) -> Any:
    if value.__class__ is str:
        frame.run.made_text(len(value))
    return value


def _negative(compiler: Compiler, node: Node) -> Code:
    (operand,) = parts(node)
    code = compiler.compile(operand)
    if operand.data == "number":
        return constant(negate(code(_NO_FRAME)))
    return lambda frame: negate(code(frame))


_NO_FRAME: Any = None
FORMS: dict[str, Form] = {"chain": _chain, "negative": _negative}
