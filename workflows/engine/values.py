"""The compiled, immutable drawing: process, nodes and flows, and what a step takes and gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from workflows.engine.events import Effect
from workflows.engine.feel import Expression, WorkCalendar
from workflows.engine.marking import Marking


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    line: int = 0
    text: str = ""
    """The condition as written; empty when there is none."""
    condition: Expression | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """What an event waits for or throws."""

    kind: Any
    """The KIND of `triggers/` that arms and throws it."""
    name: str = ""
    """Name of the message or signal, code of the error or escalation, name of the link."""
    text: str = ""
    """The timer's rule or the condition, as written."""
    expression: Expression | None = None
    form: str = ""
    """For timers: `duration`, `date` or `cycle`."""


@dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """How often an activity runs: multi-instance or standard loop."""

    sequential: bool = False
    standard: bool = False
    test_before: bool = False
    cardinality: Expression | None = None
    collection: Expression | None = None
    item: str = ""
    until: Expression | None = None
    """Completion condition of a multi-instance; for a standard loop the condition to go on."""
    texts: Mapping[str, str] = field(default_factory=dict)
    maximum: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One element of the drawing that a token can stand on."""

    id: str
    tag: str
    element: Any
    """The KIND of `elements/` that moves tokens over it."""
    container: str = ""
    """Id of the sub-process around it; empty for the process itself."""
    name: str = ""
    line: int = 0
    lane: str = ""
    incoming: tuple[Flow, ...] = ()
    outgoing: tuple[Flow, ...] = ()
    default: str = ""
    """Id of the default flow."""
    definition: Definition | None = None
    interrupting: bool = True
    attached_to: str = ""
    boundaries: tuple[str, ...] = ()
    loop: Loop | None = None
    by_event: bool = False
    compensates: bool = False
    """It runs only as the compensation of another activity."""
    handler: str = ""
    """Id of the activity that compensates this one."""
    called: str = ""
    """Id of the process that a call activity starts."""


@dataclass(frozen=True, eq=False)
class Process:
    """A drawing that can run. Compile once, keep, share between threads."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    starts: Mapping[str, tuple[str, ...]]
    """Container id -> where a token begins in it."""
    event_starts: Mapping[str, tuple[str, ...]]
    """Container id -> start events of its event sub-processes."""
    called: Mapping[str, "Process"] = field(default_factory=dict)
    """Processes that call activities of this one start, by id."""

    @cached_property
    def flows(self) -> dict[str, Flow]:
        """All sequence flows by id."""
        return {flow.id: flow for node in self.nodes.values() for flow in node.outgoing}

    @cached_property
    def children(self) -> dict[str, tuple[Node, ...]]:
        """Container id -> its nodes in the order of the file."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            found.setdefault(node.container, []).append(node)
        return {container: tuple(nodes) for container, nodes in found.items()}

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """Results that depend on the drawing alone, e.g. what reaches a join; computed once."""
        return {}


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may know of the world: facts of the case, the moment, the working calendar."""

    facts: Mapping[str, Any]
    now: datetime
    calendar: WorkCalendar | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The marking after an event, what the outside must do, and the way that was taken."""

    marking: Marking
    effects: tuple[Effect, ...] = ()
    path: tuple[str, ...] = ()
    """Ids of the elements and flows passed, in order."""


def plain_starts(process: Process, container: str) -> tuple[str, ...]:
    """Where a token begins in a container when no event is named: its start event of type none, else all there is."""
    starts = process.starts.get(container, ())
    return tuple(id for id in starts if process.nodes[id].definition is None) or starts
