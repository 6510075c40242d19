"""The steps that are still to come."""

import time

from tests.workflows.engine.drawing import Drive, after, boundary, draw, file
from tests.workflows.engine.test_advance import REVIEWS
from workflows.engine import Marking, check, read_process, steps_ahead


def ahead(case: Drive) -> tuple[str, ...]:
    return steps_ahead(case.process, case.marking)


def test_before_the_start_all_steps_are_ahead_in_order():
    order = steps_ahead(draw(REVIEWS), Marking.empty())
    assert order == ("accept", "food", "fire", "city", "visit", "decide", "issue")


def test_what_is_open_or_done_is_not_ahead():
    case = Drive(draw(REVIEWS))
    case.start()
    case.complete("accept")
    assert ahead(case) == ("visit", "decide", "issue")
    case.complete("food")
    assert ahead(case) == ("visit", "decide", "issue")


def test_the_way_back_of_a_correction_is_not_ahead():
    case = Drive(draw('(s > accept > ?x >[outcome = "mend"] correct > accept\n?x >/ decide > )e'))
    case.start()
    assert ahead(case) == ("correct", "decide")
    case.complete("accept")
    assert ahead(case) == ()


def test_while_a_correction_is_awaited_all_that_follows_it_is_ahead():
    case = Drive(draw('(s > accept > ?x >[outcome = "mend"] correct > accept\n?x >/ decide > )e'))
    case.start()
    case.complete("accept", "mend")
    assert ahead(case) == ("accept", "decide")


def test_a_drawing_of_two_thousand_steps_in_any_order_is_surveyed_quickly():
    ids = [f"a{number}" for number in range(1_990)]
    flows = [f'<sequenceFlow id="f{n}" sourceRef="{ids[n]}" targetRef="{ids[n + 1]}"/>' for n in range(len(ids) - 1)]
    process = read_process(file("".join([f'<userTask id="{id}"/>' for id in reversed(ids)] + flows)))
    begun = time.process_time()
    assert steps_ahead(process, Marking.empty()) == tuple(ids)
    assert check(process) == ()
    assert time.process_time() - begun < 10


def test_what_only_a_deadline_would_bring_is_not_ahead():
    case = Drive(draw("(s > a > b > )e\n@late > remind", boundary("late", "a", after("P1D"), interrupting=False)))
    case.start()
    assert ahead(case) == ("b",)
    case.fire("late")
    case.complete("remind")
    case.complete("a")
    case.complete("b")
    assert ahead(case) == ()
