"""What holds for every drawing and every order of events."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.blocks import BLOCKS, Sketch, sketch
from tests.workflows.engine.drawing import Drive, shuffled
from workflows.engine import Marking, check, steps_ahead
from workflows.engine.events import Completed, SentBack, WorkOpened
from workflows.engine.marking import Scope
from workflows.engine.plain import settle

ORDER = st.lists(st.integers(0, 99), min_size=60, max_size=60)


def finish(case: Drive, drawn: Sketch, order: list[int], opened: Counter[str]) -> None:
    """Complete open work in the given order until nothing is left."""
    rounds: Counter[str] = Counter()
    for turn in range(400):
        for effect in case.effects(WorkOpened):
            opened[effect.element] += 1
        if case.ended:
            return
        work = list(case.marking.work)
        chosen = work[order[turn % len(order)] % len(work)]
        element = case.marking.work[chosen]
        rounds[element] += 1
        wanted = drawn.facts.get("rounds", {}).get(element, 0)
        again = wanted and rounds[element] % wanted
        case(Completed(chosen, "again" if again else "on", {f"v_{element}": rounds[element]}))
    raise AssertionError("the case does not end")


@given(BLOCKS, ORDER)
@settings(max_examples=150, deadline=None)
def test_every_token_arrives_once_in_whatever_order_work_is_done(block, order):
    process, drawn = sketch(block)
    case = Drive(process, drawn.facts)
    case.start()
    opened: Counter[str] = Counter()
    finish(case, drawn, order, opened)
    assert opened == +drawn.runs
    assert (case.marking.tokens, case.marking.waits) == ({}, {})
    assert [scope.kind for scope in case.marking.scopes.values()] == ["process"]


@given(BLOCKS, ORDER, ORDER)
@settings(max_examples=60, deadline=None)
def test_the_order_of_independent_work_does_not_change_the_end(block, one, other):
    process, drawn = sketch(block)
    ends = []
    for order in (one, other):
        case = Drive(process, drawn.facts)
        case.start()
        finish(case, drawn, order, Counter())
        ends.append(case.marking.variables)
    assert ends[0] == ends[1]


@given(BLOCKS, ORDER, st.integers(0, 20), st.integers(0, 99), st.integers(0, 99))
@settings(max_examples=150, deadline=None)
def test_after_going_back_from_anywhere_the_route_still_ends_cleanly(block, order, steps, who, where):
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
    root = next(iter(case.marking.scopes.values()))
    targets = sorted(root.visits)
    work = list(case.marking.work)
    element = targets[where % len(targets)]
    case(SentBack(element, work[who % len(work)]))
    finish(case, drawn, order, Counter())
    assert (case.marking.tokens, case.marking.waits) == ({}, {})


@given(BLOCKS)
@settings(max_examples=100, deadline=None)
def test_the_linter_finds_nothing_wrong_with_sound_drawings(block):
    process, _ = sketch(block)
    assert [fault for fault in check(process) if fault.code not in ("no_default", "no_condition")] == []


@given(BLOCKS, ORDER)
@settings(max_examples=60, deadline=None)
def test_what_is_ahead_shrinks_to_nothing(block, order):
    process, drawn = sketch(block)
    case = Drive(process, drawn.facts)
    everything = set(steps_ahead(process, Marking.empty()))
    case.start()
    assert set(case.open) | set(steps_ahead(process, case.marking)) <= everything
    finish(case, drawn, order, Counter())
    assert steps_ahead(process, case.marking) == ()


VALUES: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False)
    | st.dates() | st.times() | st.datetimes() | st.timedeltas() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.just("@"), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.dictionaries(st.text(), VALUES, max_size=4), st.integers())
def test_variables_of_every_type_pass_through_json_whatever_the_order_of_keys(variables, seed):
    settled = {name: settle(value) for name, value in variables.items()}
    marking = Marking(3, "running", {"s1": Scope("s1", "process", variables=settled)})
    again = Marking.from_json(shuffled(marking.to_json(), seed))
    assert again == marking
    for name, value in again.variables.items():
        assert type(value) is type(settled[name])


def test_types_that_json_does_not_have_are_kept():
    values = [Decimal("1.50"), date(2026, 3, 2), datetime(2026, 3, 2, tzinfo=UTC), time(9, 30), timedelta(days=2)]
    marking = Marking(1, "running", {"s1": Scope("s1", "process", variables={"v": values})})
    assert Marking.from_json(marking.to_json()).variables["v"] == values
