"""Decision tables: compiled to closures, with a record of which rules hit and which test let the others down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workflows.engine.dmn.policies import AGGREGATES, AGGREGATION_CODES, CODES, POLICIES, Verdict
from workflows.engine.dmn.source import Source, Xml, child, children, local, text_of
from workflows.engine.dmn.trace import Cell, Rule, TableRun
from workflows.engine.dmn.types import ItemType, TypeBook, conforming
from workflows.engine.feel.compiler.frame import Code, Frame
from workflows.engine.feel.values.convert import Context, outward
from workflows.engine.feel.values.run import Run


@dataclass(frozen=True, slots=True)
class Input:
    """A column of conditions."""

    label: str
    code: Code
    allowed: Code | None


@dataclass(frozen=True, slots=True)
class Output:
    """A column of results."""

    name: str
    default: Code | None
    ranked: Code | None
    """The allowed values as a list, in the order of their priority."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rule."""

    number: int
    id: str
    description: str
    tests: tuple[tuple[str, Code], ...]
    outputs: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A compiled decision table; calling it with a frame gives its value and writes to the run's journal."""

    id: str
    policy: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]

    def __call__(self, frame: Frame) -> Any:
        run = frame.run
        values = [each.code(frame) for each in self.inputs]
        if not self._allowed(values, frame):
            self._note(run, values, [], (), "value_not_allowed")
            return None
        hits, misses = self._match(values, frame)
        results = [[output(frame) for output in row.outputs] for row in hits]
        verdict = self._verdict(results, frame)
        self._note(run, values, list(zip(hits, results, strict=True)), misses, verdict.problem)
        return self._value(verdict, frame)

    def _allowed(self, values: Sequence[Any], frame: Frame) -> bool:
        # Null is left to the tests of the rules: `-` and `null` may want it.
        return all(
            each.allowed is None or value is None or each.allowed(_tested(value, frame)) is True
            for each, value in zip(self.inputs, values, strict=True)
        )

    def _match(self, values: Sequence[Any], frame: Frame) -> tuple[list[Row], list[tuple[Row, int]]]:
        """Rows that hit, and the others with the column that let them down."""
        hits: list[Row] = []
        misses: list[tuple[Row, int]] = []
        frames = [_tested(value, frame) for value in values]
        for row in self.rows:
            frame.run.charge(1 + len(frames))
            failed = next((i for i, (_, test) in enumerate(row.tests) if test(frames[i]) is not True), None)
            if failed is not None:
                misses.append((row, failed))
                continue
            hits.append(row)
            # No later rule can count, and evaluating its cells could still fail.
            if self.policy == "F":
                break
        return hits, misses

    def _verdict(self, results: list[list[Any]], frame: Frame) -> Verdict:
        if not results:
            return Verdict(())
        ranks = [each.ranked(frame) or [] if each.ranked else [] for each in self.outputs]
        return POLICIES[self.policy[0]](results, ranks, frame.run)

    def _value(self, verdict: Verdict, frame: Frame) -> Any:
        if verdict.rows is None:
            return None
        if not verdict.rows:
            return self._default(frame)
        shaped = [self._shape(row) for row in verdict.rows]
        if not verdict.many:
            return shaped[0]
        aggregate = AGGREGATES.get(self.policy)
        return shaped if aggregate is None else aggregate(shaped)

    def _shape(self, row: Sequence[Any]) -> Any:
        if len(self.outputs) == 1:
            return row[0]
        return Context((each.name, value) for each, value in zip(self.outputs, row, strict=True))

    def _default(self, frame: Frame) -> Any:
        if all(each.default is None for each in self.outputs):
            return None
        return self._shape([each.default(frame) if each.default else None for each in self.outputs])

    def _note(self, run: Run, values: Sequence[Any], hits: Any, misses: Any, problem: str) -> None:
        if run.journal is None:
            return
        # Reasons take memory, also where a table runs in a loop: they are paid for like work.
        run.charge(4 * (len(hits) + len(misses)))
        shown = [outward(value, run) for value in values]
        run.journal.append(
            TableRun(
                self.id,
                self.policy,
                tuple(self._rule(row, shown, range(len(shown)), results, run) for row, results in hits),
                tuple(self._rule(row, shown, (column,), None, run) for row, column in misses),
                problem,
            )
        )

    def _rule(self, row: Row, values: Sequence[Any], columns: Any, results: Any, run: Run) -> Rule:
        cells = tuple(Cell(self.inputs[i].label, values[i], row.tests[i][0]) for i in columns)
        named = {each.name: outward(value, run) for each, value in zip(self.outputs, results or (), strict=False)}
        return Rule(row.number, row.id, row.description, cells, named)


