"""Calls, named arguments and functions written in an expression."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.feel.builtins import BUILTINS
from workflows.engine.feel.compiler.core import Compiler, Form, cost, parts, words
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.compiler.types import compile_type
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.syntax.parser import Node, position
from workflows.engine.feel.values.functions import MISFIT, Builtin, Parameter
from workflows.engine.feel.values.kinds import SIMPLE, is_function
from workflows.engine.feel.values.ranges import comparison_range
from workflows.engine.feel.values.run import Run


class Closure:
    """A function that an expression made, with the names that it could see."""

    is_feel_function = True

    def __init__(self, parameters: list[Parameter], body: Code, frame: Frame, steps: int) -> None:
        self.parameters, self.body, self.frame, self.steps = parameters, body, frame, steps

    def __call__(self, run: Run, values: list[Any]) -> Any:
        if len(values) != len(self.parameters):
            return None
        fitted = [parameter.fit(value, run) for parameter, value in zip(self.parameters, values, strict=True)]
        if MISFIT in fitted:
            return None
        run.charge(self.steps)
        # A function may be handed to itself, and so call itself without a name.
        run.enter()
        names = {parameter.name: value for parameter, value in zip(self.parameters, fitted, strict=True)}
        try:
            return self.body(Frame(names, self.frame, run))
        finally:
            run.leave()

    def call_named(self, run: Run, named: Mapping[str, Any]) -> Any:
        names = [parameter.name for parameter in self.parameters]
        return self(run, [named[name] for name in names]) if set(names) == named.keys() else None


def _lambda(compiler: Compiler, node: Node) -> Code:
    *heads, body = parts(node)
    declared = parts(heads[0]) if heads else []
    parameters = [_parameter(compiler, each) for each in declared]
    names = [parameter.name for parameter in parameters]
    if len(set(names)) != len(names):
        raise FeelError("a function has two parameters of one name", position(node))
    with compiler.binding(names):
        code = compiler.compile(body)
    steps = cost(body)
    return lambda frame: Closure(parameters, code, frame, steps)


def _parameter(compiler: Compiler, node: Node) -> Parameter:
    kinds = parts(node)
    kind = compile_type(kinds[0], compiler.types) if kinds else SIMPLE["Any"]
    return Parameter(str(words(node, "NAME")[0]), kind, nullable=True)


def _external(compiler: Compiler, node: Node) -> Code:
    raise FeelError("an external function would run code from outside; none is called", position(node))


def _call(compiler: Compiler, node: Node) -> Code:
    target, *groups = parts(node)
    arguments = parts(groups[0]) if groups else []
    named = [argument for argument in arguments if argument.data == "named"]
    if named and len(named) != len(arguments):
        raise FeelError("arguments stand either all with names or all without", position(node))
    function = compiler.compile(target)
    direct = _builtin_called(compiler, target)
    if named:
        if direct is not None and not direct.knows({str(words(each, "NAME")[0]) for each in named}):
            compiler.slips.append((f"{direct.name}() has no parameters of these names", position(node)))
        return _named_call(compiler, function, named, _builtin_named(target))
    codes = [_argument(compiler, argument) for argument in arguments]
    if direct is not None:
        # Legal, and null for ever: whoever publishes the expression is told.
        if not any(signature.takes(len(codes)) for signature in direct.signatures):
            compiler.slips.append((f"{direct.name}() does not take {len(codes)} arguments", position(node)))
        apply = direct.taking(len(codes))
        return lambda frame: apply(frame.run, [code(frame) for code in codes])

    spare = _builtin_named(target)

    def call(frame: Frame) -> Any:
        called = function(frame)
        called = called if is_function(called) else spare
        values = [code(frame) for code in codes]
        return None if called is None else called(frame.run, values)

    return call


def _builtin_named(target: Node) -> Builtin | None:
    return BUILTINS.get(str(target.children[0])) if target.data == "name" else None


def _builtin_called(compiler: Compiler, target: Node) -> Builtin | None:
    """The built-in, where nothing else can be meant; a case's own `date` or `count` does not hide a function."""
    return None if target.data == "name" and compiler.is_bound(str(target.children[0])) else _builtin_named(target)


def _argument(compiler: Compiler, node: Node) -> Code:
    if node.data != "unary_test":
        return compiler.compile(node)
    sign, value = parts(node)
    operator, code = str(sign.children[0]), compiler.compile(value)
    return lambda frame: comparison_range(operator, code(frame))


def _named_call(compiler: Compiler, function: Code, named: list[Node], spare: Builtin | None) -> Code:
    codes = {str(words(each, "NAME")[0]): compiler.compile(parts(each)[0]) for each in named}
    if len(codes) != len(named):
        raise FeelError("an argument stands twice", position(named[0]))

    def call(frame: Frame) -> Any:
        called = function(frame)
        called = called if is_function(called) else spare
        values = {name: code(frame) for name, code in codes.items()}
        return None if called is None else called.call_named(frame.run, values)

    return call


FORMS: dict[str, Form] = {"call": _call, "lambda": _lambda, "external": _external}
