"""A running route is carried to another drawing: what moves where, what goes on, and what is refused and why."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.blocks import BLOCKS, sketch
from tests.workflows.engine.drawing import NOW, Drive, after, boundary, draw
from tests.workflows.engine.test_multi import many
from tests.workflows.engine.test_properties import ORDER, finish
from workflows.engine import Context, Process
from workflows.engine.events import Completed, TimerCancelled, TimerSet
from workflows.engine.migrate import Migration, migrate

REVIEWS = "(s > a > +f > x > +j > z > )e\nf > y > j"


def carried(case: Drive, new: Process, **mapping: str) -> Migration:
    """The case in the new drawing; it is driven on from there unless refused."""
    found = migrate(case.process, new, case.marking, mapping, Context(case.facts, NOW))
    if not found.refusals:
        case.process, case.marking = new, found.marking
    return found


def running(process: Process, *done: str, **facts: Any) -> Drive:
    case = Drive(process, facts)
    case.start()
    for element in done:
        case.complete(element)
    return case


def refused(found: Migration) -> set[tuple[str, str]]:
    return {(each.element, each.code) for each in found.refusals}


def test_open_work_stands_at_the_element_that_it_is_mapped_to_and_keeps_its_id():
    case = running(draw("(s > a > b > )e"), "a")
    work = case.work("b")
    found = carried(case, draw("(s > a > c > d > )e"), b="c")
    assert [(move.element, move.to) for move in found.moves] == [("b", "c")]
    assert case.marking.work == {work: "c"}
    assert case.complete("c") == ["d"]


def test_an_element_that_is_gone_is_refused_only_where_something_stands_there():
    new = draw("(s > a > c > )e")
    assert refused(carried(running(draw("(s > a > b > c > )e"), "a"), new)) == {("b", "unmapped")}
    assert carried(running(draw("(s > a > b > c > )e"), "a", "b"), new).refusals == ()


def test_a_refused_marking_stays_as_it_was():
    case = running(draw("(s > a > b > )e"), "a")
    before = case.marking
    found = carried(case, draw("(s > a > c > )e"))
    assert (found.marking, found.effects, found.moves) == (before, (), ())


def test_a_token_that_waits_at_a_join_waits_there_on_and_the_join_fires_once():
    case = running(draw(REVIEWS), "a", "x")
    assert carried(case, draw("(s > a > +f > x > +j > w > z > )e\nf > y > j")).refusals == ()
    assert case.open == ["y"]
    assert case.complete("y") == ["w"]


def test_a_join_whose_gateway_and_branches_have_other_names_is_still_waited_at():
    case = running(draw(REVIEWS), "a", "x")
    new = draw("(s > a > +f > x2 > +k > z > )e\nf > y2 > k")
    assert carried(case, new, x="x2", y="y2", j="k").refusals == ()
    assert case.complete("y2") == ["z"]


def test_a_join_that_misses_nothing_any_more_goes_on_at_once():
    case = running(draw(REVIEWS), "a", "x")
    assert carried(case, draw("(s > a > +f > x > +j > z > )e\nf > y > )e2")).refusals == ()
    assert case.open == ["y", "z"]


def test_a_join_that_would_wait_for_a_branch_that_nobody_began_is_refused():
    case = running(draw(REVIEWS), "a", "x")
    found = carried(case, draw("(s > a > +f > x > +j > z > )e\nf > y > j\nf > w > j"))
    assert refused(found) == {("j", "join_never")}


def test_a_join_with_two_ways_from_the_same_place_wants_its_flow_mapped():
    old = draw("(s > a > +f > x > +j > z > )e\nf > y > j")
    new = draw("(s > a > +f > x2 > +j > z > )e\nf > y > j")
    assert refused(carried(running(old, "a", "x"), new)) == {("j", "join_flow")}
    case = running(old, "a", "x")
    assert carried(case, new, x__j="x2__j").refusals == ()
    assert case.complete("y") == ["z"]


def test_an_inclusive_join_looks_anew_at_what_can_still_come():
    case = running(draw("(s > a > *f >[n > 0] x > *j > z > )e\nf >[n > 1] y > j\nf >/ w > j"), "a", "x", n=2)
    new = draw("(s > a > *f >[n > 0] x > *j > z > )e\nf >[n > 1] y > q > j\nf >/ w > j")
    assert carried(case, new).refusals == ()
    assert case.complete("y") == ["q"]
    assert case.complete("q") == ["z"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("(s > a > b > )e", "(s > a > b:serviceTask > )e", "other_kind"),
        ("(s > a > b > )e", "(s > a > b:parallelGateway > )e", "other_kind"),
    ],
)
def test_work_does_not_become_something_else(old: str, new: str, code: str):
    assert refused(carried(running(draw(old), "a"), draw(new))) == {("b", code)}


def test_a_route_that_is_over_is_not_carried_anywhere():
    assert refused(carried(running(draw("(s > a > )e"), "a"), draw("(s > a > b > )e"))) == {("", "is_ended")}


@pytest.mark.parametrize(
    ("mapping", "code"), [({"zz": "a"}, "unknown_element"), ({"a": "zz"}, "unknown_target")], ids=["old", "new"]
)
def test_a_mapping_of_what_is_not_there_is_refused(mapping: dict[str, str], code: str):
    case = running(draw("(s > a > )e"))
    assert code in {each.code for each in carried(case, draw("(s > a > )e"), **mapping).refusals}


# Timers and boundary events


def test_a_running_timer_keeps_its_id_and_its_moment():
    old = draw("(s > a > )e\n@late > b > )e2", boundary("late", "a", after("P5D")))
    new = draw("(s > a > )e\n@late > c > )e2", boundary("late", "a", after("P9D")))
    case = running(old)
    timers = dict(case.marking.timers)
    found = carried(case, new)
    assert (found.effects, case.marking.timers) == ((), timers)
    assert case.fire("late") == ["c"]


def test_a_boundary_event_that_is_gone_no_longer_rings():
    case = running(draw("(s > a > )e\n@late > b > )e2", boundary("late", "a", after("P5D"))))
    found = carried(case, draw("(s > a > )e"))
    assert [type(effect) for effect in found.effects] == [TimerCancelled]
    assert case.marking.timers == {}
    assert [move.to for move in found.moves if move.what == "timer"] == [""]


def test_a_boundary_event_that_is_new_is_waited_for_from_now_on():
    case = running(draw("(s > a > )e"))
    found = carried(case, draw("(s > a > )e\n@late > b > )e2", boundary("late", "a", after("P5D"))))
    assert [(type(effect), effect.rule) for effect in found.effects] == [(TimerSet, "P5D")]
    assert case.fire("late") == ["b"]


def test_a_boundary_event_that_rang_already_does_not_ring_again():
    drawn = draw("(s > a > )e\n@late > b > )e2", boundary("late", "a", after("P5D"), interrupting=False))
    case = running(drawn)
    case.fire("late")
    assert carried(case, drawn).effects == ()
    assert case.marking.timers == {}


def test_an_event_that_is_waited_for_must_be_there():
    waits = '<intermediateCatchEvent id="w"><timerEventDefinition><timeDuration>P1D</timeDuration>'
    waits += "</timerEventDefinition></intermediateCatchEvent>"
    case = running(draw("(s > a > @w > b > )e", waits), "a")
    assert refused(carried(case, draw("(s > a > b > )e"))) == {("w", "unmapped")}
    assert carried(case, draw("(s > a > @w > c > )e", waits)).refusals == ()
    assert case.fire("w") == ["c"]


# Many runs and sub-processes


def test_runs_of_a_multi_instance_go_on_and_their_number_stays():
    case = running(draw("(s > @m > b > )e", f"<userTask id='m'>{many('3')}</userTask>"))
    work = list(case.marking.work)
    assert carried(case, draw("(s > @m > c > )e", f"<userTask id='m'>{many('5')}</userTask>")).refusals == ()
    for one in work:
        case(Completed(one, "on"))
    assert case.open == ["c"]


def test_many_runs_do_not_become_one():
    case = running(draw("(s > @m > b > )e", f"<userTask id='m'>{many('3')}</userTask>"))
    assert refused(carried(case, draw("(s > m > b > )e"))) == {("m", "multi_instance")}


def test_what_runs_in_a_sub_process_stays_in_one():
    sub = '<subProcess id="p1"><userTask id="x"/></subProcess>'
    case = running(draw("(s > @p1 > )e", sub))
    assert refused(carried(case, draw("(s > @p1 > x > )e", '<subProcess id="p1"><userTask id="y"/></subProcess>'))) == {
        ("x", "other_scope")
    }
    renamed = '<subProcess id="p2"><userTask id="y"/></subProcess>'
    assert carried(case, draw("(s > @p2 > b > )e", renamed), p1="p2", x="y").refusals == ()
    assert case.complete("y") == ["b"]


def test_conditions_read_outcomes_under_the_new_name():
    case = running(draw("(s > a > b > )e"))
    case.complete("a", "yes")
    carried(case, draw('(s > a2 > b > ?g >[a2.outcome = "yes"] c > )e\ng >/ d > )e2'), a="a2")
    assert case.complete("b") == ["c"]


# Every drawing


@given(BLOCKS, ORDER, st.integers(0, 12))
@settings(max_examples=100, deadline=None)
def test_to_an_identical_drawing_nothing_changes_and_the_route_ends_alike(block, order, steps):
    process, drawn = sketch(block)
    drawn.facts.pop("rounds", None)
    case = Drive(process, drawn.facts)
    case.start()
    for turn in range(steps):
        if not case.ended:
            work = list(case.marking.work)
            case(Completed(work[order[turn] % len(work)], "on"))
    if case.ended:
        return
    again, _ = sketch(block)
    before = case.marking
    found = carried(case, again)
    assert (found.refusals, found.effects) == ((), ())
    assert found.marking.to_json() == before.to_json()
    finish(case, drawn, order, Counter())
    assert (case.marking.tokens, case.marking.waits) == ({}, {})
