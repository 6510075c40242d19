"""A new kind of thing is one new file: it joins by being there, and no existing file is touched."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ops.layout import PROJECT
from tests.project.files import MADE

FIELD = '''"""A colour by its name."""
from typing import Any
from workflows.catalogue.field_kind import FieldKind, text
from workflows.catalogue.item import Field

class Colour(FieldKind):
    code = "colour"
    def parse(self, raw: Any, field: Field) -> Any:
        return text(raw)

KIND = Colour()
'''
STEP = '''"""Experts are asked (行政许可法 45)."""
from workflows.catalogue.step_kind import StepKind

KIND = StepKind("expert_review", frozenset({"userTask"}), frozenset({"give_opinion"}), opinion_verb="give_opinion")
'''
CONNECTOR = '''"""Carries notices out by letter."""

class Letter:
    code = address_of = "letter"

KIND = Letter()
'''
CHANNEL = '''"""The kiosk in the hall."""
from portal.access import citizen_of, citizen_required

class Kiosk:
    code, prefix = "kiosk", "kiosk/"
    guard = staticmethod(citizen_required)
    actor = staticmethod(citizen_of)

KIND = Kiosk()
'''
ELEMENT = '''"""Complex gateway: passes a token on."""
from workflows.engine.behaviour import Element

class ComplexGateway(Element):
    code = "complexGateway"

KIND = ComplexGateway()
'''
COMMAND = '''"""Greet."""

class Greet:
    code = "greet"

KIND = Greet
'''
ENGINE = '''"""Reads nothing."""

class Blind:
    code, trust = "blind", 0

ENGINE = Blind()
'''
MATERIAL = """code: library_card
label: {zh: 读者证, en: Library card}
titles: {读者证: 3}
fields: {number: {label: {zh: 证号, en: Number}, type: code, aliases: [证号]}}
"""
JOB = COMMAND.replace("Greet", "Call").replace("greet", "call")
LIFE = (PROJECT / "workflows/law/life/work_order.py").read_text().replace('code="work_order"', 'code="petition"')
ADDED = {
    "workflows/catalogue/fields/colour.py": (FIELD, "field", "colour"),
    "workflows/catalogue/kinds/expert_review.py": (STEP, "step", "expert_review"),
    "workflows/outside/connectors/letter.py": (CONNECTOR, "connector", "letter"),
    "portal/channels/kiosk.py": (CHANNEL, "channel", "kiosk"),
    "workflows/engine/elements/complex_gateway.py": (ELEMENT, "element", "complexGateway"),
    "workflows/cases/commands/greet.py": (COMMAND, "command", "greet"),
    "workflows/cases/jobs/call.py": (JOB, "job", "call"),
    "workflows/law/life/petition.py": (LIFE, "life", "petition"),
    "ocr/engines/blind.py": (ENGINE, "engine", "blind"),
    "ocr/materials/library_card.yaml": (MATERIAL, "material", "library_card"),
}
ASKS = """
import json, os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()
from django.urls import get_resolver
from ocr.api import materials
from ocr.engines.choice import engines
from portal.channels import channels
from workflows.beat import handlers
from workflows.cases import commands
from workflows.cases.jobs.send_notice import connected
from workflows.catalogue.fields import kinds as fields
from workflows.catalogue.kinds import kinds as steps
from workflows.engine.read import ELEMENTS
from workflows.law import life
from workflows.registry import discover
channels_with_pages = [code for code in channels() if code in get_resolver().namespace_dict]
print(json.dumps({
    "field": [*fields()], "step": [*steps()], "connector": [*connected()], "channel": channels_with_pages,
    "element": [*ELEMENTS], "command": [*discover(commands)], "job": [*handlers()], "life": [*life.lives()],
    "engine": [*engines()], "material": [*materials()],
}))
"""


def ask(project: Path) -> dict[str, list[str]]:
    """Every registry of the copy in `project`."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-W", "ignore", "-c", ASKS]
    done = subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True, text=True)
    answer: dict[str, list[str]] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("copy")
    for floor in ("portal", "workflows", "ocr", "ledger"):
        shutil.copytree(PROJECT / floor, project / floor, ignore=shutil.ignore_patterns(*MADE, "*_cache"))
    for path, (content, _, _) in ADDED.items():
        assert not (project / path).exists(), path
        (project / path).write_text(content)
    return project


@pytest.fixture(scope="module")
def known(copy: Path) -> dict[str, list[str]]:
    return ask(copy)


@pytest.mark.parametrize("path", ADDED)
def test_one_new_file_is_known_everywhere(path: str, known: dict[str, list[str]]) -> None:
    _, registry, code = ADDED[path]
    assert code in known[registry]


def test_two_files_with_one_code_stop_the_start(copy: Path) -> None:
    second = copy / "workflows/catalogue/fields/colour_again.py"
    second.write_text(FIELD)
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        ask(copy)
    second.unlink()
    assert "claims 'colour'" in stopped.value.stderr
