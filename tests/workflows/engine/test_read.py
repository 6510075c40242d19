"""Files: what vendors write is read, and what attacks or cannot run is refused with its place."""

import time

import pytest

from tests.workflows.engine.drawing import body, draw, file
from workflows.engine import Unreadable, read_process
from workflows.engine.read import ELEMENTS, TRIGGERS

CAMUNDA = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="d"
  targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" modeler:executionPlatform="Camunda Cloud">
  <bpmn:collaboration id="c"><bpmn:participant id="pool" name="City" processRef="food" /></bpmn:collaboration>
  <bpmn:process id="food" name="Food permit" isExecutable="true">
    <bpmn:laneSet id="ls">
      <bpmn:lane id="l1" name="Front desk"><bpmn:flowNodeRef>accept</bpmn:flowNodeRef></bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="s"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="accept" />
    <bpmn:userTask id="accept" name="Accept">
      <bpmn:extensionElements><zeebe:assignmentDefinition assignee="desk" /></bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:exclusiveGateway id="x" default="f4" />
    <bpmn:sequenceFlow id="f2" sourceRef="accept" targetRef="x" />
    <bpmn:sequenceFlow id="f3" sourceRef="x" targetRef="e">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=outcome = "no"</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f4" sourceRef="x" targetRef="e" />
    <bpmn:endEvent id="e" />
    <bpmn:textAnnotation id="note"><bpmn:text>hello</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="a1" sourceRef="accept" targetRef="note" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="dia"><bpmndi:BPMNPlane id="plane" bpmnElement="c">
    <bpmndi:BPMNShape id="sh" bpmnElement="accept"><dc:Bounds x="1" y="1" width="2" height="2" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>"""


def faults(xml: bytes) -> list[tuple[str, str]]:
    """Element and code of each fault of a file that must be refused, within a second."""
    begun = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read_process(xml)
    assert time.process_time() - begun < 1
    assert all(fault.message for fault in caught.value.faults)
    return [(fault.element, fault.code) for fault in caught.value.faults]


def test_a_file_of_a_vendor_is_read_with_its_extensions_diagram_and_lanes():
    process = read_process(CAMUNDA)
    accept = process.nodes["accept"]
    assert (process.id, process.name, accept.name, accept.lane) == ("food", "Food permit", "Accept", "Front desk")
    assert process.flows["f3"].text == '=outcome = "no"'
    assert set(process.nodes) == {"s", "accept", "x", "e"}


def test_sequence_flows_may_lack_an_id():
    process = read_process(file('<startEvent id="s"/><endEvent id="e"/><sequenceFlow sourceRef="s" targetRef="e"/>'))
    assert [flow.target for flow in process.nodes["s"].outgoing] == ["e"]


@pytest.mark.parametrize("id", ["Start", "End", "1-2.3", "_", "任务一", "a b"])
def test_any_text_may_be_an_id(id):
    process = read_process(
        file(f'<startEvent id="s"/><userTask id="{id}"/><sequenceFlow id="f" sourceRef="s" targetRef="{id}"/>')
    )
    assert process.nodes[id].tag == "userTask"


@pytest.mark.parametrize("tag", ["complexGateway", "scriptTask", "adHocSubProcess", "startevent", "choreographyTask"])
def test_an_element_that_is_not_known_is_refused_with_place_and_a_way_out(tag):
    with pytest.raises(Unreadable) as caught:
        read_process(file(f'<startEvent id="s"/>\n<{tag} id="strange"/>'))
    fault = caught.value.faults[0]
    assert (fault.element, fault.line, fault.code) == ("strange", 3, "unknown_element")
    assert tag in fault.message
    assert fault.instead


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
) + b"]><definitions>&a11;</definitions>"  # fmt: skip
QUADRATIC = b'<!DOCTYPE l [<!ENTITY a "' + b"x" * 100_000 + b'">]><l>' + b"&a;" * 100_000 + b"</l>"
MANY = file("".join(f'<userTask id="t{n}"/>' for n in range(100_000)))
LONG = file(body("(s > ?x >[n > 1] a\n?x >/ b").replace("n &gt; 1", "n + " * 250_000 + "1"))


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"", "xml"),
        (b"\x00\x01", "xml"),
        (b"hello", "xml"),
        (b"<definitions>", "xml"),
        (b"<definitions/>", "not_bpmn"),
        (file("x").decode().encode("utf-16"), "encoding"),
        (LAUGHS, "doctype"),
        (QUADRATIC, "doctype"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><d/>', "doctype"),
        (b'<?xml version="1.0" encoding="UTF-7"?>' + file("<bad/>"), "unknown_element"),
        (MANY, "too_many"),
        (b"<a>" * 20_000, "xml"),
        (b"<a>" * 400_000, "too_many"),
        (b" " * 5_000_000, "too_large"),
        (file(""), "empty"),
        (LONG, "expression_too_long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_attacks_or_is_no_drawing_is_refused_at_once(xml, code):
    assert faults(xml)[0][1] == code


def test_each_id_is_given_once():
    assert faults(file('<startEvent id="s"/><userTask id="s"/>')) == [("s", "duplicate_id")]
    many = file('<startEvent id="s"/>' * 1_000)
    assert len(faults(many)) == 999


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<userTask/>", ("userTask", "no_id")),
        ('<userTask id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="gone"/>', ("f", "unknown_reference")),
        ('<exclusiveGateway id="x" default="gone"/>', ("x", "unknown_reference")),
        ('<boundaryEvent id="b" attachedToRef="gone"><timerEventDefinition><timeDuration>P1D</timeDuration>'
         "</timerEventDefinition></boundaryEvent>", ("b", "unknown_reference")),
        ('<receiveTask id="r" messageRef="gone"/>', ("r", "unknown_reference")),
        ('<intermediateCatchEvent id="c"/>', ("c", "unknown_event")),
        ('<intermediateCatchEvent id="c"><messageEventDefinition/></intermediateCatchEvent>',
         ("messageEventDefinition", "no_reference")),
        ('<eventBasedGateway id="g"/><userTask id="a"/><sequenceFlow id="f" sourceRef="g" targetRef="a"/>',
         ("g", "no_event")),
        ('<intermediateCatchEvent id="c"><timerEventDefinition/></intermediateCatchEvent>', ("c", "no_timer")),
        ('<startEvent id="s"><terminateEventDefinition/></startEvent>', ("s", "unknown_event")),
        ('<endEvent id="e"><terminateEventDefinition/><terminateEventDefinition/></endEvent>', ("e", "many_events")),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_refused(inside, expected):
    assert expected in faults(file(inside))


@pytest.mark.parametrize(("condition", "code"), [("${input == 1}", "not_feel"), ("1 +", "expression")])
def test_a_condition_that_is_no_feel_is_refused_at_its_flow(condition, code):
    found = faults(file(body(f"(s > ?x >[{condition}] a\n?x >/ b")))
    assert found == [("x__a", code)]


def test_all_faults_are_told_at_once():
    assert len(faults(file('<scriptTask id="a"/><complexGateway id="b"/><userTask/>'))) == 3


def test_of_several_processes_the_executable_one_runs():
    two = file('<userTask id="a"/>').replace(
        b"</definitions>", b'<process id="q"><userTask id="b"/></process></definitions>'
    )
    assert read_process(two).id == "p"
    assert read_process(two, id="q").id == "q"
    assert faults(two.replace(b'isExecutable="true"', b"")) == [("p", "which_process")]


@pytest.mark.parametrize("element", ELEMENTS.values(), ids=lambda kind: kind.code)
def test_every_element_says_what_it_is(element):
    assert type(element).__doc__
    assert element.group in ("event", "gateway", "activity")
    assert bool(element.events) == (element.group == "event")
    assert element.events <= {"", *TRIGGERS} | {
        "signal",
        "error",
        "escalation",
        "conditional",
        "compensation",
        "cancel",
        "link",
    }


def test_without_a_start_event_everything_starts_that_nothing_leads_to():
    assert draw("a > c\nb > c").starts[""] == ("a", "b")
