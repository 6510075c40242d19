"""The command that runs others' cases: what it counts, what it names, and how it ends."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.__main__ import main
from tests.workflows.engine.dmn.files import data, decision, file, literal
from tests.workflows.engine.drawing import body
from tests.workflows.engine.drawing import file as process_file

STEPS = [
    {"do": "start", "variables": {"n": 3}, "expect": {"tasks": ["a"], "ended": False}},
    {"do": "complete", "target": "a", "expect": {"tasks": [], "ended": True, "timers": 0}},
]
RESULTS = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>m.dmn</modelName>
  <testCase id="001"><inputNode name="n"><value xsi:type="xsd:decimal">2</value></inputNode>
  <resultNode name="twice"><expected><value xsi:type="xsd:decimal">4</value></expected></resultNode></testCase>
</testCases>"""
PAIR = {"id": "one", "expression": "1 + 1", "inputs": {}, "expected": {"type": "decimal", "value": "2"}, "error": False}


def proof(want_error: bool) -> str:
    leaf = base64.b64encode(hashlib.sha256(b"leaf").digest()).decode()
    vector: dict[str, Any] = {"leafIdx": 0, "treeSize": 1, "leafHash": leaf, "root": leaf, "proof": None}
    return json.dumps(vector | {"desc": "alone", "wantErr": want_error})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One case of each suite, and each of them right."""
    drawn = process_file(body("(s > ?x >[${n == 3}] a > )e\n?x >/ b > )e")).decode()
    case = {"process": "p", "models": ["models/m.bpmn"], "steps": STEPS}
    model = file(data("n", "number"), decision("twice", literal("n * 2"), "n", kind="number")).decode()
    written = {
        "bpmn/models/m.bpmn": drawn,
        "bpmn/cases/one.json": json.dumps(case),
        "feel/pairs.jsonl": json.dumps(PAIR) + "\n",
        "dmn/0001-twice/m.dmn": model,
        "dmn/0001-twice/m-test-01.xml": RESULTS,
        "merkle/inclusion/alone.json": proof(False),
    }
    for name, text in written.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_each_suite_is_counted_on_a_line_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out.splitlines() == ["bpmn: 1/1", "dmn: 1/1", "feel: 1/1", "merkle: 1/1"]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("bpmn/cases/one.json", '"a"]', '"b"]', "FAILED bpmn one: after step 1, start : open are ['a'], not ['b']"),
        ("bpmn/cases/one.json", '"timers": 0', '"timers": 1', "FAILED bpmn one: after step 2, complete a: 0 timers"),
        ("bpmn/cases/one.json", '"complete"', '"leap"', "FAILED bpmn one: ValueError: leap is no step"),
        ("feel/pairs.jsonl", '"2"', '"3"', "FAILED feel one: '1 + 1' gives"),
        ("feel/pairs.jsonl", "1 + 1", "1 +", "FAILED feel one: '1 +' is refused"),
        ("dmn/0001-twice/m-test-01.xml", ">4<", ">5<", "FAILED dmn m-test-01/001/twice: Decimal('4'), not"),
        ("dmn/0001-twice/m.dmn", "definitions", "definition", "FAILED dmn m-test-01/001/twice: m.dmn cannot be read"),
        ("merkle/inclusion/alone.json", '"wantErr": false', '"wantErr": true', "FAILED merkle inclusion/alone: alone"),
    ],
    ids=["tasks", "timers", "step", "value", "refused", "result", "model", "proof"],
)
def test_what_fails_is_named_and_fails_the_whole(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, told: str
) -> None:
    (folder / name).write_text((folder / name).read_text().replace(old, new))
    assert main([str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(told)] != []
    assert f"{name.split('/')[0]}: 0/1" in lines


def test_without_a_folder_there_is_nothing_to_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONFORMANCE", raising=False)
    assert main([]) == 0
    assert "No folder of cases is given" in capsys.readouterr().out


def test_a_folder_without_cases_is_a_mistake(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "holds no cases" in capsys.readouterr().out
