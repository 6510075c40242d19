"""Compensation and transactions: what was completed is taken back in reverse order."""

import pytest

from tests.workflows.engine.drawing import Drive, body, boundary, draw
from tests.workflows.engine.test_multi import many
from tests.workflows.engine.test_sub_process import sub
from workflows.engine import Unreadable

THROW = '<intermediateThrowEvent id="undo"><compensateEventDefinition/></intermediateThrowEvent>'
BORDER = "<compensateEventDefinition/>"


def undone(*tasks: str) -> list[str]:
    """For each task `a` its handler `un_a`, on its border."""
    found = []
    for task in tasks:
        found.append(boundary(f"b_{task}", task, BORDER))
        found.append(f'<userTask id="un_{task}" isForCompensation="true"/>')
        found.append(f'<association id="as_{task}" sourceRef="b_{task}" targetRef="un_{task}"/>')
    return found


def test_what_was_completed_is_taken_back_last_first():
    case = Drive(draw("(s > a > b > c > @undo > z", *undone("a", "b", "c"), THROW))
    case.start()
    case.complete("a")
    case.complete("b")
    assert case.complete("c") == ["un_c"]
    assert case.complete("un_c") == ["un_b"]
    assert case.complete("un_b") == ["un_a"]
    assert case.complete("un_a") == ["z"]


def test_what_was_not_completed_is_not_taken_back():
    case = Drive(draw("(s > +f > a > @undo > z\n+f > b", *undone("a", "b"), THROW))
    case.start()
    assert case.complete("a") == ["b", "un_a"]
    assert case.complete("un_a") == ["b", "z"]


def test_nothing_to_take_back_is_passed():
    assert Drive(draw("(s > @undo > z", THROW)).start() == ["z"]


def test_one_activity_may_be_named():
    throw = '<endEvent id="undo"><compensateEventDefinition activityRef="a"/></endEvent>'
    case = Drive(draw("(s > a > b > @undo", *undone("a", "b"), throw))
    case.start()
    case.complete("a")
    assert case.complete("b") == ["un_a"]
    assert case.complete("un_a") == []
    assert case.ended


def test_each_of_many_runs_is_taken_back():
    task = f'<userTask id="a">{many("2")}</userTask>'
    case = Drive(draw("(s > @a > @undo > z", task, *undone("a"), THROW))
    case.start()
    case.complete("a")
    assert case.complete("a") == ["un_a"]
    assert case.complete("un_a") == ["un_a"]
    assert case.complete("un_a") == ["z"]


def test_what_ran_inside_a_finished_sub_process_is_taken_back_too():
    inner = sub("u", "(us > a > b > )ue", *undone("a", "b"))
    case = Drive(draw("(s > @u > c > @undo > z", inner, THROW))
    case.start()
    case.complete("a")
    case.complete("b")
    assert case.complete("c") == ["un_b"]
    assert case.complete("un_b") == ["un_a"]
    assert case.complete("un_a") == ["z"]


def test_a_compensation_event_sub_process_speaks_for_its_sub_process():
    start = '<startEvent id="cs"><compensateEventDefinition/></startEvent>'
    event = f'<subProcess id="c" triggeredByEvent="true">{start}{body("@cs > mend > )ce")}</subProcess>'
    inner = sub("u", "(us > a > )ue", *undone("a"), event)
    case = Drive(draw("(s > @u > @undo > z", inner, THROW))
    case.start()
    assert case.complete("a") == ["mend"]
    assert case.complete("mend") == ["z"]


def transaction(picture: str, *more: str) -> str:
    return f'<transaction id="t">{body(picture, *more)}</transaction>'


CANCEL = '<endEvent id="give_up"><cancelEventDefinition/></endEvent>'


def test_a_cancelled_transaction_is_taken_back_before_its_border_takes_over():
    inner = transaction("(ts > +f > a > b > @give_up\n+f > c > )te", CANCEL, *undone("a", "c"))
    case = Drive(draw("(s > @t > z\n@cancelled > sorry", inner, boundary("cancelled", "t", "<cancelEventDefinition/>")))
    assert case.start() == ["a", "c"]
    case.complete("a")
    assert case.complete("b") == ["un_a"]
    assert case.complete("un_a") == ["sorry"]
    assert set(case.marking.scopes) == {"s1"}


def test_a_transaction_that_is_not_cancelled_is_a_sub_process():
    case = Drive(draw("(s > @t > z", transaction("(ts > a > )te")))
    case.start()
    assert case.complete("a") == ["z"]


@pytest.mark.parametrize(
    ("picture", "more", "message"),
    [
        ("(s > @t", [transaction("(ts > @give_up", CANCEL)], "cancelled"),
        ("(s > @give_up", [CANCEL], "inside a transaction"),
        ("(s > a", [boundary("b", "a", BORDER)], "compensates"),
        ("(s > a", [boundary("b", "a", "<cancelEventDefinition/>")], "Only a transaction"),
    ],
)
def test_half_a_compensation_is_refused(picture, more, message):
    with pytest.raises(Unreadable, match=message):
        draw(picture, *more)
