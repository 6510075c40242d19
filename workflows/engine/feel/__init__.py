"""FEEL of DMN 1.5: expressions compiled once to closures; never an eval of text, never a value put into text."""

from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.expression import Expression, compile_expression, compile_unary_tests
from workflows.engine.feel.values.run import WorkCalendar
from workflows.engine.feel.values.temporal import MonthsDuration

__all__ = ["Expression", "FeelError", "MonthsDuration", "WorkCalendar", "compile_expression", "compile_unary_tests"]
