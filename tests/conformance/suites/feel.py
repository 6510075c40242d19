"""FEEL expressions with the values that the standard gives them, an expression a line."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.conformance.probe import Probe
from tests.conformance.typed import READ, same
from workflows.engine.feel import FeelError, compile_expression
from workflows.engine.feel.values.kinds import SIMPLE, context_of, list_of

# The item definitions of the models that the pairs were taken from; the pairs name them and do not hold them.
TYPES = {
    "t255": SIMPLE["number"],
    "tFooBar": SIMPLE["string"],
    "tNumberList": list_of(SIMPLE["number"]),
    "tAnyList": list_of(SIMPLE["Any"]),
    "t_context_013": context_of({"a": SIMPLE["string"], "b": SIMPLE["string"]}),
}


def value(typed: dict[str, Any] | None) -> Any:
    """The value that a line writes: a type and a text, a list, or a context."""
    if typed is None or typed["value"] is None:
        return None
    if typed["type"] == "list":
        return [value(item) for item in typed["value"]]
    if typed["type"] == "context":
        return {name: value(item) for name, item in typed["value"].items()}
    return READ[typed["type"]](typed["value"])


def judge(pair: dict[str, Any]) -> str:
    """Compile and evaluate; a text that is refused must be one of which the standard expects an error."""
    scope = {name: value(typed) for name, typed in pair["inputs"].items()}
    try:
        got = compile_expression(pair["expression"], scope, TYPES)(scope, now=datetime(2026, 1, 1, tzinfo=UTC))
    except FeelError as error:
        if not pair["error"]:
            return f"{pair['expression']!r} is refused: {error}"
        got = None
    wanted = value(pair["expected"])
    return "" if same(got, wanted) else f"{pair['expression']!r} gives {got!r}, not {wanted!r}"


class Feel:
    """A file of JSON lines."""

    code = "feel"

    def probes(self, folder: Path) -> Iterator[Probe]:
        path = folder / "feel" / "pairs.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        for pair in map(json.loads, lines):
            yield Probe(pair["id"], lambda pair=pair: judge(pair))


KIND = Feel()
