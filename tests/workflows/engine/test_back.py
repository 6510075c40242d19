"""Going back: what is taken away, what stays, what is restored; also while others are at work."""

import pytest

from tests.workflows.engine.drawing import Drive, after, body, boundary, draw, file
from tests.workflows.engine.test_multi import many
from tests.workflows.engine.test_sub_process import by_event, sub
from workflows.engine import NotExpected, read_process
from workflows.engine.events import Jumped, MessageArrived, SentBack, WorkCancelled

PARALLEL = """
(s > accept > +fork > a > check > +join
+fork > b > +join
+join > decide > )e
"""


def at_decide() -> Drive:
    case = Drive(draw(PARALLEL))
    case.start(n=1)
    case.complete("accept", "ok", n=2)
    case.complete("a", "yes", n=3)
    case.complete("b", "no", m=4)
    case.complete("check", n=5)
    assert case.open == ["decide"]
    return case


def test_going_back_before_a_fork_takes_back_all_branches_and_their_variables():
    case = at_decide()
    assert case(SentBack("accept")) == ["accept"]
    assert case.marking.variables == {"n": 1}
    assert case.complete("accept") == ["a", "b"]


def test_going_back_while_reviewers_are_at_work_cancels_them():
    case = Drive(draw(PARALLEL))
    case.start()
    case.complete("accept")
    case.complete("a")
    assert case(SentBack("accept", case.work("b"))) == ["accept"]
    assert sorted(e.element for e in case.effects(WorkCancelled)) == ["b", "check"]


def test_going_back_into_one_branch_lets_the_other_wait_at_the_join_again():
    case = at_decide()
    assert case(SentBack("a")) == ["a"]
    assert case.marking.variables == {"n": 2, "accept": {"outcome": "ok"}, "b": {"outcome": "no"}, "m": 4}
    assert case.complete("a") == ["check"]
    assert case.complete("check") == ["decide"]


def test_going_back_inside_a_branch_leaves_the_open_branch_beside_it_alone():
    case = Drive(draw(PARALLEL))
    case.start()
    case.complete("accept")
    case.complete("a")
    assert case(SentBack("a")) == ["a", "b"]
    case.complete("b")
    case.complete("a")
    assert case.complete("check") == ["decide"]


def test_a_branch_that_waits_at_the_join_keeps_its_place():
    case = Drive(draw(PARALLEL))
    case.start()
    case.complete("accept")
    case.complete("b")
    case.complete("a")
    assert case(SentBack("a")) == ["a"]
    case.complete("a")
    assert case.complete("check") == ["decide"]


def test_variables_written_beside_stay_even_when_both_wrote_the_same():
    case = Drive(draw(PARALLEL))
    case.start(n=0)
    case.complete("accept")
    case.complete("a", n=1)
    case.complete("b", n=2)
    case.complete("check", n=3)
    case(SentBack("a"))
    assert case.marking.variables["n"] == 2


def test_variables_may_be_kept():
    case = at_decide()
    case(SentBack("accept", keep=True))
    assert case.marking.variables["n"] == 5


def test_going_back_twice_restores_each_time():
    case = Drive(draw("(s > a > b > c > )e"))
    case.start(n=0)
    for _ in range(3):
        case.complete("a", n=1)
        case.complete("b", n=2)
        case(SentBack("b"))
        assert case.marking.variables["n"] == 1
        case(SentBack("a"))
        assert case.marking.variables["n"] == 0


def test_a_way_back_that_is_drawn_does_not_make_everything_earlier_follow():
    case = Drive(draw(PARALLEL.replace("decide > )e", 'decide > ?x >[outcome = "redo"] accept\n?x >/ )e')))
    case.start()
    case.complete("accept")
    case.complete("a")
    assert case(SentBack("a")) == ["a", "b"]


def test_going_back_out_of_a_sub_process_closes_it():
    case = Drive(draw("(s > a > @u > z", sub("u", "(us > +f > b\n+f > c > d")))
    case.start()
    case.complete("a")
    case.complete("c")
    assert case(SentBack("a", case.work("d"))) == ["a"]
    assert set(case.marking.scopes) == {"s1"}


def test_going_back_inside_a_sub_process_stays_in_it():
    case = Drive(draw("(s > @u > z", sub("u", "(us > b > c > )ue")))
    case.start()
    case.complete("b")
    assert case(SentBack("b")) == ["b"]
    case.complete("b")
    assert case.complete("c") == ["z"]


def test_a_finished_sub_process_is_opened_again_at_the_step_asked_for():
    event = by_event("late", after("PT1H"), "remind > )le", interrupting=False)
    case = Drive(draw("(s > @u > z", sub("u", "(us > b > c > )ue", event)))
    case.start()
    case.complete("b")
    case.complete("c")
    assert case(SentBack("c", keep=True)) == ["c"]
    assert list(case.marking.timers.values()) == ["late_start"]
    assert case.complete("c") == ["z"]


