"""A BPMN element is one file: the document's own is put beside the others and runs; who knows tags is listed."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops.layout import PROJECT
from tests.workflows.engine.drawing import Drive, body, boundary, draw
from tests.workflows.engine.every_element import CARRIED
from workflows import registry
from workflows.engine import Unreadable, check, elements
from workflows.engine.read import ELEMENTS

ENGINE = PROJECT / "workflows/engine"
SECTION = (PROJECT / "docs/extending.md").read_text().split("\n## Add a BPMN element\n")[1]
(FILE,) = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)


def named(file: Path) -> set[str]:
    """Tags of elements that stand as texts in a module."""
    nodes = ast.walk(ast.parse(file.read_text()))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts & set(ELEMENTS)


@pytest.fixture
def with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine as it is when the document's file stands in its folder."""
    (tmp_path / "ad_hoc_sub_process.py").write_text(FILE)
    monkeypatch.setattr(elements, "__path__", [*elements.__path__, str(tmp_path)])
    for code, kind in registry.discover(elements).items():
        monkeypatch.setitem(ELEMENTS, code, kind)
    yield
    del sys.modules["workflows.engine.elements.ad_hoc_sub_process"]
    delattr(elements, "ad_hoc_sub_process")


AD_HOC = f'<adHocSubProcess id="u">{body("a")}{body("b > c")}</adHocSubProcess>'


@pytest.mark.usefixtures("with_the_file")
def test_the_one_file_of_the_document_is_read_checked_and_executed():
    process = draw("(s > @u > z > )e\n@late > sorry > )f", AD_HOC, boundary("late", "u", CARRIED["timer"]))
    assert check(process) == ()
    case = Drive(process)
    assert case.start() == ["a", "b"]
    assert case.complete("b") == ["a", "c"]
    assert case.complete("c") == ["a"]
    assert case.complete("a") == ["z"]
    case = Drive(process)
    case.start()
    assert case.fire("late") == ["sorry"]


@pytest.mark.usefixtures("with_the_file")
def test_what_its_file_cannot_run_is_refused_by_its_file():
    with pytest.raises(Unreadable, match="beside each other"):
        draw("(s > @u", AD_HOC.replace('id="u"', 'id="u" ordering="Sequential"'))


def test_without_the_file_the_element_is_refused():
    with pytest.raises(Unreadable, match="does not know"):
        draw("(s > @u", AD_HOC)


@pytest.mark.parametrize("tag", sorted(ELEMENTS))
def test_each_element_is_a_file_of_its_own_name(tag):
    file = ENGINE / "elements" / (re.sub(r"(?<!^)(?=[A-Z])", "_", tag).lower() + ".py")
    assert type(ELEMENTS[tag]).__module__.rpartition(".")[2] == file.stem
    assert f'code = "{tag}"' in file.read_text()


def test_the_document_tells_which_files_know_an_element_by_its_tag():
    rows = re.findall(r"^\| `(\S+\.py)` \| (.+) \|$", SECTION, re.MULTILINE)
    told = {file: set(re.findall(r"`(\w+)`", tags)) for file, tags in rows}
    there = {f"workflows/engine/{file.name}": named(file) for file in ENGINE.glob("*.py")}
    assert told == {file: tags for file, tags in there.items() if tags}


def test_no_activity_is_known_outside_its_file():
    known = set().union(*(named(file) for file in ENGINE.glob("*.py")))
    assert {tag for tag in known if ELEMENTS[tag].group == "activity"} == set()
