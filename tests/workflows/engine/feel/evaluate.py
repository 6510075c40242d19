"""What the tests of FEEL share: evaluate a text, and three-valued constants as texts."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.feel import WorkCalendar, compile_expression, compile_unary_tests

TRUTHS = {True: "true", False: "false", None: "null"}


def feel(text: str, scope: Mapping[str, Any] | None = None, calendar: WorkCalendar | None = None) -> Any:
    """The value of an expression."""
    return compile_expression(text)(scope or {}, calendar=calendar)


def passes(tests: str, value: Any, scope: Mapping[str, Any] | None = None) -> Any:
    """Whether `value` passes the unary tests."""
    return compile_unary_tests(tests)({**(scope or {}), "?": value})
