"""Where a running process stands: scopes, tokens and waits, as values that pass through JSON unharmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workflows.engine.plain import pack, unpack

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Token:
    """Something that stands at a node: open work, an arrival at a join, an activity with scopes inside."""

    id: str
    node: str
    scope: str
    kind: str
    """`work`, `join`, `event` (waits for an event), `inner` (holds scopes) or `throw` (of an event)."""
    via: str = ""
    """Id of the flow over which it came; joins count by it."""
    outcome: str = ""
    """Outcome of the last work on this branch, which conditions read as `outcome`."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """Counters of a multi-instance; what a compensation has still to do."""


@dataclass(frozen=True, slots=True)
class Wait:
    """An event that is waited for."""

    id: str
    node: str
    """The node that goes on when it happens."""
    host: str
    """Token or scope that it ends with."""
    scope: str
    kind: str
    """Code of the trigger: `timer`, `message`, `signal`, `conditional`, `error` and so on."""
    name: str = ""
    data: Any = None
    """Timers: firings left; messages: correlation key; conditions: their last value."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A space in which tokens run: the process, a sub-process, a called process, one of many instances."""

    id: str
    kind: str
    """`process`, `sub`, `call`, `instance` or `compensation`."""
    node: str = ""
    parent: str = ""
    holder: str = ""
    """Token of the activity that waits until this scope is empty."""
    process: str = ""
    """Id of the called process whose nodes run here; empty for the one that was started."""
    variables: Mapping[str, Any] = field(default_factory=dict)
    undo: tuple[tuple[int, str, str, bool, Any], ...] = ()
    """For each write: counter, name, element that wrote (`element#work` for one of many runs), whether it was there
    before, value before."""
    visits: Mapping[str, int] = field(default_factory=dict)
    """Element id -> number of the token that last entered it, also inside sub-processes that are over."""
    done: tuple[Mapping[str, Any], ...] = ()
    """Completed activities that can be compensated, oldest first."""


@dataclass(frozen=True, slots=True)
class Marking:
    """The whole state of a route. Ids of tokens, waits and scopes share one counter, so that replay is exact."""

    counter: int = 0
    state: str = "new"
    """`new`, `running`, `ended` or `cancelled`."""
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    tokens: Mapping[str, Token] = field(default_factory=dict)
    waits: Mapping[str, Wait] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> "Marking":
        """The marking before the first event."""
        return cls()

    @property
    def work(self) -> dict[str, str]:
        """Open work: id -> element id, oldest first."""
        return {token.id: token.node for token in self.tokens.values() if token.kind == "work"}

    @property
    def timers(self) -> dict[str, str]:
        """Pending timers: id -> element id."""
        return {wait.id: wait.node for wait in self.waits.values() if wait.kind == "timer"}

    @property
    def variables(self) -> Mapping[str, Any]:
        """The route's variables of the process itself."""
        return next((s.variables for s in self.scopes.values() if s.kind == "process"), {})

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; its meaning does not depend on the order of keys."""
        # Fields that hold their default are left out: most do, and the row is written at every step.
        return {
            "format": _FORMAT,
            "counter": self.counter,
            "state": self.state,
            "scopes": {key: _scope_json(scope) for key, scope in self.scopes.items()},
            "tokens": {key: _bare(token, _TOKEN) for key, token in self.tokens.items()},
            "waits": {key: _bare(wait, _WAIT) for key, wait in self.waits.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Marking":
        """Inverse of `to_json`, whatever order the keys have; raises ValueError for another format."""
        if data.get("format") != _FORMAT:
            raise ValueError(f"marking of format {data.get('format')!r}")
        return cls(
            counter=data["counter"],
            state=data["state"],
            scopes={key: _scope(key, data["scopes"][key]) for key in _by_age(data["scopes"])},
            tokens={key: Token(key, **_full(data["tokens"][key], "data")) for key in _by_age(data["tokens"])},
            waits={key: Wait(key, **_full(data["waits"][key], "data")) for key in _by_age(data["waits"])},
        )


_TOKEN: tuple[tuple[str, Any], ...] = (
    ("node", None),
    ("scope", None),
    ("kind", None),
    ("via", ""),
    ("outcome", ""),
    ("data", {}),
)
_WAIT: tuple[tuple[str, Any], ...] = (
    ("node", None),
    ("host", None),
    ("scope", None),
    ("kind", None),
    ("name", ""),
    ("data", None),
)
_SCOPE: tuple[tuple[str, Any], ...] = (("kind", None), ("node", ""), ("parent", ""), ("holder", ""), ("process", ""))


def _by_age(entries: Mapping[str, Any]) -> list[str]:
    # A jsonb column returns keys in an order of its own; ids carry the true one.
    return sorted(entries, key=lambda key: int(key[1:]))


def _bare(entry: Any, names: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    values = ((name, getattr(entry, name), default) for name, default in names)
    return {name: pack(value) if name == "data" else value for name, value, default in values if value != default}


def _full(entry: Mapping[str, Any], packed: str) -> dict[str, Any]:
    return {name: unpack(value) if name == packed else value for name, value in entry.items()}


def _scope_json(scope: Scope) -> dict[str, Any]:
    data = _bare(scope, _SCOPE)
    data["variables"] = {name: pack(value) for name, value in scope.variables.items()}
    if scope.undo:
        data["undo"] = [[*write[:4], pack(write[4])] for write in scope.undo]
    if scope.visits:
        data["visits"] = dict(scope.visits)
    if scope.done:
        data["done"] = [pack(entry) for entry in scope.done]
    return data


def _scope(key: str, data: Mapping[str, Any]) -> Scope:
    fields = {name: data[name] for name, _ in _SCOPE if name in data}
    return Scope(
        key,
        **fields,
        variables={name: unpack(data["variables"][name]) for name in sorted(data["variables"])},
        undo=tuple((*write[:4], unpack(write[4])) for write in data.get("undo", ())),
        visits={name: data["visits"][name] for name in sorted(data.get("visits", ()))},
        done=tuple(unpack(entry) for entry in data.get("done", ())),
    )
