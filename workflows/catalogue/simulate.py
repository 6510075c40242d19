"""Runs the scenarios of a pack through its form, route, legal life and clocks, and tells where one goes another way."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workflows.catalogue import form
from workflows.catalogue.drive import NotAsTold, Run
from workflows.catalogue.expectations import hold
from workflows.catalogue.field_kind import FieldProblem
from workflows.catalogue.item import Item
from workflows.engine import EngineError
from workflows.engine.events import ServiceFinished, Withdrawn
from workflows.law import clock
from workflows.law.life import lives

__all__ = ["NotAsTold", "Run", "happen", "moment", "simulate", "typed"]

ZONE = ZoneInfo("Asia/Shanghai")
RECEIVED = "2026-03-02 10:00"
"""A scenario without a date begins then, on a Monday, so that it happens alike for ever."""


def simulate(item: Item, scenario: Mapping[str, Any]) -> Run:
    """Drive `scenario` to its end and hold it against what it expects. Raises NotAsTold."""
    at = moment(scenario.get("received", RECEIVED))
    values, problems = typed(item, scenario["given"], at)
    run = Run(item, values, at)
    if not scenario["when"] or "problems" in scenario["then"]:
        found = [*form.problems(item, values, at)]
        problems |= {one.field: one.code for one in found if one.field not in problems}
    if scenario["when"]:
        run.begin()
    for place, happening in enumerate(scenario["when"]):
        try:
            if "at" in happening:
                run.pass_to(moment(happening["at"]))
            happen(run, happening)
        except NotAsTold as error:
            raise NotAsTold(error.message, place) from error
        except EngineError as error:
            raise NotAsTold(f"the route stops: {error}", place) from error
    hold(run, scenario["then"], problems)
    return run


def moment(text: str) -> datetime:
    """A local moment of a scenario: `2026-09-10 16:30`, or a day, of which ten o'clock is meant. Raises NotAsTold."""
    try:
        return datetime.strptime(text if ":" in text else f"{text} 10:00", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
    except ValueError as error:
        raise NotAsTold(f"`{text}` is no moment; write 2026-09-10 or 2026-09-10 16:30") from error


def typed(item: Item, given: Mapping[str, Any], at: datetime) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as the form would keep them, and the code of what it would not take."""
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for field in item.fields:
        try:
            values[field.code] = form.parse(field, given.get(field.code), at)
        except FieldProblem as problem:
            problems[field.code] = problem.code
    return values, problems


def happen(run: Run, happening: Mapping[str, Any]) -> None:
    """One line of `when`. Raises NotAsTold."""
    if "message" in happening:
        if happening["message"] not in run.awaited:
            raise NotAsTold(f"nobody waits for {happening['message']}")
        run.arrive(happening["message"])
    elif "service" in happening:
        work = run.work(happening["service"])
        kind = run.item.steps[happening["service"]].kind.removeprefix("auto_")
        if (run.state, kind) in lives()[run.item.kind].moves:
            run.move(kind, happening["service"])
        is_asked = bool(run.item.steps[happening["service"]].decision)
        given = run.ruled(happening["service"], work) if is_asked else happening.get("variables", {})
        run.tell(ServiceFinished(work, given))
        run.settle()
    elif "step" in happening:
        if happening["step"] not in run.item.steps:
            raise NotAsTold(f"{happening['step']} cannot end in {happening['outcome']}")
        run.finish(happening["step"], happening["outcome"], happening.get("variables", {}))
    elif "act" in happening:
        ACTS[happening["act"]](run, happening)


def _stop(run: Run, act: Mapping[str, Any]) -> None:
    until = moment(act["until"]).date() if "until" in act else None
    run.events.append(clock.Event("stop", run.at, act.get("procedure", ""), until))
    run.move("stop_clock")


def _resume(run: Run, act: Mapping[str, Any]) -> None:
    run.events.append(clock.Event("resume", run.at, act.get("procedure", "")))
    run.move("resume_clock")


def _extend(run: Run, act: Mapping[str, Any]) -> None:
    run.events.append(clock.Event("extend", run.at, value=act.get("by", 0)))
    run.move("extend")


def _withdraw(run: Run, act: Mapping[str, Any]) -> None:
    run.move("withdraw")
    run.tell(Withdrawn())


ACTS: Mapping[str, Callable[[Run, Mapping[str, Any]], None]] = {
    "stop_clock": _stop,
    "resume_clock": _resume,
    "extend": _extend,
    "withdraw": _withdraw,
}
"""Legal acts that no step of the drawing stands for."""
