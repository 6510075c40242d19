"""One case for each executable element and each event it may carry: its picture, what happens, the marking after each.

Stories are lines as `story` tells them, divided by `|`.
"""

from typing import NamedTuple

from tests.workflows.engine.drawing import after, body, boundary
from tests.workflows.engine.test_compensation import undone
from tests.workflows.engine.test_sub_process import by_event, sub

DEFINITIONS = """<message id="m" name="correction"/><signal id="g" name="storm"/>
<error id="x" errorCode="broken"/><escalation id="l" escalationCode="late"/>"""
CARRIED = {
    "": "",
    "message": '<messageEventDefinition messageRef="m"/>',
    "timer": after("5 working days"),
    "signal": '<signalEventDefinition signalRef="g"/>',
    "error": '<errorEventDefinition errorRef="x"/>',
    "escalation": '<escalationEventDefinition escalationRef="l"/>',
    "conditional": "<conditionalEventDefinition><condition>seats &gt; 75</condition></conditionalEventDefinition>",
    "compensate": "<compensateEventDefinition/>",
    "cancel": "<cancelEventDefinition/>",
    "terminate": "<terminateEventDefinition/>",
    "link": '<linkEventDefinition name="on"/>',
}


class Told(NamedTuple):
    """A drawing and what happens in it."""

    picture: str
    more: tuple[str, ...]
    story: str


def told(picture: str, story: str, *more: str) -> Told:
    return Told(picture, more, story)


def event(tag: str, id: str, code: str) -> str:
    """An event with its definition."""
    return f'<{tag} id="{id}">{CARRIED[code]}</{tag}>'


def end(code: str) -> str:
    return event("endEvent", "x", code)


def throw(code: str) -> str:
    return event("intermediateThrowEvent", "x", code)


def catch(code: str) -> str:
    return event("intermediateCatchEvent", "x", code)


def start(code: str) -> str:
    """An event sub-process that takes the place of what ran."""
    return by_event("u", CARRIED[code], "b > )f")


def border(code: str, host: str = "a") -> str:
    return boundary("x", host, CARRIED[code])


def transaction(picture: str, *more: str) -> str:
    return f'<transaction id="u">{body(picture, *more)}</transaction>'


