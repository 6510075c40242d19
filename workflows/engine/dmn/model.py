"""A DMN file that can run: decisions, the knowledge and inputs that they require, and decision services."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workflows.engine.dmn.trace import DecisionRun, Outcome, TableRun
from workflows.engine.dmn.types import ItemType
from workflows.engine.faults import Fault, NotExpected
from workflows.engine.feel import FeelError, WorkCalendar
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.values.convert import Context, inward, outward
from workflows.engine.feel.values.run import Run


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """Something required, under the name by which the one who requires it speaks of it."""

    name: str
    id: str
    """Key among the parts: namespace, `#` and the element's id."""
    prefix: str = ""
    """Name of the import it came by; empty within one file."""


@dataclass(frozen=True, slots=True, eq=False)
class InputData:
    """What the caller must give."""

    id: str
    name: str
    type: ItemType
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A decision and its logic."""

    id: str
    name: str
    type: ItemType
    needs: tuple[Need, ...]
    code: Code
    line: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """A business knowledge model: a function that decisions call."""

    id: str
    name: str
    needs: tuple[Need, ...]
    function: Code
    """Makes the function from the frame of what it requires."""


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A decision service: a function from its inputs to the decisions that it gives out."""

    id: str
    name: str
    type: ItemType
    inputs: tuple[Need, ...]
    """Input data first, then input decisions: the order of its parameters."""
    outputs: tuple[Need, ...]


Part = InputData | Decision | Knowledge | Service


