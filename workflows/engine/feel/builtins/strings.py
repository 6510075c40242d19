"""Texts: parts, cases and joins; patterns stand in their own module."""

from decimal import Decimal
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.numbers import cut
from workflows.engine.feel.values.run import Run


@function("substring(string: string, start position: number, length: number?)")
def _substring(string: str, start: Decimal, length: Decimal | None = None) -> str | None:
    first, count = cut(start), len(string) if length is None else cut(length)
    if not first or count is None or count < 1:
        return None
    index = first - 1 if first > 0 else max(len(string) + first, 0)
    return string[index : index + count]


@function("string length(string: string)")
def _string_length(string: str) -> Decimal:
    return Decimal(len(string))


@function("upper case(string: string)")
def _upper_case(string: str) -> str:
    return string.upper()


@function("lower case(string: string)")
def _lower_case(string: str) -> str:
    return string.lower()


@function("substring before(string: string, match: string)")
def _substring_before(string: str, match: str) -> str:
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@function("substring after(string: string, match: string)")
def _substring_after(string: str, match: str) -> str:
    return string.partition(match)[2] if match else string


@function("contains(string: string, match: string)")
def _contains(string: str, match: str) -> bool:
    return match in string


@function("starts with(string: string, match: string)")
def _starts_with(string: str, match: str) -> bool:
    return string.startswith(match)


@function("ends with(string: string, match: string)")
def _ends_with(string: str, match: str) -> bool:
    return string.endswith(match)


@function("string join(list: list, delimiter: string|null?)", wants_run=True)
def _string_join(run: Run, items: list[Any], delimiter: str | None = None) -> str | None:
    texts = [item for item in items if item is not None]
    if not all(isinstance(item, str) for item in texts):
        return None
    run.made_text(sum(map(len, texts)) + len(texts) * len(delimiter or ""))
    return (delimiter or "").join(texts)
