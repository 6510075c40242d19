"""and, or, if, comparison, between, in and instance of."""

import operator as operators
from decimal import Decimal
from typing import Any

from workflows.engine.feel.compiler.core import Compiler, Form, parts
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.compiler.types import compile_type
from workflows.engine.feel.syntax.parser import Node
from workflows.engine.feel.values.compare import compares, conjunction, is_in

_DIRECT = {
    "=": operators.eq,
    "!=": operators.ne,
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}
_CONSTANTS = ("number", "string", "true", "false", "null", "literal")


def _conjunction(compiler: Compiler, node: Node) -> Code:
    codes = [compiler.compile(part) for part in parts(node)]

    def every(frame: Frame) -> bool | None:
        result: bool | None = True
        for code in codes:
            value = code(frame)
            if value is False:
                return False
            if value is not True:
                result = None
        return result

    return every


def _disjunction(compiler: Compiler, node: Node) -> Code:
    return either([compiler.compile(part) for part in parts(node)])


def either(codes: list[Code]) -> Code:
    """True as soon as one is true, null when none is true and one is neither, else false."""

    def some(frame: Frame) -> bool | None:
        result: bool | None = False
        for code in codes:
            value = code(frame)
            if value is True:
                return True
            if value is not False:
                result = None
        return result

    return some


def _choice(compiler: Compiler, node: Node) -> Code:
    condition, yes, no = (compiler.compile(part) for part in parts(node))
    return lambda frame: yes(frame) if condition(frame) is True else no(frame)


def compared(left: Code, sign: str, right: Code) -> Code:
    """`left sign right`, with the short way for two texts or two numbers."""
    direct = _DIRECT[sign]

    def compare(frame: Frame) -> bool | None:
        a, b = left(frame), right(frame)
        kind = a.__class__
        # bool is left out although Python compares it: FEEL orders no truth values.
        if kind is b.__class__ and (kind is str or kind is Decimal):
            return bool(direct(a, b))
        return compares(sign, a, b, frame.run)

    return compare


def _compared_to(left: Code, sign: str, value: Any) -> Code:
    direct, kind = _DIRECT[sign], value.__class__

    def compare(frame: Frame) -> bool | None:
        a = left(frame)
        if a.__class__ is kind:
            return bool(direct(a, value))
        return compares(sign, a, value, frame.run)

    return compare


def _compare(compiler: Compiler, node: Node) -> Code:
    left, sign, right = parts(node)
    a, b = compiler.compile(left), compiler.compile(right)
    text = str(sign.children[0])
    # A constant on the right is by far the most frequent condition; it is read once, here.
    if right.data in ("number", "string"):
        return _compared_to(a, text, b(_NO_FRAME))
    return compared(a, text, b)


def _between(compiler: Compiler, node: Node) -> Code:
    value, low, high = (compiler.compile(part) for part in parts(node))

    def between(frame: Frame) -> bool | None:
        it = value(frame)
        above = compares(">=", it, low(frame), frame.run)
        return conjunction(above, compares("<=", it, high(frame), frame.run))

    return between


def _contained(compiler: Compiler, node: Node) -> Code:
    value, target = parts(node)
    return membership(compiler, compiler.compile(value), target)


def membership(compiler: Compiler, value: Code, target: Node) -> Code:
    """Whether the value meets `target`: a comparison without left side, several tests, a range, a list or a value."""
    if target.data == "unary_test":
        sign, right = parts(target)
        return compared(value, str(sign.children[0]), compiler.compile(right))
    if target.data == "alternatives":
        return either([membership(compiler, value, test) for test in parts(target)])
    code = compiler.compile(target)
    return lambda frame: is_in(value(frame), code(frame), frame.run)


def _instance_of(compiler: Compiler, node: Node) -> Code:
    value, kind = parts(node)
    code, belongs = compiler.compile(value), compile_type(kind, compiler.types)

    def check(frame: Frame) -> bool:
        it = code(frame)
        return it is not None and belongs(it, frame.run)

    return check


_NO_FRAME: Any = None
FORMS: dict[str, Form] = {
    "conjunction": _conjunction,
    "disjunction": _disjunction,
    "choice": _choice,
    "compare": _compare,
    "between": _between,
    "contained": _contained,
    "instance_of": _instance_of,
}