TASKS = {
    ("userTask", ""): told("(s > x > a > )e", "start: x | done x: a | done a: ended"),
    ("task", ""): told("(s > x:task > a", "start: a"),
    ("manualTask", ""): told("(s > x:manualTask > a", "start: a"),
    ("serviceTask", ""): told("(s > x:serviceTask > a", "start: x | answer x: a"),
    ("businessRuleTask", ""): told("(s > x:businessRuleTask > a", "start: x | answer x: a"),
    ("sendTask", ""): told("(s > x:sendTask > a", "start: x | answer x: a"),
    ("receiveTask", ""): told(
        "(s > @x > a", "start: message@x x | message correction: a", '<receiveTask id="x" messageRef="m"/>'
    ),
    ("subProcess", ""): told("(s > @u > b", "start: a inner@u | done a: b", sub("u", "(us > a > )ue")),
    ("transaction", ""): told("(s > @u > b", "start: a inner@u | done a: b", transaction("(us > a > )ue")),
    ("callActivity", ""): told(
        "(s > @x > b", "start: a inner@x | done a: b", '<callActivity id="x" calledElement="q"/>'
    ),
}
GATEWAYS = {
    ("exclusiveGateway", ""): told("(s > ?x >[seats > 75] a > ?j > c\n?x >/ b > ?j", "start: b | done b: c"),
    ("parallelGateway", ""): told(
        "(s > +x > a > +j > c\n+x > b > +j", "start: a b | done b: a join@j | done a: c | done c: ended"
    ),
    ("inclusiveGateway", ""): told(
        "(s > *x >[seats < 9] a > *j > c\n*x >[seats < 5] b > *j\n*x >/ d > *j",
        "start: a b | done a: b join@j | done b: c",
    ),
    ("eventBasedGateway", ""): told(
        "(s > ^x > @m > a\n^x > @t > b", "start: event@x message@m timer@t | fire t: b",
        event("intermediateCatchEvent", "m", "message"), event("intermediateCatchEvent", "t", "timer"),
    ),
}  # fmt: skip
STARTS = {
    ("startEvent", ""): told("(x > a > )e", "start: a | done a: ended"),
    ("startEvent", "message"): told(
        "(s > a > )e", "start: a message@u_start | message correction: b inner@u | done b: ended", start("message")
    ),
    ("startEvent", "timer"): told("(s > a", "start: a timer@u_start | fire u_start: b inner@u", start("timer")),
    ("startEvent", "signal"): told("(s > a", "start: a signal@u_start | signal storm: b inner@u", start("signal")),
    ("startEvent", "conditional"): told(
        "(s > a", "start: a conditional@u_start | seats 80: b inner@u", start("conditional")
    ),
    ("startEvent", "error"): told(
        "(s > a:serviceTask", "start: a error@u_start | failed a broken: b inner@u", start("error")
    ),
    ("startEvent", "escalation"): told(
        "(s > a > @up > c", "start: a escalation@u_start | done a: b inner@u",
        event("intermediateThrowEvent", "up", "escalation"), start("escalation"),
    ),
    ("startEvent", "compensate"): told(
        "(s > @v > c > @undo > d", "start: a inner@v | done a: c | done c: b throw@undo | done b: d",
        sub("v", "(vs > a > )ve", start("compensate")), event("intermediateThrowEvent", "undo", "compensate"),
    ),
}  # fmt: skip
BORDERS = {
    ("boundaryEvent", "message"): told(
        "(s > a > )e\n@x > b", "start: a message@x | message correction: b", border("message")
    ),
    ("boundaryEvent", "timer"): told("(s > a > )e\n@x > b", "start: a timer@x | fire x: b", border("timer")),
    ("boundaryEvent", "signal"): told("(s > a > )e\n@x > b", "start: a signal@x | signal storm: b", border("signal")),
    ("boundaryEvent", "conditional"): told(
        "(s > a > )e\n@x > b", "start: a conditional@x | seats 80: b", border("conditional")
    ),
    ("boundaryEvent", "error"): told(
        "(s > a:serviceTask > )e\n@x > b", "start: a error@x | failed a other: a error@x | failed a broken: b",
        border("error"),
    ),
    ("boundaryEvent", "escalation"): told(
        "(s > @u > )e\n@x > b", "start: a escalation@x inner@u | done a: b",
        sub("u", "(us > a > @up > c", event("intermediateThrowEvent", "up", "escalation")), border("escalation", "u"),
    ),
    ("boundaryEvent", "compensate"): told(
        "(s > a > b > @undo", "start: a | done a: b | done b: throw@undo un_a | done un_a: ended",
        *undone("a"), event("endEvent", "undo", "compensate"),
    ),
    ("boundaryEvent", "cancel"): told(
        "(s > @u > )e\n@x > b", "start: a cancel@x inner@u | done a: b",
        transaction("(us > a > @give_up", event("endEvent", "give_up", "cancel")), border("cancel", "u"),
    ),
}  # fmt: skip
ENDS = {
    ("endEvent", ""): told("(s > +f > a > )x\n+f > b > )e", "start: a b | done a: b | done b: ended"),
    ("endEvent", "terminate"): told("(s > +f > a > @x\n+f > b", "start: a b | done a: ended", end("terminate")),
    ("endEvent", "message"): told("(s > a > @x", "start: a | done a: ended", end("message")),
    ("endEvent", "signal"): told(
        "(s > +f > a > @x\n+f > b > )e\n@heard > c", "start: a b signal@heard | done a: c",
        end("signal"), boundary("heard", "b", CARRIED["signal"]),
    ),
    ("endEvent", "error"): told(
        "(s > @u > )e\n@heard > b", "start: a error@heard inner@u | done a: b",
        sub("u", "(us > a > @x", end("error")), boundary("heard", "u", CARRIED["error"]),
    ),
    ("endEvent", "escalation"): told(
        "(s > @u > c\n@heard > b", "start: a escalation@heard inner@u | done a: b c",
        sub("u", "(us > a > @x", end("escalation")), boundary("heard", "u", CARRIED["escalation"], interrupting=False),
    ),
    ("endEvent", "compensate"): told(
        "(s > a > b > @x", "start: a | done a: b | done b: throw@x un_b | done un_b: throw@x un_a | done un_a: ended",
        *undone("a", "b"), end("compensate"),
    ),
    ("endEvent", "cancel"): told(
        "(s > @u > )e\n@heard > c",
        "start: a cancel@heard inner@u | done a: b cancel@heard inner@u"
        " | done b: cancel@heard inner@u throw@x un_a | done un_a: c",
        transaction("(us > a > b > @x", *undone("a"), end("cancel")), boundary("heard", "u", CARRIED["cancel"]),
    ),
}  # fmt: skip
BETWEEN = {
    ("intermediateCatchEvent", "message"): told(
        "(s > @x > a", "start: event@x message@x | message correction: a", catch("message")
    ),
    ("intermediateCatchEvent", "timer"): told("(s > @x > a", "start: event@x timer@x | fire x: a", catch("timer")),
    ("intermediateCatchEvent", "signal"): told(
        "(s > @x > a", "start: event@x signal@x | signal storm: a", catch("signal")
    ),
    ("intermediateCatchEvent", "conditional"): told(
        "(s > @x > a", "start: conditional@x event@x | seats 80: a", catch("conditional")
    ),
    ("intermediateCatchEvent", "link"): told(
        "(s > a > @out\n@x > b", "start: a | done a: b", event("intermediateThrowEvent", "out", "link"), catch("link")
    ),
    ("intermediateThrowEvent", ""): told("(s > @x > a", "start: a", throw("")),
    ("intermediateThrowEvent", "message"): told("(s > @x > a", "start: a", throw("message")),
    ("intermediateThrowEvent", "signal"): told(
        "(s > +f > a > @x > b\n+f > @heard > c", "start: a event@heard signal@heard | done a: b c",
        throw("signal"), event("intermediateCatchEvent", "heard", "signal"),
    ),
    ("intermediateThrowEvent", "escalation"): told(
        "(s > @u > c\n@heard > b", "start: a escalation@heard inner@u | done a: b d escalation@heard inner@u",
        sub("u", "(us > a > @x > d", throw("escalation")),
        boundary("heard", "u", CARRIED["escalation"], interrupting=False),
    ),
    ("intermediateThrowEvent", "compensate"): told(
        "(s > a > @x > b", "start: a | done a: throw@x un_a | done un_a: b", *undone("a"), throw("compensate")
    ),
    ("intermediateThrowEvent", "link"): told(
        "(s > a > @x\n@in > b", "start: a | done a: b", throw("link"), event("intermediateCatchEvent", "in", "link")
    ),
}  # fmt: skip
CASES = {**TASKS, **GATEWAYS, **STARTS, **BORDERS, **ENDS, **BETWEEN}
