"""Routes of tasks and gateways: what is open after each event."""

import pytest

from tests.workflows.engine.drawing import Drive, after, boundary, draw
from workflows.engine import Failed, NotExpected
from workflows.engine.events import (
    Cancelled,
    Completed,
    Ended,
    MessageArrived,
    MessageAwaited,
    Started,
    TimerCancelled,
    TimerFired,
    TimerSet,
    Withdrawn,
    WorkCancelled,
    WorkOpened,
)

REVIEWS = """
(s > accept > +fork > food > +join
+fork > fire > +join
+fork > city > +join
+join > ?scope >[seats > 75] visit > decide
?scope >/ decide > ?granted >[outcome = "grant"] issue > )issued
?granted >/ )refused
"""
MESSAGE = '<message id="m" name="correction"/>'


def test_three_reviews_run_beside_each_other_and_join_in_any_order():
    case = Drive(draw(REVIEWS), {"seats": 80})
    assert case.start() == ["accept"]
    assert case.complete("accept") == ["city", "fire", "food"]
    assert case.complete("fire") == ["city", "food"]
    assert case.complete("city") == ["food"]
    assert case.complete("food") == ["visit"]


def test_the_default_way_is_taken_when_no_condition_holds():
    case = Drive(draw(REVIEWS), {"seats": 20})
    case.start()
    for element in ("accept", "food", "city", "fire"):
        case.complete(element)
    assert case.open == ["decide"]


def test_the_outcome_of_a_decision_chooses_the_way():
    case = Drive(draw('(s > decide > ?x >[outcome = "grant"] issue > )e\n?x >/ )refused'))
    case.start()
    assert case.complete("decide", "grant") == ["issue"]
    assert case.complete("issue") == []
    assert case.effects(Ended) == [Ended("e")]


def test_an_outcome_belongs_to_its_branch_and_stays_known_by_its_element():
    picture = """
    (s > +fork > a > pack:serviceTask > ?x >[outcome = "yes"] good > ?m > +join
    ?x >/ bad > ?m
    +fork > b > +join
    +join > ?y >[a.outcome = "yes"] last > )e
    ?y >/ )f
    """
    case = Drive(draw(picture))
    case.start()
    case.complete("a", "yes")
    case.complete("b", "no")
    assert case.complete("pack") == ["good"]
    assert case.complete("good") == ["last"]


def test_an_activity_with_two_flows_out_forks_and_the_case_ends_with_its_last_branch():
    case = Drive(draw("(s > a > b > )e\na > c"))
    case.start()
    assert case.complete("a") == ["b", "c"]
    assert case.complete("c") == ["b"]
    assert not case.ended
    assert case.complete("b") == []
    assert case.ended


def test_conditions_on_the_flows_of_a_task_choose_among_them():
    case = Drive(draw("(s > a >[n > 1] b\na >[n > 2] c\na >/ d"))
    case.start(n=2)
    assert case.complete("a") == ["b"]
    case = Drive(draw("(s > a >[n > 1] b\na >/ d"))
    case.start(n=0)
    assert case.complete("a") == ["d"]


def test_an_exclusive_gateway_lets_each_arrival_pass():
    case = Drive(draw("(s > +fork > a > ?merge > c > )e\n+fork > b > ?merge"))
    case.start()
    assert case.complete("a") == ["b", "c"]
    assert case.complete("b") == ["c", "c"]


def test_a_second_token_over_one_flow_does_not_fire_a_parallel_join():
    case = Drive(draw("(s > +fork > a > ?m > +join > c\n+fork > b > ?m\n+fork > d > +join"))
    case.start()
    case.complete("a")
    assert case.complete("b") == ["d"]
    assert case.complete("d") == ["c"]
    with pytest.raises(Failed, match="join: stuck"):
        case.complete("c")


