"""Messages that find the right wait by their correlation key, as BPMN 2.0 writes it."""

import pytest

from tests.workflows.engine.drawing import Drive, draw
from tests.workflows.engine.test_multi import many
from workflows.engine import NotExpected
from workflows.engine.events import MessageArrived, MessageAwaited, MessageDropped, MessageSent

PROPERTY = """<message id="m" name="opinion"/><correlationProperty id="cp">
<correlationPropertyRetrievalExpression messageRef="m"><messagePath>body</messagePath>
</correlationPropertyRetrievalExpression></correlationProperty>"""
BINDING = """<correlationSubscription id="cs" correlationKeyRef="ck">
<correlationPropertyBinding correlationPropertyRef="cp">
<dataPath>department</dataPath></correlationPropertyBinding></correlationSubscription>"""


def asked() -> Drive:
    """A case that awaits the opinion of two departments."""
    task = f'<receiveTask id="r" messageRef="m">{many("departments as department")}</receiveTask>'
    case = Drive(draw("(s > @r > z > )e", task, BINDING, definitions=PROPERTY))
    case.start(departments=["fire", "food"])
    return case


def test_each_wait_says_its_key():
    assert [effect.key for effect in asked().effects(MessageAwaited)] == ["fire", "food"]


def test_a_message_finds_the_wait_with_its_key():
    case = asked()
    work = case.marking.work
    case(MessageArrived("opinion", key="food"))
    assert set(work) - set(case.marking.work) == {list(work)[1]}
    with pytest.raises(NotExpected):
        case(MessageArrived("opinion", key="food"))
    assert case(MessageArrived("opinion", key="fire")) == ["z"]


def test_a_message_without_a_key_is_taken_by_who_waited_longest():
    case = asked()
    oldest = next(iter(case.marking.work))
    case(MessageArrived("opinion"))
    assert oldest not in case.marking.work


def test_a_wait_that_is_given_up_is_told():
    case = asked()
    case.complete("r")
    assert [effect.name for effect in case.effects(MessageDropped)] == ["opinion"]


def test_a_thrown_message_is_told_and_passed():
    throw = '<intermediateThrowEvent id="t"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>'
    case = Drive(draw("(s > @t > z", throw, definitions=PROPERTY))
    assert case.start() == ["z"]
    assert case.effects(MessageSent) == [MessageSent("opinion", "t")]
