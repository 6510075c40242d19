"""Requirements: decisions that need decisions, knowledge, types and services."""

from datetime import UTC, date, datetime

import pytest

from tests.workflows.engine.dmn.files import data, decision, file, literal, model, needs, table
from workflows.engine.dmn import read_decisions
from workflows.engine.faults import NotExpected, Unreadable
from workflows.engine.feel import FeelError

FEE = (
    '<businessKnowledgeModel id="fee of" name="fee of"><variable name="fee of"/>'
    '<encapsulatedLogic><formalParameter name="area" typeRef="number"/>'
    "<literalExpression><text>area * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
)
TYPES = (
    '<itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues>'
    '</itemDefinition><itemDefinition name="tShop"><itemComponent name="经营 面积"><typeRef>number</typeRef>'
    "</itemComponent></itemDefinition>"
)


def test_a_decision_rests_on_those_that_it_requires_and_tells_their_values():
    rules = table("", ["Fee"], ["free"], "<= 100 | true", "> 100 | false")
    fees = model(
        data("area", "number"),
        FEE,
        decision("Fee", literal("fee of(area)"), "area", "()fee of"),
        decision("Free", rules, "#Fee"),
    )
    outcome = fees.evaluate("Free", {"area": 51})
    assert outcome.value is False
    assert [(run.name, run.value) for run in outcome.decisions] == [("Fee", 102), ("Free", False)]
    assert (fees.decisions, fees.inputs) == (("Fee", "Free"), ("area",))


def test_a_decision_that_two_others_need_is_made_once():
    diamond = model(
        decision("A", literal("1")),
        decision("B", literal("A + 1"), "#A"),
        decision("C", literal("A + 2"), "#A"),
        decision("D", literal("B + C"), "#B", "#C"),
    )
    outcome = diamond.evaluate("D", {})
    assert outcome.value == 5
    assert [run.name for run in outcome.decisions].count("A") == 1


@pytest.mark.parametrize(
    ("given", "value"),
    [({"level": "A"}, "A"), ({"level": ["B"]}, "B"), ({"level": "C"}, None), ({"level": 1}, None), ({}, None)],
)
def test_an_input_that_is_not_of_its_type_is_null(given, value):
    levels = model(TYPES, data("level", "tLevel"), decision("Same", literal("level"), "level"))
    assert levels.evaluate("Same", given).value == value


def test_members_with_blanks_are_read_from_structured_inputs():
    shops = model(TYPES, data("店", "tShop"), decision("Large", literal("店.经营 面积 > 75"), "店"))
    assert shops.evaluate("Large", {"店": {"经营 面积": 80}}).value is True


@pytest.mark.parametrize("written", ["integer", "long", "double", "feel:number", "number"])
def test_the_number_types_of_older_files_are_numbers(written):
    doubled = model(data("n", written), decision("Twice", literal("n * 2"), "n", kind=written))
    assert doubled.evaluate("Twice", {"n": 4}).value == 8
    assert doubled.evaluate("Twice", {"n": "4"}).value is None


def test_a_table_in_an_endless_loop_is_stopped_with_its_reasons():
    rules = table("", ["n"], ["o"], *(f"< {limit} | 1" for limit in range(50)))
    knowledge = FEE.replace(
        "<literalExpression><text>area * 2</text></literalExpression>", rules.replace(">n<", ">area<")
    )
    looped = decision("Loop", literal("for i in 1..1e9 return fee of(-1)"), "()fee of")
    with pytest.raises(FeelError, match="steps"):
        model(knowledge, looped).evaluate("Loop", {})


def test_a_value_of_the_wrong_type_is_not_given_out():
    assert model(decision("N", literal('"text"'), kind="number")).evaluate("N", {}).value is None
    assert model(decision("D", literal("[5]"), kind="number")).evaluate("D", {}).value == 5


def test_the_moment_and_the_calendar_are_given_and_never_taken():
    class Always:
        def is_working(self, day: date, /) -> bool:
            return True

    due = model(decision("Due", literal("add working days(today(), 20)")))
    outcome = due.evaluate("Due", {}, calendar=Always(), now=datetime(2026, 1, 1, tzinfo=UTC))
    assert outcome.value == date(2026, 1, 21)
    assert due.evaluate("Due", {}).value is None


def test_a_service_is_called_with_its_inputs_and_gives_its_outputs():
    service = (
        '<decisionService id="s" name="fee service"><variable name="fee service"/>'
        '<outputDecision href="#Fee"/><inputDecision href="#Rate"/><inputData href="#area"/></decisionService>'
    )
    parts = [
        data("area", "number"),
        decision("Rate", literal("999"), kind="number"),
        decision("Fee", literal("area * Rate"), "area", "#Rate"),
        service,
        decision("Asked", literal("fee service(10, 3)"), "()s"),
    ]
    assert model(*parts).serve("fee service", {"area": 7, "Rate": 2}).value == 14
    assert model(*parts).evaluate("Asked", {}).value == 30


def test_a_file_may_use_the_decisions_and_types_of_another():
    base = read_decisions(file(TYPES, data("area", "number"), FEE, decision("Twice", literal("area * 2"), "area")))
    imports = '<import name="base" namespace="urn:test" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>'
    head = '<definitions xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/" name="n" namespace="urn:new" id="d">'
    logic = literal("base.Twice + base.fee of(1)")
    required = needs("#Twice", "()fee of").replace('"#', '"urn:test#')
    top = f'<decision id="Top" name="Top"><variable name="Top"/>{required}{logic}</decision>'
    merged = read_decisions(file(imports, top, head=head), [base])
    assert merged.evaluate("Top", {"area": 4}).value == 10


def test_knowledge_that_requires_itself_is_refused():
    endless = FEE.replace("<encapsulatedLogic>", needs("()fee of") + "<encapsulatedLogic>")
    with pytest.raises(Unreadable, match="requires itself"):
        model(endless)


def test_a_decision_that_is_not_there_is_named():
    with pytest.raises(NotExpected, match="Nothing"):
        model(decision("X", literal("1"))).evaluate("Nothing", {})
