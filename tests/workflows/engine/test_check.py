"""The linter: drawings that can be read and could never be right."""

import pytest

from tests.workflows.engine.drawing import draw
from tests.workflows.engine.test_advance import REVIEWS
from workflows.engine import check


def codes(picture: str) -> list[tuple[str, str]]:
    """Element and code of each fault."""
    return [(fault.element, fault.code) for fault in check(draw(picture))]


@pytest.mark.parametrize("picture", [REVIEWS, "a > b\na > c", "(s > *g >[n > 1] a > *j > )e\n*g >/ b > *j"])
def test_a_sound_drawing_has_no_faults(picture):
    assert check(draw(picture)) == ()


def test_a_step_that_nothing_leads_to_is_found():
    assert ("b", "unreachable") in codes("(s > a > )e\nb > c > b")


def test_a_circle_without_a_way_out_is_found():
    assert codes("(s > a > ?m > b > c > ?m") == [(id, "no_end") for id in ("s", "a", "m", "b", "c")]


def test_a_flow_out_of_a_gateway_needs_a_condition_or_to_be_the_default():
    assert codes("(s > ?x >[n > 1] a\n?x > b") == [("x", "no_condition")]
    assert codes("(s > ?x >[n > 1] a\n?x >[n < 2] b") == [("x", "no_default")]
