"""Carries a marking from one drawing to another: what moves where, and every reason why it cannot; pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from workflows.engine.carry import MULTI, Carrier, Refusal
from workflows.engine.events import Effect, MessageAwaited, MessageDropped, TimerCancelled
from workflows.engine.faults import Failed
from workflows.engine.marking import Marking, Token, Wait
from workflows.engine.reach import blocking
from workflows.engine.run import Run
from workflows.engine.values import Context, Node, Process

__all__ = ["MIGRATED", "Migration", "Move", "Refusal", "migrate"]
MIGRATED = "Migrated"
"""How the record names it among the events of a route."""


@dataclass(frozen=True, slots=True)
class Move:
    """One token, wait or scope and where it stands before and after."""

    id: str
    what: str
    """`work`, `join`, `event` and so on for tokens, the kind of trigger for waits."""
    element: str
    to: str
    """Empty for what is waited for no longer."""


@dataclass(frozen=True, slots=True)
class Migration:
    """The marking in the new drawing; where there are refusals it is the old one, and nothing moves."""

    marking: Marking
    effects: tuple[Effect, ...]
    moves: tuple[Move, ...]
    refusals: tuple[Refusal, ...]


def migrate(old: Process, new: Process, marking: Marking, mapping: Mapping[str, str], context: Context) -> Migration:
    """Carry `marking` from `old` to `new`; elements and flows that `mapping` (old id to new id) leaves out keep ids.

    A running timer keeps its moment; an event that the new drawing has on an open step, and the old one had not, is
    waited for from now on. Work and instances keep their ids, so that tasks and jobs outside stay tied to them.
    """
    found = _Migrator(old, new, marking, mapping, context)
    found.run()
    if found.carrier.refusals:
        return Migration(marking, (), (), tuple(dict.fromkeys(found.carrier.refusals)))
    return Migration(found.marking, tuple(found.effects), tuple(found.moves), ())


class _Migrator:
    def __init__(
        self, old: Process, new: Process, marking: Marking, mapping: Mapping[str, str], context: Context
    ) -> None:
        self.new, self.before, self.context = new, marking, context
        self.carrier = Carrier(old, new, marking, mapping)
        self.marking = marking
        self.effects: list[Effect] = []
        self.moves: list[Move] = []

    def run(self) -> None:
        """Fill marking, effects and moves, or the carrier's refusals."""
        if self.before.state in ("ended", "cancelled"):
            self.carrier.refuse("", "is_ended", "the route is over")
        if self.before.state != "running" or self.carrier.refusals:
            return
        scopes = self.carrier.scopes()
        if self.carrier.refusals:
            return
        tokens = {token.id: self._token(token) for token in self.before.tokens.values()}
        waits = dict(self._waits(tokens))
        if self.carrier.refusals:
            return
        carried = replace(self.before, scopes=scopes, tokens=tokens, waits=waits)
        self._settle(Run(self.new, carried, self.context))

    def _token(self, token: Token) -> Token:
        node = self.carrier.node(token.node, token.scope)
        if node is None:
            return token
        old = self.carrier.old_of[token.scope].nodes[token.node]
        self.carrier.must_fit(old, node, token.scope)
        if token.kind == "throw":
            self.carrier.refuse(token.node, "compensating", "what was done is just being taken back")
        via = self.carrier.flow(token.via, node, token.scope, required=token.kind == "join") if token.via else ""
        data = self.carrier.data(token.data, token.scope) if MULTI in token.data else token.data
        self.moves.append(Move(token.id, token.kind, token.node, node.id))
        return replace(token, node=node.id, via=via, data=data)

    # Waits

    def _waits(self, tokens: Mapping[str, Token]) -> Iterator[tuple[str, Wait]]:
        for wait in self.before.waits.values():
            old = self.carrier.old_of[wait.scope].nodes[wait.node]
            if (carried := self._wait(wait, old, tokens)) is not None:
                self.moves.append(Move(wait.id, wait.kind, wait.node, carried.node))
                yield wait.id, carried
                continue
            if not self.carrier.refusals:
                self.moves.append(Move(wait.id, wait.kind, wait.node, ""))
                self._drop(wait)

    def _drop(self, wait: Wait) -> None:
        if wait.kind == "timer":
            self.effects.append(TimerCancelled(wait.id, wait.node))
        elif wait.kind == "message":
            self.effects.append(MessageDropped(wait.id, wait.name, wait.node))

    def _wait(self, wait: Wait, old: Node, tokens: Mapping[str, Token]) -> Wait | None:
        """The wait in the new drawing; None where nobody waits for it there, be it refused or dropped."""
        beside = bool(old.attached_to) or wait.host in self.before.scopes
        node = self.carrier.node(wait.node, wait.scope, required=not beside)
        if node is None or (beside and not self._still_beside(node, wait, tokens)):
            return None
        if node.tag != old.tag or node.definition is None or node.definition.kind.code != wait.kind:
            self.carrier.refuse(old.id, "other_kind", f"it waits for a {wait.kind}, and {node.id} does not")
            return None
        name = node.definition.name if wait.name else wait.name
        if wait.kind == "message" and name != wait.name:
            self.effects.append(MessageDropped(wait.id, wait.name, wait.node))
            self.effects.append(MessageAwaited(wait.id, name, node.id, wait.data))
        return replace(wait, node=node.id, name=name)

    def _still_beside(self, node: Node, wait: Wait, tokens: Mapping[str, Token]) -> bool:
        """Whether it stands at the same activity, or in the same event sub-process around, as before."""
        if wait.host in tokens:
            return node.attached_to == tokens[wait.host].node
        around = self.carrier.new_of[wait.scope].event_starts.get(self.carrier.container[wait.scope], ())
        return node.id in around

    # Afterwards

    def _settle(self, run: Run) -> None:
        """Wait for what is new beside open steps, and let joins go on that miss nothing any more."""
        for token in tuple(run.tokens.values()):
            self._arm(run, token)
        for scope in tuple(run.scopes):
            known = {self.carrier.target(id) for id in self._old_starts(scope)}
            for start in self.carrier.new_of[scope].event_starts.get(self.carrier.container[scope], ()):
                if run.scopes[scope].kind != "instance" and start not in known:
                    run.arm(self.carrier.new_of[scope].nodes[start], scope, scope)
        self._joins(run)
        if self.carrier.refusals:
            return
        try:
            if run.queue or any(token.kind == "join" for token in run.tokens.values()):
                run.settle()
        except Failed as failed:
            self.carrier.refuse(failed.reason.element, failed.reason.code, failed.reason.message)
            return
        # As after every event: a route that waits for nothing would look alive for ever.
        if run.state == "running" and not run.waits and not any(t.kind == "work" for t in run.tokens.values()):
            self.carrier.refuse("", "stuck", "nothing can ever happen any more")
            return
        step = run.step()
        self.marking = step.marking
        self.effects += step.effects

    def _old_starts(self, scope: str) -> tuple[str, ...]:
        old = self.before.scopes[scope]
        container = old.node if old.kind == "sub" else ""
        return self.carrier.old_of[scope].event_starts.get(container, ())

    def _arm(self, run: Run, token: Token) -> None:
        node = run.node(token)
        if token.kind not in ("work", "inner") or run.scopes[token.scope].kind == "instance":
            return
        old = self.carrier.old_of[token.scope].nodes[self.before.tokens[token.id].node]
        # One that rang already and does not ring twice must not ring again, only because its wait is gone.
        known = {self.carrier.target(id) for id in old.boundaries}
        for boundary in node.boundaries:
            if boundary not in known:
                run.arm(run.process_of(token.scope).nodes[boundary], token.id, token.scope)

    def _joins(self, run: Run) -> None:
        places = {(token.scope, token.node) for token in run.tokens.values() if token.kind == "join"}
        for scope, id in sorted(places):
            process = run.process_of(scope)
            join = process.nodes[id]
            if join.tag != "parallelGateway":
                continue
            waiting = [t for t in run.tokens.values() if (t.scope, t.node) == (scope, id)]
            missing = {flow.id for flow in join.incoming} - {token.via for token in waiting}
            if not missing:
                run.drop(waiting[-1])
                run.put(join, scope, waiting[-1].via, waiting[-1].outcome)
            elsewhere = [t.node for t in run.tokens.values() if t.scope == scope and t.node != id]
            for flow in sorted(missing):
                if not any(at in blocking(process, join, flow) for at in elsewhere):
                    told = f"it would wait for ever for a token over {flow}"
                    self.carrier.refuse(waiting[0].node, "join_never", told)
