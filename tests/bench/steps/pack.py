"""The measured case as a pack: the shipped permit with a short form, no papers, two limits, and another drawing."""

import json
from typing import Any

import yaml

from tests.workflows.catalogue.samples import PROCESS, SERVICE, SHIPPED
from tests.workflows.engine.drawing import body, file
from workflows.catalogue.pack import Pack

CODE = "measured"
PICTURE = """
(s > accept > ?heard >[accept.outcome = "accept"] +fork > food > +join
?heard >[accept.outcome = "not_accept"] )not_accepted
?heard >/ @answer > accept
+fork > fire > +join
+fork > city > +join
+join > ?seats >[seats > 75 and scope = "cold"] issue > )issued
?seats >/ decide > )decided
"""
ANSWER = '<intermediateCatchEvent id="answer"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>'
FIELDS = ("shop_name", "operator_name", "operator_id", "operator_mobile", "seats")
SCOPE = {
    "code": "scope", "group": "food", "type": "text", "label": {"zh": "经营项目", "en": "Scope"}, "required": True,
}  # fmt: skip
GIVEN = {"shop_name": "云东区老罗面馆", "seats": "80", "scope": "cold"}


def service() -> dict[str, Any]:
    """The permit's data with what the drawing needs and nothing else."""
    data: dict[str, Any] = yaml.safe_load(SHIPPED.files[SERVICE])
    review, fire, city = (data["steps"][code] for code in ("food_review", "fire_consult", "city_consult"))
    decide = data["steps"]["decide"] | {"excludes": ["food", "fire", "city"]}
    steps = {"accept": data["steps"]["accept"], "food": review, "fire": fire, "city": city}
    steps |= {"issue": review, "decide": decide}
    fields = [field for field in data["fields"] if field["code"] in FIELDS]
    plain = {element: {key: value for key, value in step.items() if key != "limit"} for element, step in steps.items()}
    limits = {code: data["limits"][code] for code in ("legal", "promised")}
    data |= {"code": CODE, "papers": [], "limits": limits, "steps": plain, "fields": [*fields, SCOPE]}
    data["result"]["fields"] = [line for line in data["result"]["fields"] if line["field"] in (*FIELDS, "scope")]
    return data


def measured() -> Pack:
    """The pack, ready to be published."""
    drawing = file(body(PICTURE, ANSWER), '<message id="m" name="answered"/>')
    # The loader of packs refuses aliases, which YAML writes for what stands twice; JSON is YAML without them.
    return Pack({**SHIPPED.files, SERVICE: json.dumps(service(), ensure_ascii=False).encode(), PROCESS: drawing})
