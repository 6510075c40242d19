"""Drawings and files that nobody would draw: the engine answers, whatever comes."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.drawing import NOW, Drive, boundary, file
from tests.workflows.engine.test_multi import many
from tests.workflows.engine.test_read import CAMUNDA
from workflows.engine import Failed, Marking, NotExpected, Process, Unreadable, check, read_process, steps_ahead
from workflows.engine.events import (
    Cancelled,
    Completed,
    Event,
    FactsChanged,
    InstanceAdded,
    InstanceRemoved,
    Jumped,
    MessageArrived,
    SentBack,
    ServiceFailed,
    SignalArrived,
    TakenBack,
    TimerFired,
)
from workflows.engine.timing import due_at

DEFINITIONS = '<message id="m" name="m"/><signal id="g" name="g"/><error id="x" errorCode="x"/>'
CONDITIONS = ("", "", "n > 1", "n = 1", 'outcome = "x"')
EVENTS = {
    "timer": "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>",
    "message": '<messageEventDefinition messageRef="m"/>',
    "signal": '<signalEventDefinition signalRef="g"/>',
    "error": '<errorEventDefinition errorRef="x"/>',
    "condition": "<conditionalEventDefinition><condition>n > 2</condition></conditionalEventDefinition>",
}
PLAIN = ["userTask", "userTask", "manualTask", "serviceTask", "parallelGateway", "exclusiveGateway", "inclusiveGateway",
         "endEvent", "intermediateThrowEvent"]  # fmt: skip


@st.composite
def graphs(draw: st.DrawFn, depth: int = 1, prefix: str = "n") -> str:
    """Elements tied together at random, with borders, many runs and sub-processes; often unsound."""
    size = draw(st.integers(2, 7))
    ids = [f"{prefix}{number}" for number in range(size)]
    parts = [f'<startEvent id="{prefix}s"/>']
    for id in ids:
        tag = draw(st.sampled_from(PLAIN))
        inner = ""
        if tag == "endEvent":
            inner = draw(st.sampled_from(["", "<terminateEventDefinition/>", EVENTS["error"], EVENTS["signal"]]))
        if depth and draw(st.integers(0, 4)) == 0:
            tag, inner = "subProcess", draw(graphs(depth - 1, id + "_"))
        if tag in ("userTask", "subProcess") and draw(st.integers(0, 3)) == 0:
            inner = many("2", draw(st.booleans())) + inner
        parts.append(f'<{tag} id="{id}">{inner}</{tag}>')
        if tag in ("userTask", "subProcess") and draw(st.integers(0, 2)) == 0:
            kind = draw(st.sampled_from(sorted(EVENTS)))
            parts.append(boundary(f"b{id}", id, EVENTS[kind], kind == "error" or draw(st.booleans())))
            parts.append(f'<sequenceFlow id="fb{id}" sourceRef="b{id}" targetRef="{draw(st.sampled_from(ids))}"/>')
    for number, source in enumerate([f"{prefix}s", *draw(st.lists(st.sampled_from(ids), min_size=3, max_size=12))]):
        condition = draw(st.sampled_from(CONDITIONS))
        text = f"<conditionExpression>{condition}</conditionExpression>".replace("> ", "&gt; ") if condition else ""
        target = draw(st.sampled_from(ids))
        parts.append(
            f'<sequenceFlow id="{prefix}f{number}" sourceRef="{source}" targetRef="{target}">{text}</sequenceFlow>'
        )
    return "".join(parts)


def event(draw: st.DrawFn, process: Process, marking: Marking) -> Event:
    """Something that could happen now, or could not."""
    work = draw(st.sampled_from([*marking.work, "w9999"]))
    element = draw(st.sampled_from([*process.nodes, "nowhere"]))
    return draw(
        st.sampled_from(
            [
                *[Completed(work, draw(st.sampled_from(["", "x"])), {"n": draw(st.integers(0, 3))})] * 8,
                TimerFired(draw(st.sampled_from([*marking.timers, "t9999"]))),
                MessageArrived("m"), SignalArrived("g", {"n": 3}), ServiceFailed(work, "x"), FactsChanged(),
                SentBack(element, draw(st.sampled_from(["", work]))),
                Jumped(element, draw(st.sampled_from(["", work]))),
                InstanceAdded(element, {"n": 5}), InstanceRemoved(work), Cancelled(),
                TakenBack(draw(st.sampled_from([f"w{n}" for n in range(1, marking.counter + 2)]))),
            ]
        )
    )  # fmt: skip


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_any_drawing_that_can_be_read_answers_to_any_event_and_replays_alike(data):
    try:
        process = read_process(file(data.draw(graphs()), DEFINITIONS))
    except Unreadable:
        return
    check(process)
    case = Drive(process)
    try:
        case.start(n=data.draw(st.integers(0, 3)))
        for _ in range(12):
            if case.marking.state != "running":
                break
            try:
                case(event(data.draw, process, case.marking))
            except NotExpected:
                continue
            assert case.marking.work or case.marking.waits or case.marking.state != "running"
            steps_ahead(process, case.marking)
    except Failed as failed:
        assert failed.reason.code in {"no_way_out", "stuck", "endless", "too_many", "uncaught_error"}  # noqa: PT017
    if case.marking.state in ("ended", "cancelled"):
        assert (case.marking.tokens, case.marking.waits) == ({}, {})


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(data):
    xml = bytearray(CAMUNDA)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(xml) - 1))
        xml[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from([b"", b"<", b">", b'"', b"x", b"\xff", b"&a;"])
        )
    try:
        assert read_process(bytes(xml)).nodes
    except Unreadable as error:
        assert error.faults  # noqa: PT017 - both ends are right


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_elements_moved_and_renamed_are_read_or_refused(data):
    words = re.findall(rb"[\w:]+|\W+", CAMUNDA)
    for _ in range(data.draw(st.integers(1, 5))):
        one, other = (data.draw(st.integers(0, len(words) - 1)) for _ in range(2))
        words[one], words[other] = words[other], words[one]
    try:
        assert read_process(b"".join(words)).nodes
    except Unreadable as error:
        assert error.faults  # noqa: PT017 - both ends are right


@given(st.text("PTRYMWDHS0123456789/-:Z.+ workingdays", max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_rule_or_is_not(text):
    try:
        assert due_at(text, NOW).tzinfo
    except ValueError:
        return
