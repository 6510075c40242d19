"""Many runs of one activity: beside each other, one after another, or as long as a condition holds."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.faults import Failed, NotExpected, Reason
from workflows.engine.marking import Scope, Token
from workflows.engine.plain import settle
from workflows.engine.run import Run
from workflows.engine.values import Loop, Node

MAX_INSTANCES = 1_000


def start(run: Run, body: Token, node: Node, loop: Loop) -> bool:
    """Begin; False when there is nothing to run. `body` stands for the whole until all runs are over."""
    if loop.standard:
        data: dict[str, Any] = {"total": None, "done": 0, "next": 1, "outcomes": []}
        body = run.change(body, data=data)
        if not loop.test_before or _again(run, body, node, loop):
            _spawn(run, body, node)
            return True
        return False
    items = _items(run, body, node, loop)
    total = len(items) if items is not None else _count(run, body, node, loop)
    if total > MAX_INSTANCES:
        raise Failed(Reason(node.id, "instances", f"more than {MAX_INSTANCES} runs", _text(loop)))
    data = {"total": total, "done": 0, "next": 1, "outcomes": []}
    if items is not None:
        data["items"] = settle(items)
    body = run.change(body, data=data)
    for _ in range(min(total, 1) if loop.sequential else total):
        body = _spawn(run, body, node)
    return total > 0


def ended(run: Run, body: Token, node: Node, loop: Loop, closed: Scope, outcome: str) -> str | None:
    """One run is over. None while others are to come; else the outcome of the whole, the others cancelled:
    that of the run which fulfilled the completion condition, or what all agree on, or empty.
    """
    data = dict(body.data)
    data["done"] += 1
    data["outcomes"] = [*data["outcomes"], outcome]
    if not loop.standard:
        data["ended"] = [*data.get("ended", ()), [f"w{closed.visits.get(node.id, 0)}", closed.variables["loopCounter"]]]
    if closed.done:
        data["inner"] = [*data.get("inner", ()), *closed.done]
    body = run.change(body, data=data)
    early = not loop.standard and _until(run, body, node, loop, closed.variables)
    if loop.standard:
        over = not _again(run, body, node, loop, closed.variables)
    else:
        over = early or data["done"] >= data["total"]
    if not over:
        if loop.sequential:
            _spawn(run, body, node)
        return None
    return _result(run, body, node, outcome if early or loop.standard else _agreed(data["outcomes"]))


def _agreed(outcomes: list[str]) -> str:
    # Who was last among those who differ is chance, and no gateway may decide by chance.
    return outcomes[0] if len(set(outcomes)) == 1 else ""


def _result(run: Run, body: Token, node: Node, outcome: str) -> str:
    for scope in instances(run, body):
        run.cancel_scope(scope.id)
    run.write(body.scope, {node.id: {"outcome": outcome, "outcomes": body.data["outcomes"]}}, node.id)
    return outcome


def add(run: Run, body: Token, node: Node, variables: Mapping[str, Any]) -> None:
    """One more run, with variables of its own; in a sequence it comes last."""
    if node.loop is None or node.loop.standard:
        raise NotExpected("not_multiple", node.id)
    data = dict(body.data)
    # Numbers are given when a run begins: those that wait in a sequence come before the added one.
    ahead = data["total"] - data["done"] - len(instances(run, body))
    data["extra"] = {**data.get("extra", {}), str(data["next"] + ahead): settle(variables)}
    data["total"] += 1
    body = run.change(body, data=data)
    if not node.loop.sequential:
        _spawn(run, body, node)


def remove(run: Run, body: Token, node: Node, instance: Scope) -> str | None:
    """Take out one run that is not over; like `ended`."""
    if node.loop is None or node.loop.standard:
        raise NotExpected("not_multiple", node.id)
    run.cancel_scope(instance.id)
    data = {**body.data, "total": body.data["total"] - 1, "gone": body.data.get("gone", 0) + 1}
    body = run.change(body, data=data)
    if data["done"] < data["total"]:
        if node.loop.sequential:
            _spawn(run, body, node)
        return None
    return _result(run, body, node, _agreed(data["outcomes"]))


def reopen(run: Run, body: Token, node: Node, work: str) -> None:
    """Open the ended run `work` again under its number; in a sequence only the last one, before which none may go."""
    if node.loop is None or node.element.holds_nodes or node.called:
        raise NotExpected("not_one_work", work)
    data = dict(body.data)
    place = [ended for ended, _ in data["ended"]].index(work)
    number = data["ended"][place][1]
    if node.loop.sequential:
        if place + 1 < len(data["ended"]):
            raise NotExpected("not_last", work)
        for scope in instances(run, body):
            run.cancel_scope(scope.id)
        data["next"] = number
    data["done"] -= 1
    for name in ("ended", "outcomes"):
        data[name] = [entry for at, entry in enumerate(data[name]) if at != place]
    following = data["next"]
    body = _spawn(run, run.change(body, data={**data, "next": number}), node)
    if not node.loop.sequential:
        run.change(body, data={**body.data, "next": following})


def instances(run: Run, body: Token) -> list[Scope]:
    """Scopes of the runs that are open."""
    return [scope for scope in run.scopes.values() if scope.holder == body.id and scope.kind == "instance"]


def _spawn(run: Run, body: Token, node: Node) -> Token:
    number = body.data["next"]
    variables: dict[str, Any] = {"loopCounter": number}
    items = body.data.get("items")
    if items is not None and node.loop is not None and number <= len(items):
        variables[node.loop.item or "item"] = items[number - 1]
    variables.update(body.data.get("extra", {}).get(str(number), {}))
    scope = run.open_scope("instance", node, body, variables=variables)
    # By the queue, not at once: a run that needs nobody would end while the others are still being made.
    run.put(node, scope.id, body.via, body.outcome)
    return run.change(body, data={**body.data, "next": number + 1})


def _items(run: Run, body: Token, node: Node, loop: Loop) -> list[Any] | None:
    if loop.collection is None:
        return None
    value = run.evaluate(loop.collection, loop.texts["collection"], node.id, body.scope, {})
    if not isinstance(value, list):
        raise Failed(Reason(node.id, "collection", f"it is a {type(value).__name__}", loop.texts["collection"]))
    return value


def _count(run: Run, body: Token, node: Node, loop: Loop) -> int:
    value = None if loop.cardinality is None else run.evaluate(loop.cardinality, _text(loop), node.id, body.scope, {})
    if isinstance(value, bool) or value is None or isinstance(value, str) or value != int(value) or value < 0:
        raise Failed(Reason(node.id, "cardinality", f"it is a {type(value).__name__}", _text(loop)))
    return int(value)


def _text(loop: Loop) -> str:
    return loop.texts.get("cardinality") or loop.texts.get("collection", "")


def _counters(run: Run, body: Token, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Names that completion conditions read: those of Camunda and Flowable, and those of BPMN 2.0."""
    data = body.data
    active = len(instances(run, body))
    outcomes = data["outcomes"]
    return {
        **variables,
        "outcome": outcomes[-1] if outcomes else "", "outcomes": outcomes,
        "nrOfInstances": data["total"], "numberOfInstances": data["total"],
        "nrOfActiveInstances": active, "numberOfActiveInstances": active,
        "nrOfCompletedInstances": data["done"], "numberOfCompletedInstances": data["done"],
        "numberOfTerminatedInstances": data.get("gone", 0),
    }  # fmt: skip


def _until(run: Run, body: Token, node: Node, loop: Loop, variables: Mapping[str, Any]) -> bool:
    if loop.until is None:
        return False
    return run.judge(loop.until, loop.texts["until"], node.id, body.scope, _counters(run, body, variables))


def _again(run: Run, body: Token, node: Node, loop: Loop, variables: Mapping[str, Any] | None = None) -> bool:
    done = body.data["done"]
    if loop.maximum is not None and done >= loop.maximum:
        return False
    if loop.until is None:
        return True
    extra = {**_counters(run, body, variables or {}), "loopCounter": done}
    return run.judge(loop.until, loop.texts["until"], node.id, body.scope, extra)
