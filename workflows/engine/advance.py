"""The one way forward: an event on a marking gives the next marking and what the outside must do."""

from collections.abc import Callable, Mapping
from typing import Any

from workflows.engine import back, multi, throwing
from workflows.engine.events import (
    Cancelled,
    Completed,
    Ended,
    Event,
    FactsChanged,
    Incident,
    InstanceAdded,
    InstanceRemoved,
    Jumped,
    MessageArrived,
    SentBack,
    ServiceFailed,
    ServiceFinished,
    SignalArrived,
    Started,
    TakenBack,
    TimerFired,
    Withdrawn,
)
from workflows.engine.faults import Failed, NotExpected, Reason
from workflows.engine.marking import Marking, Scope, Token
from workflows.engine.run import Run
from workflows.engine.values import Context, Process, Step, plain_starts


def advance(process: Process, marking: Marking, event: Event, context: Context) -> Step:
    """Apply `event` to `marking`, which stays as it is.

    Raises NotExpected when the event does not fit the marking, Failed when the route breaks; in both
    cases nothing has happened. The same arguments give the same step at any time on any machine.
    """
    run = Run(process, marking, context)
    expected = "new" if isinstance(event, Started) else "running"
    if marking.state != expected:
        raise NotExpected("started" if expected == "new" else f"is_{marking.state}")
    _HANDLERS[type(event)](run, event)
    run.settle()
    # A route that waits for nothing would look alive for ever: it is told as an incident at once.
    if run.state == "running" and not run.waits and not any(t.kind == "work" for t in run.tokens.values()):
        held = next(iter(run.tokens.values()))
        raise Failed(Reason(held.node, "stuck", "nothing can ever arrive here any more"))
    return run.step()


def _start(run: Run, event: Started) -> None:
    starts: tuple[str, ...] = (event.element,) if event.element else plain_starts(run.process, "")
    if event.element and event.element not in run.process.starts[""]:
        raise NotExpected("no_start", event.element)
    if len(starts) > 1 and run.process.nodes[starts[0]].tag == "startEvent":
        raise NotExpected("which_start", ", ".join(starts))
    run.state = "running"
    scope = Scope(run.next_id("s"), "process")
    run.scopes[scope.id] = scope
    run.write(scope.id, event.variables, "")
    run.begin(scope.id, "", starts)


def _work(run: Run, work: str) -> Token:
    token = run.tokens.get(work)
    if token is None or token.kind != "work":
        raise NotExpected("not_open", work)
    return token


def _complete(run: Run, event: Completed) -> None:
    token = _work(run, event.work)
    run.node(token).element.complete(run, token, event.outcome, event.variables)


def _service_finished(run: Run, event: ServiceFinished) -> None:
    token = _work(run, event.work)
    run.node(token).element.complete(run, token, "", event.variables)


def _service_failed(run: Run, event: ServiceFailed) -> None:
    token = _work(run, event.work)
    run.write(token.scope, event.variables, token.node)
    if not throwing.outwards(run, token.scope, "error", event.code, host=token.id):
        run.effects.append(Incident(token.id, token.node, event.code))


def _timer(run: Run, event: TimerFired) -> None:
    wait = run.waits.get(event.timer)
    if wait is None or wait.kind != "timer":
        raise NotExpected("not_set", event.timer)
    run.fire(wait)


def _message(run: Run, event: MessageArrived) -> None:
    for wait in run.waits.values():
        if wait.kind != "message" or wait.name != event.name:
            continue
        if wait.data is None or event.key is None or wait.data == event.key:
            run.fire(wait, event.variables)
            return
    raise NotExpected("not_awaited", event.name)


def _signal(run: Run, event: SignalArrived) -> None:
    run.write(next(iter(run.scopes)), event.variables, "")
    throwing.everywhere(run, "signal", event.name)


def _added(run: Run, event: InstanceAdded) -> None:
    bodies = [t for t in run.tokens.values() if t.node == event.element and "total" in t.data]
    if len(bodies) != 1:
        raise NotExpected("ambiguous" if bodies else "not_multiple", event.element)
    multi.add(run, bodies[0], run.node(bodies[0]), event.variables)


def _removed(run: Run, event: InstanceRemoved) -> None:
    scope = run.scopes[_work(run, event.work).scope]
    while scope.kind != "instance":
        if not scope.parent:
            raise NotExpected("not_multiple", event.work)
        scope = run.scopes[scope.parent]
    body = run.tokens[scope.holder]
    node = run.node(body)
    result = multi.remove(run, body, node, scope)
    if result is not None:
        node.element.whole(run, run.tokens[body.id], result)


def _cancel(run: Run, event: Cancelled | Withdrawn) -> None:
    root = next(iter(run.scopes))
    run.clear(root)
    run.disarm(root)
    run.state = "cancelled"
    run.effects.append(Ended(""))


def _facts(run: Run, event: FactsChanged) -> None:
    """Nothing moves by itself: settling looks at every waiting condition again."""


_HANDLERS: Mapping[type, Callable[[Run, Any], None]] = {
    Started: _start,
    Completed: _complete,
    ServiceFinished: _service_finished,
    TimerFired: _timer,
    MessageArrived: _message,
    FactsChanged: _facts,
    ServiceFailed: _service_failed,
    SignalArrived: _signal,
    SentBack: back.send_back,
    Jumped: back.jump,
    InstanceAdded: _added,
    InstanceRemoved: _removed,
    TakenBack: back.take_back,
    Cancelled: _cancel,
    Withdrawn: _cancel,
}
