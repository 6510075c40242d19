"""Many runs of one activity, and loops."""

import pytest

from tests.workflows.engine.drawing import Drive, after, body, boundary, draw
from workflows.engine import Failed, NotExpected
from workflows.engine.events import Completed, InstanceAdded, InstanceRemoved, SentBack, TakenBack, WorkOpened


def many(inner: str, sequential: bool = False, until: str = "") -> str:
    """Multi-instance characteristics over a FEEL cardinality or `<collection> as <item>`."""
    if " as " in inner:
        collection, item = inner.split(" as ")
        inner = f'<loopDataInputRef>{collection}</loopDataInputRef><inputDataItem name="{item}"/>'
    else:
        inner = f"<loopCardinality>{inner}</loopCardinality>"
    inner += f"<completionCondition>{until}</completionCondition>" if until else ""
    attribute = str(sequential).lower()
    return f'<multiInstanceLoopCharacteristics isSequential="{attribute}">{inner}</multiInstanceLoopCharacteristics>'


def review(characteristics: str) -> Drive:
    """A case with one such task between start and `z`."""
    return Drive(draw("(s > @r > z > )e", f'<userTask id="r">{characteristics}</userTask>'))


def test_each_item_gets_its_own_work_with_the_item_in_it():
    case = review(many("departments as department"))
    assert case.start(departments=["fire", "城管"]) == ["r", "r"]
    assert [e.variables for e in case.effects(WorkOpened)] == [
        {"loopCounter": 1, "department": "fire"},
        {"loopCounter": 2, "department": "城管"},
    ]
    assert case.complete("r", "yes") == ["r"]
    assert case.complete("r", "no") == ["z"]
    assert case.marking.variables["r"] == {"outcome": "", "outcomes": ["yes", "no"]}


def test_what_all_agree_on_is_the_outcome_of_the_whole():
    case = review(many("2"))
    case.start()
    case.complete("r", "yes")
    case.complete("r", "yes")
    assert case.marking.variables["r"]["outcome"] == "yes"


def test_in_sequence_one_follows_the_other():
    case = review(many("3", sequential=True))
    assert case.start() == ["r"]
    assert case.complete("r") == ["r"]
    assert case.complete("r") == ["r"]
    assert case.complete("r") == ["z"]


@pytest.mark.parametrize(
    ("until", "outcomes", "left"),
    [
        ("nrOfCompletedInstances / nrOfInstances >= 0.5", ["a", "b"], 2),
        ('list contains(outcomes, "refuse")', ["yes", "refuse"], 2),
        ('count(outcomes[item = "yes"]) >= 2', ["yes", "no", "yes"], 1),
        ("numberOfCompletedInstances = 1", ["yes"], 3),
    ],
    ids=["percentage", "one veto", "quorum", "first"],
)
def test_a_completion_condition_ends_the_whole_early(until, outcomes, left):
    case = review(many("4", until=until))
    case.start()
    for outcome in outcomes[:-1]:
        assert case.complete("r", outcome)[0] == "r"
    assert case.complete("r", outcomes[-1]) == ["z"]
    assert sum(type(effect).__name__ == "WorkCancelled" for effect in case.steps[-1].effects) == left
    assert case.marking.variables["r"]["outcome"] == outcomes[-1]


@pytest.mark.parametrize("characteristics", [many("0"), many("[] as x"), many("0", sequential=True)])
def test_nothing_to_run_is_passed(characteristics):
    assert review(characteristics).start() == ["z"]


@pytest.mark.parametrize(
    ("characteristics", "code"),
    [(many("-1"), "cardinality"), (many('"two"'), "cardinality"), (many("gone as x"), "collection"),
     (many("1001"), "instances"), (many("1.5"), "cardinality"), (many("null"), "cardinality")],
)  # fmt: skip
def test_a_number_of_runs_that_makes_no_sense_is_an_incident(characteristics, code):
    case = review(characteristics)
    with pytest.raises(Failed) as caught:
        case.start()
    assert (caught.value.reason.element, caught.value.reason.code) == ("r", code)


def test_a_timer_on_the_border_of_many_is_set_once_and_cancels_all():
    task = f'<userTask id="r">{many("3")}</userTask>'
    case = Drive(draw("(s > @r > )e\n@late > z > )f", task, boundary("late", "r", after("PT1H"))))
    case.start()
    case.complete("r")
    assert list(case.marking.timers.values()) == ["late"]
    assert case.fire("late") == ["z"]
    assert case.complete("z") == []
    assert case.ended


def test_many_sub_processes_keep_their_tokens_apart():
    inside = body("(us > +f > a > +j > c\n+f > b > +j")
    inner = f'<subProcess id="u">{many("2")}{inside}</subProcess>'
    case = Drive(draw("(s > @u > z", inner))
    assert case.start() == ["a", "a", "b", "b"]
    case.complete("a")
    assert case.complete("a") == ["b", "b"]
    assert case.complete("b") == ["b", "c"]
    case.complete("c")
    case.complete("b")
    assert case.complete("c") == ["z"]


def test_many_manual_tasks_are_passed_at_once():
    case = Drive(
        draw("(s > @m > z", f'<manualTask id="m">{many("3", until="nrOfCompletedInstances = 2")}</manualTask>')
    )
    assert case.start() == ["z"]