@dataclass(frozen=True, eq=False)
class Model:
    """A compiled file. Read once, keep, share between threads."""

    name: str
    namespace: str
    parts: Mapping[str, Part]
    """Everything that can be required, those of imported files included, by namespace, `#` and id."""
    types: Mapping[str, ItemType]
    """Item definitions of this file."""
    words: tuple[str, ...] = ()
    """Names in the file that hold signs or keywords."""
    faults: tuple[Fault, ...] = ()
    """Logic that could not be read and is null; empty unless the file was read leniently."""

    def named(self, kind: type, name: str) -> Any:
        """The part of that kind and name (or id) in this file; NotExpected when there is none."""
        for each in self._own(kind):
            if name in (each.name, _xml_id(each)):
                return each
        raise NotExpected("unknown_decision", name)

    @property
    def decisions(self) -> tuple[str, ...]:
        """Names of the decisions in file order."""
        return tuple(part.name for part in self._own(Decision))

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the inputs in file order."""
        return tuple(part.name for part in self._own(InputData))

    def holds(self, decision: str) -> bool:
        """Whether a decision of this name or id stands in this file."""
        return any(decision in (part.name, _xml_id(part)) for part in self._own(Decision))

    def inputs_of(self, decision: str) -> tuple[InputData, ...]:
        """The inputs that a decision needs, itself or through what it requires; NotExpected when there is none."""
        wanted: list[Part] = [self.named(Decision, decision)]
        found: dict[str, Part] = {}
        while wanted:
            part = wanted.pop()
            if part.id not in found:
                found[part.id] = part
                needs = part.needs if isinstance(part, Decision | Knowledge) else ()
                wanted += [self.parts[need.id] for need in needs]
        return tuple(sorted((part for part in found.values() if isinstance(part, InputData)), key=lambda p: p.line))

    def _own(self, kind: type) -> list[Part]:
        parts = self.parts.items()
        return [part for key, part in parts if isinstance(part, kind) and key.startswith(self.namespace + "#")]

    def evaluate(
        self,
        decision: str,
        inputs: Mapping[str, Any],
        calendar: WorkCalendar | None = None,
        now: datetime | None = None,
    ) -> Outcome:
        """Make `decision` (name or id) and those that it requires, with the rules that hit and why.

        Inputs that are missing or not of their type are null. Raises NotExpected when there is no such decision,
        FeelError when a limit is passed.
        """
        wanted: Decision = self.named(Decision, decision)
        evaluation = Evaluation(self, inputs, Run(calendar, now))
        return _outcome(evaluation, lambda: evaluation.value(wanted))

    def serve(
        self,
        service: str,
        inputs: Mapping[str, Any],
        calendar: WorkCalendar | None = None,
        now: datetime | None = None,
    ) -> Outcome:
        """Call a decision service by name or id with its inputs by name."""
        wanted: Service = self.named(Service, service)
        evaluation = Evaluation(self, inputs, Run(calendar, now))
        return _outcome(evaluation, lambda: evaluation.served(wanted, inputs))


def _xml_id(part: Part) -> str:
    return part.id.rpartition("#")[2]


def _outcome(evaluation: "Evaluation", make: Any) -> Outcome:
    evaluation.run.journal = []
    try:
        value = outward(make(), evaluation.run)
    except RecursionError:
        raise FeelError("the values are nested too deeply") from None
    return Outcome(value, tuple(evaluation.made))


class Evaluation:
    """One evaluation: each decision is made once, in the order in which it is needed."""

    def __init__(
        self, model: Model, inputs: Mapping[str, Any], run: Run, given: Mapping[str, Any] | None = None
    ) -> None:
        self.model, self.inputs, self.run = model, inputs, run
        self.made: list[DecisionRun] = []
        self.known: dict[str, Any] = dict(given or {})

    def value(self, part: Part) -> Any:
        """The value of an input or decision, the function of knowledge or a service."""
        if part.id not in self.known:
            self.known[part.id] = self._made(part)
        return self.known[part.id]

    def _made(self, part: Part) -> Any:
        match part:
            case InputData():
                return self.given(part, self.inputs.get(part.name))
            case Decision():
                return self._decide(part)
            case Knowledge():
                return part.function(self._frame(part.needs))
            case Service():
                return ServiceFunction(part, self)

    def _frame(self, needs: tuple[Need, ...]) -> Frame:
        names: dict[str, Any] = {}
        for need in needs:
            value = self.value(self.model.parts[need.id])
            if need.prefix:
                names.setdefault(need.prefix, Context())[need.name] = value
            else:
                names[need.name] = value
        return Frame(names, None, self.run)

    def _decide(self, decision: Decision) -> Any:
        frame = self._frame(decision.needs)
        # Tables inside knowledge that this decision calls belong to its reasons as well.
        outer, self.run.journal = self.run.journal, []
        value = decision.type.coerce(decision.code(frame), self.run)
        tables: tuple[TableRun, ...] = tuple(self.run.journal or ())
        self.run.journal = outer
        self.made.append(DecisionRun(decision.name, _xml_id(decision), outward(value, self.run), tables))
        return value

    def given(self, part: Part, value: Any) -> Any:
        """A value that the caller gives for an input or in place of a decision, as its type has it."""
        return part.type.coerce(inward(value), self.run) if isinstance(part, InputData | Decision) else inward(value)

    def served(self, service: Service, values: Mapping[str, Any]) -> Any:
        """The output decisions of a service, made from `values` by name instead of what is known here."""
        given = {need.id: self.given(self.model.parts[need.id], values.get(need.name)) for need in service.inputs}
        # A fresh evaluation: what is known outside must not leak past the inputs of the service.
        inner = Evaluation(self.model, {}, self.run, given)
        results = Context((need.name, inner.value(self.model.parts[need.id])) for need in service.outputs)
        self.made += inner.made
        single = next(iter(results.values())) if len(results) == 1 else results
        return service.type.coerce(single, self.run)


class ServiceFunction:
    """A decision service as a FEEL function."""

    is_feel_function = True

    def __init__(self, service: Service, evaluation: Evaluation) -> None:
        self.service, self.evaluation = service, evaluation

    def __call__(self, run: Run, values: list[Any]) -> Any:
        names = [need.name for need in self.service.inputs]
        return self.call_named(run, dict(zip(names, values, strict=True))) if len(names) == len(values) else None

    def _fit(self, named: Mapping[str, Any]) -> bool:
        """Whether every value that is not null is of its input's type."""
        evaluation = self.evaluation
        wanted = {need.name: evaluation.model.parts[need.id] for need in self.service.inputs}
        return all(value is None or evaluation.given(wanted[name], value) is not None for name, value in named.items())

    def call_named(self, run: Run, named: Mapping[str, Any]) -> Any:
        if {need.name for need in self.service.inputs} != named.keys() or not self._fit(named):
            return None
        run.enter()
        try:
            return self.evaluation.served(self.service, named)
        finally:
            run.leave()