def _tested(value: Any, frame: Frame) -> Frame:
    return Frame({"?": value}, frame, frame.run)


def compile_table(source: Source, types: TypeBook, xml: Xml, names: tuple[str, ...]) -> Table:
    """Read a `decisionTable`; faults for an unknown policy, a rule of the wrong width, a cell that cannot be read."""
    reader = _Reader(source, types, names)
    inputs = tuple(reader.input(each) for each in children(xml, "input"))
    outputs = tuple(reader.output(each) for each in children(xml, "output"))
    if not outputs:
        source.fault(xml, "no_output", "The table has no output column.", "Add one.")
    wanted = [types.at(each) for each in children(xml, "output")]
    rows = tuple(
        reader.row(each, number, len(inputs), wanted) for number, each in enumerate(children(xml, "rule"), start=1)
    )
    return Table(str(xml.get("id", "")), _policy(source, xml, len(outputs)), inputs, outputs, rows)


def _policy(source: Source, xml: Xml, outputs: int) -> str:
    written = xml.get("hitPolicy", "UNIQUE")
    code = CODES.get(written, "")
    if code == "C":
        code = AGGREGATION_CODES.get(xml.get("aggregation", ""), "")
    if not code:
        source.fault(xml, "hit_policy", f"{written!r} is no hit policy.", "Choose one of U A P F R O C.")
    if code in AGGREGATES and code != "C#" and outputs > 1:
        source.fault(xml, "aggregation", "Several outputs cannot be added up.", "Use one output or no aggregation.")
    return code or "U"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the columns and rows of one table, whose expressions may use `names`."""

    source: Source
    types: TypeBook
    names: tuple[str, ...]

    def input(self, xml: Xml) -> Input:
        holder, allowed = child(xml, "inputExpression"), child(xml, "inputValues")
        text = text_of(holder)
        if holder is None or not text:
            self.source.fault(xml, "no_expression", "The input has no expression.", "Write it in FEEL.")
            return Input("", lambda frame: None, None)
        code = conforming(self.types.at(holder), self._value(holder, text))
        tests = self._test(allowed, text_of(allowed)) if allowed is not None and text_of(allowed) else None
        return Input(xml.get("label") or text, code, tests)

    def output(self, xml: Xml) -> Output:
        default, values = text_of(child(xml, "defaultOutputEntry")), child(xml, "outputValues")
        ranked = None if values is None else self._value(xml, f"[{text_of(values)}]")
        name = xml.get("name") or xml.get("label") or ""
        return Output(name, self._value(xml, default) if default else None, ranked)

    def row(self, xml: Xml, number: int, width: int, wanted: Sequence[ItemType]) -> Row:
        written = [(each, text_of(each)) for each in children(xml, "inputEntry", "outputEntry")]
        tests = [(text or "-", self._test(each, text)) for each, text in written if local(each) == "inputEntry"]
        values = [self._value(each, text or "null") for each, text in written if local(each) == "outputEntry"]
        if len(tests) != width or len(values) != len(wanted):
            message = f"Rule {number} has {len(tests)} + {len(values)} cells."
            self.source.fault(xml, "cells", message, f"Give it {width} + {len(wanted)}.")
        outputs = tuple(conforming(each, value) for each, value in zip(wanted, values, strict=False))
        return Row(number, str(xml.get("id", "")), _description(xml), tuple(tests), outputs)

    def _value(self, xml: Xml, text: str) -> Code:
        return self.source.expression(xml, text, self.names).code

    def _test(self, xml: Xml, text: str) -> Code:
        return self.source.tests(xml, text, self.names).code


def _description(xml: Xml) -> str:
    """The row's description and annotation cells, one below the other."""
    written = []
    for each in children(xml, "description", "annotationEntry"):
        text = text_of(each) if local(each) == "annotationEntry" else (each.text or "").strip()
        written.append(text)
    return "\n".join(text for text in written if text)
