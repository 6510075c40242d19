"""number, string and range from texts and back."""

from decimal import Decimal
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values import numbers
from workflows.engine.feel.values.range_text import parse_range
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.show import show


@function("number(from: string|number)")
def _number_alone(source: str | Decimal) -> Decimal | None:
    return numbers.parse(source) if isinstance(source, str) else source


@function("number(from: string, grouping separator: string|null, decimal separator: string|null)")
def _number(source: str, grouping: str | None, point: str | None) -> Decimal | None:
    if grouping not in (None, " ", ",", ".") or point not in (None, ".", ",") or (grouping and grouping == point):
        return None
    text = source.replace(grouping, "") if grouping else source
    if point == ",":
        text = text.replace(".", "?").replace(",", ".")
    return numbers.parse(text)


@function("string(from: Any)", wants_run=True)
def _string(run: Run, value: Any) -> str:
    return show(value, run)


@function("range(from: string)")
def _range(text: str) -> Range | None:
    return parse_range(text)
