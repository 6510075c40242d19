"""Compiled expressions and unary tests, and how they are made and run."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from lark import Token

from workflows.engine.feel.builtins import BUILTINS
from workflows.engine.feel.compiler import arithmetic, calls, literals, logic, loops, paths
from workflows.engine.feel.compiler.core import Compiler, Form, parts
from workflows.engine.feel.compiler.frame import Code, Frame, read_name
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.syntax.names import NameBook
from workflows.engine.feel.syntax.parser import Node, parse_expression, parse_unary_tests
from workflows.engine.feel.values.convert import PLAIN, outward
from workflows.engine.feel.values.kinds import Kind
from workflows.engine.feel.values.run import Run, WorkCalendar

FORMS: dict[str, Form] = {
    **literals.FORMS,
    **arithmetic.FORMS,
    **logic.FORMS,
    **paths.FORMS,
    **calls.FORMS,
    **loops.FORMS,
}
_TYPE_NAMES = ("days and time duration", "years and months duration")
_INPUT = "?"
"""The name under which a unary test reads the value that it tests."""


@lru_cache(maxsize=1)
def _language() -> NameBook:
    return NameBook([*BUILTINS, *_TYPE_NAMES])


class Expression:
    """A compiled expression; calling it evaluates it. Holds no state: one may serve all cases at once."""

    def __init__(
        self,
        text: str,
        code: Code,
        names: frozenset[str] = frozenset(),
        member_names: frozenset[str] = frozenset(),
        slips: tuple[tuple[str, int | None], ...] = (),
    ) -> None:
        self.text = text
        self.code = code
        """For boxed expressions, which run it in frames of their own."""
        self.names = names
        """Names that the scope must give."""
        self.member_names = member_names
        """Names used only inside filters, where they may be members of the filtered items instead."""

        self.slips = slips
        """What is legal but can only be null, e.g. a built-in with too many arguments: (message, position)."""

    def __call__(
        self, scope: Mapping[str, Any], calendar: WorkCalendar | None = None, now: datetime | None = None
    ) -> Any:
        """The value as Python has it (Decimal, str, bool, date, datetime, timedelta, list, dict), None for null.

        Raises FeelError when a limit is passed or the scope holds what is no FEEL value.
        """
        # `run` in short: this is the way of every condition, where a call more is a tenth of the cost.
        run = Run(calendar, now)
        try:
            value = self.code(Frame(scope, None, run, False))
            return value if value.__class__ in PLAIN else outward(value, run)
        except RecursionError:
            raise FeelError("the values are nested too deeply") from None

    def run(self, scope: Mapping[str, Any], run: Run) -> Any:
        """Evaluate within the budget of `run`, which several expressions may share."""
        try:
            return outward(self.code(Frame(scope, None, run, clean=False)), run)
        except RecursionError:
            raise FeelError("the values are nested too deeply") from None

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


def compile_expression(text: str, names: Iterable[str] = (), types: Mapping[str, Kind] | None = None) -> Expression:
    """Compile `text` once, to be called often.

    `names` are known beforehand: they may hold operators and keywords, and their functions stand before built-ins.
    `types` are further types for `instance of` and parameters. Raises FeelError with the position of what is wrong.
    """
    known = tuple(names)
    node = parse_expression(text, NameBook(known, _language()))
    compiler = Compiler(FORMS, types or {}, known)
    return _made(text, compiler, compiler.compile(node))


def compile_unary_tests(text: str, names: Iterable[str] = (), types: Mapping[str, Kind] | None = None) -> Expression:
    """Compile the tests of a decision table's cell (`< 5`, `"a","b"`, `not(1..3)`, `-`).

    The result is called with the tested value in the scope as `?`, and gives True, False or None.
    """
    known = tuple(names)
    node = parse_unary_tests(text, NameBook(known, _language()))
    compiler = Compiler(FORMS, types or {}, known)
    return _made(text, compiler, _tests(compiler, node))


def _made(text: str, compiler: Compiler, code: Code) -> Expression:
    members = frozenset(compiler.members - compiler.free)
    return Expression(text, code, frozenset(compiler.free), members, tuple(compiler.slips))


def _tests(compiler: Compiler, node: Node) -> Code:
    if node.data == "anything":
        return lambda frame: True
    tested = read_name(_INPUT, None)
    passes = logic.either([_test(compiler, tested, test) for test in parts(node)])
    if node.data != "negated":
        return passes

    def negated(frame: Frame) -> bool | None:
        passed = passes(frame)
        return None if passed is None else not passed

    return negated


def _test(compiler: Compiler, tested: Code, node: Node) -> Code:
    """A test that reads `?` is a condition; any other is compared with the tested value."""
    if any(token == _INPUT for token in node.scan_values(lambda value: isinstance(value, Token))):
        return compiler.compile(node)
    member = logic.membership(compiler, tested, node)
    if node.data in ("unary_test", "interval", "number", "string"):
        return member
    code = compiler.compile(node)

    def test(frame: Frame) -> Any:
        value = code(frame)
        if isinstance(value, bool) and not isinstance(tested(frame), bool):
            return value
        return member(frame)

    return test
