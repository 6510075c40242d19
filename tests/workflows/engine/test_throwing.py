"""Errors, escalations and signals: what is thrown inside and what catches it."""

import pytest

from tests.workflows.engine.drawing import Drive, boundary, draw
from tests.workflows.engine.test_multi import many
from tests.workflows.engine.test_sub_process import by_event, sub
from workflows.engine import Failed
from workflows.engine.events import Escalated, Incident, ServiceFailed, ServiceFinished, SignalArrived, SignalSent

ERRORS = '<error id="e1" errorCode="broken"/><error id="e2" errorCode="other"/>'
CATCH_ANY = "<errorEventDefinition/>"
CATCH = '<errorEventDefinition errorRef="e1"/>'
THROW = '<endEvent id="bad"><errorEventDefinition errorRef="e1"/></endEvent>'


def test_an_error_is_caught_on_the_nearest_border_that_knows_its_code():
    inner = sub("v", "(vs > a > @bad", THROW)
    outer = sub("u", "(us > @v", inner, boundary("other", "v", '<errorEventDefinition errorRef="e2"/>'))
    case = Drive(draw("(s > @u > )e\n@caught > mend", outer, boundary("caught", "u", CATCH), definitions=ERRORS))
    assert case.start() == ["a"]
    assert case.complete("a") == ["mend"]


def test_the_exact_code_goes_before_any():
    borders = [boundary("any", "u", CATCH_ANY), boundary("exact", "u", CATCH)]
    case = Drive(draw("(s > @u\n@any > x\n@exact > y", sub("u", "(us > @bad", THROW), *borders, definitions=ERRORS))
    assert case.start() == ["y"]


def test_an_error_event_sub_process_catches_in_its_own_scope():
    inner = sub("u", "(us > +f > a > @bad\n+f > b", THROW, by_event("mend", CATCH, "c > )me"))
    case = Drive(draw("(s > @u > z", inner, definitions=ERRORS))
    case.start()
    assert case.complete("a") == ["c"]
    assert case.complete("c") == ["z"]


def test_an_error_in_one_of_many_cancels_all_of_them():
    inner = sub("u", '(us > a > ?x >[outcome = "bad"] @bad\n?x >/ )ue', THROW).replace(
        '<subProcess id="u" >', f'<subProcess id="u">{many("3")}'
    )
    case = Drive(draw("(s > @u > )e\n@caught > mend", inner, boundary("caught", "u", CATCH), definitions=ERRORS))
    case.start()
    case.complete("a", "good")
    assert case.complete("a", "bad") == ["mend"]


def test_an_error_that_nothing_catches_is_an_incident():
    case = Drive(draw("(s > a > @bad", THROW, definitions=ERRORS))
    case.start()
    with pytest.raises(Failed, match="uncaught_error"):
        case.complete("a")


def test_a_failing_service_is_caught_by_its_code_or_stands_as_an_incident():
    border = boundary("caught", "call", CATCH)
    case = Drive(draw("(s > call:serviceTask > z\n@caught > mend", border, definitions=ERRORS))
    case.start()
    assert case(ServiceFailed(case.work("call"), "timeout")) == ["call"]
    assert case.effects(Incident)[0].code == "timeout"
    assert case(ServiceFailed(case.work("call"), "broken", {"why": "E12"})) == ["mend"]
    assert case.marking.variables["why"] == "E12"


def test_a_service_that_answers_goes_on_with_its_answer():
    case = Drive(draw("(s > call:serviceTask > ?x >[score > 5] a\n?x >/ b"))
    case.start()
    assert case(ServiceFinished(case.work("call"), {"score": 7})) == ["a"]


ESCALATIONS = '<escalation id="x1" escalationCode="late"/>'
RAISE = '<intermediateThrowEvent id="up"><escalationEventDefinition escalationRef="x1"/></intermediateThrowEvent>'
HEAR = '<escalationEventDefinition escalationRef="x1"/>'


@pytest.mark.parametrize(("interrupting", "opened"), [(True, ["boss"]), (False, ["a", "boss"])])
def test_an_escalation_interrupts_or_goes_on_beside(interrupting, opened):
    border = boundary("heard", "u", HEAR, interrupting)
    case = Drive(draw("(s > @u > z\n@heard > boss", sub("u", "(us > @up > a", RAISE), border, definitions=ESCALATIONS))
    assert case.start() == opened
    assert case.effects(Escalated)[0].code == "late"


def test_an_escalation_that_nothing_hears_harms_nobody():
    case = Drive(draw("(s > @up > a", RAISE, definitions=ESCALATIONS))
    assert case.start() == ["a"]


SIGNAL = '<signal id="g" name="storm"/>'
WAIT = '<intermediateCatchEvent id="w{0}"><signalEventDefinition signalRef="g"/></intermediateCatchEvent>'


def test_a_signal_is_heard_by_all_that_wait_for_it():
    case = Drive(draw("(s > +f > @w1 > a\n+f > @w2 > b", WAIT.format(1), WAIT.format(2), definitions=SIGNAL))
    case.start()
    assert case(SignalArrived("calm")) == []
    assert case(SignalArrived("storm", {"level": 3})) == ["a", "b"]
    assert case.marking.variables["level"] == 3


def test_a_thrown_signal_is_heard_inside_and_told_outside():
    throw = '<intermediateThrowEvent id="t"><signalEventDefinition signalRef="g"/></intermediateThrowEvent>'
    case = Drive(draw("(s > +f > @w1 > a\n+f > b > @t > c", WAIT.format(1), throw, definitions=SIGNAL))
    case.start()
    assert case.complete("b") == ["a", "c"]
    assert case.effects(SignalSent) == [SignalSent("storm", "t")]


def test_a_signal_that_cancels_its_own_thrower_stops_it():
    throw = '<intermediateThrowEvent id="t"><signalEventDefinition signalRef="g"/></intermediateThrowEvent>'
    border = boundary("heard", "u", '<signalEventDefinition signalRef="g"/>')
    case = Drive(draw("(s > @u > )e\n@heard > z", sub("u", "(us > a > @t > b", throw), border, definitions=SIGNAL))
    case.start()
    assert case.complete("a") == ["z"]