INSIDE = sub("u", "(us > a > +f > b > +j\n+f > c > +j > d > )ue")


def test_variables_of_that_moment_come_back_inside_a_sub_process_that_is_over():
    case = Drive(draw("(s > @u > z > )e", INSIDE))
    case.start(n=0)
    for number, step in enumerate("abcd", 1):
        case.complete(step, f"was {step}", n=number)
    assert case(SentBack("b")) == ["b"]
    variables = case.marking.variables
    assert {name for name in variables if name != "n"} == {"a", "c"}
    assert variables["n"] == 3, "c, beside b, wrote last of what stays"
    assert case.complete("b") == ["d"], "the branch beside is not waited for again"
    assert case.complete("d") == ["z"]


def test_what_lies_ahead_is_nowhere_to_go_back_to():
    case = Drive(draw("(s > @u > z > )e", INSIDE))
    case.start()
    for step in "abcd":
        case.complete(step)
    case(SentBack("a"))
    for element in "bcdz":
        with pytest.raises(NotExpected, match="never_there"):
            case(SentBack(element))
    assert case.open == ["a"]


def test_no_token_is_doubled_by_going_back_to_the_other_side_of_a_way_back_that_is_drawn():
    case = Drive(draw('(s > a > b > ?x >[outcome = "redo"] a\n?x >/ z > )e'))
    case.start()
    case.complete("a")
    case.complete("b", "redo")
    with pytest.raises(NotExpected, match="ahead"):
        case(SentBack("b"))
    assert case.open == ["a"]


def test_among_many_runs_the_work_says_which_one_goes_back():
    inner = f'<subProcess id="u">{many("2")}{body("(us > a > b > )ue")}</subProcess>'
    case = Drive(draw("(s > @u > z", inner))
    case.start()
    case.complete("a")
    case.complete("a")
    with pytest.raises(NotExpected, match="ambiguous"):
        case(SentBack("a"))
    assert case(SentBack("a", case.work("b"))) == ["a", "b"]


def test_going_back_from_many_runs_cancels_them_all():
    task = f'<userTask id="r">{many("3")}</userTask>'
    case = Drive(draw("(s > a > @r > z", task))
    case.start()
    case.complete("a")
    case.complete("r")
    assert case(SentBack("a", case.work("r"))) == ["a"]
    assert case.complete("a") == ["r", "r", "r"]


def test_going_back_from_what_interrupted_brings_the_normal_way_back():
    event = by_event("stop", '<messageEventDefinition messageRef="m"/>', "close > )we")
    case = Drive(draw("(s > a > b > )e", event, definitions='<message id="m" name="stop"/>'))
    case.start()
    case.complete("a")
    case(MessageArrived("stop"))
    assert case(SentBack("a", case.work("close"))) == ["a"]
    assert case(MessageArrived("stop")) == ["close"]


def test_going_back_sets_the_timer_of_the_step_anew():
    case = Drive(draw("(s > a > b > )e\n@late > c", boundary("late", "a", after("P1D"))))
    case.start()
    case.complete("a")
    assert case(SentBack("a")) == ["a"]
    assert list(case.marking.timers.values()) == ["late"]


@pytest.mark.parametrize(
    ("element", "code"),
    [("z", "never_there"), ("gone", "no_element"), ("s", "not_enterable"), ("late", "not_enterable")],
)
def test_one_can_only_go_back_to_where_the_route_has_been(element, code):
    case = Drive(draw("(s > a > z > )e\n@late > c", boundary("late", "a", after("P1D"))))
    case.start()
    with pytest.raises(NotExpected, match=code):
        case(SentBack(element))
    assert case.open == ["a"]


def test_an_administrator_jumps_ahead_and_what_led_there_stops():
    case = Drive(draw(PARALLEL))
    case.start(n=1)
    case.complete("accept")
    assert case(Jumped("decide")) == ["decide"]
    assert case.complete("decide") == []
    assert case.ended


def test_a_jump_into_a_branch_counts_the_branch_beside_as_done():
    case = Drive(draw(PARALLEL))
    case.start()
    assert case(Jumped("check")) == ["check"]
    assert case.complete("check") == ["decide"]


def test_one_goes_back_out_of_a_called_process_and_inside_it():
    called = body("(s > b > c > )e")
    xml = file(body("(s > a > @call > z", '<callActivity id="call" calledElement="q"/>'))
    xml = xml.replace(b"</definitions>", f'<process id="q">{called}</process></definitions>'.encode())
    case = Drive(read_process(xml))
    case.start()
    case.complete("a")
    case.complete("b")
    assert case(SentBack("b", case.work("c"))) == ["b"]
    case.complete("b")
    assert case(SentBack("a", case.work("c"))) == ["a"]
    assert set(case.marking.scopes) == {"s1"}
