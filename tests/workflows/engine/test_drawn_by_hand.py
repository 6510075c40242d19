"""The document on drawing: its example runs as it tells, and its tables name what the engine executes."""

import re

import pytest

from ops.layout import PROJECT
from tests.workflows.engine.drawing import Drive
from tests.workflows.engine.story import follow
from workflows.catalogue.kinds import kinds
from workflows.engine import check, read_process
from workflows.engine.read import ELEMENTS, TRIGGERS

TEXT = (PROJECT / "docs/draw-a-process.md").read_text()
WHERE = {
    "start": "startEvent",
    "catch": "intermediateCatchEvent",
    "throw": "intermediateThrowEvent",
    "boundary": "boundaryEvent",
    "end": "endEvent",
}


def block(kind: str) -> str:
    """What stands between the fences of that kind; there is one."""
    (found,) = re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)
    return str(found)


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading row that begins so."""
    table = TEXT.split(f"\n| {heading} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_the_example_runs_as_the_page_tells():
    process = read_process(block("xml").encode())
    assert check(process) == ()
    follow(Drive(process), block("story").splitlines())


def test_the_example_takes_its_other_ways_too():
    case = Drive(read_process(block("xml").encode()))
    follow(case, ["start: accept", "done accept not_accept: ended"])
    case = Drive(read_process(block("xml").encode()))
    follow(case, block("story").splitlines()[:4])
    assert case.complete("fire_consult", "agree") == ["food_review"]
    assert case.complete("food_review", "agree") == ["panel", "panel", "panel"]
    for left in (["panel", "panel"], ["panel"], ["decide"]):
        assert case.complete("panel", "agree") == left
    assert case.marking.variables["panel"] == {"outcome": "agree", "outcomes": ["agree"] * 3}
    assert case.complete("decide", "refuse") == ["deliver"]


def test_the_page_names_each_element_that_is_executed_and_no_other():
    assert {row[0].strip("`") for row in rows("Element")} == set(ELEMENTS)


def test_the_page_tells_where_each_event_may_stand():
    told = {row[0].strip("`"): {WHERE[word] for word in row[1].split(", ")} for row in rows("Event")}
    assert told == {code: {tag for tag, kind in ELEMENTS.items() if code in kind.events} for code in TRIGGERS}


@pytest.mark.parametrize(("tag", "drawn_as"), [("serviceTask", "service tasks"), ("businessRuleTask", "business rule")])
def test_the_page_names_the_kinds_of_step_that_are_not_for_people(tag, drawn_as):
    told = re.search(rf"`([a-z_ ]+)` as {drawn_as}", " ".join(TEXT.split()))
    assert told is not None
    assert set(told[1].split()) == {code for code, kind in kinds().items() if tag in kind.tags}


def test_no_kind_of_step_is_drawn_as_what_the_page_keeps_from_packs():
    tags = {tag for kind in kinds().values() for tag in kind.tags}
    assert tags == {"userTask", "serviceTask", "businessRuleTask"}


def test_each_fault_that_the_page_explains_is_one_that_is_told():
    codes = {code for row in rows("It says") for code in re.findall(r"`(\w+)`", row[0])}
    files = [*(PROJECT / "workflows/engine").glob("**/*.py"), *(PROJECT / "workflows/catalogue").glob("**/*.py")]
    told = "".join(file.read_text() for file in files)
    assert len(codes) > 15
    assert {code for code in codes if f'"{code}"' not in told} == set()


def test_the_linter_s_own_faults_are_all_explained():
    linter = "".join((PROJECT / "workflows/engine" / name).read_text() for name in ("check.py", "sound.py"))
    codes = set(re.findall(r'ault\(node(?:\.id, node\.line)?, "(\w+)"', linter))
    assert len(codes) == 6
    assert codes <= {code for row in rows("It says") for code in re.findall(r"`(\w+)`", row[0])}
