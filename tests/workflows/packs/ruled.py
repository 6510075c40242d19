"""The food permit with two steps that ask decision tables: one rates the risk, one may grant at once (秒批)."""

from tests.workflows.cases.faulty import with_process
from tests.workflows.catalogue.samples import SERVICE
from tests.workflows.engine.dmn.files import data, decision, file, table
from workflows.catalogue.pack import Pack

WHY = "小型热食店，材料齐全，承诺即办。"
RISK = file(
    data("seats", "number"),
    data("area_sqm", "number"),
    decision("risk", table("hitPolicy='FIRST'", ["seats", "area_sqm"], ["level"],
             '<= 20 | <= 60 | "low"', '<= 75 | - | "medium"', '- | - | "high"'), "seats", "area_sqm"),
)  # fmt: skip
INSTANT = file(
    data("rating", "string"),
    data("seats", "number"),
    decision("instant", table("hitPolicy='UNIQUE'", ["rating", "seats"], ["grants"], '"low" | > 0 | true'),
             "rating", "seats"),
    head='<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="i" namespace="urn:i" id="i">',
).replace(b'<rule id="r1">', f'<rule id="r1"><description>{WHY}</description>'.encode())  # fmt: skip
STEPS = """steps:
  rating:
    kind: rule
    label: {zh: 风险评级, en: Risk rating}
    decision: risk
  instant:
    kind: instant_grant
    label: {zh: 秒批, en: Instant grant}
    decision: instant
    person_on: wants_person
"""
FIELD = """fields:
  - code: wants_person
    group: food
    type: boolean
    label: {zh: 要求人工审批, en: I want a person to decide}
"""
DRAWN = """id="f_all" sourceRef="join" targetRef="rating"/>
    <businessRuleTask id="rating"/>
    <sequenceFlow id="f_rated" sourceRef="rating" targetRef="instant"/>
    <businessRuleTask id="instant"/>
    <sequenceFlow id="f_asked" sourceRef="instant" targetRef="instant_gw"/>
    <exclusiveGateway id="instant_gw" default="f_person"/>
    <sequenceFlow id="f_instant" sourceRef="instant_gw" targetRef="issue">
      <conditionExpression>instant.outcome = "grant"</conditionExpression></sequenceFlow>
    <sequenceFlow id="f_person" sourceRef="instant_gw" targetRef="decide\""""
SCENARIOS = b"""- code: small
  title: {zh: "\xe5\xb0\x8f\xe5\xba\x97\xe7\xa7\x92\xe6\x89\xb9", en: A small shop is granted at once}
  given: {scope: [hot], seats: 12, area_sqm: "40"}
  when:
    - {step: accept, outcome: accept}
    - {step: food_review, outcome: agree}
    - {step: fire_consult, outcome: agree}
    - {step: city_consult, outcome: agree}
    - {service: instant}
  then: {opens: [issue], never: [decide], path: [rating, instant, issue]}
- code: large
  title: {zh: "\xe5\xa4\xa7\xe5\xba\x97\xe8\xbd\xac\xe4\xba\xba\xe5\xb7\xa5", en: A large shop goes to a person}
  given: {scope: [hot], seats: 60, area_sqm: "90"}
  when:
    - {step: accept, outcome: accept}
    - {step: food_review, outcome: agree}
    - {step: fire_consult, outcome: agree}
    - {step: city_consult, outcome: agree}
    - {service: instant}
  then: {opens: [decide], never: [issue]}
"""


def ruled_pack(**replaced: tuple[str, str]) -> Pack:
    """The pack; `service` and `risk` may replace one text by another in that file."""
    pack = with_process(('id="f_all" sourceRef="join" targetRef="decide"', DRAWN))
    service = (
        pack.files[SERVICE].decode().replace("\nsteps:\n", f"\n{STEPS}", 1).replace("\nfields:\n", f"\n{FIELD}", 1)
    )
    files = {**pack.files, SERVICE: service.encode(), "risk.dmn": RISK, "instant.dmn": INSTANT}
    files["scenarios.yaml"] = SCENARIOS
    for name, (old, new) in replaced.items():
        path = {"service": SERVICE, "risk": "risk.dmn"}[name]
        assert old in files[path].decode(), old
        files[path] = files[path].decode().replace(old, new, 1).encode()
    return Pack(files)
