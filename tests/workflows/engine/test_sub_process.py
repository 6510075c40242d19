"""Sub-processes, event sub-processes, called processes and links."""

import pytest

from tests.workflows.engine.drawing import Drive, after, body, boundary, draw, file
from workflows.engine import Failed, Unreadable, read_process, steps_ahead
from workflows.engine.events import FactsChanged, MessageArrived, TimerCancelled, WorkCancelled

MESSAGE = '<message id="m" name="correction"/>'


def sub(id: str, picture: str, *more: str, attributes: str = "") -> str:
    """An embedded sub-process."""
    return f'<subProcess id="{id}" {attributes}>{body(picture, *more)}</subProcess>'


def by_event(id: str, start: str, picture: str, interrupting: bool = True) -> str:
    """An event sub-process with the inner XML of its start's definition."""
    event = f'<startEvent id="{id}_start" isInterrupting="{str(interrupting).lower()}">{start}</startEvent>'
    return sub(id, f"@{id}_start > {picture}", event, attributes='triggeredByEvent="true"')


def test_a_sub_process_goes_on_when_all_in_it_is_done():
    case = Drive(draw("(s > @u > z > )e", sub("u", "(us > +f > a > +j > )ue\n+f > b > +j")))
    assert case.start() == ["a", "b"]
    assert case.complete("b") == ["a"]
    assert case.complete("a") == ["z"]


def test_an_empty_sub_process_is_passed():
    case = Drive(draw("(s > @u > z > )e", sub("u", "")))
    assert case.start() == ["z"]


def test_a_timer_on_the_border_cancels_everything_inside():
    inner = sub("v", "(vs > +f > a\n+f > b")
    case = Drive(draw("(s > @u > )e\n@late > z", sub("u", "(us > @v", inner), boundary("late", "u", after("PT2H"))))
    assert case.start() == ["a", "b"]
    assert case.fire("late") == ["z"]
    assert [e.element for e in case.effects(WorkCancelled)] == ["a", "b"]
    assert set(case.marking.scopes) == {"s1"}


def test_terminate_ends_only_the_sub_process_it_stands_in():
    inner = sub("u", "(us > +f > a > )ue\n+f > b > @t", '<endEvent id="t"><terminateEventDefinition/></endEvent>')
    case = Drive(draw("(s > +g > @u > z > )e\n+g > c > )h", inner))
    assert case.start() == ["a", "b", "c"]
    assert case.complete("b") == ["c", "z"]


def test_a_message_event_sub_process_takes_the_place_of_what_ran():
    event = by_event("withdraw", '<messageEventDefinition messageRef="m"/>', "close > )we")
    case = Drive(draw("(s > +f > a > )e\n+f > b > )g", event, definitions=MESSAGE))
    assert case.start() == ["a", "b"]
    assert case(MessageArrived("correction")) == ["close"]
    assert case.complete("close") == []
    assert case.ended


def test_an_event_sub_process_that_does_not_interrupt_may_happen_again():
    event = by_event("ask", '<messageEventDefinition messageRef="m"/>', "answer > )we", interrupting=False)
    case = Drive(draw("(s > a > )e", event, definitions=MESSAGE))
    case.start()
    case(MessageArrived("correction"))
    assert case(MessageArrived("correction")) == ["a", "answer", "answer"]
    case.complete("a")
    case.complete("answer")
    assert case.complete("answer") == []
    assert case.ended


def test_the_timer_of_an_event_sub_process_ends_with_its_scope():
    inner = sub("u", "(us > a > )ue", by_event("late", after("PT1H"), "remind > )le", interrupting=False))
    case = Drive(draw("(s > @u > b > )e", inner))
    case.start()
    case.complete("a")
    assert len(case.effects(TimerCancelled)) == 1
    assert case.marking.timers == {}


