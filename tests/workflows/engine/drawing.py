"""Drawings from a line of text each, and a little machine that drives one and shows what is open."""

import json
import random
import re
from datetime import UTC, datetime
from typing import Any

from workflows.engine import Context, Marking, Process, Step, advance, read_process
from workflows.engine.events import Completed, Event, Started, TimerFired

_KINDS = {"(": "startEvent", ")": "endEvent", "+": "parallelGateway", "?": "exclusiveGateway",
          "*": "inclusiveGateway", "^": "eventBasedGateway"}  # fmt: skip
_STEP = re.compile(
    r"\s*(?:>(?P<default>/)?(?:\[(?P<condition>.*?)\])?)?\s*(?P<kind>[(+?*^)@]?)(?P<id>\w+)(?::(?P<tag>\w+))?"
)
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def body(picture: str, *more: str) -> str:
    """BPMN elements of a picture such as `(s > accept > ?x >[n > 1] a > )e`; one chain a line.

    A node is a user task, or `(` start, `)` end, `+` parallel, `?` exclusive, `*` inclusive, `^` event-based,
    or `id:tag`; `@id` stands in `more`; `>/` is the default flow.
    """
    nodes: dict[str, str] = {}
    defaults: dict[str, str] = {}
    flows: list[str] = []
    for line in filter(None, map(str.strip, picture.strip().splitlines())):
        last = ""
        for step in _STEP.finditer(line):
            id = step["id"]
            if step["kind"] != "@":
                nodes.setdefault(id, _KINDS.get(step["kind"], step["tag"] or "userTask"))
            if last:
                flow = f"{last}__{id}"
                text = (
                    f"<conditionExpression>{_escape(step['condition'])}</conditionExpression>"
                    if step["condition"]
                    else ""
                )
                flows.append(f'<sequenceFlow id="{flow}" sourceRef="{last}" targetRef="{id}">{text}</sequenceFlow>')
                if step["default"]:
                    defaults[last] = flow
            last = id
    drawn = [
        f'<{tag} id="{id}"' + (f' default="{defaults[id]}"' if id in defaults else "") + "/>"
        for id, tag in nodes.items()
    ]
    return "\n".join([*drawn, *flows, *more])


def file(inside: str, definitions: str = "") -> bytes:
    """A BPMN file with one process `p`."""
    namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    process = f'<process id="p" isExecutable="true">\n{inside}\n</process>'
    return f'<definitions xmlns="{namespace}">{definitions}{process}</definitions>'.encode()


def draw(picture: str, *more: str, definitions: str = "") -> Process:
    """The process of a picture."""
    return read_process(file(body(picture, *more), definitions))


def boundary(id: str, host: str, definition: str, interrupting: bool = True) -> str:
    """A boundary event with the inner XML of its definition."""
    cancel = "" if interrupting else ' cancelActivity="false"'
    return f'<boundaryEvent id="{id}" attachedToRef="{host}"{cancel}>{definition}</boundaryEvent>'


def after(duration: str) -> str:
    """A timer definition."""
    return f"<timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shuffled(data: Any, seed: int) -> Any:
    """The same JSON with the keys of every object in another order, as a jsonb column may give it back."""
    if isinstance(data, dict):
        keys = list(data)
        random.Random(seed).shuffle(keys)
        return {key: shuffled(data[key], seed) for key in keys}
    return [shuffled(entry, seed) for entry in data] if isinstance(data, list) else data


class Drive:
    """A case that runs; between two events its marking goes through JSON with shuffled keys."""

    def __init__(self, process: Process, facts: dict[str, Any] | None = None) -> None:
        self.process, self.facts = process, facts or {}
        self.marking = Marking.empty()
        self.steps: list[Step] = []

    def __call__(self, event: Event) -> list[str]:
        """Apply an event; gives the open elements."""
        context = Context(self.facts, NOW)
        step = advance(self.process, self.marking, event, context)
        assert advance(self.process, self.marking, event, context) == step, "a replay must give the same step"
        text = json.dumps(shuffled(step.marking.to_json(), step.marking.counter))
        self.marking = Marking.from_json(json.loads(text))
        assert self.marking == step.marking
        self.steps.append(step)
        return self.open

    @property
    def open(self) -> list[str]:
        """Element ids of the open work, sorted."""
        return sorted(self.marking.work.values())

    @property
    def ended(self) -> bool:
        return self.marking.state == "ended"

    def process_of(self, work: str) -> Process:
        """The process, the called one if need be, in which a piece of work is open."""
        called = self.marking.scopes[self.marking.tokens[work].scope].process
        return self.process.called[called] if called else self.process

    def start(self, **variables: Any) -> list[str]:
        return self(Started(variables))

    def work(self, element: str) -> str:
        """Id of the oldest open work at an element."""
        return next(id for id, at in self.marking.work.items() if at == element)

    def complete(self, element: str, outcome: str = "", **variables: Any) -> list[str]:
        return self(Completed(self.work(element), outcome, variables))

    def fire(self, element: str) -> list[str]:
        return self(TimerFired(next(id for id, at in self.marking.timers.items() if at == element)))

    def effects(self, kind: type) -> list[Any]:
        """Effects of the last step that are of one kind."""
        return [effect for effect in self.steps[-1].effects if isinstance(effect, kind)]
