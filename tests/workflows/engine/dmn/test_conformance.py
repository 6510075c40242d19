"""The standard's own models with their expected results, where a folder with them is given."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.workflows.engine.feel.test_conformance import READ, same
from workflows.engine.dmn import Model, read_decisions
from workflows.engine.faults import Unreadable
from workflows.engine.feel import FeelError

FOLDER = os.environ.get("ONEDOOR_CONFORMANCE", "")
CASE = "{http://www.omg.org/spec/DMN/20160719/testcase}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def suites() -> list[Path]:
    return sorted(Path(FOLDER, "dmn").glob("*/*-test-*.xml")) if FOLDER else []


def value(xml: Any) -> Any:
    """The value that a test file writes: a typed text, a list, or a context of components."""
    components = xml.findall(CASE + "component")
    if components:
        return {each.get("name"): value(each) for each in components}
    listed, plain = xml.find(CASE + "list"), xml.find(CASE + "value")
    if listed is not None:
        return [value(item) for item in listed.findall(CASE + "item")]
    if plain is None or plain.get(XSI + "nil") == "true":
        return None
    kind = plain.get(XSI + "type", "string").rpartition(":")[2]
    return READ[kind](plain.text or "")


def models(folder: Path) -> dict[str, Model]:
    """Every model of a folder, read again while one still waits for another that it imports."""
    found: dict[str, Model] = {}
    waiting = sorted(folder.glob("*.dmn"))
    for path in waiting * len(waiting):
        if path.name not in found:
            try:
                found[path.name] = read_decisions(path.read_bytes(), found.values(), lenient=True)
            except Unreadable:
                continue
    return found


def evaluated(model: Model, case: Any, result: Any) -> Any:
    inputs = {each.get("name"): value(each) for each in case.findall(CASE + "inputNode")}
    ask = model.serve if case.get("type") == "decisionService" else model.evaluate
    name = case.get("invocableName") or result.get("name")
    try:
        got = ask(name, inputs, now=datetime(2026, 1, 1, tzinfo=UTC)).value
    except FeelError:
        return None
    several = case.get("type") == "decisionService" and isinstance(got, dict) and result.get("name") in got
    return got[result.get("name")] if several else got


@pytest.mark.skipif(not FOLDER, reason="ONEDOOR_CONFORMANCE names no folder")
@pytest.mark.parametrize("suite", suites(), ids=lambda suite: suite.stem)
def test_the_standard_models_give_their_results(suite):
    root = etree.parse(suite).getroot()
    model = models(suite.parent)[str(root.findtext(CASE + "modelName")).strip()]
    wrong = [
        f"{case.get('id')}/{result.get('name')}"
        for case in root.findall(CASE + "testCase")
        for result in case.findall(CASE + "resultNode")
        if not same(evaluated(model, case, result), value(result.find(CASE + "expected")))
    ]
    assert wrong == []
