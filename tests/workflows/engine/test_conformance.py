"""Cases that others wrote for other engines; run where ONEDOOR_CONFORMANCE names their folder."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.engine.drawing import Drive
from workflows.engine import Process, read_process
from workflows.engine.events import MessageArrived, SignalArrived

FOLDER = os.environ.get("ONEDOOR_CONFORMANCE", "")
CASES = sorted(Path(FOLDER, "bpmn", "cases").glob("*.json")) if FOLDER else []

pytestmark = pytest.mark.skipif(not CASES, reason="ONEDOOR_CONFORMANCE names no folder of cases")


def in_feel(xml: str) -> bytes:
    """The same drawing with its JUEL expressions written in FEEL."""

    def feel(found: re.Match[str]) -> str:
        text = found[1].strip()
        for juel, ours in (("==", "="), ("||", " or "), ("&&", " and ")):
            text = text.replace(juel, ours)
        return text

    return re.sub(r"[$#]\{(.*?)\}", feel, xml).encode()


def processes(folder: Path, case: dict[str, Any]) -> Process:
    """The process of a case, with those that it calls."""
    called: dict[str, Process] = {}
    texts = [in_feel((folder / model).read_text()) for model in case["models"]]
    for text in reversed(texts[1:]):
        one = read_process(text, called)
        called[one.id] = one
    return read_process(texts[0], called, case["process"])


def act(drive: Drive, step: dict[str, Any]) -> None:
    """Do what a step of a case says."""
    target = step.get("target", "")
    variables = step.get("variables", {})
    if step["do"] == "start":
        drive.start(**variables)
    elif step["do"] == "complete":
        drive.complete(target, **variables)
    elif step["do"] == "timer":
        drive.fire(target)
    elif step["do"] == "message":
        drive(MessageArrived(target, variables))
    else:
        drive(SignalArrived(target, variables))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_written_for_another_engine_goes_the_same_way(path):
    case = json.loads(path.read_text())
    drive = Drive(processes(path.parent.parent, case))
    for step in case["steps"]:
        act(drive, step)
        expect = step["expect"]
        people = [at for id, at in drive.marking.work.items() if drive.process_of(id).nodes[at].tag == "userTask"]
        assert sorted(people) == sorted(expect["tasks"]), step
        assert drive.ended == expect["ended"], step
        if "timers" in expect:
            assert len(drive.marking.timers) == expect["timers"], step
