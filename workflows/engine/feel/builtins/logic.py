"""not, all, any and is."""

from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.compare import equal
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.temporal import DateTime, Time
from workflows.engine.feel.values.temporal_text import text


@function("not(negand: Any|null)")
def _not(negand: Any) -> bool | None:
    return not negand if isinstance(negand, bool) else None


@function("all(list: list...)")
def _all(items: list[Any]) -> bool | None:
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


@function("any(list: list...)")
def _any(items: list[Any]) -> bool | None:
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None


@function("is(value1: Any|null?, value2: Any|null?)", wants_run=True)
def _is(run: Run, first: Any = None, second: Any = None) -> bool:
    """Same kind and same value; moments must also be written in the same zone."""
    if first.__class__ is not second.__class__:
        return False
    return text(first) == text(second) if isinstance(first, DateTime | Time) else equal(first, second, run) is True