@pytest.mark.parametrize(("n", "opened"), [(1, ["a"]), (2, ["a", "b"]), (9, ["c"])])
def test_an_inclusive_gateway_takes_every_flow_whose_condition_holds(n, opened):
    case = Drive(draw("(s > *g >[n <= 2] a > *j > z > )e\n*g >[n = 2] b > *j\n*g >/ c > *j"))
    assert case.start(n=n) == opened
    for element in opened[:-1]:
        assert "z" not in case.complete(element)
    assert case.complete(opened[-1]) == ["z"]


def test_an_inclusive_join_waits_for_a_token_that_can_still_come_over_a_long_way():
    case = Drive(draw('(s > +f > a > *j > z\n+f > b > ?x >[outcome = "on"] c > *j\n?x >/ )e'))
    case.start()
    assert case.complete("a") == ["b"]
    assert case.complete("b", "stop") == ["z"]


def test_an_inclusive_join_does_not_wait_for_the_token_that_its_own_loop_may_bring():
    case = Drive(draw('(s > *j > a > ?x >[outcome = "again"] *j\n?x >/ )e'))
    assert case.start() == ["a"]
    assert case.complete("a", "again") == ["a"]
    assert case.complete("a", "done") == []
    assert case.ended


def test_terminate_ends_everything_at_once():
    end = '<endEvent id="e"><terminateEventDefinition/></endEvent>'
    case = Drive(draw("(s > +f > a > @e\n+f > b > )g", end))
    case.start()
    assert case.complete("a") == []
    assert case.ended
    assert [e.element for e in case.effects(WorkCancelled)] == ["b"]


def test_a_message_interrupts_the_task_on_whose_border_it_is_caught():
    late = boundary("asked", "wait", '<messageEventDefinition messageRef="m"/>')
    case = Drive(draw("(s > wait > )e\n@asked > mend > )f", late, definitions=MESSAGE))
    case.start()
    assert case.effects(MessageAwaited)[0].name == "correction"
    assert case(MessageArrived("correction", {"text": "门牌号"})) == ["mend"]
    assert case.marking.variables["text"] == "门牌号"


def test_a_timer_that_does_not_interrupt_starts_a_branch_beside():
    late = boundary("late", "a", after("P5D"), interrupting=False)
    case = Drive(draw("(s > a > )e\n@late > remind > )f", late))
    case.start()
    assert [(t.element, t.rule, t.repeat) for t in case.effects(TimerSet)] == [("late", "P5D", 0)]
    assert case.fire("late") == ["a", "remind"]
    assert case.marking.timers == {}
    case.complete("remind")
    assert case.complete("a") == []
    assert case.ended


def test_a_task_that_is_finished_in_time_cancels_its_timer():
    case = Drive(draw("(s > a > )e\n@late > b", boundary("late", "a", after("5 working days"))))
    case.start()
    timer = next(iter(case.marking.timers))
    case.complete("a")
    assert case.effects(TimerCancelled) == [TimerCancelled(timer, "late")]
    with pytest.raises(NotExpected, match="is_ended"):
        case(TimerFired(timer))


def test_a_cycle_sets_a_new_timer_each_time_until_it_is_used_up():
    cycle = "<timerEventDefinition><timeCycle>R2/PT1H</timeCycle></timerEventDefinition>"
    case = Drive(draw("(s > a > )e\n@t > b", boundary("t", "a", cycle, interrupting=False)))
    case.start()
    case.fire("t")
    assert [(t.rule, t.repeat) for t in case.effects(TimerSet)] == [("PT1H", 0)]
    assert case.fire("t") == ["a", "b", "b"]
    assert case.marking.timers == {}


def test_of_the_events_after_an_event_based_gateway_the_first_decides():
    catch = f'<intermediateCatchEvent id="late">{after("PT1H")}</intermediateCatchEvent>'
    paid = '<receiveTask id="paid" messageRef="m"/>'
    process = draw("(s > ^g > @late > a > )e\n^g > @paid > b > )f", catch, paid, definitions=MESSAGE)
    case = Drive(process)
    assert case.start() == []
    assert case.fire("late") == ["a"]
    case = Drive(process)
    case.start()
    assert case(MessageArrived("correction")) == ["b"]
    assert len(case.effects(TimerCancelled)) == 1