def test_a_signer_is_added_and_another_taken_out():
    case = review(many("2"))
    case.start()
    assert case(InstanceAdded("r", {"signer": "王五"})) == ["r", "r", "r"]
    assert case.effects(WorkOpened)[0].variables == {"loopCounter": 3, "signer": "王五"}
    case.complete("r")
    assert case(InstanceRemoved(case.work("r"))) == ["r"]
    assert case.complete("r") == ["z"]


def test_taking_out_the_last_open_run_ends_the_whole():
    case = review(many("2"))
    case.start()
    case.complete("r", "yes")
    assert case(InstanceRemoved(case.work("r"))) == ["z"]
    assert case.marking.variables["r"]["outcome"] == "yes"


def test_in_a_sequence_the_added_one_comes_last():
    case = review(many('["a", "b"] as who', sequential=True))
    case.start()
    case(InstanceAdded("r", {"who": "c"}))
    seen = []
    for _ in range(2):
        case.complete("r")
        seen.append(case.effects(WorkOpened)[0].variables["who"])
    assert seen == ["b", "c"]
    assert case.complete("r") == ["z"]


def test_a_task_that_runs_once_has_no_signers_to_add():
    case = Drive(draw("(s > r > )e"))
    case.start()
    with pytest.raises(NotExpected, match="not_multiple"):
        case(InstanceAdded("r"))
    with pytest.raises(NotExpected, match="not_multiple"):
        case(InstanceRemoved(case.work("r")))


def loop(condition: str, attributes: str = "") -> str:
    """Standard loop characteristics."""
    tag = "standardLoopCharacteristics"
    return f"<{tag} {attributes}><loopCondition>{condition}</loopCondition></{tag}>"


def test_a_loop_runs_as_long_as_its_condition_holds():
    case = review(loop('outcome = "again"'))
    assert case.start() == ["r"]
    assert case.complete("r", "again") == ["r"]
    assert case.complete("r", "done") == ["z"]


def test_a_loop_that_tests_first_may_run_not_at_all():
    assert review(loop("n > 1", 'testBefore="true"')).start(n=0) == ["z"]


def test_a_loop_ends_at_its_maximum():
    case = review(loop("true", 'loopMaximum="2"'))
    case.start()
    assert case.complete("r") == ["r"]
    assert case.complete("r") == ["z"]


def test_a_loop_of_manual_tasks_without_end_is_an_incident():
    case = Drive(draw("(s > @m > z", f'<manualTask id="m">{loop("true")}</manualTask>'))
    with pytest.raises(Failed, match="endless"):
        case.start()


def voting(characteristics: str, **variables: int) -> tuple[Drive, list[str]]:
    """A vote that has begun, and the works of those who were there from its beginning."""
    case = review(characteristics)
    case.start(departments=["fire", "城管", "卫健"], **variables)
    return case, list(case.marking.work)


def test_one_takes_back_the_own_vote_while_others_vote():
    case, (first, second, third) = voting(many("departments as department"), n=0)
    case(Completed(first, "yes", {"n": 1}))
    case(Completed(second, "no", {"n": 2}))
    assert case(TakenBack(first)) == ["r", "r"]
    assert case.effects(WorkOpened)[0].variables == {"loopCounter": 1, "department": "fire"}
    assert case.marking.variables["n"] == 2, "what the other wrote stays"
    case(TakenBack(second))
    assert (case.marking.variables["n"], case.marking.variables.get("r")) == (0, None)
    for work in list(case.marking.work):
        case(Completed(work, "yes"))
    assert case.marking.variables["r"] == {"outcome": "yes", "outcomes": ["yes", "yes", "yes"]}
    assert (case.open, third in case.marking.work) == (["z"], False)


def test_in_sequence_only_the_last_takes_back_and_the_next_waits_again():
    case, (first,) = voting(many("departments as department", sequential=True))
    case(Completed(first, "yes"))
    (second,) = case.marking.work
    assert case(TakenBack(first)) == ["r"]
    assert case.effects(WorkOpened)[0].variables["department"] == "fire"
    for department in ("城管", "卫健"):
        case.complete("r", "yes")
        assert case.effects(WorkOpened)[0].variables["department"] == department
    with pytest.raises(NotExpected, match="not_of_many"):
        case(TakenBack(second))
    assert case.complete("r", "yes") == ["z"]


def test_what_came_before_the_last_in_a_sequence_is_not_taken_back():
    case, (first,) = voting(many("3", sequential=True))
    case(Completed(first))
    case.complete("r")
    with pytest.raises(NotExpected, match="not_last"):
        case(TakenBack(first))


@pytest.mark.parametrize("when", ["open", "over", "never"])
def test_a_vote_that_is_open_or_over_or_was_never_there_is_not_taken_back(when):
    case, (first, _) = voting(many("2"))
    if when == "over":
        case.complete("r")
        case.complete("r")
    with pytest.raises(NotExpected, match="not_of_many"):
        case(TakenBack("w99" if when == "never" else first))


def test_going_back_before_many_runs_undoes_what_each_of_them_wrote():
    case = Drive(draw("(s > a > @r > z > )e", f'<userTask id="r">{many("3")}</userTask>'))
    case.start(n=0)
    case.complete("a")
    case.complete("r", n=1)
    case.complete("r", n=2)
    assert case(SentBack("a", case.work("r"))) == ["a"]
    assert case.marking.variables == {"n": 0}
