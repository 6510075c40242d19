"""Files that cannot be run are refused with the element, the line and the reason."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.dmn.files import HEAD, data, decision, file, literal, model, table
from workflows.engine.dmn import read_decisions
from workflows.engine.faults import Fault, NotExpected, Unreadable
from workflows.engine.feel import FeelError


def faults(*parts: str) -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as caught:
        read_decisions(file(*parts))
    return caught.value.faults


def codes(*parts: str) -> list[str]:
    return [fault.code for fault in faults(*parts)]


def test_an_expression_that_cannot_be_read_is_named_with_line_and_place():
    (fault,) = faults(decision("A", literal("1")), decision("B", literal("1 +")))
    assert (fault.element, fault.line, fault.code) == ("B", 4, "expression")
    assert "character 4" in fault.message


def test_every_fault_of_a_file_is_found_at_once():
    rules = table('hitPolicy="BEST"', ["n"], ["o"], "> > 1 | 1", "1")
    assert sorted(codes(decision("A", rules), decision("A", literal("x)")))) == [
        "cells", "expression", "expression", "hit_policy", "same_id", "same_name",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("unknown_reference", (decision("A", literal("1"), "missing"),)),
        ("cycle", (decision("A", literal("B"), "#B"), decision("B", literal("A"), "#A"))),
        ("cycle", (decision("A", literal("A"), "#A"),)),
        ("unknown_type", (data("x", "tNothing"),)),
        ("no_output", (decision("A", table("", ["1"], [], "-")),)),
        ("aggregation", (decision("A", table('hitPolicy="COLLECT" aggregation="SUM"', ["1"], ["a", "b"])),)),
        ("not_feel", (decision("A", '<functionDefinition kind="Java"><context/></functionDefinition>'),)),
        ("not_feel", (decision("A", '<literalExpression expressionLanguage="python"><text>1</text>'
                                    "</literalExpression>"),)),
        ("expression", (decision("A", literal("function() external {java: {}}")),)),
        ("call", (decision("A", literal("upper case(1, 2)")),)),
        ("not_imported", ('<import name="o" namespace="urn:o" '
                          'importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>',)),
        ("import_type", ('<import name="o" namespace="urn:o" importType="http://www.omg.org/PMML"/>',)),
        ("no_name", ('<decision id="x"/>',)),
    ],
)  # fmt: skip
def test_what_cannot_run_is_refused(code, parts):
    assert code in codes(*parts)


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"", "xml"),
        (b"<definitions", "xml"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]>\n' + HEAD.encode() + b"</definitions>", "doctype"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d><d/>'.encode("utf-16"), "encoding"),
        (b"<definitions/>", "not_dmn"),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "not_dmn"),
        (HEAD.encode() + b"<a>" * 300 + b"</a>" * 300 + b"</definitions>", "xml"),
        (HEAD.encode() + b"<a/>" * 120_000 + b"</definitions>", "too_many"),
        (b" " * 5_000_000, "too_large"),
    ],
    ids=lambda given: given if isinstance(given, str) else str(len(given)),
)
def test_a_file_that_attacks_the_parser_is_refused_at_once(xml, code):
    started = time.process_time()
    with pytest.raises(Unreadable) as caught:
        read_decisions(xml)
    assert caught.value.faults[0].code == code
    assert time.process_time() - started < 5


def test_a_table_of_two_thousand_rules_is_read_and_run():
    rows = [f"{number} | {number * 2}" for number in range(2000)]
    doubled = model(data("n", "number"), decision("Twice", table("", ["n"], ["o"], *rows), "n"))
    assert doubled.evaluate("Twice", {"n": 1999}).value == 3998


def test_read_leniently_broken_logic_is_null_and_told():
    lenient = read_decisions(file(decision("A", literal("1 +")), decision("B", literal("2"))), lenient=True)
    assert (lenient.evaluate("A", {}).value, lenient.evaluate("B", {}).value) == (None, 2)
    assert [fault.element for fault in lenient.faults] == ["A"]


@pytest.mark.parametrize("version", ["20180521", "20191111", "20211108", "20230324"])
def test_files_of_dmn_1_2_to_1_5_are_read(version):
    scheme = "http" if version == "20180521" else "https"
    head = HEAD.replace("https://www.omg.org/spec/DMN/20191111", f"{scheme}://www.omg.org/spec/DMN/{version}")
    assert read_decisions(file(decision("A", literal("1")), head=head)).evaluate("A", {}).value == 1


def test_the_same_slip_in_two_cells_is_told_twice():
    rules = table("", ["n"], ["o"], "1 | 1 +", "2 | 1 +")
    assert codes(data("n"), decision("A", rules, "n")) == ["expression", "expression"]


DOUBLE = decision("A", table("", ["n"], ["o"], "> 1 | n * 2"), "n")
WHOLE = file(data("n", "number"), DOUBLE, decision("B", literal("A"), "#A"))
damage = st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 12), st.binary(max_size=6))


@settings(max_examples=300, deadline=None)
@given(st.lists(damage, min_size=1, max_size=4))
def test_a_damaged_file_is_read_or_refused(damages):
    xml = WHOLE
    for at, length, instead in damages:
        xml = xml[:at] + instead + xml[at + length :]
    with suppress(Unreadable, FeelError, NotExpected):
        read_decisions(xml).evaluate("B", {"n": 2})