def test_a_receive_task_is_done_by_its_message():
    case = Drive(draw("(s > @r > a > )e", '<receiveTask id="r" messageRef="m"/>', definitions=MESSAGE))
    assert case.start() == ["r"]
    assert case.effects(WorkOpened)[0].kind == "receive"
    assert case(MessageArrived("correction")) == ["a"]
    with pytest.raises(NotExpected, match="not_awaited: correction"):
        case(MessageArrived("correction"))


def test_manual_tasks_are_passed():
    case = Drive(draw("(s > sign:manualTask > think:task > a > )e"))
    assert case.start() == ["a"]
    assert "sign" in case.steps[0].path


@pytest.mark.parametrize("event", [Withdrawn(), Cancelled("by order")])
def test_a_route_that_is_stopped_leaves_nothing_open(event):
    case = Drive(draw("(s > a > )e\n@late > b", boundary("late", "a", after("PT1H"))))
    case.start()
    assert case(event) == []
    assert (case.marking.state, case.marking.timers) == ("cancelled", {})
    assert {type(e) for e in case.steps[-1].effects} == {WorkCancelled, TimerCancelled, Ended}


def test_work_that_is_not_open_cannot_be_completed():
    case = Drive(draw("(s > a > b > )e"))
    with pytest.raises(NotExpected, match="is_new"):
        case(Completed("w2"))
    case.start()
    done = case.work("a")
    case.complete("a")
    with pytest.raises(NotExpected, match=f"not_open: {done}"):
        case(Completed(done))
    with pytest.raises(NotExpected, match="started"):
        case(Started())


def test_a_circle_without_a_wait_is_a_fault_and_not_a_hang():
    case = Drive(draw("(s > a > ?m > t:manualTask > ?x >[n > 5] )e\n?x >/ ?m"))
    case.start(n=1)
    with pytest.raises(Failed) as caught:
        case.complete("a")
    assert caught.value.reason.code == "endless"
    assert case.open == ["a"]


def test_a_gateway_without_a_way_out_names_the_condition_and_types_but_no_value():
    case = Drive(draw("(s > a > ?x >[n > 5] )e\n?x >[n < 0] )f"))
    case.start(n=3)
    with pytest.raises(Failed) as caught:
        case.complete("a")
    reason = caught.value.reason
    assert (reason.element, reason.code, reason.types) == ("x", "no_way_out", {"n": "int"})
    assert reason.expression == "n > 5 | n < 0"


def test_a_condition_that_is_neither_true_nor_false_is_a_fault():
    case = Drive(draw("(s > a > ?x >[n] )e\n?x >/ )f"))
    case.start(n=3)
    with pytest.raises(Failed, match="not_boolean"):
        case.complete("a")


def test_an_expression_that_takes_too_much_is_an_incident():
    case = Drive(draw("(s > a > ?x >[count(for i in 1..3000000 return i * n) > 1] )e\n?x >/ )f"))
    case.start(n=3)
    with pytest.raises(Failed) as caught:
        case.complete("a")
    assert (caught.value.reason.code, caught.value.reason.types) == ("expression", {"n": "int"})
    assert case.open == ["a"]


def test_a_value_of_a_case_cannot_become_part_of_a_condition():
    case = Drive(draw('(s > a > ?x >[v = "approve"] granted > )e\n?x >/ refused > )f'))
    case.start()
    assert case.complete("a", v='deny" = "deny" or "x') == ["refused"]


def test_a_value_that_json_cannot_keep_is_refused():
    case = Drive(draw("(s > a > )e"))
    with pytest.raises(Failed, match="cannot keep a object"):
        case.start(thing=object())
