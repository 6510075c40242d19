"""The standard's own decision models with their test files; results are counted, not cases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from tests.conformance.probe import Probe
from tests.conformance.typed import READ, same
from workflows.engine.dmn import Model, read_decisions
from workflows.engine.faults import Unreadable
from workflows.engine.feel import FeelError

CASE = "{http://www.omg.org/spec/DMN/20160719/testcase}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


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


@cache
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
    """What our model gives where a test file expects a result."""
    inputs = {each.get("name"): value(each) for each in case.findall(CASE + "inputNode")}
    ask = model.serve if case.get("type") == "decisionService" else model.evaluate
    name = case.get("invocableName") or result.get("name")
    try:
        got = ask(name, inputs, now=datetime(2026, 1, 1, tzinfo=UTC)).value
    except FeelError:
        return None
    several = case.get("type") == "decisionService" and isinstance(got, dict) and result.get("name") in got
    return got[result.get("name")] if several else got


def judge(suite: Path, root: Any, case: Any, result: Any) -> str:
    """Evaluate one result and hold it against what the file expects."""
    name = str(root.findtext(CASE + "modelName")).strip()
    if name not in models(suite.parent):
        return f"{name} cannot be read"
    got = evaluated(models(suite.parent)[name], case, result)
    wanted = value(result.find(CASE + "expected"))
    return "" if same(got, wanted) else f"{got!r}, not {wanted!r}"


class Dmn:
    """Folders of models of any level, each with test files beside them."""

    code = "dmn"

    def probes(self, folder: Path) -> Iterator[Probe]:
        for suite in sorted((folder / "dmn").glob("**/*-test-*.xml")):
            root = etree.parse(suite).getroot()
            for case in root.findall(CASE + "testCase"):
                for result in case.findall(CASE + "resultNode"):
                    name = f"{suite.stem}/{case.get('id')}/{result.get('name')}"
                    yield Probe(name, lambda s=suite, t=root, c=case, r=result: judge(s, t, c, r))


KIND = Dmn()
