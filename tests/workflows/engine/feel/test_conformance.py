"""The standard's own pairs of expression and value, where a folder with them is given."""

import json
import os
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workflows.engine.feel import FeelError, compile_expression
from workflows.engine.feel.values.convert import inward
from workflows.engine.feel.values.kinds import SIMPLE, context_of, list_of
from workflows.engine.feel.values.temporal_text import parse_date, parse_duration, parse_moment, parse_time

FOLDER = os.environ.get("ONEDOOR_CONFORMANCE", "")
READ = {
    "decimal": Decimal, "string": str, "boolean": lambda text: text == "true", "date": parse_date, "time": parse_time,
    "dateTime": parse_moment, "duration": parse_duration,
}  # fmt: skip
# The item definitions of the models that the pairs were taken from; the pairs name them and do not hold them.
TYPES = {
    "t255": SIMPLE["number"],
    "tFooBar": SIMPLE["string"],
    "tNumberList": list_of(SIMPLE["number"]),
    "tAnyList": list_of(SIMPLE["Any"]),
    "t_context_013": context_of({"a": SIMPLE["string"], "b": SIMPLE["string"]}),
}


def pairs() -> list[dict[str, Any]]:
    path = Path(FOLDER) / "feel" / "pairs.jsonl"
    if not FOLDER or not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def value(typed: dict[str, Any] | None) -> Any:
    if typed is None or typed["value"] is None:
        return None
    if typed["type"] == "list":
        return [value(item) for item in typed["value"]]
    if typed["type"] == "context":
        return {name: value(item) for name, item in typed["value"].items()}
    return READ[typed["type"]](typed["value"])


def same(got: Any, wanted: Any) -> bool:
    """Numbers agree to eight places, which is what the pairs are written to."""
    got, wanted = inward(got), inward(wanted)
    if isinstance(got, list) and isinstance(wanted, list):
        return len(got) == len(wanted) and all(map(same, got, wanted))
    if isinstance(got, dict) and isinstance(wanted, dict):
        return got.keys() == wanted.keys() and all(same(got[name], wanted[name]) for name in got)
    if isinstance(got, Decimal) and isinstance(wanted, Decimal):
        return abs(got - wanted) <= Decimal("1e-8") * max(1, abs(wanted))
    return type(got) is type(wanted) and bool(got == wanted)


@pytest.mark.skipif(not FOLDER, reason="ONEDOOR_CONFORMANCE names no folder")
@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair["id"])
def test_the_standard_pairs_hold(pair):
    scope = {name: value(typed) for name, typed in pair["inputs"].items()}
    try:
        got = compile_expression(pair["expression"], scope, TYPES)(scope, now=datetime(2026, 1, 1, tzinfo=UTC))
    except FeelError:
        assert pair["error"], "the text is refused, and the standard expects a value"
        got = None
    assert same(got, value(pair["expected"]))
