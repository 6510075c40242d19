"""Processes with scripted steps and the tasks that must be open after each, from another engine's own tests."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.conformance.probe import Probe
from tests.workflows.engine.drawing import Drive
from workflows.engine import Process, read_process
from workflows.engine.events import MessageArrived, SignalArrived


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
    elif step["do"] == "signal":
        drive(SignalArrived(target, variables))
    else:
        raise ValueError(f"{step['do']} is no step")


def differs(drive: Drive, expect: dict[str, Any]) -> str:
    """What stands otherwise than expected."""
    people = sorted(at for id, at in drive.marking.work.items() if drive.process_of(id).nodes[at].tag == "userTask")
    if people != sorted(expect["tasks"]):
        return f"open are {people}, not {sorted(expect['tasks'])}"
    if drive.ended != expect["ended"]:
        return f"it has {'' if drive.ended else 'not '}ended"
    if len(drive.marking.timers) != expect.get("timers", len(drive.marking.timers)):
        return f"{len(drive.marking.timers)} timers run, not {expect['timers']}"
    return ""


def judge(path: Path) -> str:
    """Go through the steps of a case to the first that differs."""
    case = json.loads(path.read_text())
    drive = Drive(processes(path.parent.parent, case))
    for number, step in enumerate(case["steps"], start=1):
        act(drive, step)
        if wrong := differs(drive, step["expect"]):
            return f"after step {number}, {step['do']} {step.get('target', '')}: {wrong}"
    return ""


class Bpmn:
    """A file a case, beside the models that it names."""

    code = "bpmn"

    def probes(self, folder: Path) -> Iterator[Probe]:
        for path in sorted((folder / "bpmn" / "cases").glob("*.json")):
            yield Probe(path.stem, lambda path=path: judge(path))


KIND = Bpmn()
