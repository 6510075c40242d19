"""The linter: drawings that can be read and could never be right."""

import pytest

from tests.workflows.engine.drawing import after, boundary, draw
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


@pytest.mark.parametrize(
    ("picture", "join"),
    [
        ("(s > ?x >[n > 1] a > +j > )e\n?x >/ b > +j", "j"),
        ("(s > +f > a > +j > )e\n+f > ?x >[n > 1] b > +j\n?x >/ )g", "j"),
        ("(s > *g >[n > 1] a > +j > )e\n*g >/ b > +j", "j"),
        ("(s > a > +j > b > ?x >[n > 1] +j\n?x >/ )e", "j"),
        ("(s > a >[n > 1] b > +j > )e\na > c > +j", "j"),
    ],
    ids=["after a choice", "a branch that may end", "after some of many", "its own way back", "flows with conditions"],
)
def test_a_join_that_may_wait_for_ever_is_found(picture, join):
    assert (join, "join_waits") in codes(picture)


def test_a_join_behind_a_border_that_may_take_the_token_away_is_found():
    late = boundary("late", "b", after("P1D"))
    found = check(draw("(s > +f > a > +j > )e\n+f > b > +j\n@late > z", late))
    assert [(fault.element, fault.code) for fault in found] == [("j", "join_waits")]
    assert "'b'" in found[0].message


def test_branches_that_multiply_are_found():
    assert ("a", "multiplies") in codes("(s > ?m > a > b > ?x >[n > 1] ?m\n?x >/ )e\na > ?m")


def test_many_parallel_choices_are_judged_quickly():
    lines = ["(s > +f\n+j > )e"]
    for n in range(12):
        lines.append(f"+f > ?x{n} >[n > {n}] a{n} > ?m{n} > +j\n?x{n} >/ b{n} > ?m{n}")
    assert codes("\n".join(lines)) == []
