"""get value, get entries and contexts made from contexts."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.convert import inward
from workflows.engine.feel.values.kinds import is_context

_Context = Mapping[str, Any]


@function("get value(m: context, key: string)")
def _get_value(m: _Context, key: str) -> Any:
    return inward(m.get(key))


@function("get value(m: context, keys: list)")
def _get_value_deep(m: Any, keys: list[Any]) -> Any:
    for key in keys:
        m = inward(m.get(key)) if is_context(m) and isinstance(key, str) else None
    return m if keys else None


@function("get entries(m: context)")
def _get_entries(m: _Context) -> list[Any]:
    return [{"key": key, "value": inward(value)} for key, value in m.items()]


@function("context(entries: list)")
def _context(entries: list[Any]) -> _Context | None:
    built: dict[str, Any] = {}
    for entry in entries:
        if not is_context(entry) or "value" not in entry or not isinstance(entry.get("key"), str):
            return None
        if entry["key"] in built:
            return None
        built[entry["key"]] = inward(entry["value"])
    return built


@function("context put(context: context, key: string, value: Any|null)")
def _context_put(context: _Context, key: str, value: Any) -> _Context:
    return {**context, key: value}


@function("context put(context: context, keys: list, value: Any|null)")
def _context_put_deep(context: Any, keys: list[Any], value: Any) -> Any:
    if not keys or not is_context(context) or not isinstance(keys[0], str):
        return None
    if len(keys) == 1:
        return {**context, keys[0]: value}
    inner = _context_put_deep(inward(context.get(keys[0])), keys[1:], value)
    return None if inner is None else {**context, keys[0]: inner}


@function("context merge(contexts: list)")
def _context_merge(contexts: list[Any]) -> _Context | None:
    if not all(is_context(context) for context in contexts):
        return None
    return {key: value for context in contexts for key, value in context.items()}
