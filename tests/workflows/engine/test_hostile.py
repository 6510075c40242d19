"""What has broken other engines: code in an expression, values that are read as code, data lost at a join."""

from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from tests.workflows.engine.drawing import Drive, after, boundary, draw
from tests.workflows.engine.test_multi import many
from workflows.engine import Failed, Process, Unreadable, check

REFUSED = [
    "__import__('os').system('touch {0}')",
    "[c for c in ().__class__.__base__.__subclasses__()]",
    "lambda: 1",
    "x := 1",
    'import os; os.system("touch {0}")',
    'f"{{outcome}}"',
    '${{"".getClass().forName("java.lang.Runtime")}}',
    "#{{outcome}}",
]
NULL = [
    '__import__("os").system("touch {0}")',
    'open("{0}", "w").write("x")',
    'open("{0}", "w")',
    'exec("open({0}, w)")',
    'eval("1 = 1")',
    '__import__("os")',
    "outcome.__class__",
    "__builtins__",
    "outcome.__class__.__mro__[2]",
    'getattr(outcome, "__class__")',
]
"""Names that nothing gives: whoever draws hears of them before publishing, and at run time they are null."""
CARRIERS = {
    "a gateway": lambda text: draw(f"(s > a > ?x >[{text}] b\n?x >/ c"),
    "a vote": lambda text: draw("(s > @v > c", f'<userTask id="v">{many("2", until=escaped(text))}</userTask>'),
    "a number of runs": lambda text: draw("(s > @v > c", f'<userTask id="v">{many(escaped(text))}</userTask>'),
    "a timer": lambda text: draw("(s > a > )e\n@late > c", boundary("late", "a", after(escaped(text)))),
}


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("text", REFUSED)
def test_code_in_an_expression_is_refused_when_the_drawing_is_read(carrier: str, text: str, tmp_path: Path):
    written = tmp_path / "written"
    with pytest.raises(Unreadable) as refused:
        CARRIERS[carrier](text.format(written))
    assert {fault.code for fault in refused.value.faults} <= {"expression", "not_feel"}
    assert not written.exists()


@pytest.mark.parametrize("text", NULL)
def test_a_call_of_what_only_python_has_is_null_and_reaches_nothing(text: str, tmp_path: Path):
    written = tmp_path / "written"
    case = Drive(CARRIERS["a gateway"](text.format(written)))
    case.start()
    assert case.complete("a", "grant") == ["c"]
    assert not written.exists()


@pytest.mark.parametrize("carrier", ["a number of runs", "a timer"])
def test_where_a_value_is_needed_a_name_that_nothing_gives_is_an_incident(carrier: str):
    case = Drive(CARRIERS[carrier]('__import__("os")'))
    with pytest.raises(Failed):
        case.start()


HOSTILE = [
    'deny" = "deny" or "x',
    '" or true or "',
    "true",
    "grant\n",
    " grant",
    "grant\x00",
    '__import__("os").system("false")',
    "${true}",
    "=true",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_somebody_typed_decides_nothing_by_what_it_would_mean_as_an_expression(value: str):
    process = draw('(s > a > ?x >[outcome = "grant" or name = "grant"] issue > )e\n?x >/ refused > )f')
    case = Drive(process, {"name": value})
    case.start()
    assert case.complete("a", value, note=value) == ["refused"]
    assert case.marking.variables["note"] == value


def test_a_rule_of_a_timer_that_somebody_typed_is_no_expression_and_is_not_repeated_in_the_incident():
    case = Drive(draw("(s > a > )e\n@late > b", boundary("late", "a", after("wish"))), {"wish": 'duration("PT1S")'})
    with pytest.raises(Failed) as failed:
        case.start()
    assert "PT1S" not in f"{failed.value} {failed.value.reason}"


def branches() -> Process:
    return draw("(s > +f > a > +j > last > )e\n+f > b > +j\n+f > c > +j")


WRITTEN = {
    "a": {"price": Decimal("30.10"), "shared": [1]},
    "b": {"from": date(2026, 3, 1), "料理": {"种类": ["热食"]}},
    "c": {"nothing": None, "yes": True},
}


@pytest.mark.parametrize("order", list(permutations("abc")), ids="".join)
def test_what_each_branch_wrote_is_there_behind_the_join_in_whatever_order_they_came(order):
    assert check(branches()) == ()
    case = Drive(branches())
    case.start()
    for element in order:
        case.complete(element, f"{element} says so", **WRITTEN[element])
    assert case.open == ["last"]
    own = {element: {"outcome": f"{element} says so"} for element in order}
    assert case.marking.variables == {**WRITTEN["a"], **WRITTEN["b"], **WRITTEN["c"], **own}
