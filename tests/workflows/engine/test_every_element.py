"""Every element that the engine executes, with every event that it may carry, has a case of its own."""

from itertools import product

import pytest

from tests.workflows.engine.drawing import Drive, body, boundary, file
from tests.workflows.engine.every_element import CARRIED, CASES, DEFINITIONS, Told, told
from tests.workflows.engine.story import follow, happening, standing
from tests.workflows.engine.test_multi import many
from workflows.engine import Process, Unreadable, read_process
from workflows.engine.read import ELEMENTS, TRIGGERS

EXECUTED = {(tag, code) for tag, kind in ELEMENTS.items() for code in kind.events or {""}}
"""Read from the engine's own registry: a new element, or a new event of an old one, asks for its case."""
WORKED = sorted(
    tag
    for tag, kind in ELEMENTS.items()
    if kind.group == "activity" and not isinstance(kind, type(ELEMENTS["manualTask"]))
)
"""Activities that do not pass at once, as a manual task does."""
LOOPS = {
    "beside each other": many("2"),
    "one after another": many("2", sequential=True),
    "as long as a condition holds": "<standardLoopCharacteristics><loopCondition>loopCounter &lt; 2</loopCondition>"
    "</standardLoopCharacteristics>",
}


def drawn(case: Told) -> Process:
    """Its process, and beside it a process `q` with one task to be called."""
    beside = f'<process id="q">{body("(s > a > )e")}</process></definitions>'.encode()
    return read_process(file(body(case.picture, *case.more), DEFINITIONS).replace(b"</definitions>", beside))


def name(key: tuple[str, str]) -> str:
    return " ".join(filter(None, key))


def test_every_element_and_every_event_it_may_carry_has_a_case():
    assert set(CASES) == EXECUTED


def test_every_trigger_is_carried_by_some_element():
    assert {code for _, code in EXECUTED} - {""} == set(TRIGGERS)
    assert set(CARRIED) - {""} == set(TRIGGERS)


@pytest.mark.parametrize("key", CASES, ids=name)
def test_the_marking_after_each_event_is_the_one_told(key):
    follow(Drive(drawn(CASES[key]), {"seats": 4}), CASES[key].story.split("|"))


@pytest.mark.parametrize("key", CASES, ids=name)
def test_the_case_of_an_element_draws_it(key):
    tag, code = key
    of_tag = [node for node in drawn(CASES[key]).nodes.values() if node.tag == tag]
    carried = {node.definition.kind.code if node.definition else "" for node in of_tag}
    # A receive task names its message without an event; what tells activities apart is their tag alone.
    assert of_tag if ELEMENTS[tag].group == "activity" else code in carried


def activity(tag: str, loop: str = "") -> str:
    """An activity `x` of that kind; what it holds or calls is one task."""
    inside = body("(us > a > )ue") if ELEMENTS[tag].holds_nodes else ""
    return f'<{tag} id="x" calledElement="q">{loop}{inside}</{tag}>'


@pytest.mark.parametrize(("tag", "loop"), list(product(WORKED, LOOPS)))
def test_every_activity_runs_as_often_as_its_loop_says(tag, loop):
    case = Drive(drawn(told("(s > @x > last > )e", "", activity(tag, LOOPS[loop]))))
    case.start()
    runs = 0
    while case.open != ["last"]:
        case.complete(case.open[0])
        runs += 1
    assert runs == 2
    assert case.complete("last") == []
    assert case.ended


@pytest.mark.parametrize(("tag", "loop"), list(product(WORKED, ["", *LOOPS])), ids=lambda value: value or "once")
def test_a_timer_on_the_border_of_any_activity_takes_the_place_of_all_its_runs(tag, loop):
    late = boundary("late", "x", CARRIED["timer"])
    case = Drive(drawn(told("(s > @x > )e\n@late > b", "", activity(tag, LOOPS.get(loop, "")), late)))
    case.start()
    assert len(case.marking.timers) == 1
    assert case.fire("late") == ["b"]
    assert standing(case.marking) == "b"


@pytest.mark.parametrize("happens", ["message correction", "fire x", "signal storm", "seats 80"])
def test_what_happens_on_a_border_may_go_on_beside_the_activity(happens):
    code = {"fire": "timer", "seats": "conditional"}.get(happens.split()[0], happens.split()[0])
    beside = boundary("x", "a", CARRIED[code], interrupting=False)
    case = Drive(drawn(told("(s > a > )e\n@x > b", "", beside)), {"seats": 4})
    case.start()
    assert case(happening(case, happens)) == ["a", "b"]


@pytest.mark.parametrize("code", ["error", "cancel"])
def test_what_always_interrupts_is_refused_beside(code):
    with pytest.raises(Unreadable, match="always interrupts"):
        drawn(told("(s > a > )e\n@x > b", "", boundary("x", "a", CARRIED[code], interrupting=False)))
