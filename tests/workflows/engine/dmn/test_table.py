"""Decision tables: what each hit policy gives, and what an evaluation says about the rules."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.dmn.files import data, decision, model, table
from workflows.engine.dmn import Model, Outcome

RISK = ['"raw" | - | "high"', '- | > 75 | "high"', '- | [30..75] | "medium"', '- | - | "low"']


def risk(policy: str, output: str = "risk") -> Model:
    rows = table(policy, ["scope", "seats"], [output], *RISK)
    return model(data("scope", "string"), data("seats", "number"), decision("Risk", rows, "scope", "seats"))


def made(policy: str, scope: str | None, seats: int | None, output: str = "risk") -> Outcome:
    return risk(policy, output).evaluate("Risk", {"scope": scope, "seats": seats})


@pytest.mark.parametrize(
    ("policy", "output", "scope", "seats", "value"),
    [
        ('hitPolicy="FIRST"', "risk", "hot", 40, "medium"),
        ('hitPolicy="FIRST"', "risk", None, None, "low"),
        ('hitPolicy="UNIQUE"', "risk", "hot", 10, "low"),
        ('hitPolicy="UNIQUE"', "risk", "hot", 40, None),
        ('hitPolicy="ANY"', "risk", "hot", 10, "low"),
        ('hitPolicy="ANY"', "risk", "raw", 80, None),
        ('hitPolicy="PRIORITY"', 'risk: "low", "medium", "high"', "raw", 80, "low"),
        ('hitPolicy="PRIORITY"', 'risk: "high", "medium", "low"', "hot", 40, "medium"),
        ('hitPolicy="RULE ORDER"', "risk", "raw", 80, ["high", "high", "low"]),
        ('hitPolicy="OUTPUT ORDER"', 'risk: "low", "medium", "high"', "raw", 40, ["low", "medium", "high"]),
        ('hitPolicy="COLLECT"', "risk", "raw", 80, ["high", "high", "low"]),
        ('hitPolicy="COLLECT" aggregation="COUNT"', "risk", "raw", 80, Decimal(3)),
        ('hitPolicy="COLLECT" aggregation="MIN"', "risk", "raw", 80, "high"),
        ("", "risk", "hot", 10, "low"),
    ],
)
def test_each_hit_policy_gives_its_own(policy, output, scope, seats, value):
    assert made(policy, scope, seats, output).value == value


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=6), st.integers(-20, 20))
def test_collected_figures_agree_with_python(limits, value):
    hit = [limit for limit in limits if value >= limit]
    rows = [f">= {limit} | {limit}" for limit in limits]
    for aggregation, of in (("SUM", sum), ("MIN", min), ("MAX", max), ("COUNT", len)):
        rules = table(f'hitPolicy="COLLECT" aggregation="{aggregation}"', ["v"], ["fee"], *rows)
        fees = model(data("v", "number"), decision("Fee", rules, "v"))
        assert fees.evaluate("Fee", {"v": value}).value == (of(hit) if hit else None)


@given(st.integers(0, 120), st.sampled_from(["raw", "hot", None]))
def test_first_is_the_head_of_rule_order(seats, scope):
    first = made('hitPolicy="FIRST"', scope, seats).value
    assert made('hitPolicy="RULE ORDER"', scope, seats).value[0] == first


def test_an_evaluation_names_the_rule_that_hit_with_its_values():
    (run,) = made('hitPolicy="FIRST"', "hot", 80).decisions
    (rules,) = run.tables
    (hit,) = rules.hits
    assert (hit.number, hit.id, hit.outputs) == (2, "r2", {"risk": "high"})
    assert [(cell.input, cell.value, cell.test) for cell in hit.cells] == [("scope", "hot", "-"), ("seats", 80, "> 75")]


def test_an_evaluation_says_which_test_let_a_rule_down():
    (run,) = made('hitPolicy="UNIQUE"', "hot", 10).decisions
    misses = {rule.number: rule.cells[0] for rule in run.tables[0].misses}
    assert (misses[1].test, misses[1].value) == ('"raw"', "hot")
    assert (misses[3].test, misses[3].value) == ("[30..75]", 10)


def test_two_hits_where_one_is_allowed_are_a_problem_with_both_named():
    outcome = made('hitPolicy="UNIQUE"', "raw", 10)
    assert (outcome.value, outcome.problems) == (None, ("several_rules",))
    assert [hit.number for hit in outcome.decisions[0].tables[0].hits] == [1, 4]


def test_no_hit_gives_the_default_or_nothing():
    rows = table("", ["n"], ['level: "a", "b" = "b"', "fee"], '> 5 | "a" | 10')
    levels = model(data("n"), decision("Level", rows, "n"))
    assert levels.evaluate("Level", {"n": 6}).value == {"level": "a", "fee": 10}
    assert levels.evaluate("Level", {"n": 1}).value == {"level": "b", "fee": None}


def test_an_input_that_is_not_allowed_decides_nothing():
    rules = table("", ["kind"], ["ok"], "- | true").replace(
        "</inputExpression>", '</inputExpression><inputValues><text>"new","renewal"</text></inputValues>'
    )
    outcome = model(data("kind"), decision("Ok", rules, "kind")).evaluate("Ok", {"kind": "other"})
    assert (outcome.value, outcome.problems) == (None, ("value_not_allowed",))


def test_the_notes_of_a_row_travel_with_its_hit():
    rules = table("", ["n"], ["ok"], "> 1 | true").replace(
        '<rule id="r1">', '<rule id="r1"><description>食品安全法第三十五条</description>'
    )
    outcome = model(data("n"), decision("Ok", rules, "n")).evaluate("Ok", {"n": 2})
    assert outcome.decisions[0].tables[0].hits[0].description == "食品安全法第三十五条"
