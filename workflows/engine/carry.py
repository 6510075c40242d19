"""Where the elements, flows, scopes and records of a marking lie in another drawing, and why some have no place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workflows.engine.marking import Marking, Scope
from workflows.engine.values import Node, Process

MULTI = "total"
"""The member that tells a multi-instance's token from others."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a marking cannot be carried over."""

    element: str
    """Id in the old drawing; empty where the route as a whole is meant."""
    code: str
    """`unmapped`, `other_kind`, `other_scope`, `multi_instance`, `join_flow`, `join_never` and so on."""
    message: str


class Carrier:
    """The old and the new process of every scope, and what each old id becomes."""

    def __init__(self, old: Process, new: Process, marking: Marking, mapping: Mapping[str, str]) -> None:
        self.old, self.new, self.marking, self.mapping = old, new, marking, mapping
        self.refusals: list[Refusal] = []
        self.old_of: dict[str, Process] = {}
        self.new_of: dict[str, Process] = {}
        self.container: dict[str, str] = {}
        """Scope -> id of the new sub-process that its nodes stand in; empty for a process itself."""
        self._look_at_mapping()

    def refuse(self, element: str, code: str, message: str) -> None:
        """Keep one reason."""
        self.refusals.append(Refusal(element, code, message))

    def target(self, id: str) -> str:
        """The new id of an element or flow."""
        return self.mapping.get(id, id)

    def _look_at_mapping(self) -> None:
        for old, new in sorted(self.mapping.items()):
            if not _known(self.old, old):
                self.refuse(old, "unknown_element", "the old drawing has no such element")
            if not _known(self.new, new):
                self.refuse(old, "unknown_target", f"the new drawing has no {new}")

    def node(self, id: str, scope: str, required: bool = True) -> Node | None:
        """The new node of an old one in a scope; None, after a refusal where it is required, when there is none."""
        found = self.new_of[scope].nodes.get(self.target(id))
        if found is None and required:
            self.refuse(id, "unmapped", "something stands here, and the new drawing has no such element; map it")
        return found

    def must_fit(self, old: Node, new: Node, scope: str) -> None:
        """Refuse where a token at `old` cannot go on at `new`."""
        if old.tag != new.tag:
            self.refuse(old.id, "other_kind", f"a {old.tag} cannot become a {new.tag}")
        elif new.container != self.container[scope]:
            self.refuse(old.id, "other_scope", f"{new.id} stands in another sub-process")
        elif _shape(old) != _shape(new):
            self.refuse(old.id, "multi_instance", "one of both runs many times, or in another order")

    def flow(self, id: str, target: Node, scope: str, required: bool) -> str:
        """The new id of the flow over which a token came to `target`; empty, after a refusal, when it is not clear."""
        new = self.new_of[scope]
        for candidate in (self.mapping.get(id, ""), id):
            if candidate in new.flows and new.flows[candidate].target == target.id:
                return candidate
        old = self.old_of[scope].flows.get(id)
        source = self.target(old.source) if old else ""
        fitting = [flow.id for flow in target.incoming if flow.source == source]
        if len(fitting) == 1:
            return fitting[0]
        if required:
            told = f"it waits here over {id}, and which flow of {target.id} that is now is not clear; map the flow"
            self.refuse(target.id, "join_flow", told)
        return ""

    # Scopes

    def scopes(self) -> dict[str, Scope]:
        """All scopes in the new drawing, the outer ones first."""
        found: dict[str, Scope] = {}
        for scope in self.marking.scopes.values():
            if scope.parent and scope.parent not in found:
                continue
            carried = self._scope(scope)
            if carried is not None:
                found[scope.id] = self._records(carried)
        return found

    def _scope(self, scope: Scope) -> Scope | None:
        if scope.kind == "process":
            self._place(scope.id, self.old, self.new, "")
            return scope
        if scope.kind == "compensation":
            self.refuse(scope.node, "compensating", "what was done is just being taken back")
            return None
        node = self.node(scope.node, scope.parent)
        if node is None:
            return None
        old = self.old_of[scope.parent].nodes[scope.node]
        self.must_fit(old, node, scope.parent)
        if scope.kind == "call":
            if node.called not in self.new.called:
                return None
            self._place(scope.id, self.old.called[scope.process], self.new.called[node.called], "")
            return replace(scope, node=node.id, process=node.called)
        inner = node.id if scope.kind == "sub" else self.container[scope.parent]
        self._place(scope.id, self.old_of[scope.parent], self.new_of[scope.parent], inner)
        around = self.new_of[scope.parent]
        return replace(scope, node=node.id, process="" if around is self.new else around.id)

    def _place(self, scope: str, old: Process, new: Process, container: str) -> None:
        self.old_of[scope], self.new_of[scope], self.container[scope] = old, new, container

    # What scopes remember

    def _records(self, scope: Scope) -> Scope:
        names = {old: new for old, new in self.mapping.items() if old in self.old_of[scope.id].nodes}
        visits = {self.target(id): number for id, number in scope.visits.items()}
        nodes = self.new_of[scope.id].nodes
        return replace(
            scope,
            variables={names.get(name, name): value for name, value in scope.variables.items()},
            undo=tuple(
                (at, names.get(name, name), self._writer(by), had, value) for at, name, by, had, value in scope.undo
            ),
            visits={id: number for id, number in visits.items() if id in nodes},
            done=tuple(self._done(scope.done, scope.id)),
        )

    def _writer(self, by: str) -> str:
        element, sign, work = by.partition("#")
        return self.target(element) + sign + work

    def _done(self, records: Iterable[Mapping[str, Any]], scope: str) -> Iterable[Mapping[str, Any]]:
        nodes = self.new_of[scope].nodes
        for record in records:
            carried = {**record, "node": self.target(record["node"])}
            if "inner" in record:
                carried["inner"] = list(self._done(record["inner"], scope))
            else:
                carried["run"] = self.target(record["run"])
            if carried["node"] not in nodes or carried.get("run", carried["node"]) not in nodes:
                told = "it was done and may have to be taken back, which the new drawing does not know"
                self.refuse(record["node"], "lost_compensation", told)
            yield carried

    def data(self, data: Mapping[str, Any], scope: str) -> Mapping[str, Any]:
        """The counters of a multi-instance, with what its runs have completed."""
        return {**data, "inner": list(self._done(data["inner"], scope))} if data.get("inner") else data


def _known(process: Process, id: str) -> bool:
    return any(id in one.nodes or id in one.flows for one in (process, *process.called.values()))


def _shape(node: Node) -> tuple[bool, bool, bool, bool]:
    """What must agree for the tokens inside to go on: many or one, in which order, by event or not."""
    loop = node.loop
    return loop is not None, bool(loop and loop.sequential), bool(loop and loop.standard), node.by_event
