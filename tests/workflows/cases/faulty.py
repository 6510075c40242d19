"""Variants of the food permit whose routes break at run time, and cases that run on them."""

from tests.workflows.catalogue.samples import PROCESS, SHIPPED
from workflows.actor import SYSTEM
from workflows.catalogue.models import PackVersion
from workflows.catalogue.pack import Pack
from workflows.catalogue.publish import publish

VISIT = 'list contains(scope, "raw") or list contains(scope, "cold") or seats &gt; 75'
BROKEN = f"if seats = 33 then seats else {VISIT}"
"""For 33 seats it is a number and no condition: a slip that no check can see before it runs."""
LATE = """
    <boundaryEvent id="late" attachedToRef="fire_consult"><outgoing>f_late</outgoing>
      <timerEventDefinition id="late_after"><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>
    <exclusiveGateway id="late_gw" default="f_silent"/>
    <exclusiveGateway id="fire_gw"/>
    <sequenceFlow id="f_late" sourceRef="late" targetRef="late_gw"/>
    <sequenceFlow id="f_again" sourceRef="late_gw" targetRef="fire_consult">
      <conditionExpression>if seats = 33 then seats else false</conditionExpression></sequenceFlow>
    <sequenceFlow id="f_silent" sourceRef="late_gw" targetRef="fire_gw"/>
    <sequenceFlow id="f_fire" sourceRef="fork" targetRef="fire_consult" />"""


def with_process(*changes: tuple[str, str]) -> Pack:
    """The shipped pack with texts of its drawing replaced; each must be there."""
    drawing = SHIPPED.files[PROCESS].decode()
    for old, new in changes:
        assert old in drawing, old
        drawing = drawing.replace(old, new, 1)
    return Pack({**SHIPPED.files, PROCESS: drawing.encode()})


def broken_at_the_gateway() -> PackVersion:
    """Published: behind the food review the route breaks for 33 seats."""
    return publish(with_process((VISIT, BROKEN)), SYSTEM)


def broken_when_late() -> PackVersion:
    """Published: an opinion of the fire brigade that is five days late is done without; for 33 seats that breaks."""
    return publish(
        with_process(
            ('\n    <sequenceFlow id="f_fire" sourceRef="fork" targetRef="fire_consult" />', LATE),
            ('id="f_fire_done" sourceRef="fire_consult" targetRef="join"',
             'id="f_fire_done" sourceRef="fire_gw" targetRef="join"/>\n'
             '    <sequenceFlow id="f_said" sourceRef="fire_consult" targetRef="fire_gw"'),
        ),
        SYSTEM,
    )  # fmt: skip