def test_a_condition_is_looked_at_after_every_change():
    condition = "<conditionalEventDefinition><condition>n > 3</condition></conditionalEventDefinition>"
    case = Drive(draw("(s > a > b > )e\n@more > c", boundary("more", "b", condition, interrupting=False)))
    case.start(n=5)
    assert case.complete("a") == ["b", "c"]
    assert case.complete("c") == ["b"]


def test_a_changed_fact_wakes_a_waiting_condition_once():
    catch = '<intermediateCatchEvent id="w"><conditionalEventDefinition><condition>paid = true</condition>'
    catch += "</conditionalEventDefinition></intermediateCatchEvent>"
    case = Drive(draw("(s > @w > a > )e", catch), {"paid": False})
    assert case.start() == []
    assert case(FactsChanged()) == []
    case.facts["paid"] = True
    assert case(FactsChanged()) == ["a"]


def test_a_link_jumps_to_its_other_end():
    ends = [
        '<intermediateThrowEvent id="out"><linkEventDefinition name="L"/></intermediateThrowEvent>',
        '<intermediateCatchEvent id="in"><linkEventDefinition name="L"/></intermediateCatchEvent>',
    ]
    process = draw("(s > a > @out\n@in > b > )e", *ends)
    case = Drive(process)
    case.start()
    assert steps_ahead(process, case.marking) == ("b",)
    assert case.complete("a") == ["b"]


def test_a_link_without_its_other_end_is_refused():
    with pytest.raises(Unreadable, match="0 places"):
        draw("(s > @o", '<intermediateThrowEvent id="o"><linkEventDefinition name="L"/></intermediateThrowEvent>')


CALL = '<callActivity id="call" calledElement="q"/>'


def with_called(picture: str, called: str) -> bytes:
    """A file with a second process `q`."""
    return file(body(picture, CALL)).replace(
        b"</definitions>", f'<process id="q">{called}</process></definitions>'.encode()
    )


def test_a_called_process_runs_inside_and_may_have_the_same_ids():
    process = read_process(with_called("(s > a > @call > b > )e\n@late > z", body("(s > a > )e")).replace(
        b'<callActivity', boundary("late", "call", after("PT1H")).encode() + b"<callActivity"))  # fmt: skip
    case = Drive(process)
    case.start()
    assert case.complete("a") == ["a"]
    assert case.complete("a", "ok") == ["b"]
    case = Drive(process)
    case.start()
    case.complete("a")
    assert case.fire("late") == ["z"]
    assert case.complete("z") == []
    assert case.ended


def test_a_process_that_would_call_itself_is_refused():
    with pytest.raises(Unreadable, match="call itself"):
        read_process(with_called("(s > @call > )e", '<callActivity id="back" calledElement="p"/>'))
    with pytest.raises(Unreadable, match="no process 'q'"):
        draw("(s > @call", CALL)


def test_a_called_process_of_another_file_keeps_the_one_it_was_bound_to():
    called = read_process(file(body("(s > inner > )e")).replace(b'id="p"', b'id="q"'))
    case = Drive(read_process(file(body("(s > @call > b", CALL)), {"q": called}))
    assert case.start() == ["inner"]
    assert case.complete("inner") == ["b"]


def test_a_flow_may_not_cross_the_border_of_a_sub_process():
    with pytest.raises(Unreadable, match="crosses"):
        draw("(s > @u\n@a > )e", sub("u", "(us > a"))


@pytest.mark.parametrize("depth", [10, 59])
def test_sub_processes_stand_inside_each_other(depth):
    inner = body("(s > a > )e")
    for level in range(depth):
        inner = f'<subProcess id="u{level}">{inner}</subProcess>'
    case = Drive(read_process(file(inner)))
    assert case.start() == ["a"]
    assert case.complete("a") == []
    assert case.ended


def test_a_join_that_waits_for_what_can_never_come_is_an_incident():
    case = Drive(draw("(s > ?x >[n = 1] a > +j > b\n?x >/ c > +j"))
    case.start(n=1)
    with pytest.raises(Failed, match="j: stuck"):
        case.complete("a")
