"""Runs the scenarios of a pack through its own route, and says where one of them goes another way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from workflows.catalogue.form import scope_of
from workflows.catalogue.item import Item
from workflows.engine import Context, EngineError, Marking, Step, advance
from workflows.engine.events import Completed, Ended, Event, MessageArrived, ServiceFinished, Started

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""Every scenario happens at one moment, ten in the morning of a Monday, so that it happens alike for ever."""


class NotAsTold(Exception):
    """The route did not go as the scenario says; `place` is the index of the event, None for what is expected."""

    def __init__(self, message: str, place: int | None = None) -> None:
        super().__init__(message)
        self.message, self.place = message, place


@dataclass
class Run:
    """A route while a scenario drives it."""

    item: Item
    facts: Mapping[str, Any]
    marking: Marking
    path: list[str]
    ended: list[str]

    def tell(self, event: Event) -> None:
        """Advance by one event."""
        step: Step = advance(self.item.process, self.marking, event, Context(self.facts, NOW, None))
        self.marking = step.marking
        self.path += step.path
        self.ended += [effect.element for effect in step.effects if isinstance(effect, Ended)]

    def work(self, element: str) -> str:
        """The open work of an element. Raises NotAsTold."""
        found = [work for work, at in self.marking.work.items() if at == element]
        if not found:
            opened = ", ".join(sorted(self.marking.work.values())) or "nothing"
            raise NotAsTold(f"{element} is not open; open is {opened}")
        return found[0]

    @property
    def awaited(self) -> set[str]:
        """Names of the messages that are waited for."""
        return {wait.name for wait in self.marking.waits.values() if wait.kind == "message"}


def simulate(item: Item, scenario: Mapping[str, Any]) -> Run:
    """Drive `scenario` to its end and hold it against what it expects. Raises NotAsTold."""
    # The calendar stays out: a scenario tells the way, the clock has its own tests.
    run = Run(item, scope_of(item, scenario["given"]), Marking.empty(), [], [])
    run.tell(Started())
    for place, happening in enumerate(scenario["happens"]):
        try:
            run.tell(_event(run, happening))
        except NotAsTold as error:
            raise NotAsTold(error.message, place) from error
        except EngineError as error:
            raise NotAsTold(f"the route stops: {error}", place) from error
    _hold(run, scenario["expect"])
    return run


def _event(run: Run, happening: Mapping[str, Any]) -> Event:
    """The engine's event for one line of `happens`."""
    if "message" in happening:
        if happening["message"] not in run.awaited:
            raise NotAsTold(f"nobody waits for {happening['message']}")
        return MessageArrived(happening["message"])
    if "service" in happening:
        return ServiceFinished(run.work(happening["service"]))
    step = run.item.steps.get(happening["step"])
    if step is None or step.outcome(happening["outcome"]) is None:
        raise NotAsTold(f"{happening['step']} cannot end in {happening['outcome']}")
    return Completed(run.work(step.element), happening["outcome"], happening.get("variables", {}))


def _hold(run: Run, expect: Mapping[str, Any]) -> None:
    """Raises NotAsTold for the first expectation that does not hold."""
    opened, awaited = sorted(run.marking.work.values()), sorted(run.awaited)
    if "opens" in expect and opened != sorted(expect["opens"]):
        raise NotAsTold(f"open at the end is {', '.join(opened) or 'nothing'}")
    if "awaits" in expect and awaited != sorted(expect["awaits"]):
        raise NotAsTold(f"waited for at the end is {', '.join(awaited) or 'nothing'}")
    if "ends" in expect and run.ended[-1:] != [expect["ends"]]:
        raise NotAsTold(f"it {'ends at ' + run.ended[-1] if run.ended else 'does not end'}")
    if passed := sorted(set(expect.get("never", ())) & set(run.path)):
        raise NotAsTold(f"{', '.join(passed)} was reached")
    if missing := _out_of_order(run.path, expect.get("path", ())):
        raise NotAsTold(f"{missing} was not reached in its turn; the way was {', '.join(_elements(run))}")


def _elements(run: Run) -> list[str]:
    return [passed for passed in run.path if passed in run.item.process.nodes]


def _out_of_order(path: Sequence[str], wanted: Sequence[str]) -> str:
    """The first of `wanted` that does not come after the one before; empty when all do."""
    rest = iter(path)
    return next((one for one in wanted if one not in rest), "")
