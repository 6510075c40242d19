"""get value, get entries and contexts made from contexts."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.convert import Context, member, members
from workflows.engine.feel.values.kinds import is_context
from workflows.engine.feel.values.run import Run

_Context = Mapping[str, Any]


@function("get value(m: context, key: string)", wants_run=True)
def _get_value(run: Run, m: _Context, key: str) -> Any:
    return member(m, key, run)


@function("get value(m: context, keys: list)", wants_run=True)
def _get_value_deep(run: Run, m: Any, keys: list[Any]) -> Any:
    for key in keys:
        m = member(m, key, run) if is_context(m) and isinstance(key, str) else None
    return m if keys else None


@function("get entries(m: context)", wants_run=True)
def _get_entries(run: Run, m: _Context) -> list[Any]:
    return [Context(key=key, value=value) for key, value in members(m, run)]


@function("context(entries: list)", wants_run=True)
def _context(run: Run, entries: list[Any]) -> _Context | None:
    built = Context()
    for entry in entries:
        if not is_context(entry) or "value" not in entry or not isinstance(entry.get("key"), str):
            return None
        if entry["key"] in built:
            return None
        built[entry["key"]] = member(entry, "value", run)
    return built


@function("context put(context: context, key: string, value: Any|null)", wants_run=True)
def _context_put(run: Run, context: _Context, key: str, value: Any) -> _Context:
    return Context([*members(context, run), (key, value)])


@function("context put(context: context, keys: list, value: Any|null)", wants_run=True)
def _context_put_deep(run: Run, context: Any, keys: list[Any], value: Any) -> Any:
    if not keys or not is_context(context) or not isinstance(keys[0], str):
        return None
    if len(keys) == 1:
        return _context_put(run, context, keys[0], value)
    inner = _context_put_deep(run, member(context, keys[0], run), keys[1:], value)
    return None if inner is None else _context_put(run, context, keys[0], inner)


@function("context merge(contexts: list)", wants_run=True)
def _context_merge(run: Run, contexts: list[Any]) -> _Context | None:
    if not all(is_context(context) for context in contexts):
        return None
    return Context(pair for context in contexts for pair in members(context, run))
