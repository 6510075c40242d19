"""A pack's decision tables are checked with it: what a step asks is there, and what a table needs is known."""

import pytest

from tests.workflows.catalogue.samples import faults
from tests.workflows.packs.ruled import ruled_pack
from workflows.catalogue.checks import check


def test_a_pack_whose_steps_ask_tables_has_no_fault() -> None:
    assert [str(fault) for fault in check(ruled_pack())] == []


@pytest.mark.parametrize(
    ("old", "new", "path", "code"),
    [
        ("    decision: risk\n", "", "steps.rating.decision", "decision"),
        ("decision: risk", "decision: rosk", "steps.rating.decision", "unknown_decision"),
        ("decision: risk", "decision: risk\n    result: seats", "steps.rating.result", "taken"),
        ("    person_on: wants_person\n", "", "steps.instant.person_on", "no_person"),
        ("person_on: wants_person", "person_on: seats", "steps.instant.person_on", "no_person"),
        ("    kind: review\n", "    kind: review\n    decision: risk\n", "steps.food_review.decision", "decision"),
    ],
)
def test_one_wrong_thing_about_a_rule_is_told_at_its_step(old: str, new: str, path: str, code: str) -> None:
    assert ("service.yaml", path, code) in faults(ruled_pack(service=(old, new)))


def test_a_slip_in_the_name_of_a_decision_is_told_with_the_word_that_was_meant() -> None:
    told = [str(fault) for fault in check(ruled_pack(service=("decision: risk", "decision: rosk")))]
    assert any("did you mean `risk`?" in each for each in told)


def test_an_input_that_nobody_gives_is_told_with_file_and_line() -> None:
    pack = ruled_pack(risk=('id="seats" name="seats"', 'id="seats" name="chairs"'))
    (fault,) = [each for each in check(pack) if each.code == "unknown_name"]
    assert (fault.file, fault.line, fault.path) == ("risk.dmn", 3, "seats")


def test_a_table_that_cannot_be_read_is_told_with_file_and_line() -> None:
    (fault,) = check(ruled_pack(risk=("&lt;= 20", "&lt;= = 20")))
    assert (fault.file, fault.code) == ("risk.dmn", "expression")
    assert fault.line > 0


def test_a_decision_in_two_files_is_no_answer() -> None:
    pack = ruled_pack()
    copy = pack.files["risk.dmn"].replace(b"urn:test", b"urn:other")
    assert ("service.yaml", "steps.rating.decision", "ambiguous_decision") in faults(
        type(pack)({**pack.files, "again.dmn": copy})
    )


def test_a_grant_by_rule_that_goes_round_the_condition_misses_the_decision() -> None:
    pack = ruled_pack()
    drawing = pack.files["process.bpmn"].replace(b'instant.outcome = "grant"', b"seats &gt; 0")
    assert ("process.bpmn", "issue", "no_decision") in faults(type(pack)({**pack.files, "process.bpmn": drawing}))
