"""Handing in, whoever does it: check it whole, freeze it, give it its number, start the law's clock and the route."""

from workflows.cases import differences, duplicates, routing, silence, submissions
from workflows.cases.numbers import next_number
from workflows.cases.unit import Unit


def receive(unit: Unit) -> None:
    """Make what stands in the draft the application. Raises Invalid with every problem at once."""
    submissions.must_be_complete(unit)
    duplicates.claim(unit)
    unit.case.number = next_number(unit.item, unit.at)
    unit.case.channel = unit.actor.channel
    unit.case.received_at = unit.at
    submissions.freeze(unit)
    # What a bundle was told once is asked about once, not again for each of its members.
    if unit.case.bundle_id is None:
        differences.note(unit)


def hand_in(unit: Unit) -> None:
    """Receive the application, and let the body's days and its route begin. Raises Invalid."""
    receive(unit)
    unit.start_clock("answer")
    silence.watch(unit)
    routing.start(unit)
    unit.compose("receipt")
    unit.tell_applicant("received")
