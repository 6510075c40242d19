"""Variables and expressions of a step: what a scope sees, what is written where, and how conditions are judged."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from workflows.engine.faults import Failed, Reason
from workflows.engine.feel import Expression, FeelError
from workflows.engine.feel.values.run import Run as Budget
from workflows.engine.marking import Scope
from workflows.engine.plain import settle
from workflows.engine.values import Context


class Variables:
    """The variables of every scope, over the facts of the case."""

    def __init__(self, scopes: Mapping[str, Scope], context: Context, counter: int) -> None:
        self.scopes, self.context, self.counter = dict(scopes), context, counter
        self.views: dict[str, dict[str, Any]] = {}
        """What expressions see, by scope, as long as no variable changes."""
        self.budget = Budget(context.calendar, context.now)
        """Shared by all expressions of the step, so that many together cannot run away either."""

    def view(self, scope: str) -> dict[str, Any]:
        """What an expression sees in `scope`: facts, overlaid by the variables from outside in. Do not keep it."""
        # Facts run to hundreds of fields and conditions come in groups: one merge serves them all.
        view = self.views.get(scope)
        if view is None:
            entry = self.scopes[scope]
            outer = self.view(entry.parent) if entry.parent else self.context.facts
            view = self.views[scope] = {**outer, **entry.variables}
        return view

    def write(self, scope: str, variables: Mapping[str, Any], by: str) -> None:
        """Set each variable where it already lives, else in the process; `by` is the element that gives it.

        Raises Failed for a value that JSON cannot keep.
        """
        for name, value in variables.items():
            # An item or counter of one run stays there; everything else is for all to read.
            home = self._home(scope, name)
            entry = self.scopes[home]
            undo = (self.counter, name, by, name in entry.variables, entry.variables.get(name))
            try:
                kept = {**entry.variables, name: settle(value)}
            except TypeError as error:
                raise Failed(Reason(by, "variable", f"{name}: {error}")) from error
            self.scopes[home] = replace(entry, variables=kept, undo=(*entry.undo, undo))
        self.views.clear()

    def _home(self, scope: str, name: str) -> str:
        while True:
            entry = self.scopes[scope]
            if name in entry.variables or not entry.parent:
                return scope
            scope = entry.parent

    def judge(self, expression: Expression, text: str, element: str, scope: str, extra: Mapping[str, Any]) -> bool:
        """An expression that must be true, false or null; null counts as false."""
        value = self.evaluate(expression, text, element, scope, extra)
        # FEEL answers null where a value is missing; a question nobody answered opens no way.
        if value is None or isinstance(value, bool):
            return bool(value)
        types = self.types([expression], scope)
        raise Failed(Reason(element, "not_boolean", f"it is a {type(value).__name__}", text, types))

    def evaluate(self, expression: Expression, text: str, element: str, scope: str, extra: Mapping[str, Any]) -> Any:
        """Value of a compiled expression in `scope`, with `extra` names; Failed tells expression, types and place."""
        view = self.view(scope)
        if extra:
            view = {**view, **extra}
        try:
            return expression.run(view, self.budget)
        except FeelError as error:
            raise Failed(Reason(element, "expression", str(error), text, self.types([expression], scope))) from error

    def types(self, expressions: Iterable[Expression], scope: str) -> dict[str, str]:
        """Type of each value that the expressions name; `missing` for those that are not there."""
        view = self.view(scope)
        names = sorted({name for expression in expressions for name in expression.names})
        return {name: type(view[name]).__name__ if name in view else "missing" for name in names}
